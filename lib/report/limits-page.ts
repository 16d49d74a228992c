import type { LimitRow } from '../checks/limits';
import { codeSpan, markdownText, table } from './markdown';

/** `docs/limits.md`: what every container may take, beside what its own project gives it. */
export function limitsPage(rows: readonly LimitRow[]): string {
  const sorted = [...rows].sort((a, b) => (`${a.object} ${a.name}` < `${b.object} ${b.name}` ? -1 : 1));
  const known = sorted.filter(({ upstream }) => upstream !== undefined);
  return [
    '# Memory of every container, beside upstream’s',
    '',
    'Made by `npm run generate` from the reference rack and `lib/checks/upstream-limits.ts`. The rule',
    '`resources/below-upstream` refuses a limit below upstream’s default without the name of somebody who ran it with less;',
    '`resources/daemon-requests` refuses a daemon of a chart without a request. Nothing here was measured on a blade.',
    '',
    `Of ${sorted.length} containers, upstream’s default of ${known.length} was looked up. The others say so: their limits are estimates.`,
    '',
    ...table(
      ['object', 'container or values', 'request', 'limit', 'upstream’s limit', 'says who', 'who measured'],
      sorted.map(({ object, name, request, limit, upstream }) => [
        codeSpan(object),
        codeSpan(name),
        request ?? 'none',
        limit ?? 'none',
        upstream?.limit ?? 'not looked up',
        markdownText(upstream?.from ?? ''),
        markdownText(upstream?.measured ?? 'nobody'),
      ]),
    ),
    '',
  ].join('\n');
}
