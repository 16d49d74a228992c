import type { KubeClient } from '../kube/client';
import { type KubeObject, type Node, type Pod, isTrue } from '../kube/object';
import { reconcileAll } from '../kube/reconciler';
import { restrictedContainer, restrictedPod } from './restricted-pod';
import type { Actor } from './actor';

interface StorageSpec {
  size?: string;
  storageClass?: string;
}

interface Cluster extends KubeObject {
  spec: {
    instances: number;
    storage: StorageSpec;
    walStorage?: StorageSpec;
    resources?: unknown;
    priorityClassName?: string;
    imageName?: string;
    enablePDB?: boolean;
    affinity?: {
      enablePodAntiAffinity?: boolean;
      podAntiAffinityType?: 'required' | 'preferred';
      topologyKey?: string;
      nodeSelector?: Record<string, string>;
      tolerations?: unknown[];
      nodeAffinity?: unknown;
    };
    inheritedMetadata?: { labels?: Record<string, string>; annotations?: Record<string, string> };
  };
  status?: { phase?: string; readyInstances?: number; instances?: number };
}

const clusters = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' };
const healthy = 'Cluster in healthy state';

export const postgresClusters: Actor = {
  name: 'PostgreSQL clusters',
  standsInFor: 'the CloudNativePG operator',
  asserts:
    'as many pods as instances with the requests, priority and anti-affinity of the Cluster find a node, each with its own volumes; a deleted pod comes back on its volume; budgets for primary and replicas; a cordoned primary hands over',
  doesNotAssert: 'bootstrap, replication, failover, backups, that the operator accepts the parameters',
  waitsFor: { group: 'postgresql.cnpg.io', kind: 'Cluster' },
  async start({ bench: { client }, onError }) {
    return [await reconcileAll<Cluster>(client, clusters, (cluster) => operate(client, cluster), { onError })];
  },
};

/** Looks again every second: it has no watch on its pods. */
async function operate(client: KubeClient, cluster: Cluster): Promise<'again'> {
  const { namespace, name } = cluster.metadata;
  const fresh = await client.get<Cluster>(clusters.apiVersion, clusters.kind, namespace, name);
  if (fresh === undefined || fresh.metadata.deletionTimestamp !== undefined) return 'again';
  const { instances } = fresh.spec;
  if (fresh.status?.instances === undefined) for (const object of belongings(fresh)) await client.apply(object);

  let ready = 0;
  for (let serial = 1; serial <= instances; serial += 1) {
    const pod = await client.get<Pod>('v1', 'Pod', namespace, `${name}-${serial}`);
    if (pod === undefined) for (const object of instanceOf(fresh, serial)) await client.apply(object);
    else if (isTrue(pod, 'Ready')) ready += 1;
  }
  await switchOver(client, fresh);
  const phase = ready === instances ? healthy : 'Waiting for the instances to become active';
  if (fresh.status?.phase !== phase || fresh.status.readyInstances !== ready) {
    const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const condition = {
      type: 'Ready',
      status: ready === instances ? 'True' : 'False',
      reason: 'StandIn',
      message: phase,
      lastTransitionTime: now,
    };
    const status = { phase, instances, readyInstances: ready, currentPrimary: `${name}-1`, conditions: [condition] };
    await client.merge(fresh, { status }, 'status');
  }
  return 'again';
}

const roleLabel = 'cnpg.io/instanceRole';

/**
 * As the operator does when the primary fails or its node is cordoned: a ready replica elsewhere takes over, so that a
 * drain can go on and the budgets count the right pods.
 */
async function switchOver(client: KubeClient, { metadata }: Cluster): Promise<void> {
  const pods = (await client.list<Pod>('v1', 'Pod', metadata.namespace)).filter(
    (pod) => pod.metadata.labels?.['cnpg.io/cluster'] === metadata.name,
  );
  const primary = pods.find((pod) => pod.metadata.labels?.[roleLabel] === 'primary');
  if (primary?.spec.nodeName === undefined) return;
  if (!hasFailed(primary) && !(await isCordoned(client, primary.spec.nodeName))) return;
  for (const pod of pods) {
    if (pod === primary || !isTrue(pod, 'Ready') || pod.spec.nodeName === undefined) continue;
    if (await isCordoned(client, pod.spec.nodeName)) continue;
    // In this order: the disruption controller looks only at the budget that a pod has come under, so a replica that
    // leaves the replicas' budget is noticed there when the former primary enters it.
    await client.merge(pod, { metadata: { labels: { [roleLabel]: 'primary' } } });
    await client.merge(primary, { metadata: { labels: { [roleLabel]: 'replica' } } });
    return;
  }
}

