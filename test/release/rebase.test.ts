import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCheck } from '../../cli/check';
import { runNewApp } from '../../cli/new-app';
import { runSynth } from '../../cli/synth';
import { ownerFiles } from '../../lib/project/owner-files';

/** A repository with two racks, a person with three changes, and a colleague whose change landed first: with real git. */
let root: string;
let conflicts: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackwright-rebase-'));
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

const example = readFileSync('clusters/examples/one-node.yaml', 'utf8');
const image =
  'whoami:\n  image: docker.io/traefik/whoami\n  tag: v1.11.0\n  platforms: [linux/arm64, linux/amd64]\n  withoutDigest: not looked up yet\n';
const attic = 'clusters/attic.yaml';
const garage = 'clusters/garage.yaml';
const person = ['-c', 'user.name=you', '-c', 'user.email=you@example.org'];
const git = (...args: string[]): string =>
  execFileSync('git', [...person, ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' });

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function edit(path: string, before: string, after: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain(before);
  put(path, text.replace(before, after));
}

/** What `npm start` and a commit do. */
function commit(message: string): void {
  expect(runSynth({ place: { cwd: root, root }, files: [], json: false })).toBe(0);
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}

const check = () => runCheck({ cwd: root, root }, [], { today: '2026-11-28' });

const named = (name: string) =>
  example.replace(/^name: .*/m, `name: ${name}`).replace('rack.home.arpa', `${name}.home.arpa`);

function begin(): void {
  const { '.gitattributes': attributes, '.gitignore': ignored } = ownerFiles({
    rack: 'attic',
    rackText: '',
    package: '0',
    nodes: 1,
    what: '',
  });
  put('.gitattributes', attributes!);
  put('.gitignore', ignored!);
  put(attic, named('attic'));
  put(garage, named('garage').replaceAll('192.168.1.', '10.30.0.'));
  git('init', '--quiet', '--initial-branch', 'main');
  commit('two racks');
  git('branch', 'mine');
}

/** Goes through a rebase to its end, and keeps of conflicts what lay in main. */
function rebaseMine(): void {
  conflicts = [];
  const step = (...args: string[]) =>
    spawnSync('git', [...person, '-c', 'core.editor=true', 'rebase', ...args], { cwd: root }).status;
  for (let status = step('main', 'mine'); status !== 0; status = step('--continue')) {
    const unmerged = git('diff', '--name-only', '--diff-filter=U')
      .trim()
      .split('\n')
      .filter((path) => path !== '');
    if (unmerged.length === 0) throw new Error('the rebase stopped without a conflict');
    conflicts.push(...unmerged);
    git('checkout', '--ours', '--', ...unmerged);
    git('add', '--all');
  }
}

test('three changes of two racks go over a colleague’s without a conflict, and one npm start makes all of it fresh', async () => {
  begin();
  edit(attic, 'prometheus: { replicas: 1 }', 'prometheus: { replicas: 1, memory: 3Gi }');
  commit('more memory for Prometheus');
  git('checkout', '--quiet', 'mine');
  edit(attic, 'alertmanager: on', 'alertmanager: { timezone: Europe/Berlin }');
  commit('warnings by day, here');
  runNewApp({ cwd: root, root }, 'whoami');
  put('images.lock.yaml', image);
  edit(garage, 'gateway: on', 'gateway: on\n  whoami: { replicas: 1 }');
  commit('an app of our own');
  edit(attic, 'gateway: on', 'gateway: on\n  whoami: { replicas: 1 }');
  commit('here, too: the sums of the ledger move as the colleague’s do');
  rebaseMine();
  expect(conflicts).toEqual([]);
  // What no synth wrote is noticed, one synth repairs it, and nothing that Flux applies was wrong in between.
  expect(await check()).toBe(1);
  expect(runSynth({ place: { cwd: root, root }, files: [], json: false })).toBe(0);
  const left = git('status', '--porcelain')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [line.slice(3)]));
  expect(left.filter((path) => !/^docs\/|^dist\/attic\/facts\//.test(path))).toEqual([]);
  expect(await check()).toBe(0);
});

test('one line of the rack file that both changed is a conflict there and in what follows from it', () => {
  begin();
  edit(attic, 'prometheus: { replicas: 1 }', 'prometheus: { replicas: 1, memory: 3Gi }');
  commit('more memory');
  git('checkout', '--quiet', 'mine');
  edit(attic, 'prometheus: { replicas: 1 }', 'prometheus: { replicas: 1, memory: 1Gi }');
  commit('less memory');
  rebaseMine();
  expect(conflicts).toContain(attic);
  expect(conflicts.filter((path) => path !== attic && !/^dist\/attic\/(apps|facts)\/prometheus/.test(path))).toEqual(
    [],
  );
});
