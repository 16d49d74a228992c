import { backendGranted, routeAttached } from './attached';
import type { RuleCases } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const route = 'ml/HTTPRoute/chat';
const silent = ['is silent on the sample rack', none, []] as const;
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
export const attachedCases: readonly RuleCases[] = [
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
