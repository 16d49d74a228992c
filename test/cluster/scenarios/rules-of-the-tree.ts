import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkTree } from '../../../lib/check-tree';

/**
 * What the rules say of the output that Flux is given, as `rackwright check --dist` would. Much that no simulated pod can
 * show is in the objects: what names what, what a budget leaves, what is never pruned. A file that somebody edited is no
 * fault here: the bench edits them. The bench's own small rack does not describe itself, so the rules say nothing of it.
 */
export function rulesOfTheTree(worktree: string): string[] {
  if (!existsSync(join(worktree, 'rack.json'))) return [];
  const names = readdirSync(worktree, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(ya?ml|json)$/.test(file),
  );
  const files = new Map(names.sort().map((file) => [file, readFileSync(join(worktree, file))]));
  return checkTree(basename(worktree), files)
    .findings.filter(({ level, rule }) => level === 'error' && rule !== 'output/edited')
    .map(({ object, path, message, rule }) => `${object}${path === '' ? '' : ` ${path}`} ${message} (${rule})`);
}
