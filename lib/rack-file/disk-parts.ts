const gibibyte = 2 ** 30;
/** EFI, META, STATE and the gaps between partitions. */
const talosOwnGib = 2;

/** LVM volume group that Talos makes on every worker; node-local volumes are cut from it. */
export const localVolumeGroup = 'local';

/**
 * How the one disk of a blade is shared out. lib/talos writes these sizes into the machine configuration, rules about
 * storage count with them. Every part of every worker has its size from the first installation on, so that no part can
 * take the room of another, and a blade can begin to carry replicated volumes without being installed anew.
 */
export interface DiskParts {
  /** Upper limit of Talos' EPHEMERAL partition: images, logs and scratch space. */
  ephemeralGib: number;
  /** Longhorn's partition, on blades that carry replicated volumes; unused room on the others. */
  replicasGib: number;
  /** The volume group that node-local volumes are cut from. */
  localGib: number;
}

/** `diskBytes` as sold; the disk itself is never smaller. */
export function diskParts(diskBytes: number): DiskParts {
  const gib = diskBytes / gibibyte;
  const ephemeralGib = share(gib, 0.4, 100);
  const replicasGib = share(gib, 0.15, 100);
  return {
    ephemeralGib,
    replicasGib,
    localGib: Math.max(1, Math.floor(gib) - ephemeralGib - replicasGib - talosOwnGib),
  };
}

function share(gib: number, ratio: number, mostGib: number): number {
  return Math.max(1, Math.floor(Math.min(mostGib, gib * ratio)));
}
