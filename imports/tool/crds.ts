import { parseAllDocuments } from 'yaml';
import type { Family, KindEntry, Schema } from '../family';
import { stripped } from './strip';

interface Version {
  name: string;
  served: boolean;
  storage: boolean;
  schema?: { openAPIV3Schema: Schema };
  subresources?: { scale?: { specReplicasPath?: string } };
}

export interface CustomResourceDefinition {
  apiVersion: string;
  kind: string;
  metadata: { name: string; annotations?: Record<string, string>; labels?: Record<string, string> };
  spec: {
    group: string;
    scope: 'Namespaced' | 'Cluster';
    names: { kind: string; plural: string };
    versions: Version[];
  };
}

/** Longhorn publishes its CRDs as a Helm template whose only action fills in labels. */
const HELM_ACTION = /^(\s*)labels: \{\{-[^}]*\}\}$/gm;

/** The CRDs of some YAML files; other kinds beside them are left out. */
export function parseCrds(files: Iterable<Buffer>): CustomResourceDefinition[] {
  const crds = [...files].flatMap((bytes) =>
    parseAllDocuments(bytes.toString('utf8').replace(HELM_ACTION, '$1labels:'))
      .map((document) => document.toJS() as CustomResourceDefinition | null)
      .filter((crd) => crd !== null && crd.kind === 'CustomResourceDefinition')
      .map((crd) => crd as CustomResourceDefinition),
  );
  return crds.sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
}

/** Kubernetes' own order of versions: stable first, then beta, then alpha, higher numbers first. */
function versionRank(version: string): number {
  const [, major = '0', stage, minor = '0'] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  const stages: Record<string, number> = { beta: 1_000, alpha: 0 };
  return (stage === undefined ? 1_000_000 : (stages[stage] ?? 0)) + Number(major) * 10_000 + Number(minor);
}

function pascal(version: string): string {
  return version.replace(/(^v|alpha|beta)/g, (part) => part.charAt(0).toUpperCase() + part.slice(1));
}

/** Spec and metadata of a kind; what controllers write (status) is left out. Metadata is Kubernetes' own type. */
function definitionOf(schema: Schema): Schema {
  const { status: _status, ...properties } = stripped(schema).properties ?? {};
  properties.metadata = { type: 'object', ...properties.metadata, 'x-kubernetes-preserve-unknown-fields': true };
  const { required, ...rest } = stripped(schema);
  const kept = required?.filter((field) => field !== 'status') ?? [];
  return { ...rest, ...(kept.length > 0 && { required: kept }), properties };
}

/** A field that scales the resource is a 32-bit count from zero, whatever the schema says. */
function countFromZero(schema: Schema, path = ''): void {
  const field = path
    .split('.')
    .filter((step) => step !== '')
    .reduce<Schema | undefined>((at, step) => at?.properties?.[step], schema);
  if (field?.type !== 'integer') return;
  field.minimum ??= 0;
  field.maximum ??= 2 ** 31 - 1;
}

export function crdFamily(crds: CustomResourceDefinition[]): Family {
  const kinds: KindEntry[] = [];
  const definitions: Record<string, Schema> = {};
  for (const { spec } of crds) {
    const served = spec.versions
      .filter((version) => version.served)
      .sort((a, b) => versionRank(b.name) - versionRank(a.name));
    served.forEach(({ name: version, schema, subresources }, index) => {
      const { kind, plural } = spec.names;
      const definition = index === 0 && !definitions[kind] ? kind : `${kind}${pascal(version)}`;
      kinds.push({ group: spec.group, version, kind, plural, scope: spec.scope, definition });
      definitions[definition] = definitionOf(schema?.openAPIV3Schema ?? { type: 'object' });
      countFromZero(definitions[definition], subresources?.scale?.specReplicasPath);
    });
  }
  return { kinds, definitions };
}
