import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { rackFiles } from '../lib/rack-file/rack-files';

/**
 * `npm run check`: the whole offline gate. Every step runs even if one before it failed, so that one run shows all there
 * is to fix. Ends with `N passed, N failed`: each test counts, and each of the other steps. With `-- --without-tests` the
 * tests are left out, when they ran a minute ago.
 */
interface Step {
  name: string;
  command: string[];
  /** What to do when it fails. */
  fix: string;
}

const node = process.execPath;
const jestReport = '.cache/jest.json';
const withTests = !process.argv.includes('--without-tests');

const steps: Step[] = [
  { name: 'format', command: [node, 'node_modules/prettier/bin/prettier.cjs', '--check', '.'], fix: 'npm run format' },
  {
    name: 'lint and import arrows',
    command: [
      node,
      'node_modules/eslint/bin/eslint.js',
      '.',
      '--cache',
      '--cache-location',
      '.cache/eslint',
      '--max-warnings',
      '0',
    ],
    fix: 'npm run lint shows each place; ARCHITECTURE.md says who may import whom',
  },
  { name: 'types', command: [node, 'node_modules/tsgo/bin/tsc', '--noEmit'], fix: 'npm run types' },
  {
    name: 'imports are what the vendored schemas say',
    command: [node, 'bin/run.cjs', 'imports/tool/import.ts', '--', '--check'],
    fix: 'npm run import',
  },
  {
    name: 'generated documents and schemas are fresh',
    command: [node, 'bin/run.cjs', 'test/generate.ts', '--', '--check'],
    fix: 'npm run generate',
  },
  {
    name: 'dist is what synth writes, and without errors',
    command: [node, 'bin/rackwright.cjs', 'check', '--maintainers'],
    fix: 'npm start',
  },
  // Flux does not check the MAC of a Secret, so this is the only place that does, where a key is at hand.
  ...rackFiles(process.cwd()).map((file) => ({
    name: `encrypted Secrets of ${file} are whole`,
    command: [node, 'bin/rackwright.cjs', 'secrets', 'verify', '--rack', file],
    fix: `npx rackwright secrets verify --rack ${file}`,
  })),
  ...(withTests
    ? [
        {
          name: 'tests',
          command: [node, 'node_modules/jest/bin/jest.js', '--ci', '--silent', '--json', `--outputFile=${jestReport}`],
          fix: 'npm test',
        },
      ]
    : []),
];

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  snapshot: { unchecked: number; filesRemovedList?: string[] };
}

function run({ name, command, fix }: Step): boolean {
  const start = performance.now();
  const [program, ...args] = command as [string, ...string[]];
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) {
    const said = name === 'tests' ? stderr : `${stdout}${stderr}`;
    console.log(said.trimEnd().split('\n').slice(-200).join('\n'));
    console.log(`→ ${fix}\n`);
  }
  return status === 0;
}

function countTests(): { passed: number; failed: number } {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, snapshot } = JSON.parse(
    readFileSync(jestReport, 'utf8'),
  ) as JestReport;
  if (snapshot.unchecked > 0) {
    console.log(
      `FAILED ${snapshot.unchecked} snapshots belong to no test any more\n→ npx jest --ci=false -u, and read the diff`,
    );
  }
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites + snapshot.unchecked };
}

mkdirSync('.cache', { recursive: true });
const results = steps.map((step) => ({ name: step.name, ok: run(step) }));
const others = results.filter(({ name }) => name !== 'tests');
const tests = withTests ? countTests() : { passed: 0, failed: 0 };
const passed = others.filter(({ ok }) => ok).length + tests.passed;
const failed = others.filter(({ ok }) => !ok).length + tests.failed;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || results.some(({ ok }) => !ok) ? 1 : 0;
