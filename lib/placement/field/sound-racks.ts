import { type Edit, set } from '../../checks/testing/edits';
import { quorumMark } from '../../facts/marks';
import { fieldOf } from '../../manifest/field-path';
import { type Change, board, fed, small, unlike, workers } from './field-rack';
import { hermit, hermitContainer } from './hermit';

/** A change of the rack file, or of what was rendered from it, about which no rule of room may say anything. */
export type SoundRack = readonly [name: string, changes: readonly Change[], rendered?: Edit];

const redis = 'data/StatefulSet/redis';
const everyWorker = Array.from({ length: 17 }, (_, index) => `b-${String(index + 1).padStart(2, '0')}`);

/** As many pods as there are workers. */
const hermits = (spec: object): Edit => hermit('StatefulSet', 17, spec);

const ofDisks: readonly SoundRack[] = [
  ['four volumes where four disks can hold one', [...unlike(4, 12), small('16GB', '150GB')]],
  [
    'three large disks where the object store asks for little',
    [...unlike(3, 5), small('16GB', '128GB'), ['apps.minio', { disk: '20Gi' }]],
  ],
  [
    'a database that all but fills its disk',
    [
      ['apps.postgres', { disk: '680Gi' }],
      ['apps.minio', { disk: '20Gi' }],
    ],
  ],
  ['an object store that all but fills its disk', [['apps.minio', { disk: '700Gi' }]]],
  [
    'a database and an object store on disks that hold one of them',
    [
      ...unlike(8, 4),
      small('8GB', '512GB'),
      ['hardware.worker.disk', '512GB'],
      ['apps.minio', { disk: '200Gi' }],
      ['apps.postgres', { disk: '180Gi' }],
    ],
  ],
  [
    'volumes on a second disk',
    [['hardware.worker', board('8GB', '32GB', { data: { disk: '1TB', device: '/dev/sdb' } })]],
  ],
  ['a control plane with a card of 32 GB', [['hardware.control.disk', '32GB']]],
  [
    'copies on four blades',
    [
      ['apps.logs', 'on'],
      ['apps.longhorn', { blades: ['b-01', 'b-02', 'b-03', 'b-04'] }],
    ],
  ],
  [
    'copies on every worker',
    [
      ['apps.tempo', 'on'],
      ['apps.longhorn', { blades: everyWorker }],
    ],
  ],
  ['logs as large as what Longhorn may fill of a disk', [['apps.logs', { disk: '70Gi' }]]],
];

const ofMemory: readonly SoundRack[] = [
  ['blades alike', []],
  [
    'a control plane of 4 GB, which carries no volumes (small-control-plane)',
    [
      ['hardware.control', board('4GB', '256GB')],
      ['apps.tempo', 'on'],
      ['apps.logs', 'on'],
    ],
  ],
  [
    'a control plane of 4 GB before workers of 16 GB',
    [
      ['hardware.control', board('4GB', '64GB')],
      ['hardware.worker', board('16GB', '2TB')],
    ],
  ],
  [
    'a control plane of 4 GB whose workers all carry copies',
    [
      ['hardware.control.memory', '4GB'],
      ['apps.longhorn', { blades: everyWorker }],
    ],
  ],
  ['a control plane of 3.3 GB', [['hardware.control.memory', '3300MB']]],
  ['a control plane of two cores', [['hardware.control.cores', 2]]],
  ['workers of 6 GB', [['hardware.worker.memory', '6GB']]],
  [
    'workers of 4 GB with a database of one',
    [
      ['hardware.worker.memory', '4GB'],
      ['apps.postgres', { memory: '1Gi' }],
    ],
  ],
  ['workers of two cores', [['hardware.worker.cores', 2]]],
  ['a database that fills a blade', [['apps.postgres', { memory: '5Gi' }]]],
  ['metrics that fill a blade', [['apps.prometheus', { memory: '5Gi' }]]],
  ['a model server that fills a blade', [['apps.chat', { memory: '5Gi', replicas: 1 }]]],
  ['traces that fill a blade with copies', [['apps.tempo', { memory: '4Gi' }]]],
  ['eight servers of a model', [['apps.chat', { replicas: 8 }]]],
  [
    'everything that people use',
    [
      ['apps.open-webui', 'on'],
      ['apps.grafana', 'on'],
      ['apps.chat-large', 'on'],
      ['apps.alertmanager', 'on'],
    ],
  ],
  [
    'a database that three of the workers are large enough for',
    [
      ...unlike(4, 12),
      ['hardware.worker', board('32GB', '1TB')],
      small('8GB', '1TB'),
      ['apps.postgres', { memory: '10Gi' }],
    ],
  ],
  [
    'machines of two architectures',
    [
      ...unlike(4, 8),
      ['hardware.worker', { arch: 'amd64', cores: 8, memory: '32GB', disk: '1TB' }],
      small('8GB', '1TB'),
    ],
  ],
  [
    'a mini PC whose pods may wait for it (newcomer P13)',
    [
      ...unlike(1, 5),
      ['hardware.worker', board('32GB', '1TB')],
      small('8GB', '1TB'),
      ['apps.redis', 'on'],
      ['apps.grafana', { size: 'small' }],
    ],
  ],
  ['a control plane that carries pods, too', [['blades[0].schedulable', true], workers(5)]],
  [
    'one machine for everything',
    [
      ['hardware', { control: board('32GB', '1TB', { cores: 8 }) }],
      ['blades', [{ names: 'mini', addresses: '10.20.30.9', hardware: 'control', role: 'control-plane' }]],
      ['size', 'small'],
      ['apps', { postgres: 'on' }],
    ],
  ],
];

