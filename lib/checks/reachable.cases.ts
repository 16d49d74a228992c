import { backendGranted, routeAttached, wayIn } from './reachable';
import type { RuleCases } from './rule-cases';
import { add, all, none, remove, set } from './testing/edits';

const route = 'ml/HTTPRoute/chat';
const policy = 'ml/CiliumNetworkPolicy/chat-ingress';
const redis = 'data/Service/redis';
const silent = ['is silent on the sample rack', none, []] as const;
const rules = (value: unknown) => set(policy, 'spec.ingress', value);
const on = (port: string) => [{ ports: [{ port, protocol: 'TCP' }] }];
const shut = {
  object: route,
  path: 'spec.rules[0].backendRefs[0]',
  message: 'leads to ml/Deployment/chat on 8080/TCP, and no policy lets the gateway in there',
};
const shutToTheNetwork = {
  object: redis,
  path: 'spec.ports[0]',
  message: 'leads to data/StatefulSet/redis on 6379/TCP, and no policy lets the network in there',
};
const grant = (from: string) =>
  add({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ReferenceGrant',
    metadata: { namespace: 'data', name: 'chat' },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: from }],
      to: [{ group: '', kind: 'Service' }],
    },
  });
const toRedis = set(route, 'spec.rules[0].backendRefs', [{ name: 'redis', namespace: 'data', port: 6379 }]);
const networkPolicy = (from: unknown[]) =>
  add({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'data', name: 'redis-in' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from, ports: [{ port: 6379 }] }] },
  });
const published = (type: string) => all(set(redis, 'spec.clusterIP', undefined), set(redis, 'spec.type', type));

export const reachableCases: readonly RuleCases[] = [
  [
    wayIn,
    [
      silent,
      ['finds a route to pods that no policy lets the gateway reach', remove(policy), [shut]],
      ['finds a policy for another port', rules([{ fromEntities: ['ingress'], toPorts: on('8081') }]), [shut]],
      ['finds a policy that lets pods in, since the gateway is none', rules([{ fromEndpoints: [{}] }]), [shut]],
      [
        'finds a policy for the network, which does not come to a pod behind the gateway',
        rules([{ fromEntities: ['world'] }]),
        [shut],
      ],
      ['takes the cluster as holding the gateway', rules([{ fromEntities: ['cluster'], toPorts: on('http') }]), []],
      ['takes a rule without a source as one for everybody', rules([{ toPorts: on('8080') }]), []],
      [
        'finds a route to pods of another namespace',
        all(toRedis, grant('ml')),
        [
          {
            object: route,
            message: 'leads to data/StatefulSet/redis on 6379/TCP, and no policy lets the gateway in there',
          },
        ],
      ],
      ['finds a Service with an address of its own', published('LoadBalancer'), [shutToTheNetwork]],
      ['finds a port on every blade', published('NodePort'), [shutToTheNetwork]],
      ['finds an external address', set(redis, 'spec.externalIPs', ['192.168.1.250']), [shutToTheNetwork]],
      [
        'takes a block of addresses for the network',
        all(published('LoadBalancer'), networkPolicy([{ ipBlock: { cidr: '0.0.0.0/0' } }])),
        [],
      ],
      ['takes a policy for everybody', all(published('LoadBalancer'), networkPolicy([])), []],
      [
        'does not take pods for the network',
        all(published('LoadBalancer'), networkPolicy([{ podSelector: {} }])),
        [shutToTheNetwork],
      ],
    ],
  ],
  [
    routeAttached,
    [
      silent,
      [
        'finds a listener that keeps to its own namespace',
        all(
          set('ml/Gateway/rack', 'metadata.namespace', 'data'),
          set(route, 'spec.parentRefs', [{ name: 'rack', namespace: 'data', sectionName: 'https' }]),
        ),
        [
          {
            object: route,
            path: 'spec.parentRefs[0]',
            message: 'asks data/Gateway/rack for listener https, which takes no HTTPRoute of namespace ml',
          },
        ],
      ],
      [
        'finds a listener that is not there',
        set(route, 'spec.parentRefs[0].sectionName', 'htps'),
        [
          {
            object: route,
            message: 'asks ml/Gateway/rack for listener htps, which it does not have',
            fix: 'write sectionName: https',
          },
        ],
      ],
      [
        'finds a listener that takes routes of other kinds',
        set('ml/Gateway/rack', 'spec.listeners[0].allowedRoutes', { kinds: [{ kind: 'GRPCRoute' }] }),
        [
          {
            object: route,
            message: 'asks ml/Gateway/rack for listener https, which takes no HTTPRoute of namespace ml',
          },
        ],
      ],
      [
        'takes a namespace by its labels',
        all(
          set('ml/Gateway/rack', 'metadata.namespace', 'data'),
          set(route, 'spec.parentRefs', [{ name: 'rack', namespace: 'data' }]),
          set('data/Gateway/rack', 'spec.listeners[0].allowedRoutes', {
            namespaces: { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'ml' } } },
          }),
        ),
        [],
      ],
    ],
  ],
  [
    backendGranted,
    [
      silent,
      [
        'finds a Service of another namespace that grants nothing',
        toRedis,
        [
          {
            object: route,
            path: 'spec.rules[0].backendRefs[0]',
            message: 'leads to Service data/redis, and no ReferenceGrant of namespace data lets routes of ml do so',
          },
        ],
      ],
      [
        'finds a grant for others',
        all(toRedis, grant('hardware')),
        [
          {
            object: route,
            message: 'leads to Service data/redis, and no ReferenceGrant of namespace data lets routes of ml do so',
          },
        ],
      ],
      ['is silent where it is granted', all(toRedis, grant('ml')), []],
    ],
  ],
];
