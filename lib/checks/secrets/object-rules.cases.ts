import { exceptionKey } from '../../facts/marks';
import { fieldOf } from '../../manifest/field-path';
import type { RuleCases, RuleRow } from '../rule-cases';
import { add, all, none, set } from '../testing/edits';
import { secretObjectRules } from './object-rules';

const redis = 'data/StatefulSet/redis';
const secret = (stringData: Record<string, string>) =>
  add({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace: 'data', name: 'redis-admin' }, stringData });

const rows: Readonly<Record<string, readonly RuleRow[]>> = {
  'secrets/plaintext': [
    ['is silent on a rack without Secrets of its own', none, []],
    [
      'finds a Secret that an app renders with its values',
      secret({ password: 'hunter2' }),
      [{ object: 'data/Secret/redis-admin', path: 'stringData.password', message: 'stands in the clear' }],
    ],
  ],
  'secrets/credential-looking': [
    ['is silent on the sample rack', none, []],
    ['leaves a Secret in the clear to the rule about those', secret({ password: 'hunter2' }), []],
    [
      'finds a password in an argument',
      set(redis, 'spec.template.spec.containers[redis].args', ['--requirepass=x', '--masterauth-password=hunter2']),
      [
        {
          object: redis,
          path: 'spec.template.spec.containers[redis].args[1]',
          message: '"hu…" looks like the password that --masterauth-password names',
        },
      ],
    ],
    [
      'takes a reason',
      all(
        set(redis, 'spec.template.spec.containers[redis].args', ['--demo-password=hunter2']),
        set(redis, fieldOf('metadata.annotations', exceptionKey('secrets/credential-looking')), 'the demo of the manual'),
      ),
      [],
    ],
  ],
};

export const secretObjectCases: readonly RuleCases[] = secretObjectRules.map((rule) => [rule, rows[rule.id] ?? []]);
