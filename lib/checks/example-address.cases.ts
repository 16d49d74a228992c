import { exampleAddress } from './example-address';
import type { RuleCases } from './rule-cases';
import { setFact } from './testing/edits';

const at = (url: string) => setFact('rack.git.url', url);
const bucket = (endpoint: string) => setFact('rack.backups.offsite.endpoint', endpoint);

export const exampleCases: readonly RuleCases[] = [
  [
    exampleAddress,
    [
      ['is silent where the owner has stated a repository', at('https://forge.sample-rack.net/casey/rack'), []],
      ['is silent at a name that only begins like one', at('ssh://git@example.organic/casey/rack'), []],
      [
        'finds the address of the reference rack',
        at('https://git.example.org/you/homelab'),
        [
          {
            object: 'clusters/sample.yaml',
            path: 'git.url',
            message: 'is https://git.example.org/you/homelab, and git.example.org can never answer',
          },
        ],
      ],
      [
        'finds a port and a user on such a name',
        at('ssh://git@rack.test:2222/rack'),
        [
          {
            object: 'clusters/sample.yaml',
            message: 'is ssh://git@rack.test:2222/rack, and rack.test can never answer',
          },
        ],
      ],
      [
        'finds a bucket at such a name',
        bucket('https://s3.invalid'),
        [
          {
            object: 'clusters/sample.yaml',
            path: 'backups.offsite.endpoint',
            message: 'is https://s3.invalid, and s3.invalid can never answer',
          },
        ],
      ],
    ],
  ],
];
