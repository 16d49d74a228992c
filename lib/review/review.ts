import type { Finding } from '../facts/finding';
import { type Refusal, acknowledgementPath, acknowledges, digestOf } from './acknowledgement';
import { type TreeTexts, changesOf } from './changes';
import { changeRules } from './rules';

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
}

/** Judges a change of a tree. A tree that was never written changes nothing. */
export function reviewTrees({ rack, before, after, acknowledged = new Map() }: ReviewInput): Review {
  const refusals = new Map<string, Refusal>();
  if (before.size === 0) return { findings: [], refusals };
  const changes = changesOf(before, after);
  const findings = changeRules.flatMap((rule) =>
    rule.check(changes).flatMap(({ object, fields, message, fix }): Finding[] => {
      const finding = { level: rule.level, rule: rule.id, object, path: fields[0]?.path ?? '', message, fix };
      if (rule.level !== 'error') return [finding];
      const refusal: Refusal = { rule: rule.id, object, fields };
      const digest = digestOf(refusal);
      refusals.set(digest, refusal);
      const text = acknowledged.get(digest);
      if (text !== undefined && acknowledges(text, refusal)) return [];
      const path = acknowledgementPath(rack, digest);
      return [{ ...finding, fix: `${fix}. To go on: rackwright acknowledge ${digest} --reason '…' (writes ${path})` }];
    }),
  );
  return { findings, refusals };
}
