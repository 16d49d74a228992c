import type { OperatorMade } from '../facts/made-elsewhere';
import { apiServerReached, operatorPortsRight, operatorsTalk, sourcesReached, webhookReached } from './operators';
import type { RuleCases } from './rule-cases';
import { type Edit, add, all, none, remove, set, setFact } from './testing/edits';
import { soundRack } from './testing/sound-rack';

const silent = ['is silent on the sample rack', none, []] as const;
const policy = 'data/CiliumNetworkPolicy/postgres';

/** Pods that a chart makes, beside what the sample rack has. */
const pods = (...more: Omit<OperatorMade, 'kind' | 'source'>[]): Edit =>
  setFact('operatorMade', [
    ...soundRack.operatorMade,
    ...more.map((each) => ({ ...each, kind: 'Pods', source: 'a chart' })),
  ]);
const operator = {
  namespace: 'cnpg-system',
  name: 'cloudnative-pg',
  labels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
  ports: [{ name: 'webhook', port: 9443 }],
};
const sourceController = {
  namespace: 'longhorn-system',
  name: 'source-controller',
  labels: { app: 'source-controller' },
  ports: [{ name: 'artifacts', port: 9090 }],
};
const outTo = (namespace: string, labels: Record<string, string>, egress: object[], ingress: object[] = []): Edit =>
  add({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { namespace, name: 'of-the-chart' },
    spec: { endpointSelector: { matchLabels: labels }, ingress, egress },
  });
const ports = (port: string) => [{ ports: [{ port, protocol: 'TCP' }] }];

export const operatorCases: readonly RuleCases[] = [
  [
    apiServerReached,
    [
      silent,
      [
        'finds pods of a chart that are shut in',
        pods(operator),
        [
          {
            object: 'cnpg-system/Pods/cloudnative-pg',
            message: 'asks the API server, and no policy lets it out to kube-apiserver on 6443/TCP',
          },
        ],
      ],
      [
        'is silent once they are let out',
        all(
          pods(operator),
          outTo('cnpg-system', operator.labels, [{ toEntities: ['kube-apiserver'], toPorts: ports('6443') }]),
        ),
        [],
      ],
      [
        'finds pods of ours whose token nobody takes',
        all(
          set('hardware/DaemonSet/thermal', 'spec.template.spec.automountServiceAccountToken', true),
          remove('hardware/CiliumNetworkPolicy/thermal'),
        ),
        [
          {
            object: 'hardware/DaemonSet/thermal',
            message: 'asks the API server, and no policy lets it out to kube-apiserver on 6443/TCP',
          },
        ],
      ],
      [
        'asks nothing of pods whose account has no rights',
        set('ml/Deployment/chat', 'spec.template.spec.automountServiceAccountToken', true),
        [],
      ],
    ],
  ],
  [
    operatorsTalk,
    [
      silent,
      [
        'finds instances that cannot replicate',
        set(policy, 'spec.egress[0]', { toEntities: ['kube-apiserver'], toPorts: ports('6443') }),
        [
          {
            object: 'data/Cluster/postgres',
            message: 'no policy lets it out to data/Cluster/postgres on 5432/TCP: postgres cannot replicate',
          },
        ],
      ],
      [
        'finds members of Redis that cannot copy from one another',
        set('data/NetworkPolicy/redis', 'spec.ingress', []),
        [
          {
            object: 'data/StatefulSet/redis',
            message:
              'no policy lets data/StatefulSet/redis in on 6379/TCP: redis cannot copy from and watch its members',
          },
        ],
      ],
      [
        'asks it of no single instance',
        all(set(policy, 'spec.egress[0]', undefined), set('data/Cluster/postgres', 'spec.instances', 1)),
        [],
      ],
      [
        'finds an operator that cannot ask its instances',
        pods(operator),
        [
          {
            object: 'cnpg-system/Pods/cloudnative-pg',
            message:
              'no policy lets it out to data/Cluster/postgres on 5432/TCP: cloudnative-pg cannot make roles and databases',
          },
          {
            object: 'cnpg-system/Pods/cloudnative-pg',
            message:
              'no policy lets it out to data/Cluster/postgres on 8000/TCP: cloudnative-pg cannot ask the instances how they are',
          },
        ],
      ],
    ],
  ],
  [
    webhookReached,
    [
      silent,
      [
        'finds a webhook that the API server cannot ask',
        pods(operator),
        [
          {
            object: 'cnpg-system/Pods/cloudnative-pg',
            message: 'is asked by the API server on 9443/TCP, and no policy lets it in',
          },
        ],
      ],
      [
        'is silent once it is let in',
        all(
          pods(operator),
          outTo('cnpg-system', operator.labels, [], [{ fromEntities: ['kube-apiserver'], toPorts: ports('9443') }]),
        ),
        [],
      ],
    ],
  ],
  [
    sourcesReached,
    [
      silent,
      [
        'finds a chart that Flux cannot fetch',
        all(
          pods(sourceController),
          outTo('longhorn-system', sourceController.labels, [
            { toFQDNs: [{ matchName: 'git.example.org' }], toPorts: ports('443') },
          ]),
          add({
            apiVersion: 'source.toolkit.fluxcd.io/v1',
            kind: 'OCIRepository',
            metadata: { namespace: 'longhorn-system', name: 'other' },
            spec: { interval: '1h', url: 'oci://charts.sample-rack.net/longhorn', ref: { tag: '1.12.1' } },
          }),
          set('longhorn-system/OCIRepository/longhorn', 'spec.url', undefined),
          set('cnpg-system/OCIRepository/cnpg', 'spec.url', undefined),
        ),
        [
          {
            object: 'longhorn-system/OCIRepository/other',
            path: 'spec.url',
            message:
              'is fetched from charts.sample-rack.net:443, and no policy lets longhorn-system/Pods/source-controller out to it',
          },
        ],
      ],
      [
        'is silent where it may ask all of the world',
        all(
          pods(sourceController),
          outTo('longhorn-system', sourceController.labels, [{ toEntities: ['world'], toPorts: ports('443') }]),
        ),
        [],
      ],
    ],
  ],
  [
    operatorPortsRight,
    [
      silent,
      [
        'finds a port at which nothing of the chart listens',
        pods({ ...operator, ports: [{ name: 'metrics', port: 8081 }] }),
        [
          {
            object: 'cnpg-system/Pods/cloudnative-pg',
            message: 'has port 8081 (metrics), at which nothing listens in it',
            fix: 'it listens at 8080, 9443',
          },
        ],
      ],
      [
        'says nothing of pods that nobody wrote down',
        pods({ ...operator, name: 'other', ports: [{ port: 1234 }] }),
        [],
      ],
    ],
  ],
];
