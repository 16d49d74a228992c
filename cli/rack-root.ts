import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { rackFiles } from '../lib/rack-file/rack-files';
import { CannotRun } from './cannot-run';

/** Where a command was called, and the folder that holds clusters/, secrets/ and dist/. */
export interface Place {
  /** Folder in which the command runs; paths that a person types are read from here. */
  cwd: string;
  root: string;
}

/** The nearest folder upward that has a `clusters/`, so that a command works from every folder of the repository. */
export function placeOf(cwd: string): Place {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (isFolder(join(folder, 'clusters'))) return { cwd, root: folder };
    if (folder === dirname(folder)) break;
  }
  throw new CannotRun(
    `${cwd} is in no repository of a rack: neither it nor a folder above it has clusters/.\nRun the command in your checkout.`,
  );
}

/** Rack files by their paths from the root; one that lies elsewhere keeps its whole path. */
export function rackFilesAt({ cwd, root }: Place, typed: readonly string[]): string[] {
  return typed.length > 0 ? typed.map((file) => fromRoot(root, resolve(cwd, file))) : everyRackFile(root);
}

/** The rack file that is named, or the only one there is. */
export function oneRackFile(place: Place, typed: string | undefined, how = 'name it behind the command'): string {
  const [first, ...others] = rackFilesAt(place, typed === undefined ? [] : [typed]);
  if (others.length === 0) return first as string;
  const all = [first, ...others].map((file) => `  ${file}`).join('\n');
  throw new CannotRun(`clusters/ has several racks; ${how}:\n${all}`);
}

function everyRackFile(root: string): string[] {
  const files = rackFiles(root);
  const overlooked = overlookedFiles(root);
  if (overlooked.length > 0) throw new CannotRun(overlooked.join('\n'));
  if (files.length > 0) return files;
  throw new CannotRun(
    'clusters/ has no rack file.\nCopy one of clusters/examples/ there, such as clusters/homelab.yaml, and edit it.',
  );
}

/** What was probably meant as a rack file and is none, which would otherwise pass for a rack without findings. */
function overlookedFiles(root: string): string[] {
  return readdirSync(join(root, 'clusters'), { withFileTypes: true }).flatMap((entry) => {
    const file = `clusters/${entry.name}`;
    if (/\.yml$/i.test(entry.name) || (/\.yaml$/i.test(entry.name) && !entry.name.endsWith('.yaml'))) {
      return [`${file}: a rack file ends in .yaml; rename it to ${file.replace(/\.ya?ml$/i, '.yaml')}`];
    }
    if (!entry.name.endsWith('.yaml') || entry.isFile()) return [];
    return [`${file} is ${entry.isSymbolicLink() ? 'a link' : 'no file'}: put the rack file itself there`];
  });
}

function fromRoot(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside.split(sep).join('/');
}

export function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
