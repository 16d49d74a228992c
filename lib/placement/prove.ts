import { type Filling, type Obstacle, canBeFilled, excludes, filler, fitsEmpty, limitsOf } from './fill';
import type { Columns } from './arrangement';
import { kindsOfBlades } from './kinds-of-blades';
import type { Amounts, BladeRoom, PodClass } from './pods';

/** What can be said of a class without asking in which order pods arrive. */
export type Proof =
  | { verdict: 'proved'; because: string; prices?: Prices }
  /** No blade is large enough, or fewer than the class needs. */
  | { verdict: 'impossible'; why: string }
  | { verdict: 'undecided'; filled: number; blades: number };

/** What a pod of a class costs the attacker, by id of the class. Any prices may be tried: a proof checks itself. */
export type Prices = ReadonlyMap<string, number>;

export interface Racked {
  classes: readonly PodClass[];
  /** Blades that are up. */
  blades: readonly BladeRoom[];
  /** Of all blades, by name. @default - worked out anew */
  kinds?: ReadonlyMap<string, number>;
  /** Of these classes and blades. @default - worked out anew */
  columns?: Columns;
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
export function prove(pod: PodClass, racked: Racked, prices?: Prices): Proof {
  const { classes, blades } = racked;
  const impossible = whyImpossible(pod, blades);
  if (impossible !== undefined) return { verdict: 'impossible', why: impossible };
  const large = blades.filter((blade) => pod.blades.has(blade.name) && fitsEmpty(pod, blade));
  const others = classes.flatMap((each) => inTheWay(pod, each));
  const kinds = kindsOf(large, racked);
  return proveByWeight(pod, kinds, others) ?? provePrices(pod, kinds, others, prices);
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
export function provePinned(pod: PodClass, racked: Racked): Proof {
  const { classes, blades } = racked;
  const others = classes.flatMap((each) => inTheWay(pod, each));
  const candidates = blades.filter((blade) => pod.blades.has(blade.name) && fitsEmpty(pod, blade));
  if (candidates.length === 0) return { verdict: 'impossible', why: 'no blade is large enough for it' };
  const isFilled = kindsOf(candidates, racked).some(({ blade }) => canBeFilled(pod, blade, others));
  if (isFilled) return { verdict: 'undecided', filled: 1, blades: 1 };
  return { verdict: 'proved', because: 'no set of other pods fills the blade that holds its volume' };
}

interface Kind {
  blade: BladeRoom;
  count: number;
}

interface Other extends Obstacle {
  count: number;
}

/** Blades that no pod of the rack can tell from one another are one kind. */
function kindsOf(blades: readonly BladeRoom[], { classes, kinds = kindsOfBlades(classes, blades) }: Racked): Kind[] {
  const found = new Map<number | undefined, Kind>();
  for (const blade of blades) {
    const number = kinds.get(blade.name);
    const kind = found.get(number);
    if (kind) kind.count += 1;
    else found.set(number, { blade, count: 1 });
  }
  return [...found.values()];
}

function inTheWay(pod: PodClass, pods: PodClass): Other[] {
  if (pod.preempts && pods.priority < pod.priority) return [];
  const count = pods.id === pod.id ? pods.count - 1 : pods.count;
  if (count <= 0) return [];
  return [{ pods, count, perBlade: pods.keepsOff.has(pods.id) ? 1 : count }];
}

/**
 * The cheap case. At the first prices every set that fills a blade costs at least 1, so no filling has to be searched:
 * all pods together must cost less than there are blades.
 */
function proveByWeight(pod: PodClass, kinds: readonly Kind[], others: readonly Other[]): Proof | undefined {
  const never = kinds.find(({ blade }) => !canBeFilled(pod, blade, others));
  if (never) return { verdict: 'proved', because: `nothing fills ${never.blade.name} against it` };
  const prices = firstPrices(pod, others, kinds);
  const weight = others.reduce((sum, { count }, index) => sum + count * (prices[index] as number), 0);
  return weight < countOf(kinds) * (1 - 1e-9) ? provedBy(weight, countOf(kinds)) : undefined;
}

function countOf(kinds: readonly Kind[]): number {
  return kinds.reduce((sum, { count }) => sum + count, 0);
}

function provedBy(filled: number, blades: number, prices?: Prices): Proof {
  const because = `all other pods fill at most ${Math.floor(filled)} of ${blades} blades`;
  return { verdict: 'proved', because, ...(prices && { prices }) };
}

function provePrices(pod: PodClass, kinds: readonly Kind[], others: readonly Other[], known?: Prices): Proof {
  const first = firstPrices(pod, others, kinds);
  let prices = others.map(({ pods }, index) => known?.get(pods.id) ?? (first[index] as number));
  let least = Infinity;
  let lastGain = 0;
  const blades = countOf(kinds);
  const fillers = kinds.map(({ blade, count }) => ({ count, fill: filler(pod, blade, others) }));
  for (let round = 0; round < ROUNDS; round++) {
    const fillings = fillers.map(({ count, fill }) => ({ count, filling: fill(prices) }));
    const has = others.reduce((sum, { count }, index) => sum + count * (prices[index] as number), 0);
    const needs = fillings.reduce((sum, { filling, count }) => sum + filling.price * count, 0);
    const filled = (has / needs) * blades;
    if (filled < least * 0.999) lastGain = round;
    least = Math.min(least, filled);
    if (least < blades * (1 - 1e-9)) {
      return provedBy(least, blades, new Map(others.map(({ pods }, index) => [pods.id, prices[index] as number])));
    }
    if (round - lastGain > PATIENCE) break;
    prices = better(prices, others, fillings, round);
  }
  return { verdict: 'undecided', filled: least, blades };
}

/**
 * The largest share of a blade's room that each pod takes, over resources and blades: the weight bound. It must look at
 * the same limits as the fillings do, or one of them could cost less than 1.
 */
function firstPrices(pod: PodClass, others: readonly Other[], kinds: readonly Kind[]): number[] {
  const limits = kinds.map(({ blade }) => ({ name: blade.name, limits: limitsOf(pod, blade) }));
  return others.map(({ pods }) => {
    if (excludes(pod, pods)) return 1;
    let largest = 0;
    for (const blade of limits) {
      if (!pods.blades.has(blade.name)) continue;
      for (const { room, amountOf } of blade.limits) largest = Math.max(largest, amountOf(pods.request) / room);
    }
    return Math.min(1, largest);
  });
}

/** Raises the price of what the cheapest fillings use more of than there is, lowers what they leave. */
function better(
  prices: readonly number[],
  others: readonly Other[],
  fillings: readonly { count: number; filling: Filling }[],
  round: number,
): number[] {
  const pace = 0.5 / Math.sqrt(1 + round / 4);
  const taken = fillings.map(({ filling, count }) => ({ count, of: filling.taken() }));
  return others.map(({ pods, count }, index) => {
    const used = taken.reduce((sum, each) => sum + (each.of.get(pods.id) ?? 0) * each.count, 0);
    const strain = Math.max(-1, Math.min(1, (used - count) / count));
    return (prices[index] as number) * Math.exp(pace * strain);
  });
}
