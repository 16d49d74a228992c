/** Something that a rack stores: claims of one kind, the databases of a server, buckets that are treated alike. */
export interface Kept {
  /** Object that holds it, `data/Cluster/postgres`; `etcd` for what the API server keeps. */
  id: string;
  /** Several of one object are told apart by this: `databases litellm and rag`, `buckets models and tempo`. */
  what: string;
  kind: 'api' | 'databases' | 'buckets' | 'claims';
  /** Why nothing of it has to survive. @default - it must survive */
  passing?: string;
  /** In the rack. @default - it lies outside, with somebody else */
  copies?: Copies;
  /** Copies outside the set that holds it, the newest first. */
  away: readonly AwayCopy[];
}

/** Copies within the rack, and how much may go before bytes do. */
export interface Copies {
  /** `3 instances`, `4 servers` */
  where: string;
  /**
   * Blades whose disks may be destroyed at the same moment, whichever they are, without losing a byte that was
   * acknowledged. A blade has one disk for volumes, so this is the number of disks as well.
   */
  bears: number;
  because: string;
  /** What one disk more takes along. @default - all of it */
  beyond?: string;
  /** Blades that may be down while it still takes writes. */
  writesWithout: number;
  /** Switches without any one of which it takes no writes. Nothing is lost by that. */
  stoppedBy: readonly string[];
}

export type Distance = 'off the rack' | 'beside the rack' | 'in the rack';

export interface AwayCopy {
  distance: Distance;
  /** Host or bucket. */
  host: string;
  /** How old the newest copy may be while nothing fails, without the time that sending takes. */
  ageSeconds: number;
  /** What reads it back to see whether it is good. @default - nobody does */
  readBack?: { by: string; everySeconds: number };
  /** What is missing, so that nothing can be restored from it. @default - nothing */
  useless?: string;
}
