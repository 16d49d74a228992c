import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command needs of the repository; packages are linked, everything else is a copy. */
const parts = ['bin', 'cli', 'clusters', 'imports', 'lib', 'secrets', 'thermal-daemon/src', 'tools'];
const files = ['main.ts', 'cdk8s.yaml', 'images.lock.yaml', 'package.json', 'package-lock.json', 'tsconfig.json'];
const root = join(__dirname, '..');
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'an other näme '));
  for (const part of [...parts, ...files]) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

function run(command: string[], env: Record<string, string> = {}) {
  const [program, ...args] = command as [string, ...string[]];
  return spawnSync(program, args, { cwd: copy, env: { ...process.env, ...env }, encoding: 'utf8' });
}

function tree(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}

const synth = [process.execPath, 'bin/rackwright.cjs', 'synth'];
const cdk8s = [process.execPath, 'node_modules/cdk8s-cli/bin/cdk8s', 'synth', '--check-upgrade=false'];

test.each<[string, string[], Record<string, string>]>([
  [
    'in another folder, at the other end of the world, in another language',
    synth,
    { TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8' },
  ],
  ['by cdk8s synth', cdk8s, {}],
])(
  'the committed dist comes out %s',
  (_, command, env) => {
    const { status, stderr } = run(command, env);
    expect(stderr).not.toContain('error');
    expect(status).toBe(0);
    expect(tree(join(copy, 'dist/homelab'))).toEqual(tree(join(root, 'dist/homelab')));
  },
  120_000,
);

test.each([
  ['rackwright synth', synth],
  ['cdk8s synth', cdk8s],
])(
  'a broken rack file leaves dist as it was under %s',
  (_, command) => {
    cpSync(join(root, 'dist/homelab'), join(copy, 'dist/homelab'), { recursive: true });
    const before = tree(join(copy, 'dist'));
    const rack = join(copy, 'clusters/homelab.yaml');
    writeFileSync(rack, readFileSync(rack, 'utf8').replace('usw-pro-24/4-20', 'usw-pro-24/3-19'));
    const { status, stdout, stderr } = run(command);
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('two blades on one port');
    expect(stdout + stderr).toContain('Nothing was written; dist/homelab is as it was.');
    expect(tree(join(copy, 'dist'))).toEqual(before);
  },
  120_000,
);
