import { fieldOf } from '../manifest/field-path';
import type { Accepted } from '../rack-file/rack';
import type { Finding } from '../facts/finding';
import { exceptedRule } from '../facts/marks';
import { nearest } from './nearest';
import type { RackObject, RackView } from './rack-view';
import type { Rule, RuleInfo } from './rule';

/** Rules about the exceptions themselves; `settle` checks them after all the others, since "unused" shows only then. */
export const exceptionRules: readonly Rule[] = (
  [
    [
      'no-reason',
      'An exception without a reason cannot be reviewed, or safely removed later.',
      'write why as the value of the annotation, or as reason in the rack file',
    ],
    [
      'unknown-rule',
      'An exception from a rule that does not exist protects nothing: most likely a slip of the pen.',
      'name a rule of this page',
    ],
    [
      'not-exceptable',
      'Some rules have no exception, since what breaks them breaks on the cluster whatever the reason.',
      'fix what the rule finds',
    ],
    [
      'too-wide',
      'Accepted for the whole rack, the next object that breaks the rule would pass unseen.',
      'name the object',
    ],
    [
      'unused',
      'An exception that silences nothing would hide the fault when it comes back for another reason.',
      'remove the exception',
    ],
    [
      'expired',
      'A finding was accepted until a day, to be decided anew on that day.',
      'fix what it accepts, or give it a later day',
    ],
  ] as const
).map(([name, why, fixHint]) => ({
  id: `exceptions/${name}`,
  level: 'error',
  why,
  fixHint,
  exceptable: false,
  check: () => [],
}));

interface Settling {
  found: readonly Finding[];
  rules: readonly RuleInfo[];
  view: RackView;
  accept: readonly Accepted[];
  today?: string;
}

/** Takes out what annotations except and what the rack file accepts, and adds what is wrong with either. */
export function settle({ found, rules, view, accept, today }: Settling): Finding[] {
  const known = new Map([...rules, ...exceptionRules].map((rule) => [rule.id, rule]));
  const excepted = view.objects.flatMap((object) => exceptionsOf(object, known));
  const silencing = new Map(excepted.map((exception) => [`${exception.object.id}|${exception.rule}`, exception]));
  const used = new Set<Exception | Accepted>();
  const acceptable = accept.filter((entry) => known.get(entry.rule)?.exceptable && !isTooWide(entry, known));
  const standing = found.filter((finding) => {
    const exception = silencing.get(`${finding.object}|${finding.rule}`);
    const accepted = acceptable.filter((entry) => accepts(entry, finding));
    if (exception?.complaint === undefined && exception !== undefined) used.add(exception);
    for (const entry of accepted) used.add(entry);
    return (exception === undefined || exception.complaint !== undefined) && accepted.length === 0;
  });
  const file = `clusters/${view.rack.name}.yaml`;
  return [
    ...standing,
    ...excepted.flatMap(
      (exception) => exception.complaint ?? (used.has(exception) ? [] : [unusedException(exception)]),
    ),
    ...accept.flatMap((entry, index) => acceptanceFaults(entry, { index, file, known, used: used.has(entry), today })),
  ];
}

interface Exception {
  object: RackObject;
  rule: string;
  path: string;
  reason: string;
  /** What is wrong with the exception itself; then it silences nothing. */
  complaint?: Finding;
}

function exceptionsOf(object: RackObject, known: ReadonlyMap<string, RuleInfo>): Exception[] {
  return Object.entries(object.annotations).flatMap(([key, reason]) => {
    const rule = exceptedRule(key);
    if (rule === undefined) return [];
    const exception = { object, rule, path: fieldOf('metadata.annotations', key), reason: String(reason).trim() };
    return [{ ...exception, complaint: complaintOf(exception, known) }];
  });
}

function complaintOf(exception: Exception, known: ReadonlyMap<string, RuleInfo>): Finding | undefined {
  const { rule, reason } = exception;
  const complaint = (name: string, message: string, fix: string): Finding => ({
    level: 'error',
    rule: `exceptions/${name}`,
    object: exception.object.id,
    path: exception.path,
    message,
    fix,
  });
  const target = known.get(rule);
  if (!target) {
    return complaint('unknown-rule', `excepts from ${rule}, which is no rule`, meant(rule, known.keys()));
  }
  if (!target.exceptable) {
    return complaint('not-exceptable', `excepts from ${rule}, which has no exceptions`, 'fix what the rule finds');
  }
  if (reason === '')
    return complaint('no-reason', `excepts from ${rule} without a reason`, 'write the reason as value');
  return undefined;
}

function unusedException({ object, rule, path }: Exception): Finding {
  const message = `excepts from ${rule}, but the object keeps that rule`;
  return { level: 'error', rule: 'exceptions/unused', object: object.id, path, message, fix: 'remove the exception' };
}

function accepts({ rule, object }: Accepted, finding: Finding): boolean {
  return rule === finding.rule && (object === undefined || object === finding.object);
}

function isTooWide({ rule, object }: Accepted, known: ReadonlyMap<string, RuleInfo>): boolean {
  return known.get(rule)?.acceptedOneByOne === true && object === undefined;
}

interface Acceptance {
  index: number;
  file: string;
  known: ReadonlyMap<string, RuleInfo>;
  used: boolean;
  today?: string;
}

function acceptanceFaults(entry: Accepted, { index, file, known, used, today }: Acceptance): Finding[] {
  const { rule, until, reason } = entry;
  const fault = (name: string, field: string, message: string, fix: string): Finding => ({
    level: 'error',
    rule: `exceptions/${name}`,
    object: file,
    path: `accept[${index}]${field}`,
    message,
    fix,
  });
  const target = known.get(rule);
  const scope = entry.object === undefined ? rule : `${rule} on ${entry.object}`;
  if (!target) {
    return [fault('unknown-rule', '.rule', `accepts ${rule}, which is no rule`, meant(rule, known.keys()))];
  }
  if (!target.exceptable) {
    return [fault('not-exceptable', '.rule', `accepts ${rule}, which has no exceptions`, 'fix what the rule finds')];
  }
  if (isTooWide(entry, known)) {
    return [fault('too-wide', '', `accepts ${rule} of every object`, 'name the one that it is about: object: …')];
  }
  const faults: Finding[] = [];
  if (reason.trim() === '') {
    faults.push(fault('no-reason', '.reason', `accepts ${scope} without a reason`, 'write why'));
  }
  if (!used) faults.push(fault('unused', '', `accepts ${scope}, of which there is no finding`, 'remove the entry'));
  if (until !== undefined && today !== undefined && until < today) {
    const message = `accepts ${scope} until ${until}, and today is ${today}`;
    faults.push(fault('expired', '.until', message, 'fix what it accepts, or give it a later day'));
  }
  return faults;
}

function meant(rule: string, known: Iterable<string>): string {
  const near = nearest(rule, known);
  return near === undefined ? 'docs/rules.md lists the rules' : `did you mean ${near}?`;
}
