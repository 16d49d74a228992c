import { pulls } from './pulls';
import type { RuleCases } from './rule-cases';
import { all, none, setFact } from './testing/edits';

const chart = (replicas: number, image: string) =>
  setFact('releases[1].footprint', {
    workloads: Array.from({ length: replicas }, (_, index) => ({
      kind: 'Deployment',
      name: `part-${index}`,
      images: [`${image}-${index}:1`],
    })),
    source: 'a chart',
  });

export const pullCases: readonly RuleCases[] = [
  [
    pulls,
    [
      ['is silent on the sample rack', none, []],
      // Four images of the sample rack itself come from there.
      ['is silent on as many as the registry answers', chart(96, 'docker.io/library/part'), []],
      ['is silent on a registry that says no figure', chart(300, 'quay.io/example/part'), []],
      [
        'is silent where a mirror of the registry is stated',
        all(
          chart(101, 'docker.io/library/part'),
          setFact('rack.mirrors', { 'docker.io': 'https://mirror.sample-rack.net' }),
        ),
        [],
      ],
      [
        'counts names without a registry as Docker Hub’s',
        chart(97, 'library/part'),
        [
          {
            object: 'clusters/sample.yaml',
            path: 'mirrors',
            message: 'a first start pulls up to 101 images of docker.io, which answers 100 in 6 hours to one address',
          },
        ],
      ],
    ],
  ],
];
