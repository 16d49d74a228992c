import fs from 'node:fs';

/** The few file operations that writing a tree needs; tests pass a disk that fails or dies on a chosen call. */
export type TreeFs = Pick<
  typeof fs,
  | 'accessSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'statSync'
  | 'unlinkSync'
  | 'writeFileSync'
>;

export const realFs: TreeFs = fs;

export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

/** Whether the path was there to be removed; a link is removed itself, never what it points to. */
export function removeFile(fs: TreeFs, path: string): boolean {
  try {
    fs.unlinkSync(path);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))) return false;
    throw error;
  }
}

export function removeFolderIfEmpty(fs: TreeFs, path: string): boolean {
  try {
    fs.rmdirSync(path);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error))) return false;
    throw error;
  }
}

/** Alone first: a recursive mkdir on a read-only disk reports ENOENT instead of EROFS (Node 20). */
export function makeFolderWithParents(fs: TreeFs, path: string): void {
  try {
    fs.mkdirSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') fs.mkdirSync(path, { recursive: true });
    else if (codeOf(error) !== 'EEXIST') throw error;
  }
}

export function readIfThere(fs: TreeFs, path: string): Buffer | undefined {
  try {
    return fs.readFileSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'].includes(codeOf(error))) return undefined;
    throw error;
  }
}
