/**
 * Enums and defaults from `zz_generated.openapi.go`. The published swagger.json carries neither, the Go source from
 * which the server makes it does. gofmt fixes the indentation, so lines can be told apart by their tabs.
 */
export interface FieldFacts {
  default?: unknown;
  enum?: string[];
  itemsEnum?: string[];
}

/** By definition key (`io.k8s.api.core.v1.ServicePort`), then property. */
export type GoFacts = Map<string, Map<string, FieldFacts>>;

/** `schema_k8sio_api_core_v1_ServicePort` → `io.k8s.api.core.v1.ServicePort`. */
function keyOf(functionName: string): string | undefined {
  const api = /^k8sio_api_(\w+)_(v\w+?)_(\w+)$/.exec(functionName);
  if (api) return `io.k8s.api.${api[1]}.${api[2]}.${api[3]}`;
  const meta = /^pkg_apis_(meta|apiextensions|apiregistration)_(v\w+?)_(\w+)$/.exec(functionName);
  if (!meta) return undefined;
  const [, group, version, name] = meta;
  const homes = {
    meta: 'io.k8s.apimachinery.pkg.apis.meta',
    apiextensions: 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions',
    apiregistration: 'io.k8s.kube-aggregator.pkg.apis.apiregistration',
  };
  return `${homes[group as keyof typeof homes]}.${version}.${name}`;
}

function literals(list: string): string[] {
  return JSON.parse(`[${list}]`) as string[];
}

/** Zero values and empty maps are Go's, not the API's. */
function meaningfulDefault(text: string): unknown {
  if (text === '""' || text === '0' || text.startsWith('map[')) return undefined;
  if (text === 'true' || text === 'false' || /^-?\d+$/.test(text) || text.startsWith('"')) return JSON.parse(text);
  return undefined;
}

export function readGoFacts(source: string): GoFacts {
  const facts: GoFacts = new Map();
  let fields: Map<string, FieldFacts> | undefined;
  let field: FieldFacts | undefined;
  for (const line of source.split('\n')) {
    const start = /^func schema_(\w+)\(/.exec(line);
    if (start) {
      const key = keyOf(start[1] ?? '');
      fields = key === undefined ? undefined : new Map();
      if (key !== undefined && fields) facts.set(key, fields);
      field = undefined;
      continue;
    }
    const property = /^\t{5}"([^"]+)": \{$/.exec(line);
    if (property && fields) {
      field = {};
      fields.set(property[1] ?? '', field);
      continue;
    }
    if (!field) continue;
    const values = /^(\t+)Enum:\s+\[\]interface\{\}\{(.*)\},$/.exec(line);
    if (values?.[1]?.length === 7) field.enum = literals(values[2] ?? '');
    // Go's zero value is among the listed ones, but no list may hold it.
    else if (values) field.itemsEnum = literals(values[2] ?? '').filter((word) => word !== '');
    const preset = /^\t{7}Default:\s+(.*),$/.exec(line);
    if (preset) field.default = meaningfulDefault(preset[1] ?? '');
  }
  return facts;
}
