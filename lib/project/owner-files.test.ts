import { parse } from 'yaml';
import { parseImageLock } from '../kit/images';
import { ownerFiles } from './owner-files';
import { renovate } from './owner/renovate';

const files = ownerFiles({
  rack: 'attic',
  rackText: 'name: attic\n',
  package: '0.3.0',
  nodes: 6,
  what: 'metrics and alerts',
});

interface Workflow {
  on: Record<string, unknown>;
  permissions: object;
  jobs: Record<string, { if?: string; permissions?: object; steps: { run?: string; uses?: string }[] }>;
}

test('one workflow synthesizes and checks, comments on a change, and looks every night at what runs out', () => {
  const workflows = Object.keys(files).filter((path) => path.startsWith('.github/'));
  expect(workflows).toEqual(['.github/workflows/rackwright.yaml']);
  const { on, permissions, jobs } = parse(files[workflows[0]!]!) as Workflow;
  expect(Object.keys(on)).toEqual(['pull_request', 'push', 'schedule']);
  expect(permissions).toEqual({ contents: 'read' });
  expect(Object.keys(jobs)).toEqual(['check', 'review', 'comment']);
  expect(jobs['check']!.steps.flatMap(({ run }) => run ?? [])).toEqual([
    'npm ci',
    'npm test',
    'npm start && git add --all && git diff --cached --exit-code --stat',
  ]);
  expect(jobs['review']!.if).toBe("github.event_name != 'schedule'");
  expect(jobs['comment']!.permissions).toEqual({ 'pull-requests': 'write' });
  const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
  expect(used.filter((each) => !/@[0-9a-f]{40}$/.test(each))).toEqual([]);
});

test('its scripts are the two commands, and npx asks no registry', () => {
  expect(JSON.parse(files['package.json']!)).toMatchObject({
    scripts: { start: 'rackwright synth', test: 'rackwright check' },
    dependencies: { rackwright: '0.3.0' },
  });
  expect(files['.npmrc']).toMatch(/^yes=false$/m);
});

test('the cdk8s CLI starts the installed package, whatever lies on the path', () => {
  expect(parse(files['cdk8s.yaml']!)).toEqual({
    language: 'typescript',
    app: 'node node_modules/rackwright/bin/rackwright.cjs run main.ts',
    output: '.cdk8s-out',
  });
});

test('an entry of a lock is appended to what init wrote', () => {
  const appended = `${files['images.lock.yaml']!}whoami:\n  image: docker.io/traefik/whoami\n  tag: v1.11.0\n  platforms: [linux/arm64]\n  withoutDigest: not looked up yet\n`;
  expect(parseImageLock(files['images.lock.yaml']!)).toEqual({});
  expect(Object.keys(parseImageLock(appended))).toEqual(['whoami']);
});

test('what every app needs, and what it may ask of others, stands beside the apps', () => {
  const page = files['apps/README.md']!;
  expect(page).toContain('| `SqlServer` | PostgreSQL |');
  expect(page).toMatch(/fromEntities: \[ingress\]/);
  expect(page).toMatch(/Nothing serves an Ingress/);
});

test('renovate finds tag and digest of an own image together', () => {
  const lock = `whoami:\n  image: docker.io/traefik/whoami\n  tag: v1.11.0\n  digest: sha256:${'0'.repeat(64)}\n  platforms: [linux/arm64]\n  vouchedBy: me\n`;
  expect(() => parseImageLock(lock)).not.toThrow();
  const [manager] = renovate.customManagers;
  const found = new RegExp(manager!.matchStrings[0]!, 'm').exec(lock);
  expect(found?.groups).toEqual({
    depName: 'docker.io/traefik/whoami',
    currentValue: 'v1.11.0',
    currentDigest: `sha256:${'0'.repeat(64)}`,
  });
});

test('its first page is of this rack, and of no other', () => {
  expect(files['README.md']).toMatch(/^# attic\n\nA rack of 6 machines that runs metrics and alerts/);
  expect(files['README.md']).not.toMatch(/homelab|192\.168/);
});