/** A pod that has not been Ready yet is starting, not failing. */
function hasFailed(pod: Pod): boolean {
  return pod.status?.phase === 'Running' && !isTrue(pod, 'Ready');
}

async function isCordoned(client: KubeClient, name: string): Promise<boolean> {
  const node = await client.get<Node>('v1', 'Node', undefined, name);
  return node?.spec.unschedulable === true;
}

function ownedBy({ apiVersion, kind, metadata }: Cluster) {
  return [{ apiVersion, kind, name: metadata.name, uid: metadata.uid!, controller: true }];
}

function selectorOf({ metadata }: Cluster, role?: 'primary' | 'replica'): Record<string, string> {
  return { 'cnpg.io/cluster': metadata.name, ...(role && { 'cnpg.io/instanceRole': role }) };
}

/** Services and disruption budgets as the operator names them. */
function belongings(cluster: Cluster): KubeObject[] {
  const { namespace, name } = cluster.metadata;
  const ownerReferences = ownedBy(cluster);
  const metadata = (suffix: string) => ({ name: `${name}${suffix}`, namespace, ownerReferences });
  const services = (['rw', 'ro', 'r'] as const).map((suffix) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(`-${suffix}`),
    spec: {
      selector: selectorOf(cluster, suffix === 'rw' ? 'primary' : suffix === 'ro' ? 'replica' : undefined),
      ports: [{ name: 'postgres', port: 5432 }],
    },
  }));
  const budget = (suffix: string, role: 'primary' | 'replica', minAvailable: number) => ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(suffix),
    spec: { minAvailable, selector: { matchLabels: selectorOf(cluster, role) } },
  });
  const replicas = cluster.spec.instances - 1;
  const budgets = cluster.spec.enablePDB === false ? [] : [budget('-primary', 'primary', 1)];
  if (budgets.length > 0 && replicas > 1) budgets.push(budget('', 'replica', replicas - 1));
  return [...services, ...budgets] as KubeObject[];
}

function instanceOf(cluster: Cluster, serial: number): KubeObject[] {
  const { spec, metadata } = cluster;
  const name = `${metadata.name}-${serial}`;
  const ownerReferences = ownedBy(cluster);
  const stores = [
    { volume: 'pgdata', claim: name, storage: spec.storage },
    ...(spec.walStorage ? [{ volume: 'pg-wal', claim: `${name}-wal`, storage: spec.walStorage }] : []),
  ];
  const claims = stores.map(({ claim, storage }) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: claim, namespace: metadata.namespace, ownerReferences, labels: selectorOf(cluster) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: storage.size } },
      ...(storage.storageClass && { storageClassName: storage.storageClass }),
    },
  }));
  return [...claims, podOf(cluster, name, serial, ownerReferences, stores)] as KubeObject[];
}

function podOf(
  { spec, metadata, status }: Cluster,
  name: string,
  serial: number,
  ownerReferences: unknown,
  stores: { volume: string; claim: string }[],
): object {
  const {
    enablePodAntiAffinity = true,
    podAntiAffinityType = 'preferred',
    topologyKey = 'kubernetes.io/hostname',
    ...place
  } = spec.affinity ?? {};
  const term = { labelSelector: { matchLabels: { 'cnpg.io/cluster': metadata.name } }, topologyKey };
  const podAntiAffinity =
    podAntiAffinityType === 'required'
      ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
      : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] };
  const isNew = status?.instances === undefined;
  const labels = {
    ...spec.inheritedMetadata?.labels,
    'cnpg.io/cluster': metadata.name,
    'cnpg.io/instanceName': name,
    'cnpg.io/podRole': 'instance',
    // Only the very first instance starts as primary: one that comes back follows whoever took over.
    [roleLabel]: serial === 1 && isNew ? 'primary' : 'replica',
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: metadata.namespace, ownerReferences, labels },
    spec: {
      securityContext: restrictedPod,
      ...(spec.priorityClassName && { priorityClassName: spec.priorityClassName }),
      ...(place.nodeSelector && { nodeSelector: place.nodeSelector }),
      ...(place.tolerations && { tolerations: place.tolerations }),
      affinity: {
        ...(enablePodAntiAffinity && { podAntiAffinity }),
        ...(place.nodeAffinity !== undefined && { nodeAffinity: place.nodeAffinity }),
      },
      containers: [
        {
          name: 'postgres',
          securityContext: restrictedContainer,
          image: spec.imageName ?? 'postgresql',
          ...(spec.resources !== undefined && { resources: spec.resources }),
        },
      ],
      volumes: stores.map(({ volume, claim }) => ({ name: volume, persistentVolumeClaim: { claimName: claim } })),
    },
  };
}
