import { quorumMark, secretsHashMark } from '../facts/marks';
import { fieldOf } from '../manifest/field-path';
import { knownMarks } from './marks';
import type { RuleCases } from './rule-cases';
import { none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const misspelt = (key: string) => key.slice(0, -1);

export const markCases: readonly RuleCases[] = [
  [
    knownMarks,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds an annotation of ours that nothing reads',
        set(redis, fieldOf('metadata.annotations', misspelt(quorumMark.key)), '2'),
        [
          {
            object: redis,
            path: fieldOf('metadata.annotations', misspelt(quorumMark.key)),
            message: 'is a key of ours that nothing reads',
            fix: `did you mean ${quorumMark.key}?`,
          },
        ],
      ],
      [
        'finds it on the template of pods',
        set(redis, fieldOf('spec.template.metadata.annotations', misspelt(secretsHashMark.key)), 'a'),
        [
          {
            object: redis,
            path: fieldOf('spec.template.metadata.annotations', misspelt(secretsHashMark.key)),
            message: 'is a key of ours that nothing reads',
          },
        ],
      ],
      ['leaves the labels of others alone', set(redis, fieldOf('metadata.labels', 'example.org/quorom'), '2'), []],
    ],
  ],
];
