import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTree } from '../lib/output/write';
import { checkReference } from '../lib/testing/reference-rack';
import { runList, runWhy } from './network';

const root = mkdtempSync(join(tmpdir(), 'network-'));
const place = { root, cwd: root };
beforeAll(() => {
  const { rack, tree } = checkReference();
  writeTree(join(root, 'dist'), rack.name, tree!);
});
afterAll(() => rmSync(root, { recursive: true }));

test('prints the chain of objects that lets a connection through', () => {
  const text = runWhy(place, ['open-webui', 'postgres', { port: 5432, protocol: 'TCP' }], { dist: 'dist' });
  expect(text).toMatch(/^ml\/StatefulSet\/open-webui → data\/Cluster\/postgres\n\n5432\/TCP passes\n/);
  expect(text).toContain('leaves      by ml/NetworkPolicy/open-webui spec.egress');
  expect(text).toContain('comes in    by data/NetworkPolicy/postgres spec.ingress');
});

test('says the same as data', () => {
  const text = runWhy(place, ['grafana', 'redis', { port: 6379, protocol: 'TCP' }], { dist: 'dist', json: true });
  expect(JSON.parse(text)).toMatchObject([
    { passes: false, comesIn: { shutBy: ['data/NetworkPolicy/default-deny', 'data/NetworkPolicy/redis'] } },
  ]);
});

test('suggests the pods that were meant', () => {
  expect(() => runWhy(place, ['openwebui', 'redis'], { dist: 'dist' })).toThrow('did you mean open-webui?');
});

test('lists who asks for what, and nothing is shut in the reference rack', () => {
  const text = runList(place, 'redis', { dist: 'dist' });
  expect(text).toMatch(/ml\/Deployment\/litellm → data\/StatefulSet\/redis 6379\/TCP +declared\n/);
  expect(runList(place, undefined, { dist: 'dist' })).not.toContain('SHUT');
});
