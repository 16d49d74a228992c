import type {
  ChartFootprint,
  FootprintContainer,
  FootprintPlace,
  FootprintPort,
  FootprintWorkload,
} from '../footprint';
import { type Fields, podTemplateOf, recordOf, recordsOf, type RenderedObject } from './rendered';

/** Boils rendered objects down to what capacity, policies, images and the order of CRDs need. */
export function summarise(
  { chart, version, valuesHash, namespace }: { chart: string; version: string; valuesHash: string; namespace: string },
  objects: readonly RenderedObject[],
): ChartFootprint {
  const workloads = objects.flatMap((object) => workloadOf(object, namespace));
  return {
    chart,
    version,
    valuesHash,
    workloads,
    services: objects.filter(({ kind }) => kind === 'Service').map((object) => serviceOf(object, namespace)),
    images: [...new Set(workloads.flatMap(({ containers }) => containers.map(({ image }) => image)))].sort(),
    crds: objects
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ metadata }) => metadata.name)
      .sort(),
    webhooks: objects.flatMap(webhooksOf),
    priorityClasses: Object.fromEntries(
      objects
        .filter(({ kind }) => kind === 'PriorityClass')
        .map(({ metadata, value }) => [metadata.name, Number(value)]),
    ),
    objects: counted(objects),
  };
}

function workloadOf(object: RenderedObject, namespace: string): FootprintWorkload[] {
  const template = podTemplateOf(object);
  if (!template) return [];
  const spec = recordOf(template.spec);
  return [
    {
      kind: object.kind,
      namespace: object.metadata.namespace ?? namespace,
      name: object.metadata.name,
      ...(object.kind !== 'DaemonSet' && { replicas: Number(recordOf(object.spec).replicas ?? 1) }),
      labels: texts(recordOf(template.metadata).labels),
      serviceAccount: String(spec.serviceAccountName ?? 'default'),
      ...(typeof spec.priorityClassName === 'string' && { priorityClass: spec.priorityClassName }),
      toleratesControlPlane: recordsOf(spec.tolerations).some(toleratesControlPlane),
      hostNetwork: spec.hostNetwork === true,
      place: placeOf(spec),
      ...strategyOf(recordOf(object.spec)),
      containers: [
        ...recordsOf(spec.initContainers).map((container) => containerOf(container, true)),
        ...recordsOf(spec.containers).map((container) => containerOf(container, false)),
      ],
    },
  ];
}

function placeOf(spec: Fields): FootprintPlace {
  const { nodeSelector, tolerations, affinity, topologySpreadConstraints } = spec;
  const stated = { nodeSelector, tolerations, affinity, topologySpreadConstraints };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => !isEmpty(value))) as FootprintPlace;
}

function strategyOf({ strategy, updateStrategy }: Fields): Pick<FootprintWorkload, 'strategy'> {
  const stated = strategy ?? updateStrategy;
  return isEmpty(stated) ? {} : { strategy: stated as FootprintWorkload['strategy'] };
}

/** Charts write empty maps and lists where nothing is set. */
function isEmpty(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

/** A toleration without a key and with the operator Exists tolerates every taint. */
function toleratesControlPlane({ key, operator, effect = 'NoSchedule' }: Fields): boolean {
  const everyTaint = key === undefined && operator === 'Exists';
  return (everyTaint || key === 'node-role.kubernetes.io/control-plane') && effect === 'NoSchedule';
}

function containerOf(container: Fields, isInit: boolean): FootprintContainer {
  const { requests, limits } = recordOf(container.resources);
  return {
    name: String(container.name),
    isInit,
    image: String(container.image),
    requests: texts(requests),
    limits: texts(limits),
    ports: recordsOf(container.ports).map(portOf),
    isPrivileged: recordOf(container.securityContext).privileged === true,
  };
}

function portOf({ name, containerPort, port, protocol = 'TCP', hostPort }: Fields): FootprintPort {
  return {
    ...(typeof name === 'string' && { name }),
    port: Number(containerPort ?? port),
    protocol: String(protocol),
    ...(typeof hostPort === 'number' && { hostPort }),
  };
}

function serviceOf({ metadata, spec }: RenderedObject, namespace: string): ChartFootprint['services'][number] {
  const { selector, ports } = recordOf(spec);
  return {
    namespace: metadata.namespace ?? namespace,
    name: metadata.name,
    selector: texts(selector),
    ports: recordsOf(ports).map(portOf),
  };
}

function webhooksOf({ kind, webhooks }: RenderedObject): ChartFootprint['webhooks'] {
  if (!kind.endsWith('WebhookConfiguration')) return [];
  return recordsOf(webhooks).map(({ name, clientConfig, rules, failurePolicy = 'Fail' }) => {
    const { namespace = '', name: service = '' } = recordOf(recordOf(clientConfig).service);
    const groups = recordsOf(rules).flatMap(({ apiGroups }) => (Array.isArray(apiGroups) ? apiGroups.map(String) : []));
    return {
      kind,
      name: String(name),
      service: `${String(namespace)}/${String(service)}`,
      groups: [...new Set(groups)].sort(),
      failurePolicy: String(failurePolicy),
    };
  });
}

function counted(objects: readonly RenderedObject[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { apiVersion, kind } of objects) {
    const name = `${apiVersion} ${kind}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort());
}

function texts(map: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(recordOf(map)).map(([key, value]) => [key, String(value)]));
}
