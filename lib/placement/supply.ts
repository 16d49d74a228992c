import type { Ledger } from '../checks/ledger';
import type { RackView } from '../checks/rack-view';
import { diskParts } from '../rack-file/disk-parts';
import type { BladeRoom } from './pods';

/** Pods that a kubelet accepts unless told otherwise (`maxPods`). */
const MAX_PODS = 110;

/** What every blade has for ordinary pods, control plane included: which pods may go there is for the pods to say. */
export function supplyOf(view: RackView, ledger: Ledger): BladeRoom[] {
  const daemons = ledger.rows.filter(({ daemonOn }) => daemonOn);
  return ledger.blades.map(({ name, hardware, left }) => ({
    name,
    free: {
      cpuMillicores: left.cpuMillicores,
      memoryBytes: left.memoryBytes,
      diskBytes: diskParts(view.rack.hardware[hardware]?.diskBytes ?? 0).localGib * 2 ** 30,
      devices: {},
    },
    podSlots: MAX_PODS - daemons.filter(({ daemonOn }) => daemonOn?.includes(name)).length,
  }));
}
