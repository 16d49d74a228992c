import { fieldOf, isRecord, recordOf } from './field-path';
import type { Labels } from './labels';
import type { Manifest } from './manifest';
import { toPodSpec } from './pod-shape';
import type { Container, PodSpec } from './pod-spec';

export interface PodTemplate {
  /** Where the pod's spec stands, `spec.template.spec`. */
  path: string;
  labels: Labels;
  annotations: Labels;
  spec: PodSpec;
}

/** Where the kinds of Kubernetes keep their template: the object whose `metadata` and `spec` are the pod's. */
const templateOf: Readonly<Record<string, string>> = {
  Pod: '',
  PodTemplate: 'template',
  ReplicationController: 'spec.template',
  ReplicaSet: 'spec.template',
  Deployment: 'spec.template',
  StatefulSet: 'spec.template',
  DaemonSet: 'spec.template',
  Job: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
};

/** Kinds whose content only looks like pods: schemas, other programs' files, and values that a chart makes its own. */
const neverPods: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'ConfigMap', 'Secret', 'HelmRelease']);

/**
 * Every pod template in an object. A kind that is not in the table is searched for anything with a list of containers,
 * so that a custom resource with a pod inside cannot slip past the rules.
 */
export function podTemplatesOf(manifest: Manifest): PodTemplate[] {
  const known = templateOf[manifest.kind];
  if (known !== undefined) {
    const steps = known === '' ? [] : known.split('.');
    const template = steps.reduce<unknown>((at, step) => recordOf(at)[step], manifest);
    return [toTemplate(recordOf(template), known === '' ? 'spec' : `${known}.spec`)];
  }
  if (neverPods.has(manifest.kind)) return [];
  const found: PodTemplate[] = [];
  for (const key in manifest) {
    if (key !== 'metadata' && hidesPods(manifest[key])) search(manifest[key], key, manifest, found);
  }
  return found;
}

/** Whether there is anything to find at all: nearly never, so the search with its paths is worth avoiding. */
function hidesPods(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hidesPods);
  const fields = value as Record<string, unknown>;
  if (holdsContainers(fields)) return true;
  for (const key in fields) if (hidesPods(fields[key])) return true;
  return false;
}

function search(value: unknown, path: string, parent: Record<string, unknown>, found: PodTemplate[]): void {
  if (Array.isArray(value)) {
    value.forEach((element, index) => search(element, `${path}[${elementName(element, index)}]`, {}, found));
  } else if (isRecord(value)) {
    if (holdsContainers(value)) found.push(toTemplate({ metadata: parent.metadata, spec: value }, path));
    else for (const [key, inner] of Object.entries(value)) search(inner, fieldOf(path, key), value, found);
  }
}

function holdsContainers({ containers }: Record<string, unknown>): boolean {
  return Array.isArray(containers) && containers.length > 0 && containers.every((c) => isRecord(c) && 'name' in c);
}

function toTemplate({ metadata, spec }: Record<string, unknown>, path: string): PodTemplate {
  const { labels, annotations } = recordOf(metadata);
  return {
    path,
    labels: recordOf(labels) as Labels,
    annotations: recordOf(annotations) as Labels,
    spec: toPodSpec(spec),
  };
}

/** How a path names a list element: by its name, or by its place. */
export function elementName(element: unknown, index: number): string {
  const name = recordOf(element).name;
  return typeof name === 'string' && name !== '' ? name : String(index);
}

export interface PlacedContainer {
  role: 'main' | 'init' | 'sidecar' | 'ephemeral';
  name: string;
  path: string;
  container: Container;
}

const lists = [
  ['containers', 'main'],
  ['initContainers', 'init'],
  ['ephemeralContainers', 'ephemeral'],
] as const;

/** Every container of a pod, whatever list it stands in. */
export function containersOf({ spec, path }: PodTemplate): PlacedContainer[] {
  return lists.flatMap(([list, role]) =>
    (spec[list] ?? []).map((container, index) => {
      const name = elementName(container, index);
      const isSidecar = role === 'init' && container.restartPolicy === 'Always';
      return { role: isSidecar ? 'sidecar' : role, name, path: `${path}.${list}[${name}]`, container };
    }),
  );
}
