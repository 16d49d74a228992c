import { chartAtHome, chartOfItsVersion, definitionsBrought } from './releases';
import type { RuleCases, RuleRow } from './rule-cases';
import { all, none, set, setFact } from './testing/edits';

const silent: RuleRow = ['is silent on the sample rack', none, []];
const release = 'cnpg-system/HelmRelease/cnpg';
const source = 'cnpg-system/OCIRepository/cnpg';
const chart = setFact('releases[0].chart', { repository: 'example/cloudnative-pg', version: '1.0.0' });

export const releaseCases: readonly RuleCases[] = [
  [
    chartOfItsVersion,
    [
      silent,
      ['is content with the version that is known', chart, []],
      [
        'finds a chart of another version',
        all(chart, set(source, 'spec.ref.tag', '0.9.0')),
        [
          {
            object: source,
            path: 'spec.ref.tag',
            message: 'is 0.9.0; what is known of example/cloudnative-pg is of 1.0.0',
          },
        ],
      ],
    ],
  ],
  [
    chartAtHome,
    [
      silent,
      [
        'finds a release that puts its pods elsewhere',
        set(release, 'spec.targetNamespace', 'default'),
        [
          {
            object: release,
            path: 'spec.targetNamespace',
            message: 'puts its pods into default, and stands in cnpg-system',
          },
        ],
      ],
    ],
  ],
  [
    definitionsBrought,
    [
      silent,
      [
        'finds a release that brings no definitions',
        set(release, 'spec.install', { crds: 'Skip' }),
        [
          {
            object: release,
            path: 'spec.install.crds',
            message: 'leaves out the kinds of postgresql.cnpg.io, barmancloud.cnpg.io, cert-manager.io, cilium.io',
          },
        ],
      ],
    ],
  ],
];
