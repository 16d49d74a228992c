import {
  type Arrangement,
  type Loaded,
  emptyArrangement,
  hasRoom,
  hasRoomAfterPreemption,
  put,
  takeAway,
} from './arrangement';
import type { Racked } from './prove';
import type { PodClass } from './pods';
import { seeded, shuffled } from './random';

/** What came of arranging all other pods in many ways before a class asked for its last pod. */
export interface Attack {
  tried: number;
  stuck: number;
  /** One arrangement in which no blade had room. */
  witness?: Arrangement;
}

/**
 * Tries to shut a pod out: half of the tries are orders a scheduler may meet, half fill one blade after another and no
 * more than needed. Each is an arrangement that a cluster can really be in.
 */
export function attack(pod: PodClass, racked: Racked, tries: number, seed = 1): Attack {
  const random = seeded(seed);
  const others = othersOf(pod, racked.classes);
  let stuck = 0;
  let witness: Arrangement | undefined;
  for (let turn = 0; turn < tries; turn++) {
    const arrangement = emptyArrangement(racked.blades, pod);
    const left = shuffled(others, random);
    // Every second try: pods one after another, each on any blade that has room, as over a year of restarts.
    placeAll(turn % 2 === 0 ? fillOneByOne(pod, left, arrangement, random) : left, arrangement, random);
    if (arrangement.some(hasRoomAfterPreemption)) continue;
    stuck += 1;
    witness ??= arrangement;
  }
  return { tried: tries, stuck, ...(witness && { witness }) };
}

function othersOf(pod: PodClass, classes: readonly PodClass[]): PodClass[] {
  return classes.flatMap((each) =>
    Array.from({ length: each.id === pod.id ? each.count - 1 : each.count }, () => each),
  );
}

/** What a scheduler may do that has its reasons for any blade with room; who finds none stays Pending. */
function placeAll(pods: readonly PodClass[], arrangement: Arrangement, random: () => number): void {
  const open: Loaded[] = [];
  for (const each of pods) {
    open.length = 0;
    for (const loaded of arrangement) if (hasRoom(loaded, each)) open.push(loaded);
    const chosen = open[Math.floor(random() * open.length)];
    if (chosen) put(chosen, each);
  }
}

/** Fills blade after blade until the pod has no room there, then takes away what was not needed. Returns who is left over. */
function fillOneByOne(
  pod: PodClass,
  others: readonly PodClass[],
  arrangement: Arrangement,
  random: () => number,
): readonly PodClass[] {
  let left = others;
  for (const loaded of shuffled(arrangement, random).filter(({ blade }) => pod.blades.has(blade.name))) {
    const taken: PodClass[] = [];
    for (const each of left) {
      if (!hasRoomAfterPreemption(loaded)) break;
      if (!hasRoom(loaded, each)) continue;
      put(loaded, each);
      taken.push(each);
    }
    const kept = taken.filter((each) => {
      takeAway(loaded, each);
      if (!hasRoomAfterPreemption(loaded)) return false;
      put(loaded, each);
      return true;
    });
    left = without(left, kept);
  }
  return left;
}

function without(pods: readonly PodClass[], gone: readonly PodClass[]): PodClass[] {
  const counts = new Map<PodClass, number>();
  for (const each of gone) counts.set(each, (counts.get(each) ?? 0) + 1);
  return pods.filter((each) => {
    const count = counts.get(each) ?? 0;
    if (count > 0) counts.set(each, count - 1);
    return count === 0;
  });
}
