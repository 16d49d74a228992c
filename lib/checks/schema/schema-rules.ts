import { oncePer } from '../once-per';
import type { RackView } from '../rack-view';
import type { Rule } from '../rule';
import type { SchemaHit } from './hits';
import { schemaRuleTable, type SchemaRuleId } from './rule-table';
import { chartValueHits, objectHits } from './validate';

/** One walk over the objects serves all rules of this folder. */
const hitsByRule = oncePer(
  (view: RackView): ReadonlyMap<SchemaRuleId, SchemaHit[]> =>
    grouped(objectHits(view.objects.map(({ manifest }) => manifest))),
);

function grouped(hits: readonly SchemaHit[]): ReadonlyMap<SchemaRuleId, SchemaHit[]> {
  const groups = new Map<SchemaRuleId, SchemaHit[]>();
  for (const hit of hits) groups.set(hit.rule, [...(groups.get(hit.rule) ?? []), hit]);
  return groups;
}

/** The one that looks beyond an object: which chart a HelmRelease means may stand in another. */
const chartValues: SchemaRuleId = 'charts/values';

/** What the API server refuses has no exception; of what it only warns about, and of charts and files, there may be one. */
const EXCEPTABLE: ReadonlySet<SchemaRuleId> = new Set(['server/warning', 'charts/values', 'content/syntax']);

export const schemaRules: readonly Rule[] = (Object.keys(schemaRuleTable) as SchemaRuleId[]).map((id) => ({
  id,
  ...schemaRuleTable[id],
  exceptable: EXCEPTABLE.has(id),
  ...(id === chartValues
    ? { check: ({ objects }) => chartValueHits(objects.map(({ manifest }) => manifest)) }
    : { ofOneObject: true, check: (view) => hitsByRule(view).get(id) ?? [] }),
}));

/** The rule of an id. */
export function schemaRule(id: SchemaRuleId): Rule {
  return schemaRules.find((rule) => rule.id === id)!;
}
