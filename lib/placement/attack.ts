import { type Arrangement, emptyArrangement, hasRoom, hasRoomAfterPreemption, put, takeAway } from './arrangement';
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
export function attack(pod: PodClass, { classes, blades }: Racked, tries: number, seed = 1): Attack {
  const random = seeded(seed);
  let stuck = 0;
  let witness: Arrangement | undefined;
  for (let turn = 0; turn < tries; turn++) {
    const others = shuffled(othersOf(pod, classes), random);
    const found =
      turn % 2 === 0
        ? fillOneByOne(pod, others, { classes, blades }, random)
        : inOrder(others, { classes, blades }, random);
    if (found.some((loaded) => hasRoomAfterPreemption(loaded, pod))) continue;
    stuck += 1;
    witness ??= found;
  }
  return { tried: tries, stuck, ...(witness && { witness }) };
}

function othersOf(pod: PodClass, classes: readonly PodClass[]): PodClass[] {
  return classes.flatMap((each) =>
    Array.from({ length: each.id === pod.id ? each.count - 1 : each.count }, () => each),
  );
}

/** Pods one after another, each on any blade that has room: what a scheduler may do over a year of restarts. */
function inOrder(others: readonly PodClass[], { blades }: Racked, random: () => number): Arrangement {
  const arrangement = emptyArrangement(blades);
  for (const each of others) {
    const open = arrangement.filter((loaded) => hasRoom(loaded, each));
    const chosen = open[Math.floor(random() * open.length)];
    if (chosen) put(chosen, each);
  }
  return arrangement;
}

/** Fills blade after blade until the pod has no room there, then takes away what was not needed for that. */
function fillOneByOne(
  pod: PodClass,
  others: readonly PodClass[],
  { blades }: Racked,
  random: () => number,
): Arrangement {
  const arrangement = emptyArrangement(blades);
  let left = others;
  for (const loaded of shuffled(arrangement, random).filter(({ blade }) => pod.blades.has(blade.name))) {
    const taken: PodClass[] = [];
    for (const each of left) {
      if (!hasRoomAfterPreemption(loaded, pod)) break;
      if (!hasRoom(loaded, each)) continue;
      put(loaded, each);
      taken.push(each);
    }
    const kept = taken.filter((each) => {
      takeAway(loaded, each);
      if (!hasRoomAfterPreemption(loaded, pod)) return false;
      put(loaded, each);
      return true;
    });
    left = without(left, kept);
  }
  for (const each of left) {
    const open = arrangement.filter((loaded) => hasRoom(loaded, each));
    const chosen = open[Math.floor(random() * open.length)];
    if (chosen) put(chosen, each);
  }
  return arrangement;
}

function without(pods: readonly PodClass[], gone: readonly PodClass[]): PodClass[] {
  const counts = new Map<string, number>();
  for (const { id } of gone) counts.set(id, (counts.get(id) ?? 0) + 1);
  return pods.filter(({ id }) => {
    const count = counts.get(id) ?? 0;
    if (count > 0) counts.set(id, count - 1);
    return count === 0;
  });
}
