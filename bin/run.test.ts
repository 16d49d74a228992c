import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

test.each([
  ['at once', 'throw new TypeError("no such blade")'],
  ['later', 'void Promise.reject(new TypeError("no such blade"))'],
])(
  'an error that nobody caught, thrown %s, is shown with its stack and without the whole bundle',
  (_when, statement) => {
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
