import { isUtf8 } from 'node:buffer';
import { lstatSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError, fileProblem } from './input-error';

/** More is no file that somebody wrote by hand. */
const maxBytes = 4 * 1024 * 1024;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ENOTDIR: 'a part of its path is a file',
  ELOOP: 'it is a link that leads to itself',
};

/**
 * Text of a file that people write. A pipe or a device is refused, since reading it would wait for ever.
 *
 * @param file path from the root, as messages print it; an absolute one is taken as it is
 * @throws InputError when it cannot be read or is no text in UTF-8
 */
export function readTextFile(root: string, file: string, { links = true }: { links?: boolean } = {}): string {
  const path = resolve(root, file);
  const refuse = (title: string, detail?: string) => new InputError([fileProblem(file, title, detail)]);
  try {
    const stat = links ? statSync(path) : lstatSync(path);
    if (stat.isSymbolicLink()) throw refuse('is a link', 'put the file itself there: links are not followed');
    if (!stat.isFile()) throw refuse('cannot be read', stat.isDirectory() ? 'it is a folder' : 'it is no file');
    if (stat.size > maxBytes) throw refuse(`has ${stat.size} bytes`, `more than ${maxBytes} are not read`);
    return decoded(file, readFileSync(path));
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw refuse('cannot be read', reasons[error.code] ?? error.code);
  }
}

function decoded(file: string, bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const encoding = guessed(bytes);
  const lines = bytes.toString('utf8').split('\n');
  const line = encoding.startsWith('UTF-16') ? 0 : lines.findIndex((each) => each.includes('\uFFFD'));
  const column = encoding.startsWith('UTF-16') ? 0 : (lines[line]?.indexOf('\uFFFD') ?? 0);
  const title = `is not UTF-8, but probably ${encoding}`;
  throw new InputError([
    { ...fileProblem(file, title, 'save it as UTF-8 in your editor'), line: line + 1, column: column + 1 },
  ]);
}

function guessed(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16 (little endian)';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16 (big endian)';
  const zeros = bytes.subarray(0, 1000).filter((byte) => byte === 0).length;
  if (zeros > 0) return zeros > Math.min(bytes.length, 1000) / 4 ? 'UTF-16 without a mark' : 'no text at all';
  return 'Windows-1252 or Latin-1';
}

function isFileError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
}
