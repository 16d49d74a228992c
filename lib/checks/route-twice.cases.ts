import { routeTwice } from './route-twice';
import type { RuleCases } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const route = (spec: object, kind = 'HTTPRoute') =>
  add({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { namespace: 'data', name: 'twin' },
    spec: {
      parentRefs: [{ name: 'rack', namespace: 'ml' }],
      rules: [{ backendRefs: [{ name: 'redis', port: 6379 }] }],
      ...spec,
    },
  });
const hosts = (...hostnames: string[]) => ({ hostnames });
const matching = (...matches: object[]) => ({ rules: [{ matches, backendRefs: [{ name: 'redis', port: 6379 }] }] });
const below = (value: string) => ({ path: { type: 'PathPrefix', value } });
const open = set('ml/Gateway/rack', 'spec.listeners[0].allowedRoutes', { namespaces: { from: 'All' } });
const chat = (field: string, value: unknown) => all(open, set('ml/HTTPRoute/chat', `spec.${field}`, value));
const named = chat('hostnames', ['chat.rack.home.arpa']);
const found = (what: string) => ({
  object: 'ml/HTTPRoute/chat',
  path: 'spec',
  message: `serves ${what}, and so does data/HTTPRoute/twin (lib/apps/data/redis.ts)`,
});

export const routeTwiceCases: readonly RuleCases[] = [
  [
    routeTwice,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds two routes of one host, each with every path',
        all(named, route(hosts('other.rack.home.arpa', 'chat.rack.home.arpa'))),
        [found('chat.rack.home.arpa/')],
      ],
      ['finds two routes of every host', all(open, route({})), [found('*/')]],
      [
        'finds one path in two spellings',
        all(chat('rules[0].matches', [below('/api/')]), route(matching(below('/v1'), below('/api')))),
        [found('*/api')],
      ],
      [
        'finds a GRPCRoute of the host',
        all(named, route(hosts('chat.rack.home.arpa'), 'GRPCRoute')),
        [
          {
            object: 'ml/HTTPRoute/chat',
            message: `serves chat.rack.home.arpa, and so does data/GRPCRoute/twin (lib/apps/data/redis.ts)`,
          },
        ],
      ],
      ['is silent on two hosts', all(named, route(hosts('other.rack.home.arpa'))), []],
      ['is silent where one host is named and the other is any', all(named, route({})), []],
      ['is silent where a longer path decides', all(open, route(matching(below('/api')))), []],
      [
        'is silent where a header decides',
        all(open, route(matching({ ...below('/'), headers: [{ name: 'x-beta', value: 'yes' }] }))),
        [],
      ],
      [
        'is silent where the listener takes one of the two only',
        all(
          named,
          set('ml/Gateway/rack', 'spec.listeners[0].allowedRoutes', undefined),
          route(hosts('chat.rack.home.arpa')),
        ),
        [],
      ],
    ],
  ],
];
