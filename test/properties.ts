import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * `npm run test:properties [-- <rounds> [first seed]]`: every test file that states properties, once for each seed. The
 * gate always takes the same seed; this finds what that one does not show. Ends with `N passed, N failed`, rounds each.
 */
const rounds = Number(process.argv[2] ?? 10);
const first = Number(process.argv[3] ?? Date.now() % 1_000_000_000);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(first)) {
  console.error('usage: npm run test:properties [-- <rounds> [first seed]], both whole numbers');
  process.exit(2);
}

/** Folders whose tests run under the jest configuration that lies beside them. */
const packages = ['.', 'thermal-daemon'].filter((folder) => existsSync(path.join(folder, 'node_modules/jest')));
if (!packages.includes('thermal-daemon')) console.log('thermal-daemon is left out: npm --prefix thermal-daemon ci');

/** Test files under `folder` that import fast-check, relative to it. */
function propertyTests(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !/node_modules|^thermal-daemon/.test(file))
    .filter((file) => readFileSync(path.join(folder, file), 'utf8').includes("from 'fast-check'"))
    .sort();
}

let failed = 0;
for (let seed = first; seed < first + rounds; seed += 1) {
  const results = packages.map((cwd) =>
    spawnSync(
      process.execPath,
      ['node_modules/jest/bin/jest.js', '--ci', '--silent', '--runTestsByPath', ...propertyTests(cwd)],
      {
        cwd,
        env: { ...process.env, PROPERTY_SEED: String(seed) },
        encoding: 'utf8',
      },
    ),
  );
  const bad = results.filter(({ status }) => status !== 0);
  if (bad.length > 0) failed += 1;
  console.log(
    `seed ${seed}: ${bad.length === 0 ? 'ok' : 'FAILED, again with `npm run test:properties -- 1 ' + seed + '`'}`,
  );
  for (const { stderr } of bad) console.log(stderr);
}
console.log(`${rounds - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
