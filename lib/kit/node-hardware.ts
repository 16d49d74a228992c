/** Node label that says which fan chip a blade has; Talos sets it, the thermal DaemonSets select it. */
export const fanChipLabel = 'rackwright.dev/fan-chip';

/** Group that Talos' udev rule gives `/dev/i2c-*` to, so that a pod without privilege may open the bus. */
export const i2cGroupId = 2301;
