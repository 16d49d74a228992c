import { besideEtcd, everyWorker, everywhereAnswered } from './control-plane-pods';
import type { RuleCases } from './rule-cases';
import { none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const thermal = 'hardware/DaemonSet/thermal';
const service = 'data/Service/redis';
const tolerations = 'spec.template.spec.tolerations';
const taint = { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' };
const silent = ['is silent on the sample rack', none, []] as const;

export const bladeCases: readonly RuleCases[] = [
  [
    besideEtcd,
    [
      silent,
      [
        'finds a server that may run beside etcd',
        set(redis, `${tolerations}[9]`, taint),
        [
          {
            object: redis,
            message: 'may run on the blades of the control plane',
          },
        ],
      ],
      ['leaves a daemon alone', set(thermal, `${tolerations}[9]`, taint), []],
    ],
  ],
  [
    everyWorker,
    [
      silent,
      [
        'finds a daemon that no worker has',
        set(thermal, 'spec.template.spec.nodeSelector', { 'node-role.kubernetes.io/control-plane': '' }),
        [{ object: thermal, message: 'runs on the blades of the control plane alone' }],
      ],
    ],
  ],
  [
    everywhereAnswered,
    [
      silent,
      [
        'finds a Service that answers on some blades',
        set(service, 'spec.internalTrafficPolicy', 'Local'),
        [
          {
            object: service,
            path: 'spec.internalTrafficPolicy',
            message: 'answers on blades with one of its pods, and not every blade has one',
          },
        ],
      ],
    ],
  ],
];
