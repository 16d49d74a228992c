/**
 * What one app may hand another, as a value that can be named in a table: `needs: { cache: RedisSentinel }` on one side,
 * `offers: [RedisSentinel]` on the other. The composition root matches the two; apps never look each other up by name.
 */
export interface Contract<T> {
  /** How errors name it, e.g. `a Redis behind Sentinel`. */
  readonly title: string;
  /** Only for the compiler, which reads from it what an app that needs the contract is handed. */
  readonly fits?: (offered: T) => void;
}

export function contract<T>(title: string): Contract<T> {
  return { title };
}

/** A need that may stay unmet: the app gets `undefined` when what it would use is switched off. */
export interface OptionalNeed<T> {
  readonly optional: Contract<T>;
}

export function optional<T>(wanted: Contract<T>): OptionalNeed<T> {
  return { optional: wanted };
}

export type Need = Contract<never> | OptionalNeed<never>;

/** The objects an app is handed for its needs. */
export type Met<Needs> = {
  [K in keyof Needs]: Needs[K] extends OptionalNeed<infer T>
    ? T | undefined
    : Needs[K] extends Contract<infer T>
      ? T
      : never;
};

export function contractOf(need: Need): Contract<never> {
  return 'optional' in need ? need.optional : need;
}

export function isOptional(need: Need): boolean {
  return 'optional' in need;
}
