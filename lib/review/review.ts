import type { RuleInfo } from '../checks/rule';
import type { Finding } from '../facts/finding';
import { type Refusal, acknowledgementPath, acknowledges, digestOf } from './acknowledgement';
import { cautionInfos, cautionsOf } from './cautions/cautions';
import { type ObjectChange, type TreeTexts, changesOf } from './changes';
import { type LossHit, lossRuleInfos, lossesOf } from './losses/losses';
import { type ChangeHit, changeRules } from './rules';

export interface ReviewInput {
  rack: string;
  /** `dist/<rack>/` as it stands: what the cluster has, as far as git knows. */
  before: TreeTexts;
  after: TreeTexts;
  /** Texts of `acknowledged/<rack>/<digest>.yaml`, by digest. @default - nothing is acknowledged */
  acknowledged?: ReadonlyMap<string, string>;
}

export interface Review {
  findings: Finding[];
  /** What the errors are about, by digest: acknowledged or not. */
  refusals: ReadonlyMap<string, Refusal>;
  /** Every object that is not the same in both trees. */
  changes: readonly ObjectChange[];
}

/** Every rule about changes, as documents and filters name them. */
export const reviewRules: readonly RuleInfo[] = [...changeRules, ...lossRuleInfos, ...cautionInfos];

/** Checks a change of a tree. A tree that was never written changes nothing. */
export function reviewTrees({ rack, before, after, acknowledged = new Map() }: ReviewInput): Review {
  const refusals = new Map<string, Refusal>();
  if (before.size === 0) return { findings: [], refusals, changes: [] };
  const changes = changesOf(before, after);
  const told = changeRules.flatMap(({ id, level, check }) =>
    check(changes).map((hit) => ({ ...hit, rule: id, level })),
  );
  const losses = lossesOf({ rack, before, after, changes })
    .filter((loss) => !isTold(loss, told))
    .map((loss) => ({ ...loss, level: loss.level ?? ('error' as const) }));
  const cautions = cautionsOf(changes, { rack, after });
  const findings = [...told, ...losses, ...cautions].flatMap(
    ({ rule, level, object, fields, message, fix }): Finding[] => {
      const finding = { level, rule, object, path: fields[0]?.path ?? '', message, fix };
      if (level !== 'error') return [finding];
      const refusal: Refusal = { rule, object, fields };
      const digest = digestOf(refusal);
      refusals.set(digest, refusal);
      const text = acknowledged.get(digest);
      if (text !== undefined && acknowledges(text, refusal)) return [];
      const path = acknowledgementPath(rack, digest);
      return [
        { ...finding, fix: `${fix}. To go on: npx rackwright acknowledge ${digest} --reason '…' (writes ${path})` },
      ];
    },
  );
  return { findings, refusals, changes };
}

/** A store that is gone is told once, by the rule that knows where its data was meant to go. */
function isTold({ object, rule }: LossHit, told: readonly (ChangeHit & { rule: string })[]): boolean {
  return rule === 'review/removes' && told.some((hit) => hit.rule === 'review/left-behind' && hit.object === object);
}
