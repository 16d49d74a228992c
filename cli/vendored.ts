import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';

/** What package.json names, and the tarball that has to lie in the repository for it. */
export interface Vendored {
  spec: string;
  /** Absent where npm finds it by itself, or it lies in the repository already. */
  copy?: { from: string; to: string };
}

/**
 * A tarball of this machine goes into the repository: its workflow, and clones of it, have no other.
 *
 * @param folder root of the repository
 * @param spec what npm is asked for: a version, a tag, `file:../rackwright-0.3.0.tgz`
 */
export function vendored(folder: string, spec: string): Vendored {
  const from = resolve(folder, spec.replace(/^file:/, ''));
  if (!/\.(tgz|tar\.gz)$/.test(spec) || /^[a-z+]+:\/\//.test(spec) || !existsSync(from) || !statSync(from).isFile())
    return { spec };
  const inside = relative(folder, from);
  if (!inside.startsWith('..') && !isAbsolute(inside)) return { spec };
  const to = `vendor/${basename(from)}`;
  return { spec: `file:${to}`, copy: { from, to } };
}

export function copyVendored(folder: string, { copy }: Vendored): void {
  if (!copy) return;
  mkdirSync(dirname(join(folder, copy.to)), { recursive: true });
  cpSync(copy.from, join(folder, copy.to));
}
