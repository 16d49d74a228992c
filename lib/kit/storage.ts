/** A StorageClass that volumes can be claimed from. */
export class StorageClass {
  constructor(
    readonly name: string,
    /** Copies that the storage itself keeps of every volume; 1 where the program above replicates. */
    readonly copies: number,
  ) {}

  /** A volume of this class for each replica of a set. `size` is a quantity such as `40Gi`. */
  claim(size: string): VolumeClaim {
    return { storageClass: this.name, size, copies: this.copies };
  }
}

export interface VolumeClaim {
  storageClass: string;
  size: string;
  copies: number;
  /**
   * The claim template carries the size and no claim is an object of its own: for files that are fetched again anyway.
   * Another size is then another StatefulSet. @default false
   */
  sizedByTemplate?: boolean;
}
