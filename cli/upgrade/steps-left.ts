import type { Finding } from '../../lib/facts/finding';
import { counted } from '../../lib/units/words';

export interface Left {
  /** Whether every rack file can be read. */
  isReadable: boolean;
  /** What was found of all racks, after writing and in the review of what was written. */
  findings: readonly Pick<Finding, 'level' | 'rule'>[];
  /** Files of talos/ that are not as before. */
  machines: readonly string[];
}

/** What a person does next, in the order that it must be done in; nothing when there is only a diff to read. */
export function stepsLeft({ isReadable, findings, machines }: Left): string[] {
  const errors = findings.filter(({ level }) => level === 'error');
  const secrets = errors.filter(({ rule }) => /^secrets\/(file|key)-missing$/.test(rule));
  const losses = errors.filter(({ rule }) => rule.startsWith('review/'));
  const others = errors.length - secrets.length - losses.length;
  const settled = [
    ...(isReadable ? [] : ['correct the rack file, as said above']),
    ...(secrets.length > 0
      ? [`make the ${counted(secrets.length, 'Secret value')} that a newer app asks for: npx rackwright secrets create`]
      : []),
    ...(others > 0 ? [`settle ${counted(others, 'finding')} of level error, as said above`] : []),
    ...(losses.length > 0
      ? [
          `decide on ${counted(losses.length, 'change')} that may lose data: keep it as it was, or npx rackwright acknowledge, as said above`,
        ]
      : []),
  ];
  return [
    ...settled,
    ...(settled.length > 0 ? ['npm start, then npx rackwright review HEAD: what restarts, app by app'] : []),
    ...(settled.length > 0 || machines.length > 0 ? ['read the diff, npm test, commit, push'] : []),
    ...(machines.length > 0
      ? [`apply the machine configuration that changed, as npx rackwright runbook upgrade says:\n${listed(machines)}`]
      : []),
  ];
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 8).map((path) => `       ${path}`);
  return [...shown, ...(paths.length > shown.length ? [`       and ${paths.length - shown.length} more`] : [])].join(
    '\n',
  );
}
