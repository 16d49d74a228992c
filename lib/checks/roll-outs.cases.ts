import { rollsOut } from './roll-outs';
import type { RuleCases } from './rule-cases';
import { none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const chat = 'ml/Deployment/chat';

export const rollOutCases: readonly RuleCases[] = [
  [
    rollsOut,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a set that replaces nothing by itself',
        set(redis, 'spec.updateStrategy', { type: 'OnDelete' }),
        [
          {
            object: redis,
            path: 'spec.updateStrategy.type',
            message: 'replaces no pod until somebody deletes it: a commit changes nothing that runs',
          },
        ],
      ],
      [
        'finds members that stay on the old template',
        set(redis, 'spec.updateStrategy', { type: 'RollingUpdate', rollingUpdate: { partition: 3 } }),
        [{ object: redis, message: 'leaves pods below 3 on the old template for ever' }],
      ],
      [
        'finds a roll-out that is given up at once',
        set(chat, 'spec.progressDeadlineSeconds', 1),
        [{ object: chat, message: 'gives a roll-out up after 1 s, sooner than an image is pulled' }],
      ],
    ],
  ],
];
