import type { Family } from '../family';
import { changesOf, printChanges } from './changes';
import { crdFamily, parseCrds } from './crds';
import { readGoFacts } from './go-openapi';
import { kubernetesFamily } from './kubernetes';
import { typingsOf } from './typings';

function crd(lines: string): Family {
  return crdFamily(parseCrds([Buffer.from(lines)]));
}

const widget = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  labels: {{- include "labels" . | nindent 4 }}
    team: hardware
  name: widgets.example.org
spec:
  group: example.org
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
    - name: v1beta1
      served: true
      storage: false
      schema: { openAPIV3Schema: { type: object } }
    - name: v1alpha1
      served: false
      storage: false
      schema: { openAPIV3Schema: { type: object } }
    - name: v1
      served: true
      storage: true
      subresources: { scale: { specReplicasPath: .spec.count } }
      schema:
        openAPIV3Schema:
          type: object
          description: A widget.
          required: [spec, status]
          properties:
            apiVersion: { type: string }
            kind: { type: string }
            metadata: { type: object }
            status: { type: object }
            spec:
              type: object
              required: [size, mode, port]
              properties:
                description: { type: string, description: A field of that name. }
                size: { type: integer, minimum: 1, default: 3 }
                count: { type: integer }
                mode: { type: string, enum: [fast, "it's slow"] }
                port: { anyOf: [{ type: integer }, { type: string }], x-kubernetes-int-or-string: true }
                tags: { type: object, additionalProperties: { type: string } }
                parts: { type: array, items: { type: object, properties: { name: { type: string } } } }
                extra: { type: object, x-kubernetes-preserve-unknown-fields: true }
`;

describe('CRDs', () => {
  const family = crd(widget);

  it('keeps served versions only, the stable one under the plain name', () => {
    expect(family.kinds.map(({ version, definition }) => [version, definition])).toEqual([
      ['v1', 'Widget'],
      ['v1beta1', 'WidgetV1Beta1'],
    ]);
  });

  it('drops descriptions and status, and keeps rules and fields that are called description', () => {
    const { properties, required } = family.definitions.Widget!;
    expect(required).toEqual(['spec']);
    expect(Object.keys(properties!)).not.toContain('status');
    expect(properties!.spec!.properties!.description).toEqual({ type: 'string' });
    expect(properties!.spec!.properties!.size).toEqual({ type: 'integer', minimum: 1, default: 3 });
  });

  it('makes a field that scales the kind a count', () => {
    expect(family.definitions.Widget!.properties!.spec!.properties!.count).toMatchObject({
      minimum: 0,
      maximum: 2 ** 31 - 1,
    });
  });

  it('writes interfaces with unions, optional fields and nested types', () => {
    const text = typingsOf(family);
    expect(text).toContain(
      "  apiVersion: 'example.org/v1';\n  kind: 'Widget';\n  metadata: ObjectMeta & { name: string };\n  spec: WidgetSpec;",
    );
    expect(text).toContain("  mode: 'fast' | 'it\\'s slow';");
    expect(text).toContain('  size?: number;');
    expect(text).toContain('  port: number | string;');
    expect(text).toContain('  tags?: Record<string, string>;');
    expect(text).toContain('  parts?: WidgetSpecParts[];');
    expect(text).toContain('  extra?: Record<string, unknown>;');
  });
});

describe('Kubernetes', () => {
  const go = [
    'func schema_k8sio_api_core_v1_Port(ref common.ReferenceCallback) common.OpenAPIDefinition {',
    '\t\t\t\t\t"protocol": {',
    '\t\t\t\t\t\tSchemaProps: spec.SchemaProps{',
    '\t\t\t\t\t\t\tDefault:     "TCP",',
    '\t\t\t\t\t\t\tEnum:        []interface{}{"TCP", "UDP"},',
    '\t\t\t\t\t"modes": {',
    '\t\t\t\t\t\t\tDefault:     "",',
    '\t\t\t\t\t\t\t\t\t\tEnum:        []interface{}{"", "A"},',
  ].join('\n');
  const swagger = JSON.stringify({
    definitions: {
      'io.k8s.api.core.v1.Thing': {
        type: 'object',
        properties: { port: { $ref: '#/definitions/io.k8s.api.core.v1.Port' }, status: { type: 'object' } },
        'x-kubernetes-group-version-kind': [{ group: '', version: 'v1', kind: 'Thing' }],
      },
      'io.k8s.api.core.v1.Port': {
        type: 'object',
        properties: { protocol: { type: 'string' }, modes: { type: 'array', items: { type: 'string' } } },
      },
      'io.k8s.api.core.v1beta1.Thing': {
        type: 'object',
        'x-kubernetes-group-version-kind': [{ group: '', version: 'v1beta1', kind: 'Thing' }],
      },
    },
    paths: Object.fromEntries(
      ['v1', 'v1beta1'].map((version) => [
        `/api/${version}/namespaces/{namespace}/things`,
        { get: {}, post: { 'x-kubernetes-group-version-kind': { group: '', version, kind: 'Thing' } } },
      ]),
    ),
  });

  it('reads enums and defaults from the Go source, where zero values mean nothing', () => {
    expect([...readGoFacts(go).get('io.k8s.api.core.v1.Port')!]).toEqual([
      ['protocol', { default: 'TCP', enum: ['TCP', 'UDP'] }],
      ['modes', { default: undefined, itemsEnum: ['A'] }],
    ]);
  });

  it('takes kinds that can be created in stable versions, without status', () => {
    const { kinds, definitions } = kubernetesFamily(swagger, go);
    expect(kinds).toEqual([
      { group: '', version: 'v1', kind: 'Thing', plural: 'things', scope: 'Namespaced', definition: 'Thing' },
    ]);
    expect(definitions.Thing!.properties).toEqual({ port: { $ref: '#/definitions/Port' } });
    expect(definitions.Port!.properties!.protocol).toEqual({ type: 'string', default: 'TCP', enum: ['TCP', 'UDP'] });
  });
});

describe('the changes of a bump', () => {
  const before = crd(widget);
  const after = crd(widget.replace('minimum: 1', 'minimum: 2').replace('mode: { type: string', 'pace: { type: string'));

  it('names what went, what came and what is asked differently', () => {
    const { gone, came } = changesOf('widgets', before, after);
    expect(gone.map((line) => line.split(' {')[0])).toEqual([
      'example.org/v1 Widget spec.size',
      'example.org/v1 Widget spec.mode',
    ]);
    expect(came.map((line) => line.split(' {')[0])).toEqual([
      'example.org/v1 Widget spec.size',
      'example.org/v1 Widget spec.pace',
    ]);
    expect(printChanges(['example.org/widget v2'], [{ family: 'widgets', gone, came }])).toContain(
      '## widgets\n\nGone:\n',
    );
  });

  it('is silent when nothing changed', () => {
    expect(changesOf('widgets', before, before)).toEqual({ family: 'widgets', gone: [], came: [] });
  });
});
