import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeVoidAcknowledgements } from './void-acknowledgements';

let root: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
const merged = 'acknowledged/sample/0000000000000000.yaml';
const fresh = 'acknowledged/sample/1111111111111111.yaml';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'acknowledged-'));
  git('init', '-q', '--initial-branch=main');
  mkdirSync(join(root, 'acknowledged/sample'), { recursive: true });
  writeFileSync(join(root, merged), 'reason: merged\n');
  git('add', '-A');
  git('commit', '-qm', 'base');
});
afterEach(() => rmSync(root, { recursive: true }));

test('what the remote has is removed, what is new on the branch stays', () => {
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  git('switch', '-qc', 'change');
  writeFileSync(join(root, fresh), 'reason: new\n');
  git('add', '-A');
  git('commit', '-qm', 'change');
  expect(removeVoidAcknowledgements(root)).toEqual([merged]);
  expect([merged, fresh].map((path) => existsSync(join(root, path)))).toEqual([false, true]);
  expect(removeVoidAcknowledgements(root)).toEqual([]);
});

test('a commit of main that is not pushed yet keeps its own', () => {
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  writeFileSync(join(root, fresh), 'reason: new\n');
  git('add', '-A');
  git('commit', '-qm', 'on main');
  expect(removeVoidAcknowledgements(root)).toEqual([merged]);
});

test('without a remote, or without git, nothing is removed', () => {
  expect(removeVoidAcknowledgements(root)).toEqual([]);
  rmSync(join(root, '.git'), { recursive: true });
  expect(removeVoidAcknowledgements(root)).toEqual([]);
  expect(existsSync(join(root, merged))).toBe(true);
});
