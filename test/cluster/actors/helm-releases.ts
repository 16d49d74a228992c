import type { Bench } from '../bench';
import type { KubeClient } from '../kube/client';
import { type Condition, type KubeObject, isTrue, objectId } from '../kube/object';
import { reconcileAll } from '../kube/reconciler';
import { restrictedContainer, restrictedPod } from './restricted-pod';
import type { Actor, ReleaseFootprint, Scene } from './actor';

export interface HelmRelease extends KubeObject {
  spec: {
    targetNamespace?: string;
    suspend?: boolean;
    chart?: { spec: { sourceRef: Reference } };
    chartRef?: Reference;
    valuesFrom?: (Reference & { valuesKey?: string; optional?: boolean })[];
    dependsOn?: { name: string; namespace?: string }[];
    install?: { disableWait?: boolean };
    upgrade?: { disableWait?: boolean };
  };
  status?: { conditions?: Condition[]; observedGeneration?: number };
}

interface Reference {
  kind: string;
  name: string;
  namespace?: string;
}

interface Workload extends KubeObject {
  spec?: { replicas?: number };
  status?: { readyReplicas?: number; numberReady?: number; desiredNumberScheduled?: number; replicas?: number };
}

const helmReleases = { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease' };
const releaseLabel = 'bench.rackwright.dev/release';

export const helm: Actor = {
  name: 'helm releases',
  standsInFor: "Flux's helm-controller, and the charts",
  asserts:
    "a release's CRDs appear when it is installed and not before; the pods its footprint declares are scheduled with its requests, priority, host ports and privileges; without disableWait it is Ready when its workloads are whole; dependsOn is kept; a suspended release installs nothing; a chart's source and values that are not in the cluster are refused",
  doesNotAssert: 'that the chart exists, takes the values, or makes just these pods; webhooks; upgrades and rollbacks',
  waitsFor: { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' },
  async start(scene) {
    const { client } = scene.bench;
    const { onError } = scene;
    const onDeleted = (release: HelmRelease) => uninstall(client, release);
    return [
      await reconcileAll<HelmRelease>(client, helmReleases, (each) => install(scene, each), { onDeleted, onError }),
    ];
  },
};

async function install({ bench, releases }: Scene, release: HelmRelease): Promise<void | 'again'> {
  const { client } = bench;
  if (release.spec.suspend === true) return; // as the real controller: nothing is installed, nothing is said
  const done = isTrue(release, 'Ready') && release.status?.observedGeneration === release.metadata.generation;
  if (done) return;
  if (!(await dependenciesReady(client, release))) return 'again';
  const lacking = await firstLacking(client, release);
  if (lacking !== undefined) {
    await setReady(client, release, 'False', lacking.reason, lacking.message);
    return 'again';
  }
  const footprint = releases[objectId(release)];
  if (footprint === undefined) {
    return setReady(client, release, 'False', 'InstallFailed', 'the bench knows no footprint of this release');
  }
  await bench.installCrds(setsOf(bench, footprint));
  for (const [name, value] of Object.entries(footprint.priorityClasses ?? {})) {
    const labels = { [releaseLabel]: labelOf(release) };
    await client.apply(
      { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name, labels }, value } as KubeObject,
      'helm-controller',
    );
  }
  const workloads = footprint.workloads.map((workload) => workloadOf(release, workload));
  for (const workload of workloads) await client.apply(workload, 'helm-controller');
  const waits = release.spec.install?.disableWait !== true;
  if (waits && !(await allWhole(client, workloads))) return 'again';
  await setReady(client, release, 'True', 'InstallSucceeded', `the bench installed ${workloads.length} workloads`);
}

/** CRD sets with a group that the chart installs. A group is served from its first CRD set only once. */
function setsOf(bench: Bench, { crdGroups }: ReleaseFootprint): string[] {
  return Object.entries(bench.crdSets)
    .filter(([, crds]) => crds.some((crd) => crdGroups.includes(crd.spec.group)))
    .map(([name]) => name);
}

async function dependenciesReady(client: KubeClient, { spec, metadata }: HelmRelease): Promise<boolean> {
  for (const { name, namespace = metadata.namespace } of spec.dependsOn ?? []) {
    const other = await client.get<HelmRelease>(helmReleases.apiVersion, helmReleases.kind, namespace, name);
    if (other === undefined || !isTrue(other, 'Ready')) return false;
  }
  return true;
}

/** Kinds and versions of what a release may name as the source of its chart. */
const sources: Record<string, string> = {
  OCIRepository: 'source.toolkit.fluxcd.io/v1',
  HelmRepository: 'source.toolkit.fluxcd.io/v1',
  GitRepository: 'source.toolkit.fluxcd.io/v1',
  HelmChart: 'source.toolkit.fluxcd.io/v1',
};

/** What a release names and the cluster has not: its chart's source, or an object with values. */
export async function firstLacking(
  client: Pick<KubeClient, 'get'>,
  { metadata, spec }: HelmRelease,
): Promise<{ reason: string; message: string } | undefined> {
  const present = async (apiVersion: string, { kind, name, namespace = metadata.namespace }: Reference) =>
    client.get<KubeObject & { data?: Record<string, string> }>(apiVersion, kind, namespace, name);
  const source = spec.chartRef ?? spec.chart?.spec.sourceRef;
  if (source === undefined) return { reason: 'ArtifactFailed', message: 'names neither a chart nor a chartRef' };
  if (sources[source.kind] === undefined || (await present(sources[source.kind]!, source)) === undefined)
    return { reason: 'ArtifactFailed', message: `could not get ${source.kind} '${source.name}': not found` };
  for (const each of spec.valuesFrom ?? []) {
    const found = await present('v1', each);
    const hasKey = found?.data !== undefined && (each.valuesKey ?? 'values.yaml') in found.data;
    if (!hasKey && each.optional !== true)
      return {
        reason: 'ValuesError',
        message: `could not resolve ${each.kind} '${each.name}' chart values: not found`,
      };
  }
  return undefined;
}

async function allWhole(client: KubeClient, workloads: Workload[]): Promise<boolean> {
  for (const { apiVersion, kind, metadata } of workloads) {
    const { spec, status } = (await client.get<Workload>(apiVersion, kind, metadata.namespace, metadata.name)) ?? {};
    const whole =
      kind === 'DaemonSet'
        ? (status?.desiredNumberScheduled ?? 0) > 0 && status?.numberReady === status?.desiredNumberScheduled
        : status?.readyReplicas === spec?.replicas; // of those wanted: a pod that was never created counts
    if (!whole) return false;
  }
  return true;
}

async function setReady(
  client: KubeClient,
  release: HelmRelease,
  status: 'True' | 'False',
  reason: string,
  message: string,
): Promise<void> {
  const { generation } = release.metadata;
  const lastTransitionTime = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const condition = { type: 'Ready', status, reason, message, lastTransitionTime, observedGeneration: generation };
  await client.merge(release, { status: { observedGeneration: generation, conditions: [condition] } }, 'status');
}

async function uninstall(client: KubeClient, release: HelmRelease): Promise<void> {
  for (const kind of ['Deployment', 'DaemonSet', 'StatefulSet']) {
    for (const workload of await client.list<KubeObject>('apps/v1', kind)) {
      if (workload.metadata.labels?.[releaseLabel] === labelOf(release)) await client.remove(workload);
    }
  }
}

const labelOf = ({ metadata }: KubeObject): string => `${metadata.namespace}.${metadata.name}`;

function workloadOf(release: HelmRelease, workload: ReleaseFootprint['workloads'][number]): Workload {
  const {
    kind,
    name,
    replicas = 1,
    cpu,
    memory,
    images,
    priorityClass,
    hostPorts = [],
    hostNetwork,
    nodeSelector,
  } = workload;
  const isPrivileged = workload.isPrivileged === true;
  const labels = { [releaseLabel]: labelOf(release), 'app.kubernetes.io/name': name };
  const onEveryNode = kind === 'DaemonSet';
  const requests = { ...(cpu && { cpu }), ...(memory && { memory }) };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: release.spec.targetNamespace ?? release.metadata.namespace, labels },
    spec: {
      ...(!onEveryNode && { replicas }),
      ...(kind === 'StatefulSet' && { serviceName: name }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          ...(!isPrivileged && { securityContext: restrictedPod }),
          ...(onEveryNode && { tolerations: [{ operator: 'Exists' }] }),
          ...(priorityClass !== undefined && { priorityClassName: priorityClass }),
          ...(hostNetwork && { hostNetwork }),
          ...(nodeSelector && { nodeSelector }),
          containers: (images.length > 0 ? images : ['undeclared']).map((image, index) => ({
            name: `container-${index}`,
            image,
            securityContext: isPrivileged ? { privileged: true } : restrictedContainer,
            ...(index === 0 && { resources: { requests } }),
            ...(index === 0 && {
              ports: hostPorts.map((port) => ({ containerPort: port, hostPort: port })),
            }),
          })),
        },
      },
    },
  } as Workload;
}
