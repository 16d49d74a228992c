import { connections, defaultDeny, dnsEgress, httpJudged } from './network';
import type { RuleCases } from './rule-cases';
import { add, all, connect, none, remove, set } from './testing/edits';

const chat = 'ml/Deployment/chat';
const redis = 'data/StatefulSet/redis';
const thermal = 'hardware/DaemonSet/thermal';
const filtered = add({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { namespace: 'data', name: 'redis-http' },
  spec: {
    endpointSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
    ingress: [
      {
        fromEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'ml', 'app.kubernetes.io/name': 'chat' } }],
        toPorts: [{ ports: [{ port: '6379', protocol: 'TCP' }], rules: { http: [{ method: 'GET', path: '/' }] } }],
      },
    ],
  },
});
const silent = ['is silent on the sample rack', none, []] as const;

export const networkCases: readonly RuleCases[] = [
  [
    defaultDeny,
    [
      silent,
      [
        'finds a namespace that is open both ways',
        remove('ml/NetworkPolicy/default-deny'),
        [{ object: 'Namespace/ml', message: 'has no default deny for ingress and egress' }],
      ],
      [
        'finds one that is open one way',
        set('ml/NetworkPolicy/default-deny', 'spec.policyTypes', ['Ingress']),
        [{ object: 'Namespace/ml', message: 'has no default deny for egress' }],
      ],
      [
        'is not content with a policy that lets something in',
        set('ml/NetworkPolicy/default-deny', 'spec.ingress', [{}]),
        [{ object: 'Namespace/ml', message: 'has no default deny for ingress' }],
      ],
      ['leaves kube-system to Talos', set('hardware/DaemonSet/thermal', 'metadata.namespace', 'kube-system'), []],
    ],
  ],
  [
    dnsEgress,
    [
      silent,
      [
        'finds pods that can find nobody',
        remove('ml/NetworkPolicy/allow-dns'),
        [{ object: chat, message: "may not ask the cluster's DNS over UDP and TCP" }],
      ],
      [
        'finds long answers shut out',
        set('ml/NetworkPolicy/allow-dns', 'spec.egress[0].ports', [{ port: 53, protocol: 'UDP' }]),
        [{ object: chat, message: "may not ask the cluster's DNS over TCP" }],
      ],
      [
        'leaves pods in the network of the host alone',
        all(remove('ml/NetworkPolicy/allow-dns'), set(chat, 'spec.template.spec.hostNetwork', true)),
        [],
      ],
    ],
  ],
  [
    connections,
    [
      silent,
      [
        'finds a server that does not let its client in',
        set('data/NetworkPolicy/redis', 'spec.ingress[0].ports[0].port', 6380),
        [
          {
            object: redis,
            message: `lets no connections from ${chat} come in on 6379/TCP, though they are declared`,
            fix: 'add an ingress rule for 6379/TCP',
          },
        ],
      ],
      [
        'finds a client that may not leave',
        set('ml/NetworkPolicy/chat', 'spec.egress[0].ports[0].protocol', 'UDP'),
        [
          {
            object: chat,
            message: `lets no connections to ${redis} leave on 6379/TCP, though they are declared`,
            fix: 'add an egress rule for 6379/TCP',
          },
        ],
      ],
      [
        'finds the API server out of reach',
        set('hardware/CiliumNetworkPolicy/thermal', 'spec.egress[0].toPorts[0].ports[0].port', '443'),
        [
          {
            object: thermal,
            message: 'lets no connections to kube-apiserver leave on 6443/TCP, though they are declared',
          },
        ],
      ],
      [
        'finds names of the world and addresses out of reach',
        connect(thermal, 'api.example.org:443/TCP', '192.168.1.1/32:443/TCP'),
        [
          {
            object: thermal,
            message: 'lets no connections to 192.168.1.1/32 leave on 443/TCP, though they are declared',
          },
          {
            object: thermal,
            message: 'lets no connections to api.example.org leave on 443/TCP, though they are declared',
          },
        ],
      ],
      [
        'sees that Cilium lets them out',
        all(
          connect(thermal, 'api.example.org:443/TCP', '192.168.1.1/32:443/TCP'),
          set('hardware/CiliumNetworkPolicy/thermal', 'spec.egress', [
            { toFQDNs: [{ matchPattern: '*.example.org' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] },
            { toCIDR: ['192.168.1.1/32'] },
          ]),
        ),
        [],
      ],
      [
        'finds a connection to pods that are not there',
        connect(thermal, 'data/StatefulSet/reids:6379/TCP'),
        [
          {
            object: thermal,
            message: 'connects to data/StatefulSet/reids, which has no pods',
            fix: 'did you mean data/StatefulSet/redis?',
          },
        ],
      ],
    ],
  ],
  [
    httpJudged,
    [
      silent,
      [
        'finds requests that another policy lets through whatever they are',
        filtered,
        [
          {
            object: 'data/CiliumNetworkPolicy/redis-http',
            path: 'spec.ingress[0].toPorts[0].rules.http',
            message: `has no effect for ${chat}: data/NetworkPolicy/redis lets it in to ${redis} on 6379/TCP whatever it asks`,
            fix: 'take 6379/TCP for it out of data/NetworkPolicy/redis',
          },
        ],
      ],
      ['is silent where the rule stands alone', all(filtered, set('data/NetworkPolicy/redis', 'spec.ingress', [])), []],
      [
        'finds a rule of the same policy that looks at nothing',
        all(
          filtered,
          set('data/NetworkPolicy/redis', 'spec.ingress', []),
          set('data/CiliumNetworkPolicy/redis-http', 'spec.ingress[1]', {
            fromEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'ml' } }],
          }),
        ),
        [
          {
            object: 'data/CiliumNetworkPolicy/redis-http',
            message: `has no effect for ${chat}: data/CiliumNetworkPolicy/redis-http lets it in to ${redis} on 6379/TCP whatever it asks`,
          },
        ],
      ],
    ],
  ],
];
