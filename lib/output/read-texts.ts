import { readIfThere, realFs, type TreeFs } from './tree-fs';
import { isDebris, walkTree } from './walk-tree';

/** Text of every file below a folder, by path; empty when the folder is not there. Follows no link. */
export function readTexts(folder: string, fs: TreeFs = realFs): Map<string, string> {
  const { files } = walkTree(fs, folder);
  const texts = files
    .filter((path) => !isDebris(path))
    .map((path) => [path, readIfThere(fs, `${folder}/${path}`)] as const);
  return new Map(texts.flatMap(([path, bytes]) => (bytes ? [[path, bytes.toString('utf8')]] : [])));
}
