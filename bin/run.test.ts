import { isAscii } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

test.each([
  ['at once', 'throw new TypeError("no such blade")'],
  ['later', 'void Promise.reject(new TypeError("no such blade"))'],
])(
  'an error that nobody caught, thrown %s, is shown with its stack and without the whole bundle',
  (_when, statement) => {
    mkdirSync('.cache', { recursive: true });
    const folder = mkdtempSync(resolve('.cache/run-test-'));
    const entry = join(folder, 'throws.ts');
    writeFileSync(entry, `globalThis.ballast = ${JSON.stringify(Array(20_000).fill('x'))};\n${statement};\n`);
    const { status, stderr } = spawnSync(process.execPath, ['bin/run.cjs', entry], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^TypeError: no such blade\n {4}at /);
    expect(stderr.length).toBeLessThan(2_000);
  },
);

test('the bundle of the command is ASCII: a single ° in a regular expression costs every run 30 ms (write \\u00b0)', () => {
  spawnSync(process.execPath, ['bin/rackwright.cjs', '--version']);
  const { bundle } = JSON.parse(readFileSync('.cache/run/cli-rackwright.json', 'utf8')) as { bundle: string };
  const text = readFileSync(join('.cache/run', bundle));
  expect(isAscii(text) ? [] : text.toString('utf8').match(/.{0,60}[^\0-\x7f].{0,20}/g)).toEqual([]);
});
