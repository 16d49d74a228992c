import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patchOf } from './patch';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);
const text = (lines: readonly string[]) => `${lines.join('\n')}\n`;
const before = numbered(30);

test.each<[string, readonly string[]]>([
  ['a line less', before.filter((line) => line !== 'line 12')],
  ['a line more at the end', [...before, 'more']],
  ['a line more at the start', ['more', ...before]],
  [
    'changes far from each other',
    before.map((line) => (['line 2', 'line 25'].includes(line) ? `${line} changed` : line)),
  ],
  [
    'changes close to each other',
    before.map((line) => (['line 12', 'line 15'].includes(line) ? `${line} changed` : line)),
  ],
  ['everything else', ['other']],
])('git applies a patch of %s', (_, after) => {
  const folder = mkdtempSync(join(tmpdir(), 'patch-'));
  try {
    writeFileSync(join(folder, 'rack.yaml'), text(before));
    execFileSync('git', ['apply', '-'], { cwd: folder, input: patchOf('rack.yaml', text(before), text(after)) });
    expect(readFileSync(join(folder, 'rack.yaml'), 'utf8')).toBe(text(after));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('nothing changed is no patch', () => {
  expect(patchOf('rack.yaml', text(before), text(before))).toBe('');
});
