import type { Amounts, BladeRoom, PodClass } from './pods';

/** Another class as it stands in the way of a pod. */
export interface Obstacle {
  pods: PodClass;
  /** Pods of the class that may stand on one blade at once. */
  perBlade: number;
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
 * Finds the cheapest filling of a blade against a pod, at any prices of the obstacles. One resource suffices to shut a pod
 * out, so each is filled by itself; a pod that must not stand beside it shuts it out alone. Whether the filling itself fits
 * the blade is not asked: that can only make the price too low, which proves less and never too much.
 */
export function filler(
  pod: PodClass,
  blade: BladeRoom,
  obstacles: readonly Obstacle[],
): (prices: readonly number[]) => Filling {
  const here = obstacles
    .map(({ pods, perBlade }, index) => ({ pods, perBlade, index }))
    .filter(({ pods }) => pods.blades.has(blade.name));
  const alone = here.filter(({ pods }) => excludes(pod, pods));
  const sacks = limitsOf(pod, blade).flatMap((limit, position) => sackOf(limit, here, position));
  return (prices) => {
    let cheapest = nothing;
    for (const { pods, index } of alone) {
      const price = prices[index] as number;
      if (price < cheapest.price) cheapest = { price, taken: () => new Map([[pods.id, 1]]) };
    }
    let position = -1;
    // The sack that may be cheapest first: most of the others need not be filled then.
    const bounded = sacks.map((sack) => ({ sack, bound: boundOf(sack, prices) }));
    for (const { sack, bound } of bounded.sort((a, b) => a.bound.least - b.bound.least)) {
      if (bound.least > cheapest.price * ROUNDING) break;
      const filling = fill(sack, prices, bound, cheapest.price);
      if (filling.price > cheapest.price || (filling.price === cheapest.price && sack.position > position)) continue;
      cheapest = filling;
      position = sack.position;
    }
    return cheapest;
  };
}

/** What sums of prices may be off by. */
const ROUNDING = 1 + 1e-9;

const nothing: Filling = { price: Infinity, taken: () => new Map() };

/** Whether all obstacles together can shut a pod out of a blade: what any price of a filling would say first. */
export function canBeFilled(pod: PodClass, blade: BladeRoom, obstacles: readonly Obstacle[]): boolean {
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

/** A pod fits an empty blade: every limit of it has room. Asked so often that no limit is made for it. */
export function fitsEmpty({ request }: PodClass, { free, podSlots }: BladeRoom): boolean {
  if (podSlots <= 0) return false;
  if (isShort(free.cpuMillicores, request.cpuMillicores)) return false;
  if (isShort(free.memoryBytes, request.memoryBytes)) return false;
  if (isShort(free.diskBytes, request.diskBytes)) return false;
  for (const name in request.devices) if (isShort(free.devices[name] ?? 0, request.devices[name] ?? 0)) return false;
  return true;
}

function isShort(has: number, wants: number): boolean {
  return wants > 0 && roomBeside(has, wants) <= 0;
}

/** Amounts are whole numbers: others leave too little once they take one more than the rest. */
function roomBeside(has: number, wants: number): number {
  return has - wants + 1;
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
    if (wants > 0) limits.push({ room: roomBeside(has, wants), amountOf });
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

/** A knapsack turned round: reach `target` as cheaply as possible, each obstacle at most `perBlade` times. */
interface Sack {
  /** Of its limit, in the order of `limitsOf`. */
  position: number;
  /** In steps, as sizes are. */
  target: number;
  items: readonly Item[];
}

interface Item {
  pods: PodClass;
  /** Of its obstacle, and so of its price. */
  index: number;
  size: number;
  perBlade: number;
  /** Copies that are taken together or not at all. */
  bundles: readonly number[];
}

/** Nothing where all obstacles together do not reach the target. */
function sackOf(
  { room, amountOf }: Limit,
  obstacles: readonly (Obstacle & { index: number })[],
  position: number,
): Sack[] {
  const step = Math.max(1, Math.floor(room / STEPS));
  const target = Math.floor(room / step);
  const items: Item[] = [];
  let all = 0;
  for (const { pods, perBlade, index } of obstacles) {
    const size = Math.ceil(amountOf(pods.request) / step);
    if (size <= 0 || perBlade <= 0) continue;
    all += size * perBlade;
    items.push({ pods, index, size, perBlade, bundles: bundles(perBlade, size, target) });
  }
  return all < target ? [] : [{ position, target, items }];
}

/** What a filling costs at least and at most, and the price of a step at which the last of it is bought. */
interface Bound {
  least: number;
  most: number;
  perStep: number;
}

/** Buys where a step is cheapest. With parts of pods nothing is cheaper; whole pods make a filling, if not the cheapest. */
function boundOf({ items, target }: Sack, prices: readonly number[]): Bound {
  const offers = items.map(({ index, size, perBlade }) => {
    const price = prices[index] as number;
    return { price, size, perBlade, perStep: price / size };
  });
  let left = target;
  let spent = 0;
  for (const { price, size, perBlade, perStep } of offers.sort((a, b) => a.perStep - b.perStep)) {
    if (size * perBlade >= left) {
      return { least: spent + left * perStep, most: spent + Math.ceil(left / size) * price, perStep };
    }
    left -= size * perBlade;
    spent += perBlade * price;
  }
  return { least: spent, most: Infinity, perStep: Infinity };
}

/** `known` is the price of a filling that was found elsewhere: a dearer one need not be found exactly. */
function fill({ items, target }: Sack, prices: readonly number[], bound: Bound, known: number): Filling {
  const most = Math.min(bound.most, known) * ROUNDING;
  const choices: Choice[] = [];
  for (const { pods, index, size, bundles: parts } of items) {
    const price = prices[index] as number;
    // One that is too dear for its size is in no cheapest filling.
    if (bound.least + price - bound.perStep * size > most) continue;
    for (const copies of parts) choices.push({ pods, size, price, copies });
  }
  const best = new Float64Array(target + 1).fill(Infinity);
  best[0] = 0;
  const taken = new Uint8Array(choices.length * (target + 1));
  for (let index = 0; index < choices.length; index++)
    take(choices[index] as Choice, best, taken, index * (target + 1));
  return { price: best[target] as number, taken: () => traceBack(choices, taken, target) };
}

/** Copies of one pod that are taken together or not at all. */
interface Choice {
  pods: PodClass;
  size: number;
  price: number;
  copies: number;
}

function take({ size, price, copies }: Choice, best: Float64Array, taken: Uint8Array, row: number): void {
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

function traceBack(choices: readonly Choice[], taken: Uint8Array, target: number): Map<string, number> {
  const found = new Map<string, number>();
  let filled = target;
  for (let index = choices.length - 1; index >= 0 && filled > 0; index--) {
    const { pods, size, copies } = choices[index] as Choice;
    if (taken[index * (target + 1) + filled] !== 1) continue;
    found.set(pods.id, (found.get(pods.id) ?? 0) + copies);
    filled = Math.max(0, filled - size * copies);
  }
  return found;
}
