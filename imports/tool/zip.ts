import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** End of central directory, central entry and local header of a ZIP file (APPNOTE.TXT 4.3). */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;

interface Entry {
  name: string;
  deflated: boolean;
  packedBytes: number;
  localHeader: number;
}

function read(file: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, start);
  return bytes;
}

function directoryOf(file: number, path: string): Entry[] {
  const { size } = fstatSync(file);
  const tail = read(file, Math.max(0, size - END_BYTES - LONGEST_COMMENT), Math.min(size, END_BYTES + LONGEST_COMMENT));
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
  if (end < 0) throw new Error(`${path} is no ZIP file: its central directory is missing`);
  const directory = read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: Entry[] = [];
  for (let at = 0; at < directory.length && directory.readUInt32LE(at) === ENTRY;) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      deflated: directory.readUInt16LE(at + 10) === 8,
      packedBytes: directory.readUInt32LE(at + 20),
      localHeader: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Files of a ZIP archive whose name `wanted` accepts. Go keeps every module as such an archive, also one whose
 * language version is too new for the Go at hand to unpack.
 */
export function readZip(path: string, wanted: (name: string) => boolean): Map<string, Buffer> {
  const file = openSync(path, 'r');
  try {
    const found = new Map<string, Buffer>();
    for (const entry of directoryOf(file, path).filter(({ name }) => wanted(name))) {
      const local = read(file, entry.localHeader, 30);
      const start = entry.localHeader + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
      const packed = read(file, start, entry.packedBytes);
      found.set(entry.name, entry.deflated ? inflateRawSync(packed) : packed);
    }
    return found;
  } finally {
    closeSync(file);
  }
}
