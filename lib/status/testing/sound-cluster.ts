import type { RackView } from '../../checks/rack-view';
import { withField } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import { podNamesOf } from '../../checks/rack-view';
import type { Seen } from '../seen';

export const now = '2026-11-28T23:00:00Z';
export const ago = (hours: number) => new Date(Date.parse(now) - hours * 3_600_000).toISOString();

const ready = (status = 'True', message = '', reason = 'Ready', since = ago(0.5)) => ({
  conditions: [{ type: 'Ready', status, reason, message, lastTransitionTime: since }],
});
export const notReady = (message: string, reason: string, status = 'False') => ready(status, message, reason);

/** The cluster of a rack in which everything is as dist/ says: what a control plane would show of it. */
export function soundCluster(view: RackView): Seen {
  const { rack, objects } = view;
  const copies = objects.map(({ manifest }) => withStatus(manifest));
  const apps = view.ofKind('Kustomization').map(({ name }) => name);
  const nodes = rack.blades.map(({ name }): Manifest => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    spec: {},
    status: { ...ready(), nodeInfo: { osImage: `Talos (v${rack.talos})`, kubeletVersion: `v${rack.kubernetes}` } },
  }));
  const kustomizations = apps.map((name): Manifest => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: {},
    status: ready(),
  }));
  const others = copies.filter(({ kind }) => kind !== 'Kustomization');
  return {
    at: now,
    objects: [...nodes, ...kustomizations, ...others, ...podsOf(view), backup('postgres', 20)],
    unread: [],
    alerts: [],
    volumeUses: [{ namespace: 'data', claim: 'data-redis-0', usedBytes: 2 ** 28, capacityBytes: 2 ** 31 }],
  };
}

export function backup(cluster: string, hoursAgo: number, phase = 'completed', error?: string): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Backup',
    metadata: { name: `${cluster}-${hoursAgo}`, namespace: 'data' },
    spec: { cluster: { name: cluster } },
    status: { phase, stoppedAt: ago(hoursAgo), ...(error !== undefined && { error }) },
  };
}

function withStatus(manifest: Manifest): Manifest {
  const made = withField(manifest, 'metadata.creationTimestamp', ago(24 * 90));
  const spec = manifest['spec'] as { replicas?: number; instances?: number } | undefined;
  const replicas = spec?.replicas ?? 1;
  const status: Record<string, object> = {
    Deployment: { readyReplicas: replicas },
    StatefulSet: { readyReplicas: replicas },
    DaemonSet: { desiredNumberScheduled: 20, numberReady: 20 },
    Cluster: { readyInstances: spec?.instances ?? 1 },
    Certificate: { ...ready(), notAfter: ago(-24 * 60) },
    CronJob: { lastSuccessfulTime: ago(5) },
    HelmRelease: ready(),
    PersistentVolumeClaim: { phase: 'Bound' },
  };
  return { ...made, ...(status[manifest.kind] && { status: status[manifest.kind] }) };
}

/** Pods of StatefulSets, one a blade from blade-04 on, which own their claims. */
function podsOf(view: RackView): Manifest[] {
  const workers = view.rack.blades.filter(({ role }) => role === 'worker');
  return view.workloads
    .filter(({ kind }) => kind === 'StatefulSet')
    .flatMap((set) =>
      podNamesOf(set).map((name, index): Manifest => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name,
          namespace: set.namespace,
          ownerReferences: [{ kind: 'StatefulSet', name: set.name }],
          creationTimestamp: ago(100),
        } as Manifest['metadata'],
        spec: {
          nodeName: workers[index]!.name,
          containers: [],
          volumes: [{ name: 'data', persistentVolumeClaim: { claimName: `data-${name}` } }],
        },
        status: { phase: 'Running', ...ready() },
      })),
    );
}

/** With one field of one object changed. @throws when there is no such object */
export function changed(seen: Seen, id: string, ...fields: [path: string, value: unknown][]): Seen {
  if (!seen.objects.some((each) => objectId(each) === id)) throw new Error(`the sound cluster has no ${id}`);
  const objects = seen.objects.map((each) =>
    objectId(each) === id ? fields.reduce((at, [path, value]) => withField(at, path, value), each) : each,
  );
  return { ...seen, objects };
}

export function without(seen: Seen, isGone: (object: Manifest) => boolean): Seen {
  return { ...seen, objects: seen.objects.filter((each) => !isGone(each)) };
}

export function withObjects(seen: Seen, ...more: Manifest[]): Seen {
  return { ...seen, objects: [...seen.objects, ...more] };
}
