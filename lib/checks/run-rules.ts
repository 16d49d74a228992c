import type { Accepted } from '../rack-file/rack';
import type { Finding } from '../facts/finding';
import { compareFindings } from '../facts/finding-order';
import { settle } from './exceptions';
import type { RackView } from './rack-view';
import type { Rule } from './rule';
import type { SoundObjects } from './sound-objects';

export interface RunOptions {
  /** ISO date against which `until` of acceptances is checked. @default - expiry is not checked (synth never does) */
  today?: string;
  /** Tell what only maintainers of Rackwright can act on, too. @default false */
  maintainers?: boolean;
  /** @default - every rule looks at every object */
  sound?: SoundObjects;
}

/** Findings of all rules, less what is excepted or accepted for a reason, sorted. Same facts, same findings. */
export function runRules(
  rules: readonly Rule[],
  view: RackView,
  accept: readonly Accepted[],
  { today, maintainers = false, sound }: RunOptions = {},
): Finding[] {
  const unknown = sound ? { ...view, objects: view.objects.filter(({ manifest }) => !sound.has(manifest)) } : view;
  const found = rules.flatMap((rule) => findingsOf(rule, rule.ofOneObject ? unknown : view));
  const ofOneObject = new Set(rules.filter((rule) => rule.ofOneObject).map(({ id }) => id));
  if (found.every(({ rule }) => !ofOneObject.has(rule))) sound?.keep(view.objects.map(({ manifest }) => manifest));
  const kept = new Set(rules.filter((rule) => rule.forMaintainers && !maintainers).map(({ id }) => id));
  return settle({ found, rules, view, accept, today })
    .filter(({ rule }) => !kept.has(rule))
    .sort(compareFindings);
}

function findingsOf(rule: Rule, view: RackView): Finding[] {
  return rule.check(view).map(({ object, path = '', message, fix = rule.fixHint ?? '' }) => ({
    level: rule.level,
    rule: rule.id,
    object,
    path,
    message,
    fix,
  }));
}
