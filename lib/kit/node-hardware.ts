/** Node label that says how a blade's fan is driven; Talos sets it, the thermal DaemonSets select it. */
export const fanChipLabel = 'rackwright.dev/fan-chip';

/** Group that Talos' udev rule gives the device behind a fan to, so that a pod without privilege may open it. */
export const fanGroupId = 2301;
