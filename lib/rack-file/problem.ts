export type Path = readonly (string | number)[];

export type ProblemLevel = 'error' | 'warning';

/** One thing that is wrong with a rack file, where a person finds it. */
export interface SpecProblem {
  file: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** Units from the column on that are meant; 0 when something is missing as a whole. */
  length: number;
  level: ProblemLevel;
  /** What is wrong, with the value received; no full stop. */
  title: string;
  /** What was expected and why. */
  detail?: string;
  /** Text to write instead of what stands there. */
  suggestion?: string;
}

/** A problem before its place in the text is known: what schema and rules report. */
export interface Fault {
  at: Path;
  /** Whether the key or its value is at fault. @default value */
  on?: 'key' | 'value';
  /** @default error */
  level?: ProblemLevel;
  title: string;
  detail?: string;
  suggestion?: string;
}
