import { belowUpstream, daemonRequests } from './limits';
import type { RuleCases } from './rule-cases';
import { all, none, set, setFact } from './testing/edits';

const cnpg = 'cnpg-system/HelmRelease/cloudnative-pg';
const daemon = (memory?: string) => ({
  workloads: [{ kind: 'DaemonSet', name: 'longhorn-manager', images: [], ...(memory && { memory }) }],
  source: 'chart longhorn 1.12.1',
});

export const limitCases: readonly RuleCases[] = [
  [
    daemonRequests,
    [
      ['is silent on the sample rack', none, []],
      ['is silent on a daemon that requests memory', setFact('releases[1].footprint', daemon('250Mi')), []],
      [
        'finds a daemon that requests none',
        setFact('releases[1].footprint', daemon()),
        [
          {
            object: 'longhorn-system/HelmRelease/longhorn',
            path: 'spec.values',
            message: 'makes DaemonSet longhorn-manager, whose pods request no memory',
          },
        ],
      ],
    ],
  ],
  [
    belowUpstream,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds less than upstream gives that nobody measured',
        all(
          set('cnpg-system/HelmRelease/cnpg', 'metadata.name', 'cloudnative-pg'),
          set(cnpg, 'spec.values', { resources: { limits: { memory: '128Mi' } } }),
        ),
        [
          {
            object: cnpg,
            path: 'spec.values.resources',
            message:
              'limits memory to 128Mi; upstream gives 200Mi (releases/cnpg-1.30.0.yaml of cloudnative-pg 1.30.0), and no lower peak was measured',
          },
        ],
      ],
    ],
  ],
];
