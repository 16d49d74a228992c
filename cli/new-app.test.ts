import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRun } from './cannot-run';
import { runNewApp } from './new-app';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rackwright-new-app-'));
  mkdirSync(join(root, 'clusters'));
  writeFileSync(join(root, 'clusters/attic.yaml'), 'name: attic\nnetwork:\n  domain: attic.example.net\n');
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

test('plain manifests answer below the domain of the rack', () => {
  runNewApp({ cwd: root, root }, 'whoami', true);
  expect(readFileSync(join(root, 'apps/whoami/whoami.yaml'), 'utf8')).toContain(
    'hostnames: [whoami.attic.example.net]',
  );
});

test('plain manifests are told to spell the image as the lock does; the kit names it', () => {
  const said = jest.mocked(process.stderr.write);
  runNewApp({ cwd: root, root }, 'plain', true);
  expect(String(said.mock.lastCall?.[0])).toContain('The manifests spell the same image, with its tag');
  runNewApp({ cwd: root, root }, 'notes');
  expect(String(said.mock.lastCall?.[0])).not.toContain('The manifests spell');
});

test('an app is written once, in either form', () => {
  runNewApp({ cwd: root, root }, 'whoami', true);
  expect(() => runNewApp({ cwd: root, root }, 'whoami')).toThrow(CannotRun);
});
