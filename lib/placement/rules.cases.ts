import type { RuleCases } from '../checks/rule-cases';
import { all, none, set } from '../checks/testing/edits';
import { quorumMark } from '../facts/marks';
import { fieldOf } from '../manifest/field-path';
import { arrangement, placement, statedQuorum } from './rules';

const redis = 'data/StatefulSet/redis';
const sentinels = set('data/ConfigMap/redis', 'data', {
  'redis.conf': 'min-replicas-to-write 1\nsentinel monitor redis redis-0 6379 2\n',
});
const says = (quorum: number) => set(redis, fieldOf('metadata.annotations', quorumMark.key), String(quorum));

const chat = 'ml/Deployment/chat';
const chatMemory = 'spec.template.spec.containers[chat].resources.requests.memory';
const chatCpu = 'spec.template.spec.containers[chat].resources.requests.cpu';

export const placementCases: readonly RuleCases[] = [
  [
    placement,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a pod that is larger than every blade',
        set(chat, chatMemory, '11Gi'),
        [{ object: chat, path: 'spec', message: '11264Mi of memory asked, the largest of 4 has 7565Mi' }],
      ],
      [
        'finds more pods that want a blade each than there are blades',
        set('data/StatefulSet/redis', 'spec.replicas', 5),
        [{ object: 'data/StatefulSet/redis', message: '5 pods want a blade each, 4 can carry one' }],
      ],
      ['is silent where all but one blade can just carry it', set(chat, chatMemory, '7Gi'), []],
    ],
  ],
  [
    arrangement,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds pods that fit in sum and not beside each other',
        all(set(chat, 'spec.replicas', 4), set(chat, chatCpu, '1700m')),
        [{ object: chat, message: 'no blade had room in 4 of 10 arrangements tried' }],
      ],
    ],
  ],
  [
    statedQuorum,
    [
      [
        'finds a set that calls itself sound while it takes no writes',
        all(set(redis, 'spec.replicas', 3), sentinels, says(1)),
        [
          {
            object: redis,
            path: fieldOf('metadata.annotations', quorumMark.key),
            message:
              'says that 1 of 3 are enough, and 2 are needed: a majority of Sentinels elects, 2 agree that a primary is down, 1 must confirm a write',
          },
        ],
      ],
      [
        'is silent where the number is the one that the program needs',
        all(set(redis, 'spec.replicas', 3), sentinels, says(2)),
        [],
      ],
      ['says nothing of programs that it does not know', says(1), []],
    ],
  ],
];
