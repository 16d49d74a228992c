import type { PodSpec, Requirement, Toleration } from '../manifest/pod-spec';
import { type Labels, selects } from '../manifest/labels';
import { replicaLabel } from '../rack-file/node-labels';
import type { Blade, RackSpec } from '../rack-file/rack';
import { workersOf } from '../rack-file/rack';
import type { WorkloadView } from './rack-view';

/** Architectures of the blades that the pods of a workload may land on; pods of an operator may land on any worker. */
export function archesOf(workload: WorkloadView | undefined, rack: RackSpec): string[] {
  const blades = workload ? possibleBlades(workload.template.spec, rack) : workersOf(rack);
  return [...new Set(blades.map((blade) => archOf(blade, rack)))].sort();
}

/** Blades that a pod's tolerations, node selector and required affinity leave. */
export function possibleBlades(pod: PodSpec, rack: RackSpec): Blade[] {
  const blades = (pod.tolerations ?? []).some(toleratesControlPlane) ? rack.blades : workersOf(rack);
  const terms = pod.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return blades.filter((blade) => {
    const labels = labelsOf(blade, rack);
    return (
      isChosen(pod.nodeSelector, labels) &&
      (!terms || terms.some(({ matchExpressions = [] }) => selects(knowable(matchExpressions), labels)))
    );
  });
}

/** Names of the blades that carry these labels, the control plane among them only where its taint is tolerated. */
export function bladesOfChart(nodeSelector: Labels, toleratesControlPlane: boolean, rack: RackSpec): string[] {
  const blades = toleratesControlPlane ? rack.blades : workersOf(rack);
  return blades.filter((blade) => isChosen(nodeSelector, labelsOf(blade, rack))).map(({ name }) => name);
}

/** Why the blades that a pod may land on cannot be told from the rack file; undefined where they can. */
export function whyBladesUnsure({ nodeSelector = {}, affinity }: PodSpec, rack: RackSpec): string | undefined {
  const known = Object.keys(rack.blades[0] ? labelsOf(rack.blades[0], rack) : {});
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const asked = terms.flatMap(({ matchExpressions = [] }) => matchExpressions.map(({ key }) => key));
  const unknown = [
    ...Object.keys(nodeSelector).filter((key) => !known.includes(key)),
    ...asked.filter((key) => !knownKey.test(key)),
  ];
  return unknown.length === 0
    ? undefined
    : `it wants blades by ${unknown.join(', ')}, which the rack file does not tell`;
}

const knownKey = /^kubernetes\.io\/(arch|os|hostname)$/;

function isChosen(nodeSelector: Labels | undefined, labels: Labels): boolean {
  return Object.entries(nodeSelector ?? {}).every(([key, value]) => (labels[key] ?? value) === value);
}

function toleratesControlPlane({ key, operator }: Toleration): boolean {
  return (key === undefined && operator === 'Exists') || key === 'node-role.kubernetes.io/control-plane';
}

/**
 * The labels that every kubelet sets, and the one by which the rack file chooses blades for replicas; others are set by
 * people and programs, so they never rule a blade out here.
 */
function labelsOf(blade: Blade, rack: RackSpec): Record<string, string> {
  return {
    'kubernetes.io/arch': archOf(blade, rack),
    'kubernetes.io/os': 'linux',
    'kubernetes.io/hostname': blade.name,
    [replicaLabel]: String(rack.replicaBlades.includes(blade.name)),
  };
}

function knowable(matchExpressions: Requirement[]) {
  return { matchExpressions: matchExpressions.filter(({ key }) => knownKey.test(key)) };
}

function archOf({ hardware }: Blade, rack: RackSpec): string {
  return rack.hardware[hardware]?.arch ?? 'unknown';
}
