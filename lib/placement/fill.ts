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
  taken: () => ReadonlyMap<string, number>;
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
  let cheapest = nothing;
  for (const { pods, price } of here) {
    if (price < cheapest.price && excludes(pod, pods)) cheapest = { price, taken: () => new Map([[pods.id, 1]]) };
  }
  for (const limit of limitsOf(pod, blade)) {
    const filling = fillOne(limit, here);
    if (filling.price < cheapest.price) cheapest = filling;
  }
  return cheapest;
}

const nothing: Filling = { price: Infinity, taken: () => new Map() };

/** Whether all obstacles together can shut a pod out of a blade: what any price of a filling would say first. */
export function canBeFilled(pod: PodClass, blade: BladeRoom, obstacles: readonly Omit<Obstacle, 'price'>[]): boolean {
  const here = obstacles.filter(({ pods }) => pods.blades.has(blade.name));
  return (
    here.some(({ pods }) => excludes(pod, pods)) ||
    limitsOf(pod, blade).some(
      ({ room, amountOf }) =>
        here.reduce((sum, { pods, perBlade }) => sum + amountOf(pods.request) * perBlade, 0) >= room,
    )
  );
}

export function excludes(a: PodClass, b: PodClass): boolean {
  return (a.keepsOff.size > 0 && a.keepsOff.has(b.id)) || (b.keepsOff.size > 0 && b.keepsOff.has(a.id));
}

/** A pod fits an empty blade. */
export function fitsEmpty(pod: PodClass, blade: BladeRoom): boolean {
  return limitsOf(pod, blade).every(({ room }) => room > 0);
}

export interface Limit {
  /** The least amount of others that leaves too little; 0 or less where the pod is too large by itself. */
  room: number;
  amountOf: (request: Amounts) => number;
}

/** Every way in which a blade can be too full for a pod. */
export function limitsOf({ request }: PodClass, { free, podSlots }: BladeRoom): Limit[] {
  const limits: Limit[] = [{ room: podSlots, amountOf: oneSlot }];
  const limit = (has: number, wants: number, amountOf: Limit['amountOf']) => {
    // Amounts are whole numbers: others leave too little once they take one more than the rest.
    if (wants > 0) limits.push({ room: has - wants + 1, amountOf });
  };
  limit(free.cpuMillicores, request.cpuMillicores, cpuMillicores);
  limit(free.memoryBytes, request.memoryBytes, memoryBytes);
  limit(free.diskBytes, request.diskBytes, diskBytes);
  for (const name in request.devices) {
    limit(free.devices[name] ?? 0, request.devices[name] ?? 0, (each) => each.devices[name] ?? 0);
  }
  return limits;
}

const oneSlot = () => 1;
const cpuMillicores = (each: Amounts) => each.cpuMillicores;
const memoryBytes = (each: Amounts) => each.memoryBytes;
const diskBytes = (each: Amounts) => each.diskBytes;

/** A knapsack turned round: reach `room` as cheaply as possible, each obstacle at most `perBlade` times. */
function fillOne({ room, amountOf }: Limit, obstacles: readonly Obstacle[]): Filling {
  const step = Math.max(1, Math.floor(room / STEPS));
  const target = Math.floor(room / step);
  const items: Item[] = [];
  let all = 0;
  for (const { pods, perBlade, price } of obstacles) {
    const size = Math.ceil(amountOf(pods.request) / step);
    if (size <= 0 || perBlade <= 0) continue;
    all += size * perBlade;
    for (const copies of bundles(perBlade, size, target)) items.push({ pods, size, price, copies });
  }
  if (all < target) return nothing;
  const best = new Float64Array(target + 1).fill(Infinity);
  best[0] = 0;
  const taken = new Uint8Array(items.length * (target + 1));
  for (let index = 0; index < items.length; index++) take(items[index] as Item, best, taken, index * (target + 1));
  return { price: best[target] as number, taken: () => traceBack(items, taken, target) };
}

/** Copies of one pod that are taken together or not at all. */
interface Item {
  pods: PodClass;
  size: number;
  price: number;
  copies: number;
}

function take({ size, price, copies }: Item, best: Float64Array, taken: Uint8Array, row: number): void {
  const width = size * copies;
  const cost = price * copies;
  for (let filled = best.length - 1; filled > 0; filled--) {
    const before = filled > width ? (best[filled - width] as number) : 0;
    if (before + cost < (best[filled] as number)) {
      best[filled] = before + cost;
      taken[row + filled] = 1;
    }
  }
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

function traceBack(items: readonly Item[], taken: Uint8Array, target: number): Map<string, number> {
  const found = new Map<string, number>();
  let filled = target;
  for (let index = items.length - 1; index >= 0 && filled > 0; index--) {
    const { pods, size, copies } = items[index] as Item;
    if (taken[index * (target + 1) + filled] !== 1) continue;
    found.set(pods.id, (found.get(pods.id) ?? 0) + copies);
    filled = Math.max(0, filled - size * copies);
  }
  return found;
}
