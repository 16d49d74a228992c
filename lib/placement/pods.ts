/** Amounts of one pod or one blade. Whatever else a scheduler counts (a device, a pod slot) has a name of its own. */
export interface Amounts {
  cpuMillicores: number;
  memoryBytes: number;
  /** Bytes of node-local volumes. */
  diskBytes: number;
  /** Devices by resource name, `rackwright.dev/i2c`. */
  devices: Readonly<Record<string, number>>;
}

/** Pods that no scheduler can tell from one another: one of them finds a place exactly when any other would. */
export interface PodClass {
  /** `data/StatefulSet/redis`. */
  id: string;
  app: string;
  /** Kind of what makes its pods: it decides whether a pod of a dead blade comes back by itself. */
  controller: string;
  /** Pods that are meant to run. */
  replicas: number;
  /** Pods that may exist at one time: a roll-out starts new ones before old ones end. */
  count: number;
  request: Amounts;
  priority: number;
  /** Whether it may push out pods of lower priority (`preemptionPolicy`). */
  preempts: boolean;
  /** Blades that its tolerations, node selector and required node affinity allow, by name. */
  blades: ReadonlySet<string>;
  /** Classes of which no pod may stand on the same blade: required anti-affinity in either direction, or a host port. */
  keepsOff: ReadonlySet<string>;
  /** Holds a node-local volume: once bound, each pod has one blade and no other. */
  isPinned: boolean;
  /** Its storage deletes its pods on a dead blade, so nobody has to say that they are gone. @default false */
  isFreed?: boolean;
  /** What it asks that is not reckoned with here, so that nothing is proved of it. @default - nothing */
  unsure?: string;
}

/** A blade and what it has left for ordinary pods, after Talos, the kubelet and every daemon that may run there. */
export interface BladeRoom {
  name: string;
  free: Amounts;
  /** Pods that the kubelet still accepts. */
  podSlots: number;
}
