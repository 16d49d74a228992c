import type { BandWeights } from '../../src/control/band-weights';

/** One number of the weights, by its path. */
export type Knob = string;

/** Every number by its path, such as `wishSeconds.rise`. */
export function numbersOf(weights: BandWeights): ReadonlyMap<Knob, number> {
  return new Map(
    Object.entries(weights).flatMap(([key, value]: [string, number | Record<string, number>]) =>
      typeof value === 'number'
        ? [[key, value] as const]
        : Object.entries(value).map(([inner, number]) => [`${key}.${inner}`, number] as const),
    ),
  );
}

/** The same weights with some of their numbers multiplied. */
export function turned(weights: BandWeights, factors: ReadonlyMap<Knob, number>): BandWeights {
  const turn = (path: Knob, value: number) => value * (factors.get(path) ?? 1);
  return Object.fromEntries(
    Object.entries(weights).map(([key, value]: [string, number | Record<string, number>]) => [
      key,
      typeof value === 'number'
        ? turn(key, value)
        : Object.fromEntries(Object.entries(value).map(([inner, number]) => [inner, turn(`${key}.${inner}`, number)])),
    ]),
  ) as unknown as BandWeights;
}
