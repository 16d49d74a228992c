import type { RuleCases } from '../checks/rule-cases';
import { all, none, set } from '../checks/testing/edits';
import { arrangement, placement } from './rules';

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
        [{ object: chat, message: 'no blade had room in 5 of 20 arrangements tried' }],
      ],
    ],
  ],
];
