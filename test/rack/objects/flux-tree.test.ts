import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../cluster/kube/object';
import { objectId } from '../../cluster/kube/object';
import { fluxTree } from './flux-tree';

interface Kustomization extends KubeObject {
  spec: { dependsOn?: { name: string }[]; healthChecks?: { kind: string; name: string; namespace?: string }[] };
}

const output = join(process.cwd(), 'dist', 'homelab');
const peers = { controlPlane: '192.168.1.10', nodes: '192.168.1.0/24', gateway: '192.168.1.1' };
const operator = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'manager', namespace: 'cnpg-system' },
} as KubeObject;
const healthy = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'manager', namespace: 'cnpg-system' };
const whole = ['namespaces', 'node-local', 'cloudnative-pg', 'redis', 'postgres'];

describe('what a box shows Flux', () => {
  const tree = fluxTree(
    { whole, policies: ['litellm'], releases: { 'cloudnative-pg': { objects: [operator], healthy } } },
    { output, ageIdentity: '', peers },
  );
  const kustomizations = tree.files
    .map(({ object }) => object as Kustomization)
    .filter(({ kind }) => kind === 'Kustomization');
  const ids = new Set(tree.files.map(({ object }) => objectId(object)));

  test('each app has its Kustomization, which waits for those alone that are there', () => {
    expect(kustomizations.map(({ metadata }) => metadata.name)).toEqual([...whole, 'litellm']);
    const waits = kustomizations.flatMap(({ spec }) => (spec.dependsOn ?? []).map(({ name }) => name));
    expect(waits).toContain('cloudnative-pg');
    expect(waits.filter((name) => ![...whole, 'litellm'].includes(name))).toEqual([]);
  });

  test('what is waited for in the rack and is not there is said', () => {
    expect(tree.differences).toContain('Kustomization/postgres waits for no cilium, priority-classes: not in the box');
  });

  test('health is looked at where the object is there, the operator in the place of its release', () => {
    const checks = kustomizations.flatMap(({ spec }) => spec.healthChecks ?? []);
    const checked = checks.map(({ namespace, kind, name }) => `${namespace}/${kind}/${name}`);
    expect(checked.sort()).toEqual([
      'cnpg-system/Deployment/manager',
      'data/Cluster/postgres',
      'data/StatefulSet/redis',
    ]);
    expect(checked.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('sealed Secrets are those of dist/, byte for byte', () => {
    const sealed = tree.files.filter((file) => file.sealed !== undefined);
    expect(sealed.length).toBeGreaterThan(0);
    for (const { path, sealed: text } of sealed) expect(readFileSync(join(output, path), 'utf8')).toContain(text);
  });

  test('of an app whose policies alone are wanted nothing else is there', () => {
    const kinds = tree.files.filter(({ path }) => path.startsWith('apps/litellm/')).map(({ object }) => object.kind);
    expect([...new Set(kinds)]).toEqual(['NetworkPolicy']);
  });
});
