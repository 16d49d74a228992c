import type { Family, KindEntry, Schema } from '../family';
import { readGoFacts, type GoFacts } from './go-openapi';
import { stripped } from './strip';

/**
 * Kubernetes' own kinds from `swagger.json`: those that can be created and listed, in versions that the API server
 * serves without being asked (alpha and beta APIs are off by default since 1.24).
 */
interface Swagger {
  definitions: Record<string, Schema & { 'x-kubernetes-group-version-kind'?: GroupVersionKind[] }>;
  paths: Record<string, Record<string, Operation | unknown>>;
}

interface GroupVersionKind {
  group: string;
  version: string;
  kind: string;
}

interface Operation {
  'x-kubernetes-action'?: string;
  'x-kubernetes-group-version-kind'?: GroupVersionKind;
}

const REF = '#/definitions/';

/** Definitions that are values with their own notation, not structures. */
const VALUES: Record<string, Schema> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { format: 'quantity', 'x-kubernetes-int-or-string': true },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { 'x-kubernetes-int-or-string': true },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
};

/** Who keeps the plain name when groups define the same one; the others carry their group in front. */
const GROUP_ORDER = ['meta', 'core', 'apps', 'batch', 'networking', 'policy', 'rbac', 'storage', 'apiextensions'];

function creatableKinds(swagger: Swagger): (Omit<KindEntry, 'definition'> & { key: string })[] {
  const keyOf = new Map<string, string>();
  for (const [key, definition] of Object.entries(swagger.definitions)) {
    for (const { group, version, kind } of definition['x-kubernetes-group-version-kind'] ?? []) {
      keyOf.set(`${group}/${version}/${kind}`, key);
    }
  }
  const kinds = new Map<string, Omit<KindEntry, 'definition'> & { key: string }>();
  for (const [path, operations] of Object.entries(swagger.paths)) {
    const post = operations.post as Operation | undefined;
    const gvk = post?.['x-kubernetes-group-version-kind'];
    if (!gvk || operations.get === undefined || !/^v\d+$/.test(gvk.version) || /\{name\}/.test(path)) continue;
    const id = `${gvk.group}/${gvk.version}/${gvk.kind}`;
    const key = keyOf.get(id);
    if (key === undefined) continue;
    const scope = path.includes('{namespace}') ? 'Namespaced' : 'Cluster';
    kinds.set(id, { ...gvk, plural: path.slice(path.lastIndexOf('/') + 1), scope, key });
  }
  return [...kinds.values()];
}

function groupWord(key: string): string {
  const [, group] = /\.([a-z0-9]+)\.v\d+(?:(?:alpha|beta)\d+)?\.[^.]+$/.exec(key) ?? [];
  return group ?? 'meta';
}

function versionWord(key: string): string {
  return /\.(v\d+(?:(?:alpha|beta)\d+)?)\.[^.]+$/.exec(key)?.[1] ?? '';
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Short names: a kind beats a structure, then the order of groups decides, then the newer version. */
function shortNames(keys: string[], kindKeys: Set<string>): Map<string, string> {
  const rank = (key: string) => {
    const place = GROUP_ORDER.indexOf(groupWord(key));
    return (kindKeys.has(key) ? 0 : 100) + (place < 0 ? GROUP_ORDER.length : place);
  };
  const ordered = [...keys].sort(
    (a, b) => rank(a) - rank(b) || versionWord(b).localeCompare(versionWord(a)) || a.localeCompare(b),
  );
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const key of ordered) {
    const plain = key.slice(key.lastIndexOf('.') + 1);
    const candidates = [plain, `${capital(groupWord(key))}${plain}`, `${plain}${capital(versionWord(key))}`];
    // An older version of the same group says its version, another group says its group.
    const sameGroup = [...names].some(([other, name]) => name === plain && groupWord(other) === groupWord(key));
    if (sameGroup) candidates.splice(1, 1);
    const name = candidates.find((candidate) => !taken.has(candidate)) ?? capital(key.replace(/[^A-Za-z0-9]/g, ''));
    names.set(key, name);
    taken.add(name);
  }
  return names;
}

function reachable(swagger: Swagger, roots: string[]): string[] {
  const seen = new Set<string>();
  const visit = (key: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    if (VALUES[key]) return;
    const { properties, ...rest } = swagger.definitions[key] ?? {};
    const kept = roots.includes(key) ? { ...properties, status: undefined } : properties;
    for (const [, ref] of JSON.stringify({ ...rest, properties: kept }).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      if (ref !== undefined) visit(ref);
    }
  };
  roots.forEach(visit);
  return [...seen];
}

function converted(key: string, swagger: Swagger, names: Map<string, string>, facts: GoFacts, isKind: boolean): Schema {
  const value = VALUES[key];
  if (value) return value;
  const { 'x-kubernetes-group-version-kind': _gvk, ...definition } = swagger.definitions[key] ?? {};
  const schema = JSON.parse(
    JSON.stringify(stripped(definition)).replace(/"#\/definitions\/([^"]+)"/g, (_, ref) => `"${REF}${names.get(ref)}"`),
  ) as Schema;
  if (isKind && schema.properties) delete schema.properties.status;
  for (const [property, fact] of facts.get(key) ?? []) {
    const target = schema.properties?.[property];
    if (!target) continue;
    if (fact.default !== undefined) target.default = fact.default;
    if (fact.enum) target.enum = fact.enum;
    if (fact.itemsEnum && target.items) target.items.enum = fact.itemsEnum;
  }
  return schema;
}

export function kubernetesFamily(swaggerText: string, goText: string): Family {
  const swagger = JSON.parse(swaggerText) as Swagger;
  const facts = readGoFacts(goText);
  const found = creatableKinds(swagger);
  const kindKeys = new Set(found.map(({ key }) => key));
  const keys = reachable(swagger, [...kindKeys]);
  const names = shortNames(keys, kindKeys);
  const kinds = found.map(({ key, ...kind }) => ({ ...kind, definition: names.get(key) ?? kind.kind }));
  kinds.sort(
    (a, b) => a.group.localeCompare(b.group) || a.kind.localeCompare(b.kind) || a.version.localeCompare(b.version),
  );
  const definitions = keys
    .map((key) => [names.get(key) ?? key, converted(key, swagger, names, facts, kindKeys.has(key))] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { kinds, definitions: Object.fromEntries(definitions) };
}
