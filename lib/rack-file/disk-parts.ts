const gibibyte = 2 ** 30;

/**
 * How the one disk of a blade is shared out. Talos keeps images, logs and scratch space in EPHEMERAL, Longhorn has the
 * rest; lib/talos writes these sizes into the machine configuration, rules about storage count with them.
 */
export interface DiskParts {
  /** Upper limit of Talos' EPHEMERAL partition. */
  ephemeralGib: number;
  /** Longhorn's partition is never smaller. */
  leastVolumesGib: number;
  /** What is left for volumes, with Talos' own partitions (EFI, META, STATE: 2 GiB at most) taken off. */
  volumesBytes: number;
}

export function diskParts(diskBytes: number): DiskParts {
  const ephemeralGib = Math.max(1, Math.floor(Math.min(100 * gibibyte, diskBytes * 0.4) / gibibyte));
  return {
    ephemeralGib,
    leastVolumesGib: Math.max(1, Math.floor((diskBytes * 0.3) / gibibyte)),
    volumesBytes: Math.max(0, diskBytes - (ephemeralGib + 2) * gibibyte),
  };
}
