import { type Obstacle, cheapestFilling, excludes, fitsEmpty } from './fill';
import type { Amounts, BladeRoom, PodClass } from './pods';

/** What can be said of a class without asking in which order pods arrive. */
export type Proof =
  | { verdict: 'proved'; because: string }
  /** No blade is large enough, or fewer than the class needs. */
  | { verdict: 'impossible'; why: string }
  | { verdict: 'undecided'; filled: number; blades: number };

export interface Racked {
  classes: readonly PodClass[];
  /** Blades that are up. */
  blades: readonly BladeRoom[];
}

/** Rounds in which prices are improved before a class is called undecided, and how many may pass without gain. */
const ROUNDS = 60;
const PATIENCE = 8;

/**
 * Proves that a pod of a class finds a blade whatever the scheduler did with all the others, or fails to.
 *
 * Give every other pod a price, and let α(b) be the price of the cheapest set of them that fills blade b against this
 * pod. Were the pod shut out everywhere, each blade would hold such a set; every pod stands on one blade only, so the
 * sets together cost at most what all pods cost. Prices for which Σ α(b) exceeds that are therefore a proof, however
 * they were found. Pods that this one may push out cost nothing and fill nothing: it gets their room, in the end.
 */
export function prove(pod: PodClass, { classes, blades }: Racked): Proof {
  const impossible = whyImpossible(pod, blades);
  if (impossible !== undefined) return { verdict: 'impossible', why: impossible };
  const large = blades.filter((blade) => pod.blades.has(blade.name) && fitsEmpty(pod, blade));
  const others = classes.flatMap((each) => inTheWay(pod, each));
  return provePrices(pod, kindsOf(large, classes), others);
}

/** Why no arrangement at all could carry a class; undefined where one may. */
export function whyImpossible(pod: PodClass, blades: readonly BladeRoom[]): string | undefined {
  const candidates = blades.filter(({ name }) => pod.blades.has(name));
  const large = candidates.filter((blade) => fitsEmpty(pod, blade));
  if (large.length === 0) return candidates.length === 0 ? 'no blade may carry it' : tooLarge(pod, candidates);
  if (!pod.keepsOff.has(pod.id) || pod.replicas <= large.length) return undefined;
  const missing = large.length < candidates.length ? `; ${tooLarge(pod, without(candidates, large))}` : '';
  return `${pod.replicas} pods want a blade each, ${large.length} can carry one${missing}`;
}

function without(blades: readonly BladeRoom[], gone: readonly BladeRoom[]): BladeRoom[] {
  return blades.filter((blade) => !gone.includes(blade));
}

/** Names what is short on the blade that comes nearest. */
function tooLarge({ request }: PodClass, blades: readonly BladeRoom[]): string {
  const most = (of: (amounts: Amounts) => number) => Math.max(...blades.map(({ free }) => of(free)));
  const short = (what: string, of: (amounts: Amounts) => number, print: (value: number) => string) =>
    of(request) > most(of)
      ? [`${print(of(request))} of ${what} asked, the largest of ${blades.length} has ${print(Math.max(0, most(of)))}`]
      : [];
  const mebibytes = (value: number) => `${Math.floor(value / 2 ** 20)}Mi`;
  const gibibytes = (value: number) => `${Math.floor(value / 2 ** 30)}Gi`;
  const missing = [
    ...short(
      'processor',
      (each) => each.cpuMillicores,
      (value) => `${value}m`,
    ),
    ...short('memory', (each) => each.memoryBytes, mebibytes),
    ...short('disk for node-local volumes', (each) => each.diskBytes, gibibytes),
    ...Object.keys(request.devices).flatMap((name) => short(name, (each) => each.devices[name] ?? 0, String)),
  ];
  return missing.join('; ') || 'no blade has everything that it asks for';
}

/**
 * Proves that a pod of a class comes back on the one blade that holds its volume, whichever blade of the rack that is.
 * Prices do not help there: one blade is filled or it is not.
 */
export function provePinned(pod: PodClass, { classes, blades }: Racked): Proof {
  const others = classes.flatMap((each) => inTheWay(pod, each)).map((other) => ({ ...other, price: 1 }));
  const candidates = blades.filter((blade) => pod.blades.has(blade.name) && fitsEmpty(pod, blade));
  if (candidates.length === 0) return { verdict: 'impossible', why: 'no blade is large enough for it' };
  const isFilled = kindsOf(candidates, classes).some(
    ({ blade }) => cheapestFilling(pod, blade, others).price !== Infinity,
  );
  if (isFilled) return { verdict: 'undecided', filled: 1, blades: 1 };
  return { verdict: 'proved', because: 'no set of other pods fills the blade that holds its volume' };
}

