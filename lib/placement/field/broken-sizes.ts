import { set } from '../../checks/testing/edits';
import { type BrokenRack, board, small, unlike, workers } from './field-rack';

export const podsLargerThanABlade: readonly BrokenRack[] = [
  [
    'a database of 10Gi on blades of 8 GB (pod-larger-than-a-blade)',
    'capacity/placement',
    /Cluster\/postgres: 1\d+Mi of memory asked, the largest of 17 has \d+Mi/,
    [['apps.postgres', { memory: '10Gi' }]],
  ],
  [
    'metrics of 12Gi',
    'capacity/placement',
    /StatefulSet\/prometheus: 12288Mi of memory asked/,
    [['apps.prometheus', { memory: '12Gi' }]],
  ],
  ['a cache of 9Gi', 'capacity/placement', /redis: 9\d+Mi of memory asked/, [['apps.redis', { memory: '9Gi' }]]],
  ['an object store of 7Gi', 'capacity/placement', /minio: 7168Mi of memory/, [['apps.minio', { memory: '7Gi' }]]],
  ['a model server of 8Gi', 'capacity/placement', /chat-0: 8192Mi of memory/, [['apps.chat', { memory: '8Gi' }]]],
  ['vectors of 7Gi', 'capacity/placement', /embeddings-0: 7168Mi/, [['apps.embeddings', { memory: '7Gi' }]]],
  ['a gateway of 8Gi', 'capacity/placement', /litellm: 8192Mi/, [['apps.litellm', { memory: '8Gi' }]]],
  ['a page of 8Gi', 'capacity/placement', /open-webui: 8192Mi/, [['apps.open-webui', { memory: '8Gi' }]]],
  ['dashboards of 7Gi', 'capacity/placement', /grafana: 7168Mi/, [['apps.grafana', { memory: '7Gi' }]]],
  ['a sorter of 8Gi', 'capacity/placement', /reranker: 8192Mi/, [['apps.reranker', { memory: '8Gi' }]]],
  [
    'traces that fit a blade, and none of those with copies',
    'capacity/placement',
    /tempo: 5120Mi of memory asked, the largest of 5 has 5011Mi/,
    [['apps.tempo', { memory: '5Gi' }]],
  ],
  [
    'logs that fit a blade, and none of those with copies',
    'capacity/placement',
    /logs: 5120Mi of memory asked, the largest of 5 has/,
    [['apps.logs', { memory: '5Gi' }]],
  ],
  [
    'a database that only one of the workers is large enough for',
    'capacity/placement',
    /postgres: 3 pods want a blade each, 1 can carry one/,
    [
      ...unlike(1, 12),
      ['hardware.worker', board('32GB', '1TB')],
      small('8GB', '1TB'),
      ['apps.postgres', { memory: '10Gi' }],
    ],
  ],
  [
    'more processor than a blade has',
    'capacity/placement',
    /redis: \d+m of processor asked/,
    [],
    set('data/StatefulSet/redis', 'spec.template.spec.containers[redis].resources.requests.cpu', '4'),
  ],
];

export const bladesTooSmall: readonly BrokenRack[] = [
  [
    'workers of 2 GB',
    'capacity/placement',
    /postgres: 2560Mi of memory asked, the largest of 17 has 139Mi/,
    [['hardware.worker.memory', '2GB']],
  ],
  [
    'workers of one core, for ten servers of a model',
    'capacity/placement',
    /chat-0: 1500m of processor asked, the largest of 17 has \d+m/,
    [
      ['hardware.worker.cores', 1],
      ['apps.chat', { replicas: 10 }],
    ],
  ],
  [
    'workers of half a gigabyte',
    'machinesSuffice',
    /512M of memory is too little/,
    [['hardware.worker.memory', '512MB']],
  ],
  [
    'a control plane of 2 GB, on which its own pods do not fit',
    'capacity/room',
    /c-01 lacks \d+Mi of memory/,
    [['hardware.control.memory', '2GB']],
  ],
  [
    'a control plane of 3 GB, a fifth of a gigabyte short',
    'capacity/room',
    /c-01 lacks 219Mi of memory/,
    [['hardware.control.memory', '3GB']],
  ],
  ['a control plane of 1 GB', 'machinesSuffice', /1G of memory is too little/, [['hardware.control.memory', '1GB']]],
  [
    'daemons that ask for all processors of a control plane',
    'capacity/room',
    /c-01 lacks \d+m of processor for itself and its own daemons/,
    [
      ['hardware.control.cores', 1],
      ['apps.node-exporter', 'on'],
    ],
    set(
      'hardware/DaemonSet/node-exporter',
      'spec.template.spec.containers[node-exporter].resources.requests.cpu',
      '500m',
    ),
  ],
  [
    'a mini PC as the control plane, whose memory carries no pods (newcomer P13)',
    'capacity/room',
    /pods for .* ask for \d+Mi of memory/,
    [
      ['hardware.control', board('32GB', '1TB')],
      ['blades[0]', { names: 'mini', addresses: '10.20.30.9', hardware: 'control', role: 'control-plane' }],
      workers(5),
      ['apps.open-webui', 'on'],
      ['apps.grafana', 'on'],
      ['apps.prometheus', 'on'],
    ],
  ],
  [
    'a mini PC that half the rack lives on, and nobody said that it may wait (newcomer P13)',
    'capacity/one-lost',
    /with l-01 down, pods for .* ask for \d+Mi of memory/,
    [
      ...unlike(1, 5),
      ['hardware.worker', board('32GB', '1TB')],
      small('8GB', '1TB'),
      ['apps.open-webui', 'on'],
      ['apps.grafana', 'on'],
      ['apps.prometheus', 'on'],
    ],
  ],
  [
    'four workers that are enough while all live',
    'capacity/one-lost',
    /with b-01 down, pods for .* ask for/,
    [workers(4), ['apps.chat', { replicas: 3, memory: '2300Mi' }]],
  ],
  [
    'everything on four boards of 8 GB',
    'capacity/room',
    /ask for/,
    [workers(4), ['apps.open-webui', 'on'], ['apps.chat-large', 'on'], ['apps.grafana', 'on']],
  ],
  [
    'sixteen servers of a model on blades of two cores',
    'capacity/room',
    /ask for \d+m of processor/,
    [
      ['hardware.worker.cores', 2],
      ['apps.chat', { replicas: 16 }],
      ['apps.embeddings', { replicas: 16 }],
    ],
  ],
];
