import type { RuleCases, RuleRow } from './rule-cases';
import { bladeFirst, copies, dataKept, fitsDisk, mayGrow, oneWriter, retentionFits } from './storage';
import { all, none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const local = 'StorageClass/node-local';
const container = 'spec.template.spec.containers[redis]';
const silent: RuleRow = ['is silent on the sample rack', none, []];
const onOneBlade = set(local, 'provisioner', 'local.csi.openebs.io');
const late = set(local, 'volumeBindingMode', 'WaitForFirstConsumer');
const claim = 'spec.volumeClaimTemplates[0].spec';
const kept = (bytes: number) => set(redis, `${container}.args`, [`--storage.tsdb.retention.size=${bytes}B`]);

export const storageCases: readonly RuleCases[] = [
  [
    dataKept,
    [
      silent,
      [
        'finds a class whose volumes go with their claims',
        set(local, 'reclaimPolicy', undefined),
        [
          {
            object: local,
            path: 'reclaimPolicy',
            message: 'is Delete, the default: a volume goes with its claim',
          },
        ],
      ],
      [
        'finds a set whose claims go when it gets smaller',
        set(redis, 'spec.persistentVolumeClaimRetentionPolicy', { whenDeleted: 'Retain', whenScaled: 'Delete' }),
        [{ object: redis, message: 'deletes claims when the set gets smaller' }],
      ],
    ],
  ],
  [
    bladeFirst,
    [
      silent,
      [
        'finds local volumes that are made anywhere',
        onOneBlade,
        [
          {
            object: local,
            path: 'volumeBindingMode',
            message: 'is Immediate, the default, and its volumes lie on one blade',
          },
        ],
      ],
      ['is content when the scheduler chooses first', all(onOneBlade, late), []],
    ],
  ],
  [
    mayGrow,
    [
      silent,
      [
        'finds volumes that stay as small as they are',
        set(local, 'allowVolumeExpansion', false),
        [{ object: local, path: 'allowVolumeExpansion', message: 'lets no volume grow' }],
      ],
    ],
  ],
  [
    copies,
    [
      silent,
      [
        'finds replicated volumes with one copy',
        set(local, 'parameters.numberOfReplicas', '1'),
        [{ object: local, path: 'parameters.numberOfReplicas', message: 'keeps 1 copy of each volume' }],
      ],
      ['is content with two', set(local, 'parameters.numberOfReplicas', '2'), []],
    ],
  ],
  [
    fitsDisk,
    [
      silent,
      [
        'finds a volume that no disk can hold',
        set(redis, `${claim}.resources.requests.storage`, '40Ti'),
        [
          {
            object: redis,
            path: claim,
            message: 'asks for 41943040Mi on one disk, and the largest of the rack has 953675Mi',
          },
        ],
      ],
    ],
  ],
  [
    oneWriter,
    [
      silent,
      [
        'finds a claim that several blades shall mount',
        all(onOneBlade, late, set(redis, `${claim}.accessModes`, ['ReadWriteMany'])),
        [
          {
            object: redis,
            path: `${claim}.accessModes`,
            message: 'asks for ReadWriteMany on node-local, the disk of one blade',
          },
        ],
      ],
    ],
  ],
  [
    retentionFits,
    [
      silent,
      [
        'finds a Prometheus that may keep more than its volume holds',
        kept(4 * 2 ** 30),
        [{ object: redis, path: `${container}.args[0]`, message: 'keeps up to 4096Mi on a volume of 2048Mi' }],
      ],
      ['is content with less', kept(2 ** 30), []],
    ],
  ],
];
