import { openSync, readSync, closeSync, fstatSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const endOfCentralDirectory = 0x06054b50;
const centralEntry = 0x02014b50;

/**
 * Files of a ZIP archive whose name passes `wanted`. Go modules are published as ZIPs of at most 500 MB, without
 * ZIP64 and encryption, so the plain directory (APPNOTE 4.3.12, 4.3.16) is all that is read.
 */
export function readZip(path: string, wanted: (name: string) => boolean): Map<string, string> {
  const fd = openSync(path, 'r');
  try {
    return readEntries(fd, wanted);
  } finally {
    closeSync(fd);
  }
}

function readAt(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  readSync(fd, buffer, 0, length, position);
  return buffer;
}

function readEntries(fd: number, wanted: (name: string) => boolean): Map<string, string> {
  const size = fstatSync(fd).size;
  const tail = readAt(fd, Math.max(0, size - 65_557), Math.min(size, 65_557)); // longest comment + the record
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endOfCentralDirectory) end -= 1;
  if (end < 0) throw new Error('no ZIP directory at the end of the file');
  const directory = readAt(fd, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));

  const files = new Map<string, string>();
  for (let at = 0; at < directory.length && directory.readUInt32LE(at) === centralEntry;) {
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    if (wanted(name)) {
      const method = directory.readUInt16LE(at + 10);
      files.set(name, contentAt(fd, directory.readUInt32LE(at + 42), directory.readUInt32LE(at + 20), method));
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return files;
}

function contentAt(fd: number, localHeader: number, compressedSize: number, method: number): string {
  const header = readAt(fd, localHeader, 30);
  const start = localHeader + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const compressed = readAt(fd, start, compressedSize);
  return (method === 0 ? compressed : inflateRawSync(compressed)).toString('utf8');
}
