import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import type { LabelSelector, Labels } from '../manifest/labels';
import { toSelector } from '../manifest/labels';
import type { Manifest, Rendered } from '../manifest/manifest';
import { groupOf, objectId } from '../manifest/manifest';
import type { PlacedContainer, PodTemplate } from '../manifest/pod-templates';
import { containersOf, podTemplatesOf } from '../manifest/pod-templates';
import { builtInObjects, madeByControllers } from './made-by-controllers';
import type { RackFacts } from '../facts/facts';
import type { OperatorMade } from '../facts/made-elsewhere';
import { tierMark } from '../facts/marks';
import type { SecretFacts } from '../facts/secret-declaration';

export interface RackObject extends Rendered {
  /** `data/StatefulSet/redis`. */
  id: string;
  kind: string;
  group: string;
  namespace?: string;
  name: string;
  annotations: Labels;
  spec: Record<string, unknown>;
}

/** Something with a pod template, whatever its kind. */
export interface WorkloadView {
  id: string;
  kind: string;
  namespace: string;
  name: string;
  object: RackObject;
  /** Absent for kinds that choose their own, like Jobs. */
  selector?: LabelSelector;
  template: PodTemplate;
  podLabels: Labels;
  containers: PlacedContainer[];
  /** 1 where a kind has no count; a DaemonSet's depends on the blades. */
  replicas: number;
  /** Value of the tier label, if any. */
  tier?: string;
  volumeClaimTemplates: Record<string, unknown>[];
}

/** Pods that a selector can find: of a workload, or of an operator. */
export interface PodGroup {
  id: string;
  namespace: string;
  name: string;
  labels: Labels;
  /** Of a StatefulSet, whose pods keep theirs. */
  podNames?: readonly string[];
  /** Absent when nobody said which ports they listen on. */
  ports?: readonly { name?: string; port: number; protocol: string }[];
  /** They have the addresses of their blade: to policies they are the blade. @default false */
  isOnHost?: boolean;
  /** What pods of an operator are declared to connect to; for all others their object says it. */
  connects?: readonly string[];
}

/** Everything rules look things up in, built once for all of them. */
export interface RackView extends RackFacts {
  objects: readonly RackObject[];
  workloads: readonly WorkloadView[];
  podGroups: readonly PodGroup[];
  services: readonly RackObject[];
  configMaps: readonly RackObject[];
  /** NetworkPolicies. */
  policies: readonly RackObject[];
  /** CiliumNetworkPolicies, also those of the whole cluster. */
  ciliumPolicies: readonly RackObject[];
  /** Namespaces that our objects live in or declare. */
  namespaces: readonly string[];
  ofKind(kind: string): readonly RackObject[];
  /** What carries the name, of ours or not. */
  find(kind: string, namespace: string | undefined, name: string): Known | undefined;
  /** Names of a kind that exist in a namespace, for suggestions. */
  namesOf(kind: string, namespace: string | undefined): string[];
  /** Namespaces in which a kind has an object of the name, for suggestions. */
  namespacesOf(kind: string, name: string): string[];
}

/** What objects alone give: as much as there is of a tree that somebody else wrote. */
export type ObjectView = Omit<RackView, Exclude<keyof RackFacts, keyof ObjectFacts>>;
export type ObjectFacts = Pick<RackFacts, 'rendered' | 'operatorMade' | 'secrets'>;

/** An object that exists: one of ours, a Secret in the repository, or one that somebody else makes. */
export interface Known {
  kind: string;
  namespace?: string;
  name: string;
  object?: RackObject;
  /** Keys of a Secret or ConfigMap; absent when unknown. */
  keys?: readonly string[];
  ports?: OperatorMade['ports'];
  /** What a Service that somebody else makes selects; absent when nobody said. */
  selector?: OperatorMade['selector'];
  app?: string;
  source: string;
}

export function rackView(facts: RackFacts): RackView {
  return { ...facts, ...objectView(facts) };
}

export function objectView(facts: ObjectFacts): ObjectView {
  const objects = facts.rendered.map(toObject);
  const workloads = objects.flatMap(workloadsOf);
  const made = [...builtInObjects, ...facts.operatorMade, ...facts.rendered.flatMap(madeByControllers)];
  const byKind = new Map<string, RackObject[]>();
  const known = new Map<string, Known>();
  for (const object of objects) append(byKind, object.kind, object);
  for (const thing of [...made, ...facts.secrets.map(toSecret), ...objects.map(toKnown)]) {
    known.set(keyOf(thing.kind, thing.namespace, thing.name), thing);
  }
  const ofKind = (kind: string): readonly RackObject[] => byKind.get(kind) ?? [];
  return {
    ...facts,
    objects,
    workloads,
    podGroups: [...workloads.map(toPodGroup), ...operatorPods(made, objects)],
    services: ofKind('Service'),
    configMaps: ofKind('ConfigMap'),
    policies: ofKind('NetworkPolicy'),
    ciliumPolicies: [...ofKind('CiliumNetworkPolicy'), ...ofKind('CiliumClusterwideNetworkPolicy')],
    namespaces: [...new Set(objects.flatMap(homeOf))].sort(),
    ofKind,
    find: (kind, namespace, name) => known.get(keyOf(kind, namespace, name)),
    namesOf: (kind, namespace) =>
      [...known.values()].filter((one) => one.kind === kind && one.namespace === namespace).map(({ name }) => name),
    namespacesOf: (kind, name) =>
      [...known.values()]
        .filter((one) => one.kind === kind && one.name === name)
        .flatMap(({ namespace }) => namespace ?? [])
        .sort(),
  };
}

