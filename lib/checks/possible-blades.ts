import type { PodSpec, Requirement, Toleration } from '../manifest/pod-spec';
import { selects } from '../manifest/labels';
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
    const chosen = Object.entries(pod.nodeSelector ?? {}).every(([key, value]) => (labels[key] ?? value) === value);
    return (
      chosen && (!terms || terms.some(({ matchExpressions = [] }) => selects(judgeable(matchExpressions), labels)))
    );
  });
}

function toleratesControlPlane({ key, operator }: Toleration): boolean {
  return (key === undefined && operator === 'Exists') || key === 'node-role.kubernetes.io/control-plane';
}

/** The labels that every kubelet sets; others are set by people and programs, so they never rule a blade out here. */
function labelsOf(blade: Blade, rack: RackSpec): Record<string, string> {
  return {
    'kubernetes.io/arch': archOf(blade, rack),
    'kubernetes.io/os': 'linux',
    'kubernetes.io/hostname': blade.name,
  };
}

function judgeable(matchExpressions: Requirement[]) {
  return { matchExpressions: matchExpressions.filter(({ key }) => /^kubernetes\.io\/(arch|os|hostname)$/.test(key)) };
}

function archOf({ hardware }: Blade, rack: RackSpec): string {
  return rack.hardware[hardware]?.arch ?? 'unknown';
}
