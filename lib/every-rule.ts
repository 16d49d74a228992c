import { allRules } from './checks/all-rules';
import type { Rule } from './checks/rule';
import { schemaRules } from './checks/schema/schema-rules';
import { secretObjectRules } from './checks/secrets/object-rules';
import { placementRules } from './placement/rules';

/** Rules about rendered objects, wherever they stand. */
export const everyRule: readonly Rule[] = [...schemaRules, ...allRules, ...placementRules, ...secretObjectRules];
