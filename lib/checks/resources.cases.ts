import { tierMark } from '../facts/marks';
import { fieldOf } from '../manifest/field-path';
import { batchLowest, cpuLimit, priority, resourcesStated, tierKnown, tierMemory } from './resources';
import type { RuleCases } from './rule-cases';
import { all, none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const thermal = 'hardware/DaemonSet/thermal';
const resources = 'spec.template.spec.containers[redis].resources';
const silent = ['is silent on the sample rack', none, []] as const;

export const resourceCases: readonly RuleCases[] = [
  [
    resourcesStated,
    [
      silent,
      [
        'finds each number that is missing',
        set(redis, resources, { requests: { memory: '64Mi' } }),
        [
          { object: redis, path: `${resources}.limits.memory`, message: 'states no memory limit' },
          { object: redis, path: `${resources}.requests.cpu`, message: 'states no cpu request' },
        ],
      ],
      [
        'checks init containers, sidecars and debug containers',
        all(
          set(redis, 'spec.template.spec.initContainers', [
            { name: 'chown', resources: { requests: { cpu: '10m', memory: '8Mi' } } },
          ]),
          set(redis, 'spec.template.spec.ephemeralContainers', [
            { name: 'debug', resources: { requests: { cpu: '10m', memory: '8Mi' } } },
          ]),
        ),
        [
          {
            object: redis,
            path: 'spec.template.spec.ephemeralContainers[debug].resources.limits.memory',
            message: 'states no memory limit',
          },
          {
            object: redis,
            path: 'spec.template.spec.initContainers[chown].resources.limits.memory',
            message: 'states no memory limit',
          },
        ],
      ],
      [
        'checks databases that an operator makes',
        set('data/Cluster/postgres', 'spec.resources.limits', undefined),
        [{ object: 'data/Cluster/postgres', path: 'spec.resources.limits.memory', message: 'states no memory limit' }],
      ],
    ],
  ],
  [
    tierKnown,
    [
      silent,
      [
        'finds a tier that is none',
        set(redis, fieldOf('spec.template.metadata.labels', tierMark.key), 'date'),
        [{ object: redis, message: 'has tier "date", which is none', fix: 'did you mean data?' }],
      ],
      [
        'finds a workload without one',
        set(redis, fieldOf('spec.template.metadata.labels', tierMark.key), undefined),
        [{ object: redis, message: 'has no tier', fix: 'there are batch, data, large, node-critical, serving' }],
      ],
    ],
  ],
  [
    tierMemory,
    [
      silent,
      [
        'finds a limit above the request',
        set(redis, `${resources}.limits.memory`, '128Mi'),
        [
          {
            object: redis,
            path: `${resources}.requests.memory`,
            message: 'requests 64Mi of a limit of 128Mi; tier data wants both equal',
            fix: 'request 128Mi',
          },
        ],
      ],
      ['compares amounts, not their spelling', set(redis, `${resources}.limits.memory`, '65536Ki'), []],
      [
        'leaves batch alone',
        set('data/CronJob/report', 'spec.jobTemplate.spec.template.spec.containers[report].resources.limits', {
          memory: '1Gi',
        }),
        [],
      ],
    ],
  ],
  [
    cpuLimit,
    [
      silent,
      [
        'finds a throttled database',
        set(redis, `${resources}.limits.cpu`, '500m'),
        [{ object: redis, path: `${resources}.limits.cpu`, message: 'limits CPU to 500m in tier data' }],
      ],
      [
        'wants a reason from a node-critical daemon',
        set(thermal, 'metadata.annotations', undefined),
        [{ object: thermal, message: 'limits CPU to 100m in tier node-critical' }],
      ],
      [
        'lets serving limit itself',
        set('ml/Deployment/chat', 'spec.template.spec.containers[chat].resources.limits.cpu', '1'),
        [],
      ],
    ],
  ],
  [
    priority,
    [
      silent,
      [
        'finds a tier and a class that disagree',
        set(redis, 'spec.template.spec.priorityClassName', 'rackwright-batch'),
        [
          {
            object: redis,
            path: 'spec.template.spec.priorityClassName',
            message: 'has priority class rackwright-batch; tier data has rackwright-data',
          },
        ],
      ],
      [
        'finds a database in another class than its tier has',
        all(
          set('data/Cluster/postgres', 'spec.inheritedMetadata.labels', tierMark.as('data')),
          set('data/Cluster/postgres', 'spec.priorityClassName', 'rackwright-serving'),
        ),
        [
          {
            object: 'data/Cluster/postgres',
            path: 'spec.priorityClassName',
            message: 'has priority class rackwright-serving; tier data has rackwright-data',
          },
        ],
      ],
      [
        'finds a missing class',
        set(redis, 'spec.template.spec.priorityClassName', undefined),
        [{ object: redis, message: 'has priority class none; tier data has rackwright-data' }],
      ],
    ],
  ],
  [
    batchLowest,
    [
      silent,
      [
        'finds batch above serving',
        set('PriorityClass/rackwright-batch', 'value', 500_000),
        [
          {
            object: 'PriorityClass/rackwright-batch',
            path: 'value',
            message: 'is 500000, not below rackwright-large (200000), rackwright-serving (100000)',
          },
        ],
      ],
    ],
  ],
];