const ofNumbers: readonly SoundRack[] = [
  ['an object store of four on four workers', [workers(4)]],
  ['five workers', [workers(5)]],
  ['three workers without an object store', [workers(3), ['apps.minio', undefined]]],
  [
    'sixteen servers of a model on seventeen workers',
    [
      ['apps.chat', { replicas: 16 }],
      ['hardware.worker.cores', 8],
    ],
  ],
  [
    'eight pages on nine workers',
    [workers(9), ['apps.open-webui', { replicas: 8, memory: '1Gi' }], ['hardware.worker.memory', '16GB']],
  ],
  [
    'five control planes',
    [['blades[0]', { names: 'c-01..05', addresses: '10.20.30.11-15', hardware: 'control', role: 'control-plane' }]],
  ],
  [
    'one control plane',
    [['blades[0]', { names: 'c-01', addresses: '10.20.30.9', hardware: 'control', role: 'control-plane' }]],
  ],
  [
    'as many pods on one port as there are workers',
    [],
    hermits({ containers: [hermitContainer({ ports: [{ containerPort: 80, hostPort: 8080 }] })] }),
  ],
  [
    'as many pods of the host network as there are workers',
    [],
    hermits({ hostNetwork: true, containers: [hermitContainer({ ports: [{ containerPort: 9000 }] })] }),
  ],
  [
    'pods for the blades that carry copies',
    [['apps.logs', 'on']],
    hermits({ nodeSelector: { 'node.longhorn.io/create-default-disk': 'true' }, containers: [hermitContainer()] }),
  ],
  ['as many Sentinels as are needed', [], set(redis, fieldOf('metadata.annotations', quorumMark.key), '2')],
];

const ofPower: readonly SoundRack[] = [
  ['ports that give to the watt what a blade draws', fed('3W-12W', { perPort: '12W' })],
  ['a switch that gives to the watt what its blades draw', fed('3W-12W', { total: '240W' })],
  ['a group of ports that gives more', fed('3W-20W', { perPort: '20W', groups: [{ ports: '17-24', perPort: '60W' }] })],
  ['the last port of a switch', [...fed('3W-12W', {}), ['blades[1].ports', 'poe/8-24']]],
  [
    'blades measured to draw less than was stated',
    [
      ...fed('3W-30W', {}),
      ['hardware.control.watts', '3W-12W'],
      ['hardware.worker.measured', { on: '2026-11-20', blade: 'b-01', watts: '3W-9W' }],
    ],
  ],
  ['blades that no switch feeds', [['hardware.worker.watts', '3W-200W']]],
];

export const soundRacks: readonly SoundRack[] = [...ofDisks, ...ofMemory, ...ofNumbers, ...ofPower];
