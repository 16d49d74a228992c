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

test('an app is written once, in either form', () => {
  runNewApp({ cwd: root, root }, 'whoami', true);
  expect(() => runNewApp({ cwd: root, root }, 'whoami')).toThrow(CannotRun);
});
