import type { Manifest } from '../../manifest/manifest';
import { toYaml } from '../../manifest/yaml';
import { changesOf } from '../changes';
import { cautionsOf } from './cautions';

const object = (kind: string, fields: object, name = 'web'): Manifest => ({
  apiVersion:
    { HelmRelease: 'helm.toolkit.fluxcd.io/v2', OCIRepository: 'source.toolkit.fluxcd.io/v1' }[kind] ?? 'apps/v1',
  kind,
  metadata: { name, namespace: 'ml' },
  ...fields,
});
const tree = (objects: readonly Manifest[]) =>
  new Map(objects.map((each) => [`apps/web/ml/${each.kind}.${each.metadata.name}.yaml`, toYaml(each)]));
const said = (before: readonly Manifest[], after: readonly Manifest[]) => {
  const [from, to] = [tree(before), tree(after)];
  return cautionsOf(changesOf(from, to), { rack: 'sample', after: to }).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );
};
const pods = (image: string, more: object = {}) =>
  object('Deployment', {
    spec: { replicas: 1, template: { spec: { containers: [{ name: 'web', image, ...more }] } } },
  });
const policy = object('NetworkPolicy', {});
const role = (verbs: string[]) => object('Role', { rules: [{ verbs, resources: ['pods'] }] });
const release = (version: string) => object('HelmRelease', { spec: { chart: { spec: { version } } } });
const source = (tag: string) => object('OCIRepository', { spec: { ref: { tag } } });

test.each<[string, Manifest[], Manifest[], string[]]>([
  [
    'a policy leaves, its program stays',
    [policy, pods('a:1')],
    [pods('a:1')],
    ['review/access: leaves dist/: what it kept out may come in'],
  ],
  ['a policy leaves with its program', [policy, pods('a:1'), role([])], [role([])], []],
  [
    'a privileged container',
    [pods('a:1')],
    [pods('a:1', { securityContext: { privileged: true } })],
    ['review/access: asks for more than before: web is privileged'],
  ],
  [
    'one that was privileged already',
    [pods('a:1', { securityContext: { privileged: true } })],
    [pods('a:1', { securityContext: { privileged: true }, env: [] })],
    [],
  ],
  [
    'every verb',
    [role(['get'])],
    [role(['*'])],
    ['review/access: asks for more than before: every verb or resource (*)'],
  ],
  ['one verb more', [role(['get'])], [role(['get', 'list'])], []],
  [
    'another major version of an image',
    [pods('a:1.9')],
    [pods('a:2.0')],
    ['review/major: goes from major version 1 to 2'],
  ],
  ['another minor version', [pods('a:1.9')], [pods('a:1.10')], []],
  ['another day', [pods('a:20240131')], [pods('a:20250131')], []],
  ['an older major version, which another rule refuses where it matters', [pods('a:2.0')], [pods('a:1.9')], []],
  ['another chart', [release('1.9.0')], [release('2.0.0')], ['review/major: goes from major version 1 to 2']],
  ['a range of charts', [release('1.x')], [release('2.x')], []],
  ['another source', [source('v1.2.3')], [source('v2.0.0')], ['review/major: goes from major version 1 to 2']],
])('%s', (_, before, after, cautions) => {
  expect(said(before, after)).toEqual(cautions);
});

test('very many objects at once are one line', () => {
  const many = (data: string) => Array.from({ length: 60 }, (_, n) => object('ConfigMap', { data: { data } }, `c${n}`));
  expect(said(many('a'), many('b'))).toEqual(['review/broad: changes 60 objects of 1 apps at once']);
  expect(said(many('a').slice(1), many('b').slice(1))).toEqual([]);
});
