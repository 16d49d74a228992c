import type { Manifest } from '../../manifest/manifest';
import type { ExpectedFinding, RuleCases, RuleRow } from '../rule-cases';
import { type Edit, none } from '../testing/edits';
import type { SchemaRuleId } from './rule-table';
import { schemaRule } from './schema-rules';

const silent: RuleRow = ['is silent on the sample rack', none, []];

/** A rule, one edit of the sample rack, and the one finding that it brings. */
export function fires(id: SchemaRuleId, sentence: string, edit: Edit, expected: ExpectedFinding): RuleCases {
  return [schemaRule(id), [silent, [sentence, edit, [expected]]]];
}

export function object(apiVersion: string, kind: string, name: string, rest: object, namespace?: string): Manifest {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) }, ...rest };
}
