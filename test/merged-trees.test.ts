import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn } from '../cli/read-dist';
import { explainStale } from '../lib/check-tree';
import { allRules } from '../lib/checks/all-rules';
import type { ImageLock } from '../lib/facts/locked-image';
import { compareWithDist, inspectTree } from '../lib/output/inspect';
import { type Tree, writeTree } from '../lib/output/write';
import type { RackSpec } from '../lib/rack-file/rack';
import { type RackInput, renderRack, treeOf } from '../lib/synth';
import { loadSample, sampleImages } from '../lib/testing/sample-rack';

/** Trees as branches have them, merged by git itself. */

const whole = loadSample();
const secrets: RackInput['secrets'] = { files: [], hashes: new Map(), placeholders: [], verify: () => [] };

function treeWith(rack: RackSpec, images: ImageLock = sampleImages): Tree {
  const { facts, layout } = renderRack({ rack, images, secrets });
  return treeOf(layout, facts);
}

function bumped(images: ImageLock, ...names: string[]): ImageLock {
  const changed = names.map((name) => [name, { ...images[name]!, tag: '99.0.0' }] as const);
  return { ...images, ...Object.fromEntries(changed) };
}

let repository: string;
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'merged-'));
  git('init', '--quiet', '--initial-branch', 'main');
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: repository, encoding: 'utf8', stdio: 'pipe' });
}

const dist = () => join(repository, 'dist');

function commit(tree: Tree, message: string): void {
  writeTree(dist(), whole.name, tree);
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
}

/** Two branches from one base, each with a tree of its own, merged into `main`. @throws when git finds a conflict */
function merge(base: Tree, one: Tree, other: Tree): void {
  commit(base, 'base');
  git('switch', '--quiet', '--create', 'other');
  commit(other, 'other');
  git('switch', '--quiet', 'main');
  commit(one, 'one');
  git('merge', '--quiet', '--no-edit', 'other');
}

test('two branches that bump images of different apps merge cleanly, and the result is what synth writes', () => {
  const names = ['redis', 'prometheus'] as const;
  merge(
    treeWith(whole),
    treeWith(whole, bumped(sampleImages, names[0])),
    treeWith(whole, bumped(sampleImages, names[1])),
  );
  expect(inspectTree(dist(), whole.name)).toEqual({ state: 'whole' });
  expect(compareWithDist(dist(), whole.name, treeWith(whole, bumped(sampleImages, ...names)))).toEqual([]);
});

test('two branches that bump one image to different tags conflict', () => {
  const to = (tag: string): ImageLock => ({ ...sampleImages, redis: { ...sampleImages['redis']!, tag } });
  expect(() => merge(treeWith(whole), treeWith(whole, to('98.0.0')), treeWith(whole, to('99.0.0')))).toThrow();
});

test('two branches that git merges into a tree no synth made are caught, and told from an edit', () => {
  const { unpoller, ...others } = whole.apps;
  expect(unpoller).toBeDefined();
  const at = (unifi: string, apps: RackSpec['apps']): RackSpec => {
    const switches = Object.entries(whole.switches).map(([name, each]) => [name, { ...each, unifi }] as const);
    return { ...whole, apps, switches: Object.fromEntries(switches) };
  };
  const [before, after] = ['https://192.168.1.1', 'https://192.168.1.2'];
  // One moves the controller of the switches, the other switches on the app that asks it.
  merge(treeWith(at(before, others)), treeWith(at(after, others)), treeWith(at(before, whole.apps)));
  expect(inspectTree(dist(), whole.name)).toEqual({ state: 'whole' });
  const differences = compareWithDist(dist(), whole.name, treeWith(at(after, whole.apps)));
  expect(differences.map(({ path }) => path)).toContain('facts/unpoller.json');
  const findings = explainStale(whole.name, filesIn(join(dist(), whole.name)), differences, { rules: allRules });
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['output/fresh']));
  expect(findings[0]?.message).toContain('a merge put it beside files of another synth');
});
