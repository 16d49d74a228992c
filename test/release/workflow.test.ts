import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Job {
  if?: string;
  environment?: string;
  permissions?: Record<string, string>;
  steps: { uses?: string; run?: string }[];
}

const text = readFileSync('.github/workflows/release.yaml', 'utf8');
const { on, permissions, jobs } = parse(text) as {
  on: object;
  permissions: object;
  jobs: Record<'pack' | 'page' | 'registry', Job>;
};
const runs = ({ steps }: Job): string => steps.map(({ run = '' }) => run).join('\n');

test('a release begins with a tag of a version, and with nothing else', () => {
  expect(on).toEqual({ push: { tags: ['v*'] } });
});

test('no secret that somebody keeps is in it', () => {
  expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
});

test('what runs code of others may write nothing', () => {
  expect(permissions).toEqual({ contents: 'read' });
  expect(jobs.pack.permissions).toBeUndefined();
});

test.each(['page', 'registry'] as const)('the job %s runs nothing of the repository or its packages', (name) => {
  expect(jobs[name].steps.some(({ uses = '' }) => uses.startsWith('actions/checkout'))).toBe(false);
  expect(runs(jobs[name])).not.toMatch(/npm (ci|install|run|start|test)|npx|node /);
});

test('the registry gets both packages by an identity, once the names are the project’s and somebody allowed it', () => {
  expect(jobs.registry.permissions).toEqual({ 'id-token': 'write' });
  expect(jobs.registry.if).toBe("vars.REGISTRY_NAMES_ARE_OURS == 'yes'");
  expect(jobs.registry.environment).toBe('registry');
  const lines = runs(jobs.registry).trim().split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line).toMatch(/^npm publish --provenance .*--ignore-scripts/);
});

test('every action is pinned by its commit', () => {
  const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
  expect(used.filter((each) => !/@[0-9a-f]{40}$/.test(each))).toEqual([]);
});
