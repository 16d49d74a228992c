/** Objects as a chart renders them. */
export interface RenderedObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  [field: string]: unknown;
}

export type Fields = Record<string, unknown>;

/** What should be an object, or an empty one. */
export function recordOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The objects of what should be a list of objects. */
export function recordsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

/** Where the kinds that charts use keep the template of their pods. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** The pod template of a workload; undefined for other objects. */
export function podTemplateOf(object: RenderedObject): Fields | undefined {
  return TEMPLATES[object.kind]?.reduce<Fields>((at, step) => recordOf(at[step]), object);
}
