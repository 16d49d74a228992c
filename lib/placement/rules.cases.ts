import type { RuleCases } from '../checks/rule-cases';
import { all, none, set, setFact } from '../checks/testing/edits';
import { quorumMark } from '../facts/marks';
import { fieldOf } from '../manifest/field-path';
import { arrangement, placement, room, roomWithOneLost, statedQuorum } from './rules';

const redis = 'data/StatefulSet/redis';
const sentinels = set('data/ConfigMap/redis', 'data', {
  'redis.conf': 'min-replicas-to-write 1\nsentinel monitor redis redis-0 6379 2\n',
});
const says = (quorum: number) => set(redis, fieldOf('metadata.annotations', quorumMark.key), String(quorum));

const chat = 'ml/Deployment/chat';
const chatMemory = 'spec.template.spec.containers[chat].resources.requests.memory';
const chatCpu = 'spec.template.spec.containers[chat].resources.requests.cpu';

const clusterFile = 'clusters/sample.yaml';
/** A chart whose daemon wants more memory than any blade has. */
const greedyDaemon = {
  app: 'longhorn',
  id: 'longhorn-system/HelmRelease/longhorn',
  crdGroups: ['longhorn.io'],
  webhookGroups: [],
  needsGroups: [],
  footprint: { workloads: [{ kind: 'DaemonSet', name: 'engine', memory: '9Gi' }], source: 'its chart' },
};

/** The same as a Deployment, whose pod goes where there is room. */
const largeEngine = {
  ...greedyDaemon,
  footprint: { workloads: [{ kind: 'Deployment', name: 'engine', memory: '9Gi' }], source: 'its chart' },
};

export const placementCases: readonly RuleCases[] = [
  [
    room,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds more pods than all blades can carry',
        all(set(chat, 'spec.replicas', 8), set(chat, chatMemory, '4Gi')),
        [
          {
            object: clusterFile,
            path: 'apps',
            message:
              'pods for blade-2, blade-3, blade-4 and blade-5 ask for 39564Mi of memory, and there are 30262Mi beside daemons; most by chat 32768Mi, postgres 6144Mi, Flux controllers 256Mi',
          },
        ],
      ],
      [
        'counts what the blades keep for themselves',
        setFact('laws.reserved', {
          'control-plane': { cpuMillicores: 0, memoryBytes: 0 },
          worker: { cpuMillicores: 3800, memoryBytes: 0 },
        }),
        [
          {
            object: clusterFile,
            path: 'apps',
            message:
              'pods for blade-2, blade-3, blade-4 and blade-5 ask for 900m of processor, and there are 400m beside daemons; most by Flux controllers 400m, coredns 200m, redis 200m',
          },
        ],
      ],
      ['leaves a pod that is too large by itself to the rule that names it', set(chat, chatMemory, '11Gi'), []],
      [
        'finds a blade that cannot carry its own daemons',
        setFact('releases', [greedyDaemon]),
        (
          [
            ['blade-01', 2483],
            ['blade-2', 1651],
            ['blade-3', 1651],
            ['blade-4', 1651],
            ['blade-5', 1651],
          ] as const
        ).map(([name, mebibytes]) => ({
          object: clusterFile,
          path: 'blades',
          message: `${name} lacks ${mebibytes}Mi of memory for itself and its own daemons`,
        })),
      ],
    ],
  ],
  [
    roomWithOneLost,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds room that is there only while every blade lives',
        all(set(chat, 'spec.replicas', 4), set(chat, chatMemory, '5Gi')),
        [
          {
            object: clusterFile,
            path: 'apps',
            message:
              'with blade-2 down, pods for blade-3, blade-4 and blade-5 ask for 27276Mi of memory, and there are 22697Mi beside daemons; most by chat 20480Mi, postgres 6144Mi, Flux controllers 256Mi (3 more such blades)',
          },
        ],
      ],
      [
        'says nothing where the whole rack is too small, which has its own finding',
        all(set(chat, 'spec.replicas', 8), set(chat, chatMemory, '4Gi')),
        [],
      ],
    ],
  ],
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
      [
        'names the pods of a chart, which no object of dist/ shows',
        setFact('releases', [largeEngine]),
        [
          {
            object: clusterFile,
            path: 'apps',
            message: 'longhorn-system/Deployment/engine: 9216Mi of memory asked, the largest of 4 has 7565Mi',
          },
        ],
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
        [{ object: chat, message: 'no blade had room in 2 of 10 arrangements tried' }],
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
