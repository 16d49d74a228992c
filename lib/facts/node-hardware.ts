/** Group that Talos' udev rule gives `/dev/i2c-*` to, so that a pod without privilege may open the bus. */
export const i2cGroupId = 2301;
