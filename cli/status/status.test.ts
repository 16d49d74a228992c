import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { rackView } from '../../lib/checks/rack-view';
import { statusOf } from '../../lib/status/report';
import { checkReference } from '../../lib/testing/reference-rack';
import { see } from '../status';
import { gatherObjects, usesIn } from './gather';
import { missingKubeconfig, startKubeReader } from './kube-proxy';

const view = rackView(checkReference().facts);
/** The real one checks our arguments where it is at hand; a machine with nothing but Node has the played one. */
const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const playedKubectl = () => played(`exec ${process.execPath} ${join(__dirname, 'testing/kubectl.cjs')} "$@"`);
const kubectl = () => (hasKubectl ? 'kubectl' : playedKubectl());
let folder: string;
let api: Server;
let kubeconfig: string;
/** What the API server answers, by path; everything else is 404. */
let answers: Record<string, { status?: number; body: unknown }>;
let asked: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rackwright-'));
  answers = { '/version': { body: { major: '1' } } };
  asked = [];
  api = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status = 200, body } = answers[request.url ?? ''] ?? { status: 404, body: { message: 'not found' } };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigOf((api.address() as AddressInfo).port));
});
afterEach(() => {
  api.closeAllConnections();
  api.close();
  rmSync(folder, { recursive: true });
});

const kubeconfigOf = (port: number) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'x', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'x', user: { token: 't' } }],
    contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
    'current-context': 'x',
  });

/** A program that says what a kubectl says and then does what it is told. */
function played(script: string): string {
  const file = join(folder, 'kubectl');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const node = (name: string, status: string) => ({
  metadata: { name },
  spec: {},
  status: { conditions: [{ type: 'Ready', status, reason: 'x', message: 'as the server says' }] },
});

test('what the server says of blades becomes the first line, and nothing but reading reaches it', async () => {
  const others = view.rack.blades.slice(1).map(({ name }) => node(name, 'True'));
  answers['/api/v1/nodes'] = { body: { items: [node('blade-01', 'Unknown'), ...others] } };
  const seen = await see(folder, view, { kubeconfig, kubectl: kubectl(), alertmanager: 'http://127.0.0.1:9' });
  expect(statusOf(seen, view).lines.some(({ message }) => message.startsWith('blade-01 is not ready'))).toBe(true);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((each) => !each.startsWith('GET '))).toEqual([]);
});

test('a server that is not there is one line', async () => {
  api.closeAllConnections();
  await new Promise((resolve) => api.close(resolve));
  const seen = await see(folder, view, { kubeconfig, kubectl: kubectl() });
  const { lines } = statusOf(seen, view);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.message).toMatch(/does not answer: .*refused/);
});

test('a question that the server refuses is said, and the others are answered', async () => {
  answers['/api/v1/pods'] = { status: 403, body: { message: 'pods is forbidden' } };
  answers['/api/v1/nodes'] = { body: { items: [node('blade-01', 'True')] } };
  const reader = await startKubeReader({ kubeconfig, kubectl: kubectl() });
  const { objects, unread } = await gatherObjects(reader);
  reader.stop();
  expect(objects.map(({ kind }) => kind)).toEqual(['Node']);
  expect(unread.map(({ what, why }) => [what, why])).toEqual([
    ['objects', 'pods is forbidden'],
    ['volumes', 'not found'],
  ]);
});

test.each([
  ['that is not installed', () => '/nowhere/kubectl', /kubectl is not installed/],
  ['that ends at once', () => played('echo "error: no configuration" >&2; exit 1'), /error: no configuration/],
])('a kubectl %s is told in words', async (_, broken, words) => {
  await expect(see(folder, view, { kubectl: broken() })).rejects.toThrow(words);
});

test('alerts are asked of the address that is named', async () => {
  answers['/api/v2/alerts?active=true&silenced=false&inhibited=false'] = {
    body: [{ labels: { alertname: 'Hot', severity: 'critical' }, annotations: { summary: 'hot' }, startsAt: 'x' }],
  };
  const alertmanager = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  const seen = await see(folder, view, { kubeconfig, kubectl: kubectl(), alertmanager });
  expect(seen.alerts?.map(({ labels }) => labels['alertname'])).toEqual(['Hot']);
});

test('the kubectl that is played for machines without one hands on reads and nothing else', async () => {
  const reader = await startKubeReader({
    kubeconfig,
    kubectl: playedKubectl(),
  });
  expect(await reader.get('/version')).toEqual({ ok: true, body: { major: '1' } });
  expect(await reader.get('/other')).toEqual({ ok: false, status: 404, why: 'not found' });
  reader.stop();
});

test('a volume that two pods of a blade share is counted once', () => {
  const volume = { pvcRef: { name: 'data', namespace: 'ml' }, usedBytes: 5, capacityBytes: 10 };
  const summary = { pods: [{ volume: [volume, { name: 'tmp' }] }, { volume: [volume] }] };
  expect(usesIn(summary)).toEqual([{ namespace: 'ml', claim: 'data', usedBytes: 5, capacityBytes: 10 }]);
});

describe('a desk without a kubeconfig', () => {
  const empty = () => mkdtempSync(join(tmpdir(), 'rackwright-home-'));

  test.each<[string, Parameters<typeof missingKubeconfig>[0], () => Record<string, string>, RegExp]>([
    ['nothing is set', {}, () => ({ HOME: empty() }), /KUBECONFIG is not set, and \S+config is not there/],
    ['KUBECONFIG leads nowhere', {}, () => ({ KUBECONFIG: '/nowhere/kubeconfig' }), /KUBECONFIG says \/nowhere/],
    ['--kubeconfig leads nowhere', { kubeconfig: '/nowhere/k' }, () => ({}), /no kubeconfig at \/nowhere\/k/],
  ])('is told so where %s', (_, reach, environment, says) => {
    expect(missingKubeconfig(reach, environment())).toMatch(says);
  });

  test('hears of it instead of an API server that does not answer', async () => {
    const before = process.env['KUBECONFIG'];
    process.env['KUBECONFIG'] = '/nowhere/kubeconfig';
    try {
      await expect(see(folder, view, { kubectl: playedKubectl(), withoutAlerts: true })).rejects.toThrow(
        /nothing is there\.\nexport KUBECONFIG=~\/homelab-talos\/kubeconfig/,
      );
    } finally {
      if (before === undefined) delete process.env['KUBECONFIG'];
      else process.env['KUBECONFIG'] = before;
    }
  });

  test('is none where one of several files is there', () => {
    expect(missingKubeconfig({}, { KUBECONFIG: `/nowhere/k${delimiter}${kubeconfig}` })).toBeUndefined();
    expect(missingKubeconfig({ kubeconfig }, {})).toBeUndefined();
  });
});
