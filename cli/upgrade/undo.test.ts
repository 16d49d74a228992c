import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMarker } from './marker';
import { undo } from './undo';

let root: string;
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=you', '-c', 'user.email=you@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();
const rack = () => join(root, 'rack.yaml');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackwright-undo-'));
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  Object.assign(process.env, {
    GIT_AUTHOR_NAME: 'you',
    GIT_AUTHOR_EMAIL: 'you@example.org',
    GIT_COMMITTER_NAME: 'you',
    GIT_COMMITTER_EMAIL: 'you@example.org',
  });
  writeFileSync(join(root, 'package.json'), '{ "name": "attic", "version": "1.0.0", "private": true }\n');
  writeFileSync(join(root, '.gitignore'), 'node_modules/\npackage-lock.json\n');
  writeFileSync(rack(), 'name: attic\n');
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'before');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

test('everything is as before, and what was changed since is in the stash', () => {
  writeMarker(root, '0.2.0');
  writeFileSync(rack(), 'name: attic # migrated\n');
  writeFileSync(join(root, 'new.yaml'), 'written: by the newer version\n');
  expect(undo(root)).toBe(0);
  expect(git('status', '--porcelain')).toBe('');
  expect(readFileSync(rack(), 'utf8')).toBe('name: attic\n');
  expect(existsSync(join(root, 'new.yaml'))).toBe(false);
  expect(git('stash', 'list')).toMatch(/rackwright upgrade from 0\.2\.0$/);
  expect(() => undo(root)).toThrow(/No upgrade is under way/);
});

test('without an upgrade under way nobody’s work is put aside', () => {
  writeFileSync(rack(), 'name: attic # my own change\n');
  expect(() => undo(root)).toThrow(/No upgrade is under way/);
  expect(readFileSync(rack(), 'utf8')).toContain('my own change');
});

test('an upgrade that is committed is git’s to take back', () => {
  writeMarker(root, '0.2.0');
  writeFileSync(rack(), 'name: attic # migrated\n');
  git('commit', '--quiet', '--all', '--message', 'upgrade');
  expect(() => undo(root)).toThrow(/The upgrade from 0\.2\.0 is committed; take it back with git revert/);
});
