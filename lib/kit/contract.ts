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

/** Name and title of every contract that a module exports, sorted. */
export function contractsOf(exported: object): [name: string, title: string][] {
  return Object.entries(exported)
    .flatMap(([name, value]): [string, string][] => (isContract(value) ? [[name, value.title]] : []))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const isContract = (value: unknown): value is Contract<never> =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'title';

/** A need that may stay unmet: the app gets `undefined` when what it would use is switched off. */
export interface OptionalNeed<T> {
  readonly optional: Contract<T>;
}

export function optional<T>(wanted: Contract<T>): OptionalNeed<T> {
  return { optional: wanted };
}

/** A need that only some blocks have: a single replica wants no cache that several would share. Met wherever it can be. */
export interface ConditionalNeed<T> {
  readonly optional: Contract<T>;
  readonly isNeeded: (block: never) => boolean;
}

/** Needed by an app whose block is so; otherwise it is used if it is there. */
export function when<T, Block>(isNeeded: (block: Block) => boolean, wanted: Contract<T>): ConditionalNeed<T> {
  return { optional: wanted, isNeeded };
}

export type Need = Contract<never> | OptionalNeed<never> | ConditionalNeed<never>;

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

/** Whether an app can do without it, at least with some block. */
export function isOptional(need: Need): need is OptionalNeed<never> | ConditionalNeed<never> {
  return 'optional' in need;
}

/** What asks a block whether the need is there, of one that depends on it. */
export function conditionOf(need: Need): ((block: never) => boolean) | undefined {
  return 'isNeeded' in need ? need.isNeeded : undefined;
}
