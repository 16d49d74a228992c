import { exceptionKey } from '../facts/marks';
import { fieldOf } from '../manifest/field-path';
import { exceptionRules } from './exceptions';
import type { RuleCases, RuleRow } from './rule-cases';
import { all, none, set, setFact } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const annotation = (rule: string) => fieldOf('metadata.annotations', exceptionKey(rule));

const rows: Readonly<Record<string, readonly RuleRow[]>> = {
  'exceptions/no-reason': [
    ['is silent when the reason is there', none, []],
    [
      'finds an annotation without a reason',
      set(redis, annotation('selectors.fixed-labels'), ' '),
      [
        {
          object: redis,
          path: annotation('selectors.fixed-labels'),
          message: 'excepts from selectors/fixed-labels without a reason',
        },
      ],
    ],
    [
      'finds an acceptance without a reason',
      all(
        set(redis, 'spec.template.spec.affinity', undefined),
        setFact('rack.accept', [{ rule: 'availability/spread', reason: '' }]),
      ),
      [
        {
          object: 'clusters/sample.yaml',
          path: 'accept[0].reason',
          message: 'accepts availability/spread without a reason',
        },
      ],
    ],
  ],
  'exceptions/unknown-rule': [
    ['is silent when the rules exist', none, []],
    [
      'names the rule that was meant',
      set(redis, annotation('availability.spred'), 'one blade has the disk'),
      [
        {
          object: redis,
          message: 'excepts from availability/spred, which is no rule',
          fix: 'did you mean availability/spread?',
        },
      ],
    ],
    [
      'checks the rack file alike',
      setFact('rack.accept', [{ rule: 'availability/spred', reason: 'one blade' }]),
      [{ object: 'clusters/sample.yaml', message: 'accepts availability/spred, which is no rule' }],
    ],
  ],
  'exceptions/not-exceptable': [
    ['is silent when the rule allows exceptions', none, []],
    [
      'finds an annotation that cannot help',
      set(redis, annotation('references.secret'), 'made by hand'),
      [{ object: redis, message: 'excepts from references/secret, which has no exceptions' }],
    ],
    [
      'finds an acceptance that cannot help',
      setFact('rack.accept', [{ rule: 'references/secret', reason: 'made by hand' }]),
      [{ object: 'clusters/sample.yaml', message: 'accepts references/secret, which has no exceptions' }],
    ],
  ],
  'exceptions/too-wide': [
    [
      'is silent when the object is named',
      all(
        set(redis, 'spec.template.spec.containers[redis].args', ['--demo-password=hunter2']),
        setFact('rack.accept', [
          { rule: 'secrets/credential-looking', object: redis, reason: 'the demo of the manual' },
        ]),
      ),
      [],
    ],
    [
      'finds one that would let every credential in',
      all(
        set(redis, 'spec.template.spec.containers[redis].args', ['--demo-password=hunter2']),
        setFact('rack.accept', [{ rule: 'secrets/credential-looking', reason: 'the demo of the manual' }]),
      ),
      [
        {
          object: 'clusters/sample.yaml',
          path: 'accept[0]',
          message: 'accepts secrets/credential-looking of every object',
        },
      ],
    ],
  ],
  'exceptions/unused': [
    ['is silent when what is excepted is there', none, []],
    [
      'finds an annotation that silences nothing',
      set(redis, annotation('availability.spread'), 'one blade has the disk'),
      [{ object: redis, message: 'excepts from availability/spread, but the object keeps that rule' }],
    ],
    [
      'finds an acceptance that silences nothing',
      setFact('rack.accept', [{ rule: 'availability/spread', object: redis, reason: 'one blade has the disk' }]),
      [
        {
          object: 'clusters/sample.yaml',
          path: 'accept[0]',
          message: `accepts availability/spread on ${redis}, of which there is no finding`,
        },
      ],
    ],
  ],
  'exceptions/expired': [
    [
      'is silent on the last day',
      all(
        set(redis, 'spec.template.spec.affinity', undefined),
        setFact('rack.accept', [{ rule: 'availability/spread', reason: 'moving', until: '2026-11-23' }]),
      ),
      [],
    ],
    [
      'finds an acceptance whose day has passed',
      all(
        set(redis, 'spec.template.spec.affinity', undefined),
        setFact('rack.accept', [{ rule: 'availability/spread', reason: 'moving', until: '2026-11-22' }]),
      ),
      [
        {
          object: 'clusters/sample.yaml',
          message: 'accepts availability/spread until 2026-11-22, and today is 2026-11-23',
        },
      ],
    ],
  ],
};

export const exceptionCases: readonly RuleCases[] = exceptionRules.map((rule) => [rule, rows[rule.id] ?? []]);
