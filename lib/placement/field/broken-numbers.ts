import { set } from '../../checks/testing/edits';
import { quorumMark } from '../../facts/marks';
import { fieldOf } from '../../manifest/field-path';
import { type BrokenRack, workers } from './field-rack';
import { hermit, hermitContainer } from './hermit';

const redis = 'data/StatefulSet/redis';

const apart = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'hermit' } } },
    ],
  },
};

export const tooFewBlades: readonly BrokenRack[] = [
  [
    'an object store of four on three workers',
    'replicasFindBlades',
    /minio wants 4 blades, the rack has 3 workers/,
    [workers(3)],
  ],
  ['three databases on two workers', 'replicasFindBlades', /postgres wants 3 blades/, [workers(2)]],
  ['a cache of three on two workers', 'replicasFindBlades', /redis wants 3 blades/, [workers(2)]],
  [
    'sixteen servers of a model on ten workers',
    'replicasFindBlades',
    /chat wants 16 blades, the rack has 10 workers/,
    [workers(10), ['apps.chat', { replicas: 16 }]],
  ],
  [
    'eight pages on seven workers',
    'replicasFindBlades',
    /open-webui wants 8 blades/,
    [workers(7), ['apps.open-webui', { replicas: 8 }]],
  ],
  [
    'eight gateways on six workers',
    'replicasFindBlades',
    /litellm wants 8 blades/,
    [workers(6), ['apps.litellm', { replicas: 8 }]],
  ],
  [
    'two control planes, which outlive nobody',
    'controlPlanesAreOdd',
    /2 control-plane blades, an even number/,
    [['blades[0]', { names: 'c-01..02', addresses: '10.20.30.11-12', hardware: 'control', role: 'control-plane' }]],
  ],
  [
    'four control planes',
    'controlPlanesAreOdd',
    /4 control-plane blades, an even number/,
    [['blades[0]', { names: 'c-01..04', addresses: '10.20.30.11-14', hardware: 'control', role: 'control-plane' }]],
  ],
  ['no control plane', 'controlPlanesAreOdd', /control-plane/, [['blades[0].role', 'worker']]],
  [
    'eighteen pods, each on a blade of its own',
    'capacity/placement',
    /hermit: 18 pods want a blade each, 17 can carry one/,
    [],
    hermit('Deployment', 18, { affinity: apart, containers: [hermitContainer()] }),
  ],
  [
    'eighteen pods on one port of the blade',
    'capacity/placement',
    /hermit: 18 pods want a blade each, 17 can carry one/,
    [],
    hermit('Deployment', 18, { containers: [hermitContainer({ ports: [{ containerPort: 80, hostPort: 8080 }] })] }),
  ],
  [
    'eighteen pods of the host network on one port',
    'capacity/placement',
    /hermit: 18 pods want a blade each/,
    [],
    hermit('Deployment', 18, {
      hostNetwork: true,
      containers: [hermitContainer({ ports: [{ containerPort: 9000 }] })],
    }),
  ],
  [
    'a pod for blades of a label that none has',
    'scheduling/node-label',
    /example.org\/gpu/,
    [],
    hermit('Deployment', 1, { nodeSelector: { 'example.org/gpu': 'true' }, containers: [hermitContainer()] }),
  ],
  [
    'a pod for a device that no blade hands out',
    'scheduling/device',
    /asks for device example.org\/gpu, which no plugin of this rack hands out/,
    [],
    hermit('Deployment', 1, {
      containers: [
        hermitContainer({
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { 'example.org/gpu': '1' } },
        }),
      ],
    }),
  ],
  [
    'a quorum of one, where Sentinels want two',
    'capacity/quorum',
    /says that 1 of 3 are enough, and 2 are needed/,
    [],
    set(redis, fieldOf('metadata.annotations', quorumMark.key), '1'),
  ],
];
