import type { ClaimsOnDisks } from '../survival/claims-on-disks';
import { listed } from '../units/words';
import { codeSpan, markdownText, table } from './markdown';

/** What runbooks list of a rack, by the name that stands in their mark `<!-- list claims -->`. Absent: it has none. */
export interface RunbookLists {
  /** A table: claims whose volumes lie on the disks of blades, and what follows when one is gone. */
  claims?: string;
  /** Names of those that nothing in the rack could fill again. */
  'only-copies'?: string;
  /** Databases of one instance. */
  'lone-database'?: string;
}

export function runbookLists(claims: readonly ClaimsOnDisks[]): RunbookLists {
  const only = claims.filter(({ isOnlyCopy }) => isOnlyCopy);
  const databases = only.filter(isDatabase);
  return {
    ...(claims.length > 0 && {
      claims: table(
        ['Namespace', 'Claims', 'When the disk is gone'],
        claims.map((each) => [codeSpan(each.namespace), namesOf(each), fateOf(each)]),
      ).join('\n'),
    }),
    ...(only.length > 0 && {
      'only-copies': listed(only.map((each) => `${namesOf(each)} (namespace ${codeSpan(each.namespace)})`)),
    }),
    ...(databases.length > 0 && { 'lone-database': listed(databases.map(({ owner }) => codeSpan(owner))) }),
  };
}

const isDatabase = ({ owner }: ClaimsOnDisks) => owner.includes('/Cluster/');

/** `data-redis-0` to `data-redis-2`: there may be many. */
function namesOf(each: ClaimsOnDisks): string {
  const { claims } = each;
  const [first = '', last = ''] = [claims[0], claims.at(-1)];
  if (claims.length === 1) return codeSpan(first);
  return `${codeSpan(first)} ${isDatabase(each) ? 'and' : 'to'} ${codeSpan(last)}`;
}

function fateOf(each: ClaimsOnDisks): string {
  const { isOnlyCopy, passing, away } = each;
  if (passing !== undefined) return markdownText(passing);
  if (!isOnlyCopy) return 'another member has it';
  const hosts = [...new Set(away.map(({ host }) => host))];
  if (hosts.length === 0) return '**the only copy: gone with it**';
  const page = isDatabase(each) ? ', by [restore PostgreSQL](restore-postgres.md)' : '';
  return `**the only copy in the rack**: comes back from ${markdownText(listed(hosts))}${page}`;
}
