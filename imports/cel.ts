/**
 * A CEL expression as a tree, parsed by `npm run import`: lists that begin with what they are. Macros (`all`, `exists`,
 * `filter` …) are already the folds that they stand for.
 */
export type CelExpression =
  | ['value', string | number | boolean]
  | ['name', string]
  | ['field', CelExpression, string]
  /** `has(a.b)`. */
  | ['has', CelExpression, string]
  | ['list', ...CelExpression[]]
  /** The receiver of a method is its first argument: `.size`, `.startsWith`. */
  | ['call', string, ...CelExpression[]]
  | ['fold', CelFold];

export interface CelFold {
  over: CelExpression;
  /** Name of each element. */
  each: string;
  /** Name of what is carried from element to element. */
  carried: string;
  start: CelExpression;
  /** Goes on while this holds. */
  while: CelExpression;
  step: CelExpression;
  result: CelExpression;
}
