import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command needs of the repository; packages are linked, everything else is a copy. */
const parts = ['bin', 'cli', 'docs', 'imports', 'lib', 'thermal-daemon/image', 'thermal-daemon/src', 'tools'];
const files = ['main.ts', 'cdk8s.yaml', 'images.lock.yaml', 'package.json', 'package-lock.json', 'tsconfig.json'];
const root = join(__dirname, '..');
const rackFile = 'clusters/small.yaml';
/** A project whose rack has a key, its Secrets and its dist/. */
let project: string;
let copy: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'rackwright-'));
  for (const part of [...parts, ...files]) cpSync(join(root, part), join(project, part), { recursive: true });
  mkdirSync(join(project, 'clusters'));
  cpSync(join(root, 'test/fixtures/racks/small.yaml'), join(project, rackFile));
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  for (const args of [['secrets', 'init', '--rack', rackFile], ['secrets', 'create', '--rack', rackFile], ['synth']]) {
    const { status, stderr } = run([process.execPath, 'bin/rackwright.cjs', ...args], project);
    if (status !== 0) throw new Error(`rackwright ${args.join(' ')}: ${stderr}`);
  }
});
afterAll(() => [project, `${project}.key.txt`].forEach((path) => rmSync(path, { recursive: true, force: true })));

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'an other näme '));
  cpSync(project, copy, { recursive: true, verbatimSymlinks: true });
});
afterEach(() => rmSync(copy, { recursive: true, force: true }));

function run([program, ...args]: string[], folder: string, env: Record<string, string> = {}) {
  const key = { SOPS_AGE_KEY_FILE: `${project}.key.txt` };
  return spawnSync(program as string, args, { cwd: folder, env: { ...process.env, ...key, ...env }, encoding: 'utf8' });
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
  'the same dist comes out %s',
  (_, command, env) => {
    rmSync(join(copy, 'dist'), { recursive: true });
    const { status, stderr } = run(command, copy, env);
    expect(stderr).not.toContain('error');
    expect(status).toBe(0);
    expect(tree(join(copy, 'dist/small'))).toEqual(tree(join(project, 'dist/small')));
    expect(Object.keys(tree(join(copy, 'dist/small'))).length).toBeGreaterThan(50);
  },
  120_000,
);

test.each([
  ['rackwright synth', synth],
  ['cdk8s synth', cdk8s],
])(
  'a broken rack file leaves dist as it was under %s',
  (_, command) => {
    const before = tree(join(copy, 'dist'));
    const rack = join(copy, rackFile);
    writeFileSync(rack, readFileSync(rack, 'utf8').replace('addresses: 192.168.1.10', 'addresses: 192.168.1.1'));
    const { status, stdout, stderr } = run(command, copy);
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('gateway');
    expect(stdout + stderr).toContain('Nothing was written; dist/small is as it was.');
    expect(tree(join(copy, 'dist'))).toEqual(before);
  },
  120_000,
);
