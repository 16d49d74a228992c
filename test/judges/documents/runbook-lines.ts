import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../tree/checkout';

const page = 'docs/runbooks/document-backups.md';

/**
 * What the page's own line sets on a Job before it is applied: `kubectl set env … FROM=at/… BUCKETS=open-webui …`.
 *
 * @param setting a variable that only this line sets
 * @throws when the page has no such line
 */
export function setByRunbook(setting: string): Record<string, string> {
  const lines = readFileSync(join(checkout(), page), 'utf8').split('\n');
  const line = lines.find((each) => each.includes('kubectl set env') && each.includes(` ${setting}=`));
  if (line === undefined) throw new Error(`${page} has no line that sets ${setting}`);
  const [before] = line.split('|');
  return Object.fromEntries([...before!.matchAll(/ ([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name!, value!]));
}

/** The examples of the page's table about FROM, in its order. */
export function sourcesInRunbook(): string[] {
  const rows = readFileSync(join(checkout(), page), 'utf8').split('\n');
  const start = rows.findIndex((row) => row.startsWith('| `FROM` '));
  const table = rows.slice(start + 2);
  const end = table.findIndex((row) => !row.startsWith('|'));
  return table.slice(0, end).map((row) => /`([^`]+)`/.exec(row)?.[1] ?? row);
}
