/** How often a simulated kubelet is heard, and how long nobody misses it. */
export interface Heartbeat {
  /** Each beat comes after a time between these two. */
  leastMilliseconds: number;
  mostMilliseconds: number;
  /** Silence after which the controller manager declares a node unreachable. */
  graceSeconds: number;
}

/** Scenarios pull plugs on small racks and would only wait for Kubernetes' own grace of 50 s. */
const quick: Heartbeat = { leastMilliseconds: 5000, mostMilliseconds: 6000, graceSeconds: 20 };

/** Kubernetes' own grace, and beats that leave two cores something to do beside them. */
const patient: Heartbeat = { leastMilliseconds: 15_000, mostMilliseconds: 20_000, graceSeconds: 50 };

export function heartbeatOf(blades: number): Heartbeat {
  return blades > 50 ? patient : quick;
}
