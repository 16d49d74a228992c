import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SoundDigests } from '../lib/checks/sound-objects';

/**
 * Digests that earlier runs of the same bundle kept in `node_modules/.cache/rackwright/`, one file a rack: first the bundle
 * that found them sound, then a digest a line. Another bundle has other rules, so it begins anew. Removing the folder is
 * always safe.
 */
export function soundDigests(root: string, rackFile: string, bundle: string = __filename): SoundDigests {
  const packages = join(root, 'node_modules');
  const file = join(packages, '.cache', 'rackwright', `sound-${basename(rackFile, '.yaml')}`);
  const code = identityOf(bundle);
  const known = code === undefined ? new Set<string>() : read(file, code);
  return {
    known,
    keep: (digests) => {
      if (code === undefined || isSame(known, digests) || !existsSync(packages)) return;
      write(file, `${[code, ...digests].join('\n')}\n`);
    },
  };
}

/** One file that holds every rule; sources run one by one, as tests run them, have no such identity. */
function identityOf(bundle: string): string | undefined {
  if (!bundle.endsWith('.cjs')) return undefined;
  const { size, mtimeMs } = statSync(bundle);
  return `${bundle} ${size} ${mtimeMs}`;
}

function read(file: string, code: string): Set<string> {
  try {
    const [of, ...digests] = readFileSync(file, 'utf8').trimEnd().split('\n');
    return of === code ? new Set(digests) : new Set();
  } catch {
    return new Set(); // nothing was kept yet
  }
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A disk that takes nothing must not fail a run that is otherwise done.
  }
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}
