import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { printJson } from './print-json';
import { stripped } from './strip';
import { readZip } from './zip';

describe('plumbing', () => {
  it('prints what fits on a line on one line, and reads back the same', () => {
    const value = { short: [1, 2], long: Array.from({ length: 60 }, (_, index) => ({ index })) };
    const text = printJson(value);
    expect(text).toContain('"short": [1,2]');
    expect(text.split('\n').every((line) => line.length <= 140)).toBe(true);
    expect(JSON.parse(text)).toEqual(value);
  });

  it('strips talk, never names', () => {
    expect(
      stripped({ type: 'object', title: 'x', properties: { title: { type: 'string', description: 'y' } } } as object),
    ).toEqual({ type: 'object', properties: { title: { type: 'string' } } });
  });

  it('takes packed and plain files out of an archive, and only the wanted ones', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rackwright-zip-'));
    try {
      writeFileSync(join(folder, 'a.zip'), archive({ 'm@v1/a.yaml': 'x: 1\n'.repeat(50), 'm@v1/b.txt': 'plain' }));
      const found = readZip(join(folder, 'a.zip'), (name) => name.endsWith('.yaml'));
      expect([...found].map(([name, bytes]) => [name, bytes.toString()])).toEqual([
        ['m@v1/a.yaml', 'x: 1\n'.repeat(50)],
      ]);
      expect(
        readZip(join(folder, 'a.zip'), () => true)
          .get('m@v1/b.txt')
          ?.toString(),
      ).toBe('plain');
      writeFileSync(join(folder, 'b.zip'), 'not an archive at all, only text');
      expect(() => readZip(join(folder, 'b.zip'), () => true)).toThrow('is no ZIP file');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** A ZIP archive without checksums, which the reader does not ask for: yaml files deflated, the others stored. */
function archive(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const method = name.endsWith('.yaml') ? 8 : 0;
    const bytes = Buffer.from(text);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const all = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(all.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, all, end]);
}
