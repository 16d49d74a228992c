import { rightsKnown } from './rbac';
import type { RuleCases } from './rule-cases';
import { none, set } from './testing/edits';

const role = 'hardware/Role/thermal';
const rule = (apiGroups: string[], resources: string[], verbs: string[]) =>
  set(role, 'rules', [{ apiGroups, resources, verbs }]);

export const rightsCases: readonly RuleCases[] = [
  [
    rightsKnown,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a misspelt verb',
        rule([''], ['pods'], ['gett']),
        [
          {
            object: role,
            path: 'rules[0].verbs',
            message: 'names verb "gett", which no resource knows',
            fix: 'did you mean get?',
          },
        ],
      ],
      [
        'finds a resource in the singular',
        rule([''], ['pod'], ['get']),
        [
          {
            object: role,
            path: 'rules[0].resources',
            message: 'names resource "pod", which the core group does not have',
          },
        ],
      ],
      [
        'finds a resource of another group',
        rule(['apps'], ['pods'], ['get']),
        [{ object: role, message: 'names resource "pods", which apps does not have' }],
      ],
      [
        'finds a group that nobody serves',
        rule(['aps'], ['deployments'], ['get']),
        [
          {
            object: role,
            path: 'rules[0].apiGroups',
            message: 'names group "aps", of which nothing is known',
            fix: 'did you mean apps?',
          },
        ],
      ],
      [
        'finds a part that no resource has',
        rule([''], ['nodes/metrix'], ['get']),
        [{ object: role, message: 'names "nodes/metrix", and nodes has no part metrix' }],
      ],
      [
        'knows kinds of charts and parts',
        rule(['cilium.io', ''], ['ciliumnetworkpolicies', 'pods/log'], ['list', '*']),
        [],
      ],
    ],
  ],
];
