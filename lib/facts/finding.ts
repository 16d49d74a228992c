export type Level = 'error' | 'warning' | 'info';

/** One thing that is wrong with one object. Rule ids are stable: people except them, scripts parse them. */
export interface Finding {
  level: Level;
  /** Stable id, `family/what`, e.g. `selectors/own-pods`. */
  rule: string;
  /** `objectId` of the object, or the path of a file when it is no object. */
  object: string;
  /** Field in the object, e.g. `spec.template.spec.containers[redis].image`; '' when the whole object is meant. */
  path: string;
  /** What was wrong, with the value received. */
  message: string;
  /** What to do about it. */
  fix: string;
  /** File of the app that made the object, `lib/apps/data/redis.ts`. */
  source?: string;
  /** Where in a file that people write it stems from: the rack file, the lock. */
  at?: { file: string; line: number; column: number };
}
