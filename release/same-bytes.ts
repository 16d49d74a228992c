import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { thisVersion } from './newcomer/versions';
import { Steps } from './newcomer/steps';

/**
 * `npm run test:package`: for the racks of clusters/ and every example the package writes all that follows into an empty
 * folder, and the source, run there, finds every byte as it would write it. What the package writes of the racks of
 * clusters/ is also compared with what is committed.
 */
const root = process.cwd();
const parent = mkdtempSync(join(tmpdir(), 'rackwright-bytes-'));
const steps = new Steps({ ...process.env, SOPS_AGE_KEY_FILE: join(parent, 'key.txt') });

void run().finally(() => rmSync(parent, { recursive: true, force: true }));

async function run(): Promise<void> {
  const installed = join(parent, 'node_modules/rackwright');
  mkdirSync(installed, { recursive: true });
  for (const name of ['esbuild', '@esbuild'])
    symlinkSync(join(root, 'node_modules', name), join(parent, 'node_modules', name));
  execFileSync(process.execPath, ['bin/run.cjs', 'release/pack.ts'], { stdio: ['ignore', 'inherit', 'inherit'] });
  execFileSync('tar', ['xzf', `build/rackwright-${thisVersion}.tgz`, '-C', installed, '--strip-components', '1']);
  const packaged = `node ${installed}/bin/rackwright.cjs`;
  const source = `node ${root}/bin/rackwright.cjs`;

  const ours = join(parent, 'ours');
  for (const path of ['clusters', 'secrets', 'images.lock.yaml', 'acknowledged'].filter((each) => existsSync(each))) {
    cpSync(path, join(ours, path), { recursive: true });
  }
  await steps.run('the package writes the racks of clusters/', ours, `${packaged} synth`);
  await steps.run('   the source would write the same bytes', ours, `${source} check`);
  for (const folder of ['dist', 'talos']) {
    await steps.run(`   ${folder}/ is what is committed`, ours, `diff --recursive --brief ${folder} ${root}/${folder}`);
  }
  for (const file of readdirSync('clusters/examples').filter((name) => name.endsWith('.yaml')))
    await example(file, packaged, source);
  await broken(ours, source);
  steps.finish();
}

async function example(file: string, packaged: string, source: string): Promise<void> {
  const name = basename(file, '.yaml');
  const folder = join(parent, name);
  cpSync(join('clusters/examples', file), join(folder, 'clusters', file));
  await steps.run(`${name}: a key`, folder, `${packaged} secrets init`);
  // What only a person knows is typed, as often as it is asked for.
  const asked = `${packaged} secrets create --json < /dev/null | node -e '${typed}'`;
  await steps.run(
    `${name}: its Secrets`,
    folder,
    `${asked} | while read -r s k; do echo sample | ${packaged} secrets rotate $s $k --stdin; done`,
  );
  await steps.run(`${name}: the package writes it`, folder, `${packaged} synth`);
  await steps.run(`${name}: the source would write the same bytes`, folder, `${source} check`);
}

/** Lines of `namespace/name key` that are open. */
const typed =
  'const { unanswered } = JSON.parse(require("fs").readFileSync(0)); for (const { secret, key } of unanswered) console.log(secret, key);';

/** One changed byte is noticed. */
async function broken(folder: string, source: string): Promise<void> {
  const [rack = ''] = readdirSync(join(folder, 'dist'));
  const change = `sed -i 's/^kind: /kind:  /' dist/${rack}/flux/*.yaml`;
  await steps.run('one changed byte is noticed', folder, `${change} && ${source} check`, 1);
}
