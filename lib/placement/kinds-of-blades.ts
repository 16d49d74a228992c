import type { BladeRoom, PodClass } from './pods';

/** Blades that no class can tell apart have one number. */
export function kindsOfBlades(classes: readonly PodClass[], blades: readonly BladeRoom[]): Map<string, number> {
  const numbers = new Map<string, number>();
  return new Map(
    blades.map(({ name, free, podSlots }) => {
      const key = JSON.stringify([free, podSlots, classes.map((pod) => pod.blades.has(name))]);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return [name, number];
    }),
  );
}
