import { podsMadeElsewhere } from '../checks/pods-made-elsewhere';
import { sumOf, sumOfTemplate } from '../checks/pod-sums';
import { possibleBlades, whyBladesUnsure } from '../checks/possible-blades';
import { instanceResources, instancesOf, postgresClusters } from '../checks/postgres-clusters';
import type { RackObject, RackView, WorkloadView } from '../checks/rack-view';
import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import type { PodSpec } from '../manifest/pod-spec';
import { workersOf } from '../rack-file/rack';
import { parseBytes } from '../units/quantity';
import { chartPods } from './chart-pods';
import { daemonsOf } from './daemons';
import { type Draft, UNKNOWN, noPods, nothing } from './draft';
import { antiAffinityOf, hostPortsOf, surgeOf, whyUnsure } from './pod-place';
import type { PodClass } from './pods';
import { priorities } from './priorities';

/** Every pod that has to find a blade: of workloads, databases and charts, and what other programs are known to make. */
export function demandOf(view: RackView): PodClass[] {
  const drafts = [...ownPods(view), ...databasePods(view), ...chartPods(view), ...elsewherePods(view)];
  return drafts
    .map((draft): PodClass => {
      const { id, app, controller, replicas, count, request, priority, preempts, blades, isPinned, isFreed } = draft;
      const far = drafts.find((other) => other.keepsFarOff(draft) || draft.keepsFarOff(other));
      const unsure = draft.unsure ?? (far && `pods of ${far.id} and it are kept apart by more than the blade`);
      const keepsOff = new Set(drafts.filter((other) => isKeptOff(draft, other)).map((other) => other.id));
      return {
        id,
        app,
        controller,
        replicas,
        count,
        request,
        priority,
        preempts,
        blades,
        isPinned,
        keepsOff,
        ...(isFreed && { isFreed }),
        ...(unsure !== undefined && { unsure }),
      };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function isKeptOff(draft: Draft, other: Draft): boolean {
  return draft.keepsOffPods(other) || other.hostPorts.some((port) => draft.hostPorts.includes(port));
}

function ownPods(view: RackView): Draft[] {
  const daemons = daemonsOf(view);
  const { classes, priorityOf } = priorities(view);
  return view.workloads
    .filter(({ kind }) => kind !== 'DaemonSet')
    .map((workload): Draft => {
      const { id, object, namespace, template, podLabels } = workload;
      const volumes = nodeLocalBytes(workload, view);
      const mounted = nodeLocalMounts(template.spec, namespace, view);
      const { near, far } = antiAffinityOf(template.spec, namespace);
      const blades = possibleBlades(template.spec, view.rack).map(({ name }) => name);
      const { cpuMillicores, memoryBytes } = sumOfTemplate(template);
      return {
        id,
        app: object.app,
        namespace,
        labels: podLabels,
        controller: workload.kind,
        ...countsOf(workload),
        request: {
          ...nothing,
          cpuMillicores,
          memoryBytes,
          diskBytes: volumes + mounted.bytes,
        },
        priority: priorityOf(template.spec.priorityClassName),
        preempts: classes.get(template.spec.priorityClassName ?? '')?.preempts ?? true,
        blades: new Set(blades),
        isPinned: volumes > 0 || mounted.isPinned,
        isFreed: isFreedByStorage(workload, view),
        keepsOffPods: near,
        keepsFarOff: far,
        hostPorts: hostPortsOf(template.spec),
        unsure:
          whyBladesUnsure(template.spec, view.rack) ??
          whyUnsure(template.spec, { namespace, blades, daemons }) ??
          whyDevicesUnsure(template.spec),
      };
    });
}

/** Instances of CloudNativePG, each with the sidecar of its backup plugin. */
function databasePods(view: RackView): Draft[] {
  const { priorityOf } = priorities(view);
  return postgresClusters(view).flatMap((object): Draft[] => {
    const { id, app, spec, namespace = 'default', name } = object;
    const parts = instanceResources(object, view).map(sumOf);
    const instances = instancesOf(object);
    const labels = { 'cnpg.io/cluster': name };
    const affinity = recordOf(spec.affinity);
    const isApart = affinity.enablePodAntiAffinity === true && affinity.podAntiAffinityType === 'required';
    const volumes = [spec.storage, spec.walStorage]
      .map(recordOf)
      .filter((volume) => isNodeLocal(volume.storageClass, view));
    return [
      {
        id,
        app,
        namespace,
        labels,
        controller: 'Cluster',
        replicas: instances,
        // A Job joins a new member before its own pod starts, on the same claims.
        count: instances,
        request: {
          ...nothing,
          cpuMillicores: parts.reduce((sum, { cpuMillicores }) => sum + cpuMillicores, 0),
          memoryBytes: parts.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
          diskBytes: volumes.reduce((sum, { size }) => sum + (parseBytes(String(size)) ?? 0), 0),
        },
        priority: priorityOf(textOf(spec.priorityClassName)),
        preempts: true,
        blades: new Set(workersOf(view.rack).map((blade) => blade.name)),
        isPinned: volumes.length > 0,
        keepsOffPods: (other) => isApart && other.namespace === namespace && other.labels['cnpg.io/cluster'] === name,
        keepsFarOff: noPods,
        hostPorts: [],
        unsure: affinity.nodeSelector === undefined ? undefined : 'it wants blades by labels of its operator',
      },
    ];
  });
}

function elsewherePods({ rack }: RackView): Draft[] {
  const workers = new Set(workersOf(rack).map(({ name }) => name));
  return podsMadeElsewhere.flatMap(({ name, pod, where }): Draft[] => {
    if (where === 'control-plane') return [];
    return [
      {
        id: name,
        app: '',
        namespace: '',
        labels: {},
        controller: 'Deployment',
        replicas: where,
        count: where + 1,
        request: { ...nothing, cpuMillicores: pod.cpuMillicores, memoryBytes: pod.memoryBytes },
        ...UNKNOWN,
        blades: workers,
        isPinned: false,
        keepsOffPods: noPods,
        keepsFarOff: noPods,
        hostPorts: [],
        unsure: undefined,
      },
    ];
  });
}

/** Pods of a workload, and the most that a roll-out or a run makes of them. */
function countsOf({ kind, object: { spec }, replicas }: WorkloadView): { replicas: number; count: number } {
  switch (kind) {
    case 'Deployment': {
      const rolling = recordOf(recordOf(spec.strategy).rollingUpdate);
      const isRecreated = recordOf(spec.strategy).type === 'Recreate';
      return { replicas, count: replicas + (isRecreated ? 0 : surgeOf(rolling.maxSurge ?? '25%', replicas)) };
    }
    case 'Job': {
      const parallel = Number(spec.parallelism ?? 1);
      return { replicas: parallel, count: parallel };
    }
    case 'CronJob': {
      const parallel = Number(recordOf(recordOf(spec.jobTemplate).spec).parallelism ?? 1);
      // `Allow` is Kubernetes' default: runs pile up as long as the earlier ones do not end.
      const runs = spec.concurrencyPolicy === 'Forbid' || spec.concurrencyPolicy === 'Replace' ? 1 : 2;
      return { replicas: parallel, count: parallel * runs };
    }
    default:
      return { replicas, count: replicas };
  }
}

/** How many of a device a blade hands out is for its plugin to say; that one does at all, for `scheduling/device`. */
function whyDevicesUnsure({ containers = [] }: PodSpec): string | undefined {
  const asked = containers.flatMap(({ resources }) => Object.keys({ ...resources?.limits, ...resources?.requests }));
  const device = asked.find((name) => name.includes('/'));
  return device === undefined ? undefined : `how many ${device} there are is not reckoned with`;
}

/** Claims that a pod names itself, and volumes that are made and deleted with it. */
function nodeLocalMounts({ volumes = [] }: PodSpec, namespace: string, view: RackView) {
  const claimed = volumes.flatMap(({ persistentVolumeClaim }) => {
    const { claimName } = persistentVolumeClaim ?? {};
    return claimName === undefined
      ? []
      : [view.find('PersistentVolumeClaim', namespace, claimName)?.object?.spec ?? {}];
  });
  const passing = recordsOf(volumes).map(({ ephemeral }) =>
    recordOf(recordOf(recordOf(ephemeral)['volumeClaimTemplate'])['spec']),
  );
  const local = (specs: Record<string, unknown>[]) =>
    specs.filter(({ storageClassName }) => isNodeLocal(storageClassName, view));
  return {
    isPinned: local(claimed).length > 0,
    bytes: [...local(claimed), ...local(passing)].reduce((sum, spec) => sum + storageOf(spec), 0),
  };
}

/**
 * Longhorn deletes pods that hang on a dead blade if its settings say so, so that their volumes can be attached elsewhere:
 * https://longhorn.io/docs/latest/references/settings/#pod-deletion-policy-when-node-is-down
 */
function isFreedByStorage({ volumeClaimTemplates }: WorkloadView, view: RackView): boolean {
  const policies = view
    .ofKind('HelmRelease')
    .map(({ spec }) => textOf(recordOf(recordOf(spec.values).defaultSettings).nodeDownPodDeletionPolicy) ?? '');
  if (!policies.some((policy) => policy.includes('statefulset'))) return false;
  return volumeClaimTemplates.some(({ spec }) =>
    view
      .ofKind('StorageClass')
      .some(
        ({ name, manifest }) =>
          name === recordOf(spec).storageClassName && manifest.provisioner === 'driver.longhorn.io',
      ),
  );
}

/** Claims are objects of their own, with the size that counts; a template without one says its own. */
function nodeLocalBytes({ volumeClaimTemplates, namespace, name }: WorkloadView, view: RackView): number {
  return volumeClaimTemplates
    .filter(({ spec }) => isNodeLocal(recordOf(spec).storageClassName, view))
    .reduce((sum, { metadata, spec }) => {
      const claim = view.find('PersistentVolumeClaim', namespace, `${String(recordOf(metadata).name)}-${name}-0`);
      return sum + storageOf(claim?.object?.spec ?? recordOf(spec));
    }, 0);
}

function storageOf({ resources }: Record<string, unknown>): number {
  return parseBytes(String(recordOf(recordOf(resources).requests).storage)) ?? 0;
}

/** A class whose volumes lie on the disk of one blade and are reached from there only. */
export function isNodeLocal(name: unknown, view: RackView): boolean {
  const found = view.ofKind('StorageClass').find((each) => each.name === name);
  return found !== undefined && isLocalClass(found);
}

function isLocalClass({ manifest }: RackObject): boolean {
  const { provisioner, parameters } = manifest;
  return provisioner === 'local.csi.openebs.io' || recordOf(parameters).dataLocality === 'strict-local';
}
