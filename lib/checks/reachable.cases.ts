import { everyMember, inAPool, notForEverybody } from './reachable';
import type { RuleCases, RuleRow } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const silent: RuleRow = ['is silent on the sample rack', none, []];
const policy = 'data/NetworkPolicy/redis';
const redis = 'data/StatefulSet/redis';
const pool = add({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumLoadBalancerIPPool',
  metadata: { name: 'office' },
  spec: { blocks: [{ start: '192.168.1.200', stop: '192.168.1.219' }] },
});
const asks = (address: string) =>
  all(pool, set('data/Service/redis', 'metadata.annotations', { 'lbipam.cilium.io/ips': address }));
const told = (last: number) =>
  set(redis, 'spec.template.spec.containers[redis].args', [`http://redis-{0...${last}}.redis.data.svc:9000/data`]);

export const reachableCases: readonly RuleCases[] = [
  [
    notForEverybody,
    [
      silent,
      [
        'finds a rule that names nobody',
        set(policy, 'spec.ingress', [{}]),
        [{ object: policy, path: 'spec.ingress[0]', message: 'lets everybody in' }],
      ],
      [
        'finds one that names every pod of every namespace',
        set(policy, 'spec.ingress', [{ from: [{ namespaceSelector: {}, podSelector: {} }] }]),
        [{ object: policy, path: 'spec.ingress[0]', message: 'lets everybody in' }],
      ],
      [
        'finds the whole world',
        set('data/CiliumNetworkPolicy/postgres', 'spec.ingress', [{ fromEntities: ['world'] }]),
        [
          {
            object: 'data/CiliumNetworkPolicy/postgres',
            path: 'spec.ingress[0].fromEntities',
            message: 'lets world in',
          },
        ],
      ],
    ],
  ],
  [
    inAPool,
    [
      silent,
      [
        'finds an address that no pool has',
        asks('192.168.9.200'),
        [{ object: 'data/Service/redis', message: 'asks for 192.168.9.200, which no pool has' }],
      ],
      ['is content with one of a pool', asks('192.168.1.219'), []],
    ],
  ],
];

export const memberCases: readonly RuleCases[] = [
  [
    everyMember,
    [
      silent,
      [
        'finds a server that is told of fewer members than there are',
        told(1),
        [
          {
            object: redis,
            path: 'spec.template.spec.containers[redis].args[0]',
            message: `is told of 2 members of ${redis}, which has 3`,
          },
        ],
      ],
      ['is content with all of them', told(2), []],
    ],
  ],
];
