import { needlessWait } from './flux-waits';
import type { RuleCases } from './rule-cases';
import { none, set } from './testing/edits';

const chat = 'flux-system/Kustomization/chat';

export const fluxWaitCases: readonly RuleCases[] = [
  [
    needlessWait,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds an app that waits for the pods of another',
        set(chat, 'spec.dependsOn', [{ name: 'namespaces' }, { name: 'redis' }]),
        [
          {
            object: chat,
            path: 'spec.dependsOn[redis]',
            message: 'waits for redis, which brings no kind, namespace or class that the API server must have first',
          },
        ],
      ],
      [
        'leaves one that waits for a chart with its kinds alone',
        set(chat, 'spec.dependsOn', [{ name: 'namespaces' }, { name: 'longhorn' }]),
        [],
      ],
    ],
  ],
];
