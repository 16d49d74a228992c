import { chartSettings, releaseCare, releaseCircle } from './chart-settings';
import type { RuleCases } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const longhorn = 'longhorn-system/HelmRelease/longhorn';
const cnpg = 'cnpg-system/HelmRelease/cnpg';
const values = 'spec.values';
const silent = ['is silent on the sample rack', none, []] as const;
const cilium = (more: object) =>
  add(
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'cilium', namespace: 'kube-system' },
      spec: { values: { kubeProxyReplacement: true, gatewayAPI: { enabled: true }, ...more } },
    },
    'longhorn',
  );
const at = 'kube-system/HelmRelease/cilium';

export const chartSettingCases: readonly RuleCases[] = [
  [
    chartSettings,
    [
      silent,
      [
        'finds pods that stay on a dead blade',
        set(longhorn, `${values}.defaultSettings.nodeDownPodDeletionPolicy`, 'do-nothing'),
        [
          {
            object: longhorn,
            path: `${values}.defaultSettings.nodeDownPodDeletionPolicy`,
            message: 'is do-nothing: pods of a dead blade keep their volume, and stay',
          },
        ],
      ],
      [
        'finds volumes with one copy',
        set(longhorn, `${values}.persistence.defaultClassReplicaCount`, 1),
        [{ object: longhorn, message: 'is 1: a volume goes with its disk' }],
      ],
      [
        'finds volumes beside the partition that is made for them',
        set(longhorn, `${values}.defaultSettings.defaultDataPath`, '/var/lib/longhorn'),
        [
          {
            object: longhorn,
            message: 'is /var/lib/longhorn; Talos mounts the partition of the volumes at /var/mnt/longhorn',
          },
        ],
      ],
      [
        'finds a drain that waits for ever',
        set(longhorn, `${values}.defaultSettings.nodeDrainPolicy`, 'block-for-eviction'),
        [
          {
            object: longhorn,
            message: "is block-for-eviction: the upgrade plan's drain waits, or takes the last copy",
          },
        ],
      ],
      [
        'finds copies that may share a blade',
        set(longhorn, `${values}.defaultSettings.replicaSoftAntiAffinity`, true),
        [{ object: longhorn, message: 'lets copies of one volume share a blade' }],
      ],
      ['leaves a network that does all of it alone', cilium({}), []],
      [
        'finds Services that nobody serves',
        cilium({ kubeProxyReplacement: false }),
        [{ object: at, message: 'is false, and Talos runs no kube-proxy: no Service leads anywhere' }],
      ],
      [
        'finds Gateways that nobody serves',
        cilium({ gatewayAPI: { enabled: false } }),
        [{ object: at, message: 'is off: nobody serves the Gateways of the rack' }],
      ],
      [
        'finds policies that nobody enforces',
        cilium({ policyEnforcementMode: 'never' }),
        [{ object: at, message: 'is never: no policy of the rack is enforced' }],
      ],
      [
        'finds an operator that does not run',
        cilium({ operator: { replicas: 0 } }),
        [{ object: at, message: 'is 0: new pods and Services get no address' }],
      ],
    ],
  ],
  [
    releaseCare,
    [
      silent,
      [
        'finds a release that is uninstalled when a change fails',
        set(longhorn, 'spec.upgrade', { remediation: { strategy: 'uninstall', retries: 3 } }),
        [
          {
            object: longhorn,
            path: 'spec.upgrade.remediation.strategy',
            message: 'uninstalls the release when a change fails: its kinds go, and with them every object of them',
          },
        ],
      ],
      [
        'finds one that is uninstalled before each new try',
        set(longhorn, 'spec.install', { remediation: { retries: 3 } }),
        [
          {
            object: longhorn,
            message: 'uninstalls the release before each new try: its kinds go, and with them every object of them',
          },
        ],
      ],
      [
        'finds one that nobody looks after',
        set(cnpg, 'spec.driftDetection', undefined),
        [
          {
            object: cnpg,
            path: 'spec.driftDetection.mode',
            message: 'leaves what a hand has changed or deleted as it is, until the chart changes',
          },
        ],
      ],
    ],
  ],
  [
    releaseCircle,
    [
      silent,
      [
        'finds a release that waits for itself',
        set(longhorn, 'spec.dependsOn', [{ name: 'longhorn' }]),
        [{ object: longhorn, path: 'spec.dependsOn', message: 'waits for itself' }],
      ],
      [
        'finds both of two that wait for one another',
        all(
          set(longhorn, 'spec.dependsOn', [{ name: 'cnpg', namespace: 'cnpg-system' }]),
          set(cnpg, 'spec.dependsOn', [{ name: 'longhorn', namespace: 'longhorn-system' }]),
        ),
        [
          { object: cnpg, message: 'waits for itself' },
          { object: longhorn, message: 'waits for itself' },
        ],
      ],
      ['leaves a chain alone', set(longhorn, 'spec.dependsOn', [{ name: 'cnpg', namespace: 'cnpg-system' }]), []],
    ],
  ],
];
