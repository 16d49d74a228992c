import type { RackSpec } from '../rack-file/rack';

/** Blades that are down together, and why anybody should think of it. */
export interface Loss {
  kind: 'nothing' | 'blade' | 'pair' | 'switch';
  /** `blade-04`, `switch usw-pro-24`. */
  name: string;
  down: readonly string[];
}

export function noLoss(): Loss {
  return { kind: 'nothing', name: 'nothing', down: [] };
}

/** Each blade by itself. */
export function singleLosses({ blades }: Pick<RackSpec, 'blades'>): Loss[] {
  return blades.map(({ name }) => ({ kind: 'blade', name, down: [name] }));
}

/** Every two blades; one of them may as well be drained, which moves the same pods. */
export function pairLosses({ blades }: Pick<RackSpec, 'blades'>): Loss[] {
  return blades.flatMap(({ name: first }, index) =>
    blades.slice(index + 1).map(({ name: second }): Loss => ({
      kind: 'pair',
      name: `${first} and ${second}`,
      down: [first, second],
    })),
  );
}

/** Every switch with all that it feeds. Nothing is left to place where it feeds the whole rack. */
export function switchLosses({ blades, switches }: Pick<RackSpec, 'blades' | 'switches'>): Loss[] {
  return Object.keys(switches)
    .map((name): Loss => ({
      kind: 'switch',
      name: `switch ${name}`,
      down: blades.filter(({ feed }) => feed?.switch === name).map((blade) => blade.name),
    }))
    .filter(({ down }) => down.length > 0 && down.length < blades.length);
}
