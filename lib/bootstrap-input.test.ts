import { bootstrapInput } from './bootstrap-input';
import { checkReference } from './testing/reference-rack';

const file = 'clusters/homelab.yaml';
const { facts } = checkReference();
const input = bootstrapInput(facts, file);

test('flux-operator needs its namespace and its own priority class first, and no other', () => {
  expect(input.fluxOperator.needs).toEqual([
    {
      kind: 'Namespace',
      names: ['flux-system'],
      paths: [expect.stringMatching(/^dist\/homelab\/apps\/namespaces\/_cluster\/Namespace\.flux-system\.yaml$/)],
    },
    {
      kind: 'PriorityClass',
      names: ['rackwright-serving'],
      paths: ['dist/homelab/apps/priority-classes/_cluster/PriorityClass.rackwright-serving.yaml'],
    },
  ]);
});

test('Cilium needs every kind of the Gateway API, which lie in one folder', () => {
  const [needs, ...others] = input.cilium.needs;
  expect(others).toEqual([]);
  expect(needs!.kind).toBe('CustomResourceDefinition');
  expect(needs!.names).toContain('gateways.gateway.networking.k8s.io');
  expect(needs!.paths).toEqual(['dist/homelab/apps/gateway-api/_cluster']);
});

test('a priority class that its values name in another place is needed as well', () => {
  const rendered = facts.rendered.map((object) =>
    object.manifest.kind === 'HelmRelease' && object.manifest.metadata.name === 'cilium'
      ? { ...object, manifest: { ...object.manifest, spec: { values: { a: [{ priorityClass: 'rackwright-data' }] } } } }
      : object,
  );
  const { cilium } = bootstrapInput({ ...facts, rendered }, file);
  expect(cilium.needs.map(({ names }) => names[0])).toContain('rackwright-data');
});
