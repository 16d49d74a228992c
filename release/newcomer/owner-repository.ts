import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Installed, ignored by git, or written by synth and `rackwright secrets`. */
const derived = /^(node_modules|\.git|\.cdk8s-out|dist|talos|secrets|docs)(\/|$)/;

/** Paths of what a person keeps: neither installed nor written by synth. */
export function keptFiles(folder: string): string[] {
  return filesBelow(folder, '').filter((path) => !derived.test(path));
}

/** Files that a person keeps whose bytes are those of a file of the package. */
export function filesOfTheProduct(folder: string, unpacked: string): string[] {
  const ofProduct = new Set(filesBelow(unpacked, '').map((path) => hashOf(join(unpacked, path))));
  return keptFiles(folder).filter((path) => ofProduct.has(hashOf(join(folder, path))));
}

/**
 * Bytes of all files below. A program that lies there twice counts once: esbuild's own script makes the second name a link to
 * the first, and where scripts do not run there is a small one in its place.
 */
export function bytesBelow(folder: string): number {
  const sizes = new Map(
    filesBelow(folder, '').map((path) => {
      const { size } = statSync(join(folder, path));
      return [size > 1e6 ? hashOf(join(folder, path)) : path, size];
    }),
  );
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

export const linesOf = (file: string): number => readFileSync(file, 'utf8').trimEnd().split('\n').length;

export function filesBelow(folder: string, under: string): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isSymbolicLink()) return [];
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

function hashOf(path: string): string {
  // An empty file is nobody's.
  return statSync(path).size === 0 ? path : createHash('sha256').update(readFileSync(path)).digest('hex');
}
