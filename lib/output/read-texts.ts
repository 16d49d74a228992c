import { readIfThere, realFs, type TreeFs } from './tree-fs';
import { isDebris, walkTree } from './walk-tree';

/** Every file below a folder, by path; empty when the folder is not there. Follows no link. */
export function readFiles(folder: string, fs: TreeFs = realFs): Map<string, Buffer> {
  const read = new Map<string, Buffer>();
  for (const path of walkTree(fs, folder).files) {
    const bytes = isDebris(path) ? undefined : readIfThere(fs, `${folder}/${path}`);
    if (bytes) read.set(path, bytes);
  }
  return read;
}

/** The same as text. */
export function readTexts(folder: string, fs: TreeFs = realFs): Map<string, string> {
  return textsOf(readFiles(folder, fs));
}

export function textsOf(files: ReadonlyMap<string, Buffer>): Map<string, string> {
  return new Map([...files].map(([path, bytes]) => [path, bytes.toString('utf8')]));
}
