/** Something that pods cannot start without, and the pods that it comes from. */
export interface StartNeed {
  /** Pods by id. */
  from: string;
  on: string;
  /** `its Secret ml/postgres-app`, as the end of a sentence. */
  why: string;
  /** Where that stands. */
  object: string;
  path: string;
}
