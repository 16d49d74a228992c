import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { CannotRun } from './cannot-run';

interface Source {
  /** Folder whose package.json will name it. */
  folder: string;
  /** Tarball, version or tag that a person named. */
  named?: string;
  /** Folder of the program that runs. */
  program: string;
  version: string;
}

/**
 * What `dependencies` of a new repository name: what this very program was installed from, so that nobody gets another
 * package by its name.
 *
 * @throws CannotRun when that cannot be told
 */
export function packageSource({ folder, named, program, version }: Source): string {
  if (named !== undefined) return existsSync(named) ? fileSpec(folder, resolve(named)) : named;
  const home = installedIn(program);
  if (home !== undefined) {
    const spec = dependencyOf(home);
    if (spec === undefined || /^[\^~]?\d/.test(spec)) return version;
    return spec.startsWith('file:') ? fileSpec(folder, resolve(home, spec.slice('file:'.length))) : spec;
  }
  const packed = join(process.cwd(), `build/rackwright-${version}.tgz`);
  if (existsSync(packed)) return fileSpec(folder, packed);
  throw new CannotRun(
    'It cannot be told what this rackwright was installed from; name the tarball or the tag with --package.\nIn the repository of Rackwright, npm run package makes one.',
  );
}

/** The folder whose node_modules holds the program. */
function installedIn(program: string): string | undefined {
  const home = dirname(dirname(program));
  return program.split(sep).slice(-2).join('/') === 'node_modules/rackwright' ? home : undefined;
}

function dependencyOf(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Record<string, string> }).dependencies?.[
    'rackwright'
  ];
}

const fileSpec = (folder: string, tarball: string): string => `file:${relative(folder, tarball).split(sep).join('/')}`;
