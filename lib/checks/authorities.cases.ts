import { authoritySigns, renewedInTime } from './authorities';
import type { RuleCases, RuleRow } from './rule-cases';
import { add, all, none } from './testing/edits';

const silent: RuleRow = ['is silent on the sample rack', none, []];
const certificate = (spec: object) =>
  add({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'ca', namespace: 'cert-manager' },
    spec: { secretName: 'ca', ...spec },
  });
const issuer = add({
  apiVersion: 'cert-manager.io/v1',
  kind: 'ClusterIssuer',
  metadata: { name: 'rack' },
  spec: { ca: { secretName: 'ca' } },
});

export const authorityCases: readonly RuleCases[] = [
  [
    authoritySigns,
    [
      silent,
      [
        'finds an issuer whose certificate is no authority',
        all(issuer, certificate({ isCA: false })),
        [
          {
            object: 'cert-manager/Certificate/ca',
            path: 'spec.isCA',
            message: 'is no authority, and ClusterIssuer/rack signs with it',
          },
        ],
      ],
      ['is content with an authority', all(issuer, certificate({ isCA: true })), []],
    ],
  ],
  [
    renewedInTime,
    [
      silent,
      [
        'finds a certificate that would be renewed before it is made',
        certificate({ duration: '24h', renewBefore: '48h' }),
        [
          {
            object: 'cert-manager/Certificate/ca',
            path: 'spec.renewBefore',
            message: 'is renewed 48h before it ends, and lasts 24h',
          },
        ],
      ],
      ['knows how long one lasts that says nothing', certificate({ renewBefore: '2000h' }), []],
    ],
  ],
];