function keyOf(kind: string, namespace: string | undefined, name: string): string {
  return `${kind}|${namespace ?? ''}|${name}`;
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function toObject({ manifest, app, source, specPath, connects }: Rendered): RackObject {
  const { name, namespace, annotations } = manifest.metadata;
  return {
    manifest,
    app,
    source,
    specPath,
    connects,
    id: objectId(manifest),
    kind: manifest.kind,
    group: groupOf(manifest.apiVersion),
    namespace,
    name,
    annotations: recordOf(annotations) as Labels,
    spec: recordOf(manifest.spec),
  };
}

function toKnown(object: RackObject): Known {
  const { kind, namespace, name, app, source } = object;
  return { kind, namespace, name, object, app, source, keys: keysOf(object.manifest) };
}

function keysOf({ kind, data, binaryData, stringData }: Manifest): string[] | undefined {
  if (kind !== 'ConfigMap' && kind !== 'Secret') return undefined;
  return [data, binaryData, stringData].flatMap((part) => Object.keys(recordOf(part)));
}

function toSecret({ namespace, name, keys }: SecretFacts): Known {
  return { kind: 'Secret', namespace, name, keys: Object.keys(keys), source: `secrets/${namespace}/${name}` };
}

function homeOf({ kind, name, namespace }: RackObject): string[] {
  if (kind === 'Namespace') return [name];
  return namespace === undefined ? [] : [namespace];
}

function workloadsOf(object: RackObject): WorkloadView[] {
  return podTemplatesOf(object.manifest).map((template) => {
    const { id, kind, namespace = 'default', name, spec } = object;
    const selector = toSelector(spec.selector);
    return {
      id,
      kind,
      namespace,
      name,
      object,
      ...(kind !== 'Job' && selector && { selector }),
      template,
      podLabels: template.labels,
      containers: containersOf(template),
      replicas: typeof spec.replicas === 'number' ? spec.replicas : 1,
      tier: tierMark.in(template.labels) ?? tierMark.in(object.manifest.metadata.labels),
      volumeClaimTemplates: recordsOf(spec.volumeClaimTemplates),
    };
  });
}

/** Pods of a StatefulSet, in order. */
export function podNamesOf({ name, replicas }: Pick<WorkloadView, 'name' | 'replicas'>): string[] {
  return Array.from({ length: replicas }, (_, ordinal) => `${name}-${ordinal}`);
}

function toPodGroup(workload: WorkloadView): PodGroup {
  const { id, kind, namespace, name, replicas, podLabels, containers, template } = workload;
  // A port without a number, by a misspelt field, is no port; the schema says what is wrong with it.
  const ports = containers.flatMap(({ container }) =>
    recordsOf(container.ports)
      .filter(({ containerPort }) => Number.isInteger(containerPort))
      .map(({ name: portName, containerPort, protocol }) => ({
        name: textOf(portName),
        port: Number(containerPort),
        protocol: textOf(protocol) ?? 'TCP',
      })),
  );
  const podNames = podNamesOf({ name, replicas });
  return {
    ...{ id, namespace, name, labels: podLabels, ports },
    ...(kind === 'StatefulSet' && { podNames }),
    ...(template.spec.hostNetwork && { isOnHost: true }),
  };
}

/** Pods without a template of ours: those declared, and the instances of a CloudNativePG Cluster. */
function operatorPods(made: readonly OperatorMade[], objects: readonly RackObject[]): PodGroup[] {
  const declared = made
    .filter(({ kind }) => kind === 'Pods')
    .map(({ namespace = 'default', name, labels = {}, ports, connects, onHost }) => ({
      id: `${namespace}/Pods/${name}`,
      namespace,
      name,
      labels,
      ports: ports?.map((port) => ({ ...port, protocol: port.protocol ?? 'TCP' })),
      connects,
      ...(onHost && { isOnHost: true }),
    }));
  const instances = objects
    .filter(({ kind, group }) => kind === 'Cluster' && group === 'postgresql.cnpg.io')
    .map(({ id, namespace = 'default', name }) => ({
      id,
      namespace,
      name,
      labels: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' },
      ports: [
        { name: 'postgresql', port: 5432, protocol: 'TCP' },
        { name: 'metrics', port: 9187, protocol: 'TCP' },
        { name: 'status', port: 8000, protocol: 'TCP' },
      ],
    }));
  return [...declared, ...instances];
}
