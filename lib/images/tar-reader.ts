/** An entry of a layer. Paths have no leading or trailing slash. */
export interface LayerEntry {
  type: 'file' | 'directory' | 'symlink' | 'hardlink';
  path: string;
  mode: number;
  /** Bytes of a file. */
  size: number;
  /** Of links: as written for a symlink, a path of the same layer for a hard link. */
  target: string;
}

/** What becomes of a file's bytes; they come in pieces, in order. */
export interface LayerVisitor {
  entry(entry: LayerEntry): void;
  /** Bytes of the file that `entry` named last. */
  bytes(chunk: Buffer): void;
}

const block = 512;
/** A name or a set of pax records longer than this is no name. */
const mostHeaderBytes = 1024 * 1024;

/**
 * Reads the tar archive of a layer piece by piece: ustar, with long names by GNU (`L`, `K`) and pax (`x`), as image-spec 1.1
 * asks for. Devices, pipes and global headers are passed over.
 */
export class TarReader {
  private waiting = Buffer.alloc(0);
  /** Bytes of the current entry that are still to come, and the filling of its last block. */
  private left = 0;
  private filling = 0;
  private collected: Buffer[] | undefined;
  private kind = '';
  private isFile = false;
  private longPath: string | undefined;
  private longTarget: string | undefined;
  private longSize: number | undefined;

  constructor(private readonly visitor: LayerVisitor) {}

  push(chunk: Buffer): void {
    let rest = this.waiting.length > 0 ? Buffer.concat([this.waiting, chunk]) : chunk;
    for (;;) {
      const taken = Math.min(this.left, rest.length);
      if (taken > 0) this.take(rest.subarray(0, taken));
      rest = rest.subarray(taken);
      this.left -= taken;
      if (this.left > 0) break;
      this.endOfEntry();
      const skipped = Math.min(this.filling, rest.length);
      rest = rest.subarray(skipped);
      this.filling -= skipped;
      if (this.filling > 0 || rest.length < block) break;
      this.header(rest.subarray(0, block));
      rest = rest.subarray(block);
    }
    this.waiting = Buffer.from(rest);
  }

  /** @throws Error when the archive broke off */
  end(): void {
    if (this.left > 0) throw new Error('the archive breaks off in the middle of a file');
  }

  private take(bytes: Buffer): void {
    if (this.collected) this.collected.push(bytes);
    else if (this.isFile) this.visitor.bytes(bytes);
  }

  private endOfEntry(): void {
    if (!this.collected) return;
    const content = Buffer.concat(this.collected);
    this.collected = undefined;
    if (this.kind === 'L') this.longPath = text(content);
    else if (this.kind === 'K') this.longTarget = text(content);
    else {
      const records = paxRecords(content);
      this.longPath = records.get('path') ?? this.longPath;
      this.longTarget = records.get('linkpath') ?? this.longTarget;
      this.longSize = records.has('size') ? Number(records.get('size')) : this.longSize;
    }
  }

  private header(bytes: Buffer): void {
    this.isFile = false;
    if (bytes.every((byte) => byte === 0)) return;
    const kind = String.fromCharCode(bytes[156] ?? 0).replace('\0', '0');
    const isMeta = kind === 'L' || kind === 'K' || kind === 'x' || kind === 'g';
    const size = isMeta ? sizeIn(bytes) : (this.longSize ?? sizeIn(bytes));
    if (!Number.isSafeInteger(size) || size < 0 || (isMeta && size > mostHeaderBytes)) {
      throw new Error('no tar archive, or a damaged one');
    }
    this.left = size;
    this.filling = (block - (size % block)) % block;
    this.kind = kind;
    if (isMeta) {
      this.collected = kind === 'g' ? undefined : [];
      return;
    }
    const type = types[kind];
    const path = clean(this.longPath ?? nameIn(bytes));
    const target = this.longTarget ?? text(bytes.subarray(157, 257));
    [this.longPath, this.longTarget, this.longSize] = [undefined, undefined, undefined];
    if (type === undefined || path === '') return;
    this.isFile = type === 'file';
    const mode = parseInt(text(bytes.subarray(100, 108)), 8) & 0o7777;
    this.visitor.entry({ type, path, mode, size, target: type === 'hardlink' ? clean(target) : target });
  }
}

const types: Readonly<Record<string, LayerEntry['type']>> = {
  '0': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '5': 'directory',
  '7': 'file',
};

/** Octal, or from 8 GiB on a number in base 256, which the first bit says. */
function sizeIn(bytes: Buffer): number {
  const field = bytes.subarray(124, 136);
  if (((field[0] ?? 0) & 0x80) === 0) return parseInt(text(field).trim() || '0', 8);
  return Number(field.readBigUInt64BE(4));
}

function nameIn(bytes: Buffer): string {
  const isUstar = bytes.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isUstar ? text(bytes.subarray(345, 500)) : '';
  const name = text(bytes.subarray(0, 100));
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** `25 path=some/long/name\n`, the length counting the whole record in bytes. */
function paxRecords(content: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(' ', at);
    const length = Number(content.toString('latin1', at, space));
    if (space < 0 || !(length > 0)) break;
    const record = content.toString('utf8', space + 1, at + length - 1);
    const equals = record.indexOf('=');
    records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

function text(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

/** `./usr//bin/` → `usr/bin` */
function clean(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
