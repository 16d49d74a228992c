import { type BrokenRack, board, small, unlike, workers } from './field-rack';

export const tooLittleDisk: readonly BrokenRack[] = [
  [
    'four volumes of 200Gi where two disks can hold one (disks-unlike)',
    'volumesFitDisks',
    /minio wants 4 volumes of 200Gi.* have room for 2/,
    [...unlike(2, 6), ['hardware.worker', board('64GB', '8TB', { cores: 16 })], small('16GB', '128GB')],
  ],
  [
    'four volumes where three disks can hold one (newcomer P5)',
    'volumesFitDisks',
    /minio wants 4 volumes .* have room for 3/,
    [...unlike(3, 12), small('16GB', '150GB')],
  ],
  [
    'three databases of 2Ti where two disks can hold one',
    'volumesFitDisks',
    /postgres wants 3 volumes of 2084Gi.* have room for 2/,
    [...unlike(2, 12), ['hardware.worker.disk', '4TB'], small('16GB', '1TB'), ['apps.postgres', { disk: '2Ti' }]],
  ],
  [
    'a database larger than every disk',
    'volumesFitDisks',
    /postgres wants a volume of 2084Gi, the largest/,
    [['apps.postgres', { disk: '2Ti' }]],
  ],
  [
    'an object store larger than every disk',
    'volumesFitDisks',
    /minio wants a volume of 2Ti, the largest/,
    [['apps.minio', { disk: '2Ti' }]],
  ],
  [
    'a cache larger than every disk',
    'volumesFitDisks',
    /redis wants a volume of 2Ti, the largest/,
    [['apps.redis', { disk: '2Ti' }]],
  ],
  [
    'metrics larger than every disk',
    'volumesFitDisks',
    /prometheus wants a volume of 2Ti, the largest/,
    [['apps.prometheus', { disk: '2Ti' }]],
  ],
  [
    'logs larger than what Longhorn may fill of a disk',
    'volumesFitDisks',
    /logs wants a volume of 1Ti, the largest of the disks of Longhorn\u2019s blades/,
    [['apps.logs', { disk: '1Ti' }]],
  ],
  [
    'traces larger than what Longhorn may fill of a disk',
    'volumesFitDisks',
    /tempo wants a volume of 100Gi, the largest of the disks of Longhorn\u2019s blades holds 75Gi/,
    [['apps.tempo', { disk: '100Gi' }]],
  ],
  [
    'more of everything than four disks hold',
    'volumesFitDisks',
    /volumes of \d+Gi, the disks of the workers hold \d+Gi/,
    [
      workers(4),
      ['hardware.worker.disk', '256GB'],
      ['apps.minio', { disk: '100Gi' }],
      ['apps.postgres', { disk: '40Gi' }],
    ],
  ],
  [
    'a database and an object store that fit a disk each, and none together',
    'volumesFitDisks',
    /wants \d volumes of/,
    [
      ...unlike(2, 4),
      small('8GB', '512GB'),
      ['apps.minio', { disk: '250Gi' }],
      ['apps.postgres', { disk: '200Gi' }],
      ['apps.prometheus', { disk: '250Gi' }],
    ],
  ],
  [
    'copies on a control plane',
    'replicaBladesAreWorkers',
    /c-01 carries no volumes/,
    [['apps.longhorn', { blades: ['c-01', 'b-01', 'b-02'] }]],
  ],
  [
    'copies on a blade that there is not',
    'replicaBladesAreWorkers',
    /b-18 carries no volumes/,
    [['apps.longhorn', { blades: ['b-16', 'b-17', 'b-18'] }]],
  ],
  [
    'a second disk that is too small for what the first would have held',
    'volumesFitDisks',
    /minio wants a volume of 200Gi/,
    [['hardware.worker.data', { disk: '64GB', device: '/dev/sdb' }]],
  ],
  [
    'volumes on the disk of Talos, stated as a second one',
    'dataLiesElsewhere',
    /data lies on the disk of Talos/,
    [['hardware.worker.data', { disk: '1TB', device: '/dev/nvme0n1' }]],
  ],
  [
    'a disk on which Talos has no room',
    'machinesSuffice',
    /8G of disk is too little/,
    [['hardware.control.disk', '8GB']],
  ],
];
