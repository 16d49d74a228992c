/** A fault put into a scratch copy of a rack's output on purpose, and how its scenario must notice. */
export interface Defect {
  /** Scenario that must fail. */
  scenario: string;
  title: string;
  /** Kinds without which a rack cannot hold the fault. @default - any rack */
  needs?: string[];
  /** Puts the fault in; returns words that a failure message must hold, the object's name among them. */
  inject: (root: string) => RegExp;
}
