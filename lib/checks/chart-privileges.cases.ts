import { chartPodSecurity, chartPolicies, hostPortsTaken } from './chart-privileges';
import type { RuleCases } from './rule-cases';
import { all, none, set, setFact } from './testing/edits';

const release = 'longhorn-system/HelmRelease/longhorn';
const footprint = { workloads: [], source: 'chart longhorn 1.12.1, rendered' };
const workload = { kind: 'DaemonSet', name: 'plugin', images: [], memory: '10Mi' };
const made = (...workloads: object[]) =>
  setFact('releases[1].footprint', { ...footprint, workloads: workloads.map((each) => ({ ...workload, ...each })) });
const enforce = (level: string) =>
  set('Namespace/longhorn-system', 'metadata.labels', { 'pod-security.kubernetes.io/enforce': level });
const thermal = 'hardware/DaemonSet/thermal';

export const chartPrivilegeCases: readonly RuleCases[] = [
  [
    chartPolicies,
    [
      ['is silent on the sample rack', none, []],
      ['is silent on a chart that makes none', setFact('releases[1].footprint', { ...footprint, policies: {} }), []],
      [
        'finds a policy that lets every namespace in',
        setFact('releases[1].footprint', { ...footprint, policies: { NetworkPolicy: 1 } }),
        [{ object: release, path: 'spec.values', message: 'makes 1 of kind NetworkPolicy, which is not declared' }],
      ],
    ],
  ],
  [
    chartPodSecurity,
    [
      ['is silent on the sample rack', none, []],
      ['is silent on pods that ask for nothing', all(enforce('restricted'), made({})), []],
      ['is silent where the namespace says so', all(enforce('privileged'), made({ isPrivileged: true })), []],
      [
        'finds a privileged container in a restricted namespace',
        all(enforce('restricted'), made({ isPrivileged: true })),
        [
          {
            object: release,
            path: 'spec.values',
            message:
              'makes DaemonSet plugin, which takes more than a restricted container may; namespace longhorn-system is declared restricted',
          },
        ],
      ],
      [
        'finds the network and a port of the blade in a baseline namespace',
        all(enforce('baseline'), made({ hostNetwork: true, hostPorts: [9500] })),
        [
          {
            object: release,
            message:
              'makes DaemonSet plugin, which takes the network of the blade and port 9500 of the blade; namespace longhorn-system is declared baseline',
          },
        ],
      ],
    ],
  ],
  [
    hostPortsTaken,
    [
      ['is silent on the sample rack', none, []],
      ['is silent on two ports', made({ hostPorts: [9500] }, { name: 'other', hostPorts: [9501] }), []],
      [
        'is silent on one port of different blades',
        made(
          { hostPorts: [9500], nodeSelector: { 'kubernetes.io/arch': 'arm64' } },
          { name: 'other', hostPorts: [9500], nodeSelector: { 'kubernetes.io/arch': 'amd64' } },
        ),
        [],
      ],
      [
        'finds one port that two pods of charts take',
        made({ hostPorts: [9500] }, { name: 'other', hostPorts: [9500] }),
        [{ object: release, message: `takes port 9500 of the blade, as DaemonSet plugin of ${release} does` }],
      ],
      [
        'finds one of ours on the port of a chart',
        all(
          made({ hostPorts: [9100] }),
          set(thermal, 'spec.template.spec.containers[thermal].ports', [
            { name: 'http', containerPort: 80, hostPort: 9100 },
          ]),
        ),
        [{ object: thermal, message: `takes port 9100 of the blade, as DaemonSet plugin of ${release} does` }],
      ],
    ],
  ],
];
