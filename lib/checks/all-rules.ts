import { exceptionRules } from './exceptions';
import type { Rule } from './rule';

/** Every rule about rendered objects, in the order of the documents. */
export const allRules: readonly Rule[] = [...exceptionRules];
