import type { Manifest } from '../manifest/manifest';
import { effectsOf } from './effects';

const set = (spec: object, annotations?: Record<string, string>): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'chat', namespace: 'ml', annotations },
  spec: { replicas: 4, serviceName: 'chat', template: { image: 1 }, ...spec },
});
const kept = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

test.each<[string, Manifest | undefined, Manifest | undefined, string, string]>([
  ['a new object', undefined, set({}), 'created', ''],
  ['an object that is gone', set({}), undefined, 'deleted', ''],
  ['one that Flux may not delete', set({}, kept), undefined, 'left behind', 'Flux does not delete it'],
  ['a field that stays for life', set({}), set({ serviceName: 'other' }), 'refused', 'spec.serviceName'],
  ['another template', set({}), set({ template: { image: 2 } }), 'restarts', '1 of 4 at a time'],
  ['more replicas', set({}), set({ replicas: 5 }), 'changed in place', ''],
])('%s', (_, before, after, effect, detail) => {
  const placed = (manifest?: Manifest) => manifest && { manifest, app: 'chat' };
  const object = 'ml/StatefulSet/chat';
  expect(effectsOf([{ before: placed(before), after: placed(after) }])).toEqual([
    { effect, object, app: 'chat', detail },
  ]);
});
