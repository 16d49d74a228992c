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

/**
 * Files of a revision below the folders, by path, with the hashes of their blobs; undefined when there is no such revision.
 * Links and submodules are left out. A leading dash would be an option of git.
 */
export function blobsAt(root: string, named: string, folders: readonly string[]): Map<string, string> | undefined {
  const listed = named.startsWith('-') ? undefined : git(root, 'ls-tree', '-r', '-z', named, '--', ...folders);
  if (listed === undefined) return undefined;
  const blobs = new Map<string, string>();
  for (const line of listed.split('\0')) {
    // <mode> blob <hash>TAB<path>
    const tab = line.indexOf('\t');
    const [mode = '', type, hash = ''] = line.slice(0, tab).split(' ');
    if (type === 'blob' && mode.startsWith('100')) blobs.set(line.slice(tab + 1), hash);
  }
  return blobs;
}

/**
 * Files below a folder as git would commit them, by path from that folder: what `rm -rf` takes from the work tree and
 * `git rm` does not leave. None where git knows of none.
 */
export function indexedFiles(root: string, folder: string): Map<string, Buffer> {
  const listed = git(root, 'ls-files', '--stage', '-z', '--', folder) ?? '';
  const hashes = new Map(
    listed.split('\0').flatMap((line): [string, string][] => {
      // <mode> <hash> <stage>TAB<path>
      const [, hash = '', path] = /^100\d+ ([0-9a-f]+) 0\t(.+)$/s.exec(line) ?? [];
      return path === undefined ? [] : [[path.slice(folder.length + 1), hash]];
    }),
  );
  const contents = readBlobs(root, [...new Set(hashes.values())]);
  return new Map([...hashes].map(([path, hash]) => [path, Buffer.from(contents.get(hash) ?? [])]));
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
