import type { Schema } from '../family';

/**
 * The values of a chart as a closed schema in the dialect of `imports/schemas`. Charts publish open ones: Helm accepts
 * `kubeProxyReplacment` without a word. Here an object that lists its properties has no others, save where people put
 * pieces of Kubernetes objects; those are judged by Kubernetes' own types.
 */
type JsonSchema = Record<string, unknown>;

export interface ChartSchema {
  schema: Schema;
  definitions: Record<string, Schema>;
}

const list = (type: string): Schema => ({ type: 'array', nullable: true, items: { $ref: `#/definitions/${type}` } });
const one = (type: string): Schema => ({ $ref: `#/definitions/${type}` });
const texts: Schema = { type: 'object', nullable: true, additionalProperties: { type: 'string' } };

/** Keys whose content is a piece of a Kubernetes object, wherever they stand in the values. */
const ofKubernetes: Readonly<Record<string, Schema>> = {
  affinity: one('Affinity'),
  tolerations: list('Toleration'),
  nodeSelector: texts,
  resources: one('ResourceRequirements'),
  topologySpreadConstraints: list('TopologySpreadConstraint'),
  podSecurityContext: one('PodSecurityContext'),
  containerSecurityContext: one('SecurityContext'),
  extraVolumes: list('Volume'),
  extraVolumeMounts: list('VolumeMount'),
  extraEnv: list('EnvVar'),
  podAnnotations: texts,
  podLabels: texts,
  annotations: texts,
  labels: texts,
};

/** Objects that charts leave to the user as they are. */
const FREE: Schema = { type: 'object', nullable: true, 'x-kubernetes-preserve-unknown-fields': true };

export function closedSchema(source: JsonSchema): ChartSchema {
  const definitions: Record<string, Schema> = {};
  for (const [name, part] of Object.entries((source.$defs ?? source.definitions ?? {}) as Record<string, JsonSchema>)) {
    definitions[name] = property(name.slice(name.lastIndexOf('.') + 1), part);
  }
  const schema = converted(source);
  // Every chart takes `global`, which Helm hands down to subcharts.
  if (schema.properties && !schema.properties.global) schema.properties.global = FREE;
  return { schema, definitions };
}

function converted(source: JsonSchema): Schema {
  if (typeof source.$ref === 'string') return { $ref: source.$ref.replace('#/$defs/', '#/definitions/') };
  const schema: Schema = { ...typed(source.type) };
  for (const word of ['minimum', 'maximum', 'pattern', 'enum', 'minLength', 'maxLength'] as const) {
    if (source[word] !== undefined) Object.assign(schema, { [word]: source[word] });
  }
  for (const word of ['anyOf', 'oneOf', 'allOf'] as const) {
    if (Array.isArray(source[word])) schema[word] = (source[word] as JsonSchema[]).map(converted);
  }
  if (source.items !== undefined) Object.assign(schema, itemsOf(source.items as JsonSchema));
  if (source.properties === undefined) {
    return schema.type === 'object' && source.additionalProperties !== false ? { ...FREE, ...schema } : schema;
  }
  schema.type ??= schema.anyOf ? undefined : 'object';
  schema.properties = Object.fromEntries(
    Object.entries(source.properties as Record<string, JsonSchema>).map(([name, part]) => [name, property(name, part)]),
  );
  return schema;
}

/** Charts infer item types from the examples in their values, as one anyOf; other items are as good. */
function itemsOf(items: JsonSchema): Schema {
  return Array.isArray(items.anyOf) || Object.keys(items).length === 0 ? {} : { items: converted(items) };
}

function property(name: string, part: JsonSchema): Schema {
  const isReference = typeof part.$ref === 'string';
  const types = [part.type].flat();
  const fits = isReference || types.includes('object') || types.includes('array');
  const known = ofKubernetes[name];
  return known && fits && !isReference ? known : converted(part);
}

/** `["null", "integer"]` is a nullable integer; `["string", "integer"]` is either. */
function typed(type: unknown): Schema {
  const types = [type].flat().filter((one): one is string => typeof one === 'string');
  const real = types.filter((one) => one !== 'null');
  const nullable = types.includes('null') || types.length === 0 ? { nullable: true } : {};
  if (real.length === 1) return { type: real[0], ...nullable };
  if (real.length === 0) return nullable;
  return { ...nullable, anyOf: real.map((one) => ({ type: one })) };
}
