import type { Amounts, BladeRoom, PodClass } from './pods';

/** Another class as it stands in the way of a pod: how many of it, what one costs the attacker. */
export interface Obstacle {
  pods: PodClass;
  /** Pods of the class that may stand on one blade at once. */
  perBlade: number;
  price: number;
}

/** The cheapest set of obstacles that leaves a blade without room for a pod. */
export interface Filling {
  /** Infinity where no set does. */
  price: number;
  /** Pods taken, by class. */
  taken: ReadonlyMap<string, number>;
}

/** Steps into which an amount is cut. More are exacter and slower; rounding only ever helps the attacker. */
const STEPS = 200;

/**
 * Finds the cheapest filling of a blade against a pod. One resource suffices to shut a pod out, so each is filled by
 * itself; a pod that must not stand beside it shuts it out alone. Whether the filling itself fits the blade is not
 * asked: that can only make the price too low, which proves less and never too much.
 */
export function cheapestFilling(pod: PodClass, blade: BladeRoom, obstacles: readonly Obstacle[]): Filling {
  const here = obstacles.filter(({ pods }) => pods.blades.has(blade.name));
  const alone = here
    .filter(({ pods }) => excludes(pod, pods))
    .map(({ pods, price }): Filling => ({ price, taken: new Map([[pods.id, 1]]) }));
  const byAmount = limitsOf(pod, blade).map(({ room, amountOf }) => fillOne(room, amountOf, here));
  return [...alone, ...byAmount].reduce((a, b) => (b.price < a.price ? b : a), nothing);
}

const nothing: Filling = { price: Infinity, taken: new Map() };

export function excludes(a: PodClass, b: PodClass): boolean {
  return a.keepsOff.has(b.id) || b.keepsOff.has(a.id);
}

/** A pod fits an empty blade. */
export function fitsEmpty(pod: PodClass, blade: BladeRoom): boolean {
  return limitsOf(pod, blade).every(({ room }) => room > 0);
}

interface Limit {
  /** The least amount of others that leaves too little; 0 or less where the pod is too large by itself. */
  room: number;
  amountOf: (request: Amounts) => number;
}

function limitsOf({ request }: PodClass, { free, podSlots }: BladeRoom): Limit[] {
  const limit = (has: number, wants: number, unit: number, amountOf: Limit['amountOf']): Limit[] =>
    wants > 0 ? [{ room: has - wants + unit, amountOf }] : [];
  return [
    ...limit(free.cpuMillicores, request.cpuMillicores, 1, (each) => each.cpuMillicores),
    ...limit(free.memoryBytes, request.memoryBytes, 1, (each) => each.memoryBytes),
    ...limit(free.diskBytes, request.diskBytes, 1, (each) => each.diskBytes),
    ...Object.entries(request.devices).flatMap(([name, wanted]) =>
      limit(free.devices[name] ?? 0, wanted, 1, (each) => each.devices[name] ?? 0),
    ),
    { room: podSlots, amountOf: () => 1 },
  ];
}

/** A knapsack turned round: reach `room` as cheaply as possible, each obstacle at most `perBlade` times. */
function fillOne(room: number, amountOf: Limit['amountOf'], obstacles: readonly Obstacle[]): Filling {
  const step = Math.max(1, Math.floor(room / STEPS));
  const target = Math.floor(room / step);
  const items = obstacles
    .map((obstacle) => ({ ...obstacle, size: Math.ceil(amountOf(obstacle.pods.request) / step) }))
    .filter(({ size, perBlade }) => size > 0 && perBlade > 0);
  if (items.reduce((sum, { size, perBlade }) => sum + size * perBlade, 0) < target) return nothing;
  const best = new Float64Array(target + 1).fill(Infinity);
  best[0] = 0;
  const rounds = items.flatMap(({ perBlade, ...item }) =>
    bundles(perBlade, item.size, target).map((copies) => ({ ...item, copies })),
  );
  const taken = new Uint8Array(rounds.length * (target + 1));
  rounds.forEach(({ size, price, copies }, round) => {
    const row = round * (target + 1);
    const width = size * copies;
    const cost = price * copies;
    for (let filled = target; filled > 0; filled--) {
      const with_ = (best[Math.max(0, filled - width)] as number) + cost;
      if (with_ < (best[filled] as number)) {
        best[filled] = with_;
        taken[row + filled] = 1;
      }
    }
  });
  return { price: best[target] as number, taken: traceBack(rounds, taken, target) };
}

/** Splits `perBlade` copies into powers of two, so that any number up to it can be put together from them. */
function bundles(perBlade: number, size: number, target: number): number[] {
  const parts: number[] = [];
  let left = Math.min(perBlade, Math.ceil(target / size));
  for (let copies = 1; left > 0; copies *= 2) {
    parts.push(Math.min(copies, left));
    left -= copies;
  }
  return parts;
}

function traceBack(
  rounds: readonly { pods: PodClass; size: number; copies: number }[],
  taken: Uint8Array,
  target: number,
): Map<string, number> {
  const found = new Map<string, number>();
  let filled = target;
  for (let round = rounds.length - 1; round >= 0 && filled > 0; round--) {
    const { pods, size, copies } = rounds[round] as (typeof rounds)[number];
    if (taken[round * (target + 1) + filled] !== 1) continue;
    found.set(pods.id, (found.get(pods.id) ?? 0) + copies);
    filled = Math.max(0, filled - size * copies);
  }
  return found;
}
