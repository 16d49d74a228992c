/** Group that Talos' udev rule gives the device behind a fan to, so that a pod without privilege may open it. */
export const fanGroupId = 2301;
