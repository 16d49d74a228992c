import { fitsLevel, strictLevel } from './pod-levels';
import type { RuleCases } from './rule-cases';
import { all, none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const level = (name: string) => set('Namespace/data', 'metadata.labels["pod-security.kubernetes.io/enforce"]', name);
const hostPort = set(redis, 'spec.template.spec.containers[redis].ports[redis].hostPort', 6379);

export const podLevelCases: readonly RuleCases[] = [
  [
    fitsLevel,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds pods that their namespace forbids',
        set(redis, 'spec.template.spec.hostNetwork', true),
        [
          {
            object: redis,
            path: 'spec.template.spec',
            message: 'needs hostNetwork, and Namespace/data enforces restricted',
          },
        ],
      ],
      [
        'finds what only the strictest level forbids',
        set(redis, 'spec.template.spec.containers[redis].securityContext.allowPrivilegeEscalation', true),
        [{ object: redis, message: 'needs allowPrivilegeEscalation, and Namespace/data enforces restricted' }],
      ],
      [
        'takes a port of the blade for what it is',
        all(level('baseline'), hostPort),
        [{ object: redis, message: 'needs hostPort, and Namespace/data enforces baseline' }],
      ],
      ['lets everything be where everything may', all(level('privileged'), hostPort), []],
    ],
  ],
  [
    strictLevel,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a namespace that lets in more than its pods want',
        set('Namespace/ml', 'metadata.labels["pod-security.kubernetes.io/enforce"]', 'privileged'),
        [
          {
            object: 'Namespace/ml',
            path: 'metadata.labels["pod-security.kubernetes.io/enforce"]',
            message: 'is privileged, and no pod of it needs that',
          },
        ],
      ],
      [
        'finds a level of another time',
        set('Namespace/ml', 'metadata.labels["pod-security.kubernetes.io/enforce-version"]', 'v1.20'),
        [{ object: 'Namespace/ml', message: 'enforces the level as it was in Kubernetes v1.20' }],
      ],
      ['leaves one alone whose pods need it', all(level('privileged'), hostPort), []],
    ],
  ],
];
