import type { RackView } from '../../../lib/checks/rack-view';
import type { Placement } from '../../../lib/placement/placement';
import type { TrueRack } from './random-racks';

/** The reference rack as it is: what its kubelets report, every daemon on its blades, and its classes of pods. */
export function referenceRack(view: RackView, { ledger, classes }: Placement): TrueRack {
  return {
    id: view.rack.name,
    machines: ledger.blades.map(({ name, capacity, reserved }) => ({
      name,
      allocatable: {
        cpuMillicores: capacity.cpuMillicores - reserved.cpuMillicores,
        memoryBytes: capacity.memoryBytes - reserved.memoryBytes,
        devices: {},
      },
      podSlots: MAX_PODS,
    })),
    daemons: ledger.rows.flatMap(({ id, pod, daemonOn }) =>
      daemonOn
        ? [{ id, request: { cpuMillicores: pod.cpuMillicores, memoryBytes: pod.memoryBytes }, blades: daemonOn }]
        : [],
    ),
    // The driver of node-local volumes counts disks, and the scheduler asks it only while a claim is not bound.
    classes: classes.map((pod) => ({ ...pod, request: { ...pod.request, diskBytes: 0 } })),
  };
}

/** Of a kubelet that is told nothing else. */
const MAX_PODS = 110;
