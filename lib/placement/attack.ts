import {
  type Arrangement,
  type Board,
  boardOf,
  columnsOf,
  emptyArrangement,
  hasRoom,
  hasRoomAfterPreemption,
  put,
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

/** Tries to shut a pod out of every blade. */
export function attack(pod: PodClass, racked: Racked, tries: number, seed = 1): Attack {
  let stuck = 0;
  let witness: Arrangement | undefined;
  for (const arrangement of arrangementsAgainst(pod, racked, tries, seed)) {
    if (racked.blades.some((_, blade) => hasRoomAfterPreemption(arrangement, blade))) continue;
    stuck += 1;
    witness ??= arrangement;
  }
  return { tried: tries, stuck, ...(witness && { witness }) };
}

/**
 * Ways for all other pods to stand: half are orders a scheduler may meet, half fill one blade after another and no more
 * than needed. Each is an arrangement that a cluster can really be in.
 */
export function* arrangementsAgainst(
  pod: PodClass,
  { classes, blades, columns = columnsOf(classes, blades) }: Racked,
  tries: number,
  seed: number,
): Generator<Arrangement> {
  const random = seeded(seed);
  const board = boardOf(pod, columns);
  const others = othersOf(board);
  for (let turn = 0; turn < tries; turn++) {
    const arrangement = emptyArrangement(board);
    const left = shuffled(others, random);
    // Every second try: pods one after another, each on any blade that has room, as over a year of restarts.
    placeAll(turn % 2 === 0 ? fillOneByOne(left, arrangement, random) : left, arrangement, random);
    yield arrangement;
  }
}

/** Every pod but the last of the class that asks, by number of its class. */
export function othersOf({ classes, asking }: Board): number[] {
  return classes.flatMap(({ count }, index) =>
    Array.from({ length: index === asking ? count - 1 : count }, () => index),
  );
}

/** What a scheduler may do that has its reasons for any blade with room; who finds none stays Pending. */
function placeAll(pods: readonly number[], arrangement: Arrangement, random: () => number): void {
  const { blades, classes } = arrangement.board;
  // By class, the blades that had room when it was last asked: nobody leaves, so the others have none now.
  const open: number[][] = classes.map(() => []);
  const isAsked = new Uint8Array(classes.length);
  for (const pod of pods) {
    const had = open[pod] as number[];
    if (isAsked[pod] === 0) for (let blade = 0; blade < blades.length; blade++) had.push(blade);
    isAsked[pod] = 1;
    let found = 0;
    for (const blade of had) if (hasRoom(arrangement, blade, pod)) had[found++] = blade;
    had.length = found;
    const chosen = Math.floor(random() * found);
    if (found > 0) put(arrangement, had[chosen] as number, pod);
  }
}

/** Fills blade after blade until the pod has no room there, then takes away what was not needed. Returns who is left over. */
function fillOneByOne(others: readonly number[], arrangement: Arrangement, random: () => number): readonly number[] {
  const { blades, classes, asking, allowed } = arrangement.board;
  let left = others;
  for (const blade of shuffled([...blades.keys()], random)) {
    if (allowed[asking * blades.length + blade] === 0) continue;
    const taken: number[] = [];
    // Nobody leaves meanwhile: where one pod of a class has no room, no other of it has.
    const hasNone = new Uint8Array(classes.length);
    let isOpen = hasRoomAfterPreemption(arrangement, blade);
    for (const pod of left) {
      if (!isOpen) break;
      if (hasNone[pod] === 1) continue;
      if (!hasRoom(arrangement, blade, pod)) {
        hasNone[pod] = 1;
        continue;
      }
      put(arrangement, blade, pod);
      taken.push(pod);
      isOpen = hasRoomAfterPreemption(arrangement, blade);
    }
    const kept = new Uint16Array(classes.length);
    for (const pod of taken) {
      put(arrangement, blade, pod, -1);
      if (hasRoomAfterPreemption(arrangement, blade)) {
        put(arrangement, blade, pod);
        kept[pod]! += 1;
      }
    }
    left = left.filter((pod) => kept[pod] === 0 || kept[pod]!-- === 0);
  }
  return left;
}
