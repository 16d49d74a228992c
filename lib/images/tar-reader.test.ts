import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { TarReader } from './tar-reader';

const long = `${'a-folder-with-a-long-name/'.repeat(8)}file`;

/** Archives that the machine's own tar makes of one folder, in both forms that images use. */
const archives = ['gnu', 'pax'].map((format) => {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-tar-'));
  mkdirSync(join(folder, long, '..'), { recursive: true });
  writeFileSync(join(folder, long), 'deep');
  writeFileSync(join(folder, 'big'), Buffer.alloc(3000, 'x'));
  writeFileSync(join(folder, 'empty'), '');
  symlinkSync(`/${long}`, join(folder, 'symlink'));
  linkSync(join(folder, 'big'), join(folder, 'hardlink'));
  const bytes = execFileSync('tar', ['--create', `--format=${format}`, '--sort=name', '-C', folder, '.']);
  rmSync(folder, { recursive: true });
  return { format, bytes };
});

function read(
  bytes: Buffer,
  pieces: readonly number[] = [],
): { path: string; type: string; target: string; content: string }[] {
  const entries: { path: string; type: string; target: string; content: string }[] = [];
  const reader = new TarReader({
    entry: ({ path, type, target }) => entries.push({ path, type, target, content: '' }),
    bytes(chunk) {
      entries.at(-1)!.content += chunk.toString();
    },
  });
  let at = 0;
  for (const piece of [...pieces, bytes.length]) {
    reader.push(bytes.subarray(at, at + piece));
    at += piece;
  }
  reader.end();
  return entries;
}

test.each(archives)('reads what tar writes as $format: long names, links, contents', ({ bytes }) => {
  const byPath = new Map(read(bytes).map((each) => [each.path, each]));
  expect(byPath.get(long)).toMatchObject({ type: 'file', content: 'deep' });
  expect(byPath.get('symlink')).toMatchObject({ type: 'symlink', target: `/${long}` });
  expect(byPath.get('empty')).toMatchObject({ type: 'file', content: '' });
  const [first, second] = ['big', 'hardlink'].map((path) => byPath.get(path)!);
  expect([first!.type, second!.type].sort()).toEqual(['file', 'hardlink']);
  expect(first!.content.length + second!.content.length).toBe(3000);
});

test.each(archives)('reads $format the same, however the bytes come', ({ bytes }) => {
  const whole = read(bytes);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 30 }), (pieces) => {
      expect(read(bytes, pieces)).toEqual(whole);
    }),
    { numRuns: 50 },
  );
});

test('an archive that breaks off is said to', () => {
  const { bytes } = archives[0]!;
  expect(() => read(bytes.subarray(0, bytes.indexOf('xxxx') + 100))).toThrow(/breaks off|damaged/);
});
