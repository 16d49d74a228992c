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

test('a workflow synthesizes and checks, comments on a change, and looks every night at what runs out', () => {
  const workflows = Object.keys(files).filter((path) => path.startsWith('.github/'));
  expect(workflows).toEqual(['.github/workflows/rackwright.yaml', '.github/workflows/images.yaml']);
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

test('renovate finds tag and digest of every own image, as it looks: with the flag g alone', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const lock = `# Mine.
whoami: # of mine
  image: docker.io/traefik/whoami
  tag: v1.11.0 # not 2
  digest: ${digest}
  platforms: [linux/arm64]
  vouchedBy: me
other:
  image: docker.io/library/other
  tag: '3.2'
  platforms: [linux/arm64]
  withoutDigest: not yet
cilium.cilium:
  image: quay.io/cilium/cilium
  follows: cilium
  tag: v1.20.1
  platforms: [linux/arm64]
  withoutDigest: not yet
`;
  expect(() => parseImageLock(lock)).not.toThrow();
  const [manager] = renovate.customManagers;
  const found = [...lock.matchAll(new RegExp(manager!.matchStrings[0]!, 'g'))].map(({ groups }) => ({ ...groups }));
  expect(found).toEqual([
    { depName: 'docker.io/traefik/whoami', currentValue: 'v1.11.0', currentDigest: digest },
    { depName: 'docker.io/library/other', currentValue: '3.2', currentDigest: undefined },
  ]);
});

test('renovate leaves alone what npm start writes, compose files of helpers among it', () => {
  expect(renovate.ignorePaths).toEqual(expect.arrayContaining(['dist/**', 'talos/**', 'docs/**']));
});

test('on a branch of renovate all that follows from the lock is written, by a job that runs nothing of the change', () => {
  const { on, permissions, jobs } = parse(files['.github/workflows/images.yaml']!) as Workflow;
  expect(Object.keys(on)).toEqual(['push', 'pull_request', 'schedule']);
  expect(permissions).toEqual({ contents: 'read' });
  expect(jobs['follow']!.permissions).toBeUndefined();
  expect(jobs['propose']!.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
  const commands = (job: string) => jobs[job]!.steps.flatMap(({ run }) => run ?? []).join('\n');
  for (const each of [
    'npx rackwright images lock',
    'npx rackwright images verify',
    'npm start',
    'npx rackwright review',
  ]) {
    expect(commands('follow')).toContain(each);
  }
  expect(commands('propose')).not.toMatch(/npm|npx|node /);
  expect(commands('repack')).toContain('npx rackwright images repack');
  expect(commands('nightly')).toContain('npx rackwright images verify --shallow');
});

test('its first page is of this rack, and of no other', () => {
  expect(files['README.md']).toMatch(/^# attic\n\nA rack of 6 machines that runs metrics and alerts/);
  expect(files['README.md']).not.toMatch(/homelab|192\.168/);
});
