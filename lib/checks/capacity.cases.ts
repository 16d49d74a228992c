import { capacitySum } from './capacity';
import type { RuleCases } from './rule-cases';
import { all, none, set, setFact } from './testing/edits';

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

export const capacityCases: readonly RuleCases[] = [
  [
    capacitySum,
    [
      ['is silent on the sample rack', none, []],
      [
        'is silent when all but one worker can just carry it',
        set('ml/Deployment/chat', 'spec.template.spec.containers[chat].resources.requests.cpu', '4'),
        [],
      ],
      [
        'finds memory that is there only while every blade lives',
        set('ml/Deployment/chat', 'spec.template.spec.containers[chat].resources.requests.memory', '11Gi'),
        [
          {
            object: clusterFile,
            path: 'apps',
            message:
              'pods ask for 29324Mi of memory; the 3 workers left when one of 4 is lost have 22696Mi beside their own daemons',
          },
        ],
      ],
      [
        'counts what the blades keep for themselves',
        all(
          set('ml/Deployment/chat', 'spec.template.spec.containers[chat].resources.requests.cpu', '4'),
          setFact('laws.reserved', {
            'control-plane': { cpuMillicores: 0, memoryBytes: 0 },
            worker: { cpuMillicores: 3000, memoryBytes: 0 },
          }),
        ),
        [
          {
            object: clusterFile,
            path: 'apps',
            message:
              'pods ask for 10300m of processor; the 3 workers left when one of 4 is lost have 2700m beside their own daemons',
          },
        ],
      ],
      [
        'finds a blade that cannot carry its own daemons',
        setFact('releases', [greedyDaemon]),
        (
          [
            ['blade-01', 2419],
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
];
