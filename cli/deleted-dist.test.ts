import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeRack } from '../lib/synth';
import { builtRack } from './build-rack';

const file = 'clusters/one-node.yaml';
const root = mkdtempSync(join(tmpdir(), 'rackwright-deleted-dist-'));
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], { cwd: root, stdio: 'ignore' });
const refused = () => builtRack(root, file, { withoutProofs: true }).refusals?.size;

beforeAll(() => {
  mkdirSync(join(root, 'clusters'));
  cpSync('images.lock.yaml', join(root, 'images.lock.yaml'));
  const text = readFileSync('clusters/examples/one-node.yaml', 'utf8');
  writeFileSync(join(root, file), text);
  git('init', '--quiet');
  writeRack(root, builtRack(root, file, { withoutProofs: true }));
  git('add', '--all');
  git('commit', '--quiet', '--message', 'the rack');
  writeFileSync(join(root, file), text.replace(/^( +)prometheus: .*$/m, '$1prometheus: off'));
});
afterAll(() => rmSync(root, { recursive: true }));

test('a change is refused all the same after rm -rf dist, and not after git rm', () => {
  const before = refused();
  expect(before).toBeGreaterThan(0);
  rmSync(join(root, 'dist'), { recursive: true });
  expect(refused()).toBe(before);
  git('rm', '-r', '--quiet', 'dist');
  expect(refused()).toBe(0);
});
