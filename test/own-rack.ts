import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run test:own-rack -- [example …]`: does README's five steps in a clone, with an example in the place of the
 * reference rack, and then runs what its owner runs: `npm test` and `npm run check`. Without a name it takes the example
 * that differs most from the reference rack. Commits count, not the working tree.
 */
const root = process.cwd();
const examples = process.argv.length > 2 ? process.argv.slice(2) : ['one-node'];
let passed = 0;
let failed = 0;

for (const example of examples) {
  const parent = mkdtempSync(join(tmpdir(), 'rackwright-own-'));
  try {
    ownRack(example, parent);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function ownRack(example: string, parent: string): void {
  const clone = join(parent, 'rack');
  const env = { ...process.env, SOPS_AGE_KEY_FILE: join(parent, 'key.txt') };
  const run = (command: string, input?: string): { ok: boolean; stdout: string } => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
      cwd: clone,
      env,
      encoding: 'utf8',
      input,
      maxBuffer: 1 << 28,
    });
    if (status !== 0) {
      const lines = `${stdout}${stderr}`.trimEnd().split('\n');
      // Which tests failed stands far above the end of what jest says.
      const named = lines.slice(0, -60).filter((line) => /^(FAIL|\s+●) /.test(line));
      console.log([...named, ...lines.slice(-60)].join('\n'));
    }
    return { ok: status === 0, stdout };
  };
  const step = (name: string, command: string, ok = run(command).ok): void => {
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${example}: ${name}`);
    if (ok) passed += 1;
    else failed += 1;
  };

  spawnSync('git', ['clone', '--quiet', root, clone], { stdio: 'inherit' });
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  cpSync(join(clone, `clusters/examples/${example}.yaml`), join(clone, 'clusters/homelab.yaml'));
  step('what belongs to the reference rack goes', 'git rm -rq secrets/homelab dist/homelab');
  step('a key', 'node bin/rackwright.cjs secrets init');
  step('every Secret', '', makeSecrets(run));
  step('npm start', 'npm start');
  step('npm run generate', 'npm run generate');
  step('npm test', 'npm test');
  step('npm run check', 'npm run check');
}

/** Makes what can be made, and states the rest as its owner would. */
function makeSecrets(run: (command: string, input?: string) => { ok: boolean; stdout: string }): boolean {
  const command = 'node bin/rackwright.cjs secrets';
  const { unanswered } = JSON.parse(run(`${command} create --json || true`).stdout) as {
    unanswered: { secret: string; key: string }[];
  };
  for (const { secret, key } of unanswered)
    run(`${command} rotate ${secret} ${key} --stdin`, 'https://example.org/stated');
  return run(`${command} verify --with-key`).ok;
}
