import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

/** What git says, or undefined where it refuses. */
export function git(root: string, ...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 30 }).toString();
  } catch {
    return undefined;
  }
}

/** The commit that a revision names; undefined when it names none. A leading dash would be an option of git. */
export function commitOf(root: string, named: string): string | undefined {
  if (named.startsWith('-')) return undefined;
  return git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${named}^{commit}`)?.trim();
}

/** Files of a commit below the folders, by path, with the hashes of their blobs. Links and submodules are left out. */
export function blobsAt(root: string, commit: string, folders: readonly string[]): Map<string, string> {
  const listed = git(root, 'ls-tree', '-r', '-z', commit, '--', ...folders) ?? '';
  return new Map(
    listed.split('\0').flatMap((line): [string, string][] => {
      const [, hash, path] = /^100\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      return hash !== undefined && path !== undefined ? [[path, hash]] : [];
    }),
  );
}

/** Bytes of blobs by their hashes, by one call of git: a call for each would take seconds. */
export function readBlobs(root: string, hashes: readonly string[]): Map<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  if (hashes.length === 0) return contents;
  const output = execFileSync('git', ['cat-file', '--batch'], {
    cwd: root,
    input: `${hashes.join('\n')}\n`,
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 2 ** 30,
  });
  let at = 0;
  for (const hash of hashes) {
    const end = output.indexOf(0x0a, at);
    const size = Number(output.subarray(at, end).toString().split(' ')[2]);
    contents.set(hash, output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return contents;
}

/** The hash that git gives a file, as long as the other hashes of the repository: 40 digits are SHA-1, 64 SHA-256. */
export function blobHash(bytes: Uint8Array, digits: number): string {
  return createHash(digits === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
