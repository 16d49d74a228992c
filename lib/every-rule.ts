import { allRules } from './checks/all-rules';
import type { Rule } from './checks/rule';
import { schemaRules } from './checks/schema/schema-rules';
import { secretObjectRules } from './checks/secrets/object-rules';
import { proofRules, roomRules } from './placement/rules';
import { survivalRules } from './survival/rules';

/** All but those that ask whether every pod finds a blade, in any order. */
export const rulesWithoutProofs: readonly Rule[] = [
  ...schemaRules,
  ...allRules,
  ...secretObjectRules,
  ...roomRules,
  ...survivalRules,
];

/** Rules about rendered objects, wherever they stand. */
export const everyRule: readonly Rule[] = [...rulesWithoutProofs, ...proofRules];
