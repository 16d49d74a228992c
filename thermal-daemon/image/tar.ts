/** ustar, the subset that images and packages need. POSIX.1-1988; long names by GNU 'L' and pax 'x' when reading. */

export type TarEntry =
  | { readonly type: 'file'; readonly path: string; readonly mode: number; readonly content: Buffer }
  | { readonly type: 'directory'; readonly path: string; readonly mode: number }
  | { readonly type: 'symlink'; readonly path: string; readonly target: string };

const block = 512;

/** The same entries give the same bytes: sorted, no owner names, no times. */
export function writeTar(entries: readonly TarEntry[]): Buffer {
  const sorted = [...withParents(entries)].sort((a, b) => (a.path < b.path ? -1 : 1));
  const chunks: Buffer[] = [];
  for (const entry of sorted) {
    chunks.push(header(entry));
    if (entry.type === 'file') chunks.push(entry.content, Buffer.alloc(padding(entry.content.length)));
  }
  chunks.push(Buffer.alloc(2 * block));
  return Buffer.concat(chunks);
}

/** Adds every missing parent directory, so that no unpacker has to invent its mode. */
function withParents(entries: readonly TarEntry[]): Iterable<TarEntry> {
  const byPath = new Map<string, TarEntry>();
  for (const entry of entries) {
    const parts = entry.path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const path = parts.slice(0, depth).join('/');
      if (!byPath.has(path)) byPath.set(path, { type: 'directory', path, mode: 0o755 });
    }
    byPath.set(entry.path, entry);
  }
  return byPath.values();
}

function header(entry: TarEntry): Buffer {
  const name = entry.type === 'directory' ? `${entry.path}/` : entry.path;
  const target = entry.type === 'symlink' ? entry.target : '';
  if (Buffer.byteLength(name) > 100 || Buffer.byteLength(target) > 100) {
    throw new Error(`${entry.path}: longer than the 100 bytes that a ustar header holds`);
  }
  const bytes = Buffer.alloc(block);
  const octal = (value: number, offset: number, length: number): void => {
    bytes.write(value.toString(8).padStart(length - 1, '0'), offset, 'latin1');
  };
  bytes.write(name, 0, 'utf8');
  octal(entry.type === 'symlink' ? 0o777 : entry.mode, 100, 8);
  octal(0, 108, 8); // owner and group: root
  octal(0, 116, 8);
  octal(entry.type === 'file' ? entry.content.length : 0, 124, 12);
  octal(0, 136, 12); // modified at the epoch
  bytes.write({ file: '0', symlink: '2', directory: '5' }[entry.type], 156, 'latin1');
  bytes.write(target, 157, 'utf8');
  bytes.write('ustar\x0000', 257, 'latin1');
  bytes.fill(' ', 148, 156); // the checksum counts its own field as spaces
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}

const padding = (length: number): number => (block - (length % block)) % block;

/** Reads files, directories and symlinks; other kinds are skipped. Paths lose a leading "./" and a trailing "/". */
export function readTar(archive: Buffer): TarEntry[] {
  const entries: TarEntry[] = [];
  let longName: string | undefined;
  for (let offset = 0; offset + block <= archive.length && archive[offset] !== 0;) {
    const field = (at: number, length: number): string => text(archive.subarray(offset + at, offset + at + length));
    const size = parseInt(field(124, 12), 8) || 0;
    const content = archive.subarray(offset + block, offset + block + size);
    const kind = field(156, 1);
    const prefix = field(257, 6).startsWith('ustar') && !field(257, 8).includes('ustar ') ? field(345, 155) : '';
    const path = clean(longName ?? (prefix ? `${prefix}/${field(0, 100)}` : field(0, 100)));
    const mode = parseInt(field(100, 8), 8) & 0o7777;
    longName = undefined;
    if (kind === 'L') longName = text(content);
    else if (kind === 'x') longName = /\d+ path=(.*)\n/.exec(content.toString('utf8'))?.[1];
    else if (kind === '5' && path !== '') entries.push({ type: 'directory', path, mode });
    else if (kind === '2') entries.push({ type: 'symlink', path, target: field(157, 100) });
    else if (kind === '0' || kind === '') entries.push({ type: 'file', path, mode, content });
    offset += block + size + padding(size);
  }
  return entries;
}

const text = (bytes: Buffer): string => {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end === -1 ? bytes.length : end);
};

const clean = (path: string): string => path.replace(/^\.\/?/, '').replace(/\/$/, '');
