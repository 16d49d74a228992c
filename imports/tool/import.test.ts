import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Family } from '../family';
import { footprintOf, valuesHash } from '../footprint';
import { changesOf, printChanges } from './changes';
import { closedSchema } from './chart-schema';
import { staleFiles, vendoredOf } from './check';
import { crdFamily, parseCrds } from './crds';
import { derivedFiles } from './families';
import { readGoFacts } from './go-openapi';
import { kubernetesFamily } from './kubernetes';
import { parsePins, settleChecksum, sourcesOf } from './pins';
import { printJson } from './print-json';
import { stripped } from './strip';
import { summarise } from './summarise';
import { typingsOf } from './typings';
import { readZip } from './zip';

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

describe('charts', () => {
  const { schema } = closedSchema({
    type: 'object',
    properties: {
      kubeProxyReplacement: { type: ['null', 'boolean'] },
      affinity: { type: 'object', properties: { podAntiAffinity: { type: 'object' } } },
      extraConfig: { type: 'object' },
      port: { type: ['integer', 'string'] },
    },
  });

  it('closes objects that list their fields and leaves free ones free', () => {
    expect(schema.properties!.kubeProxyReplacement).toEqual({ type: 'boolean', nullable: true });
    expect(schema.properties!.extraConfig!['x-kubernetes-preserve-unknown-fields']).toBe(true);
    expect(schema.properties!.port!.anyOf).toEqual([{ type: 'integer' }, { type: 'string' }]);
    expect(schema['x-kubernetes-preserve-unknown-fields']).toBeUndefined();
  });

  it('judges pieces of Kubernetes objects by their own types', () => {
    expect(schema.properties!.affinity).toEqual({ $ref: '#/definitions/Affinity' });
  });

  it('boils rendered objects down', () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'operator' },
      spec: {
        replicas: 2,
        template: {
          metadata: { labels: { app: 'operator' } },
          spec: { containers: [{ name: 'main', image: 'a:1', ports: [{ containerPort: 80, hostPort: 80 }] }] },
        },
      },
    };
    const about = { chart: 'operator', version: 'v1', valuesHash: 'x', namespace: 'system' };
    const footprint = summarise(about, [deployment, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }]);
    expect(footprint.workloads).toEqual([
      expect.objectContaining({ namespace: 'system', name: 'operator', replicas: 2, labels: { app: 'operator' } }),
    ]);
    expect(footprint.workloads[0]!.containers[0]!.ports).toEqual([{ port: 80, protocol: 'TCP', hostPort: 80 }]);
    expect(footprint.images).toEqual(['a:1']);
    expect(footprint.objects).toEqual({ 'apps/v1 Deployment': 1, 'v1 ConfigMap': 1 });
  });

  it('keeps where pods of a chart want to stand and how they are replaced, and nothing that is empty', () => {
    const tolerations = [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }];
    const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } };
    const rendered = (strategy: object, place: object) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'operator' },
      spec: { ...strategy, template: { spec: { containers: [], ...place } } },
    });
    const about = { chart: 'operator', version: 'v1', valuesHash: 'x', namespace: 'system' };
    const only = (...given: Parameters<typeof rendered>) => summarise(about, [rendered(...given)]).workloads[0];
    expect(only({ strategy: { type: 'Recreate' } }, { tolerations, affinity, nodeSelector: {} })).toMatchObject({
      place: { tolerations, affinity },
      strategy: { type: 'Recreate' },
    });
    expect(only({}, { tolerations: [], affinity: {} })).toMatchObject({ place: {} });
    expect(only({}, {})).not.toHaveProperty('strategy');
  });

  it('knows values by content, not by the order of keys, and says when they changed', () => {
    expect(valuesHash({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(valuesHash({ b: [{ d: 3, c: 2 }], a: 1 }));
    expect(valuesHash({ a: 1 })).not.toBe(valuesHash({ a: 2 }));
    expect(footprintOf('cilium', { surely: 'never rendered' }).state).toBe('stale');
    expect(footprintOf('cloudnative-pg', {}).state).toBe('upstream');
    expect(footprintOf('no-such-chart', {}).state).toBe('unknown');
  });
});

describe('what is committed', () => {
  const read = (path: string) => readFileSync(join('imports', path), 'utf8');
  const { pins } = parsePins(read('pins.yaml'));
  const names = ['k8s', ...Object.keys(pins.families)];
  const families = new Map(names.map((name) => [name, JSON.parse(read(`schemas/${name}.json`)) as Family]));
  const vendored = vendoredOf(pins);

  it('is exactly what the schemas make', () => {
    expect(staleFiles(families, vendored, pins, read)).toEqual([]);
    expect([...derivedFiles(families).keys()]).toContain('k8s.d.ts');
  });

  it('shows a typing that was edited by hand, and a pin that was changed without importing', () => {
    const edited = (path: string) => (path === 'flux.d.ts' ? `${read(path)}// edited\n` : read(path));
    expect(staleFiles(families, vendored, pins, edited)).toEqual([
      'imports/flux.d.ts is not what imports/schemas makes of it',
    ]);
    const bumped = parsePins(read('pins.yaml').replace('version: v1.36.3', 'version: v1.36.9')).pins;
    expect(staleFiles(families, vendored, bumped, read)).toEqual([
      'imports/pins.yaml wants k8s.io/kubernetes@v1.36.9 for kubernetes; k8s.io/kubernetes@v1.36.3 was imported',
    ]);
  });

  it('holds a checksum for every source', () => {
    expect(sourcesOf(pins).filter(({ source }) => !/^[0-9a-f]{64}$/.test(source.sha256 ?? ''))).toEqual([]);
  });

  it('refuses other bytes under the same version', () => {
    const file = parsePins(read('pins.yaml'));
    expect(() => settleChecksum(file, ['kubernetes'], file.pins.kubernetes, 'f'.repeat(64))).toThrow('expects');
  });
});

describe('plumbing', () => {
  it('prints what fits on a line on one line, and reads back the same', () => {
    const value = { short: [1, 2], long: Array.from({ length: 60 }, (_, index) => ({ index })) };
    const text = printJson(value);
    expect(text).toContain('"short": [1,2]');
    expect(text.split('\n').every((line) => line.length <= 140)).toBe(true);
    expect(JSON.parse(text)).toEqual(value);
  });

  it('strips talk, never names', () => {
    expect(
      stripped({ type: 'object', title: 'x', properties: { title: { type: 'string', description: 'y' } } } as object),
    ).toEqual({ type: 'object', properties: { title: { type: 'string' } } });
  });

  it('takes packed and plain files out of an archive, and only the wanted ones', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rackwright-zip-'));
    try {
      writeFileSync(join(folder, 'a.zip'), archive({ 'm@v1/a.yaml': 'x: 1\n'.repeat(50), 'm@v1/b.txt': 'plain' }));
      const found = readZip(join(folder, 'a.zip'), (name) => name.endsWith('.yaml'));
      expect([...found].map(([name, bytes]) => [name, bytes.toString()])).toEqual([
        ['m@v1/a.yaml', 'x: 1\n'.repeat(50)],
      ]);
      expect(
        readZip(join(folder, 'a.zip'), () => true)
          .get('m@v1/b.txt')
          ?.toString(),
      ).toBe('plain');
      writeFileSync(join(folder, 'b.zip'), 'not an archive at all, only text');
      expect(() => readZip(join(folder, 'b.zip'), () => true)).toThrow('is no ZIP file');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** A ZIP archive without checksums, which the reader does not ask for: yaml files deflated, the others stored. */
function archive(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const method = name.endsWith('.yaml') ? 8 : 0;
    const bytes = Buffer.from(text);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const all = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(all.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, all, end]);
}
