import { replicaLabel } from '../rack-file/node-labels';
import type { Exceptions } from './exceptions';

export { localVolumeGroup } from '../rack-file/disk-parts';

/** Selects the blades that carry replicated volumes; Longhorn runs nowhere else, so its volumes mount nowhere else. */
export const replicaNodes = { [replicaLabel]: 'true' } as const;

/** Of a set that keeps its only copy on one disk on purpose, when it has one member. */
export function onOneDisk(replicas: number, copies: number, reason: string): Exceptions {
  return replicas === 1 && copies === 1 ? { 'storage/only-copy': reason } : {};
}

/** A StorageClass that volumes can be claimed from. */
export class StorageClass {
  constructor(
    readonly name: string,
    /** Copies that the storage itself keeps of every volume; 1 where the program above replicates. */
    readonly copies: number,
    /** Labels of the blades that can mount its volumes. @default - every worker can */
    readonly onNodes?: Readonly<Record<string, string>>,
  ) {}

  /** A volume of this class for each replica of a set. `size` is a quantity such as `40Gi`. */
  claim(size: string): VolumeClaim {
    return { storageClass: this.name, size, copies: this.copies, ...(this.onNodes && { onNodes: this.onNodes }) };
  }
}

export interface VolumeClaim {
  storageClass: string;
  size: string;
  copies: number;
  /** Labels of the blades that can mount it; its pods go nowhere else. @default - every worker can */
  onNodes?: Readonly<Record<string, string>>;
  /** Labels of the claims beside those of the set, for the storage's own controllers. @default - none */
  labels?: Readonly<Record<string, string>>;
  /**
   * The claim template carries the size and no claim is an object of its own: for files that are fetched again anyway.
   * Another size is then another StatefulSet. @default false
   */
  sizedByTemplate?: boolean;
}