interface Kind {
  blade: BladeRoom;
  count: number;
}

interface Other {
  pods: PodClass;
  count: number;
  perBlade: number;
}

/** Blades that no pod of the rack can tell from one another are one kind. */
function kindsOf(blades: readonly BladeRoom[], classes: readonly PodClass[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const blade of blades) {
    const allowed = classes.map(({ blades: names }) => (names.has(blade.name) ? '1' : '0')).join('');
    const key = JSON.stringify([blade.free, blade.podSlots, allowed]);
    const kind = kinds.get(key);
    if (kind) kind.count += 1;
    else kinds.set(key, { blade, count: 1 });
  }
  return [...kinds.values()];
}

function inTheWay(pod: PodClass, pods: PodClass): Other[] {
  if (pod.preempts && pods.priority < pod.priority) return [];
  const count = pods.id === pod.id ? pods.count - 1 : pods.count;
  if (count <= 0) return [];
  return [{ pods, count, perBlade: pods.keepsOff.has(pods.id) ? 1 : count }];
}

function provePrices(pod: PodClass, kinds: readonly Kind[], others: readonly Other[]): Proof {
  let prices = others.map(({ pods }) => firstPrice(pod, pods, kinds));
  let least = Infinity;
  let lastGain = 0;
  const blades = kinds.reduce((sum, { count }) => sum + count, 0);
  for (let round = 0; round < ROUNDS; round++) {
    const obstacles: Obstacle[] = others.map(({ pods, perBlade }, index) => ({
      pods,
      perBlade,
      price: prices[index] as number,
    }));
    const fillings = kinds.map(({ blade, count }) => ({ count, ...cheapestFilling(pod, blade, obstacles) }));
    const never = fillings.findIndex(({ price }) => price === Infinity);
    if (never >= 0) return { verdict: 'proved', because: `nothing fills ${kinds[never]?.blade.name} against it` };
    const has = others.reduce((sum, { count }, index) => sum + count * (prices[index] as number), 0);
    const needs = fillings.reduce((sum, { price, count }) => sum + price * count, 0);
    const filled = (has / needs) * blades;
    if (filled < least * 0.999) lastGain = round;
    least = Math.min(least, filled);
    if (least < blades * (1 - 1e-9)) {
      return { verdict: 'proved', because: `all other pods fill at most ${Math.floor(least)} of ${blades} blades` };
    }
    if (round - lastGain > PATIENCE) break;
    prices = better(prices, others, fillings, round);
  }
  return { verdict: 'undecided', filled: least, blades };
}

/** The share of a blade's room that a pod takes, of the resource of which it takes most: the weight bound. */
function firstPrice(pod: PodClass, other: PodClass, kinds: readonly Kind[]): number {
  if (excludes(pod, other)) return 1;
  const shares = kinds
    .filter(({ blade }) => other.blades.has(blade.name))
    .map(({ blade: { free, podSlots } }) => {
      const share = (wants: number, own: number, has: number) => (own > 0 ? wants / (has - own + 1) : 0);
      return Math.max(
        share(other.request.cpuMillicores, pod.request.cpuMillicores, free.cpuMillicores),
        share(other.request.memoryBytes, pod.request.memoryBytes, free.memoryBytes),
        share(other.request.diskBytes, pod.request.diskBytes, free.diskBytes),
        ...Object.entries(pod.request.devices).map(([name, own]) =>
          share(other.request.devices[name] ?? 0, own, free.devices[name] ?? 0),
        ),
        1 / podSlots,
      );
    });
  return Math.min(1, Math.max(0, ...shares));
}

/** Raises the price of what the cheapest fillings use more of than there is, lowers what they leave. */
function better(
  prices: readonly number[],
  others: readonly Other[],
  fillings: readonly { count: number; taken: ReadonlyMap<string, number> }[],
  round: number,
): number[] {
  const pace = 0.5 / Math.sqrt(1 + round / 4);
  return others.map(({ pods, count }, index) => {
    const used = fillings.reduce((sum, filling) => sum + (filling.taken.get(pods.id) ?? 0) * filling.count, 0);
    const strain = Math.max(-1, Math.min(1, (used - count) / count));
    return (prices[index] as number) * Math.exp(pace * strain);
  });
}
