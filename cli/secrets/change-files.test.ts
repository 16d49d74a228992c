import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TreeFs, realFs } from '../../lib/output/tree-fs';
import { readSecretFiles } from '../../lib/secrets/read-secret-files';
import { changeFiles, finishInterrupted } from './change-files';
import { CannotRun } from './world';

const rack = 'sample';
const old = { 'data/a.sops.yaml': 'a', 'data/b.sops.yaml': 'b', 'data/c.sops.yaml': 'c' };
const changes = new Map<string, string | undefined>([
  ['data/a.sops.yaml', 'A'],
  ['data/b.sops.yaml', undefined],
  ['data/c.sops.yaml', 'C'],
  ['ml/d.sops.yaml', 'D'],
]);
const wanted = { 'data/a.sops.yaml': 'A', 'data/c.sops.yaml': 'C', 'ml/d.sops.yaml': 'D' };
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackwright-change-'));
  mkdirSync(join(root, 'secrets'));
  asBefore();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const seen = () => readSecretFiles(root, rack);
const now = () => Object.fromEntries(seen().map(({ path, text }) => [path, text]));
const change = (fs?: TreeFs) => changeFiles({ root, rack, fs }, seen(), changes);

/** A disk on which one call fails, and with `dies` all that come after it, as after a kill. */
function failing(at: number, dies: boolean): { fs: TreeFs; calls: () => number } {
  let calls = 0;
  const names = ['renameSync', 'writeFileSync', 'unlinkSync', 'mkdirSync', 'rmdirSync'] as const;
  const checked = names.map((name) => {
    const real = realFs[name] as (...args: unknown[]) => unknown;
    const call = (...args: unknown[]): unknown => {
      calls += 1;
      if (calls === at || (dies && calls > at)) {
        throw Object.assign(new Error(`EPERM: ${name}`), { code: 'EPERM', path: String(args[0]) });
      }
      return real(...args);
    };
    return [name, call];
  });
  return { fs: { ...realFs, ...Object.fromEntries(checked) } as TreeFs, calls: () => calls };
}

/** Calls of one change, counted once; the files are old again afterwards. */
function callsOfOneChange(): number {
  const disk = failing(Infinity, false);
  change(disk.fs);
  asBefore();
  return disk.calls();
}

function asBefore(): void {
  rmSync(join(root, 'secrets'), { recursive: true });
  mkdirSync(join(root, 'secrets/sample/data'), { recursive: true });
  for (const [path, text] of Object.entries(old)) writeFileSync(join(root, 'secrets/sample', path), text);
}

test('writes, adds and removes files', () => {
  change();
  expect(now()).toEqual(wanted);
  expect(readdirSync(join(root, 'secrets'))).toEqual(['sample']);
});

test('writes nothing when a file is not as it was read', () => {
  const before = seen();
  writeFileSync(join(root, 'secrets/sample/data/b.sops.yaml'), 'of another command');
  expect(() => changeFiles({ root, rack }, before, changes)).toThrow('Another command changed secrets/sample');
  expect(now()).toEqual({ ...old, 'data/b.sops.yaml': 'of another command' });
});

test('leaves all files old or all new when any call of the disk fails', () => {
  const calls = callsOfOneChange();
  expect(calls).toBeGreaterThan(8);
  for (let at = 1; at <= calls; at++) {
    asBefore();
    try {
      change(failing(at, false).fs);
    } catch (error) {
      expect(error).toBeInstanceOf(CannotRun);
    }
    expect([old, wanted]).toContainEqual(now());
  }
});

test('finishes what a kill at any call interrupted', () => {
  const calls = callsOfOneChange();
  const outcomes = new Set<string>();
  for (let at = 1; at <= calls; at++) {
    asBefore();
    try {
      change(failing(at, true).fs);
    } catch {
      // killed
    }
    for (const name of readdirSync(join(root, 'secrets')).filter((each) => each.startsWith('.'))) {
      // The process is dead: its ticket says so by its process id.
      for (const ticket of readdirSync(join(root, 'secrets', name)).filter((each) => each.startsWith('writer.'))) {
        rmSync(join(root, 'secrets', name, ticket));
      }
    }
    finishInterrupted({ root, rack });
    const after = Object.entries(now()).filter(([path]) => !path.endsWith('.new'));
    expect([old, wanted]).toContainEqual(Object.fromEntries(after));
    outcomes.add(JSON.stringify(after));
  }
  expect(outcomes.size).toBe(2);
});

test.each([
  ['leads out of the folder', '../../victim.sops.yaml'],
  ['is absolute', '/tmp/victim.sops.yaml'],
])('never carries out a plan whose path %s', (_what, path) => {
  mkdirSync(join(root, 'secrets/.sample'));
  writeFileSync(join(root, 'victim.sops.yaml'), 'mine');
  writeFileSync(join(root, 'secrets/.sample/plan.json'), JSON.stringify({ version: 1, files: [{ path, text: 'theirs' }] }));
  finishInterrupted({ root, rack });
  expect(readFileSync(join(root, 'victim.sops.yaml'), 'utf8')).toBe('mine');
  expect(now()).toEqual(old);
});

test('drops a plan that does not fit the files any more', () => {
  mkdirSync(join(root, 'secrets/.sample'));
  const file = { path: 'data/a.sops.yaml', before: '0'.repeat(64), text: 'late' };
  writeFileSync(join(root, 'secrets/.sample/plan.json'), JSON.stringify({ version: 1, files: [file] }));
  finishInterrupted({ root, rack });
  expect(now()).toEqual(old);
});
