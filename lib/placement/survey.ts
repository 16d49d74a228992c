import { columnsOf } from './arrangement';
import { kindsOfBlades } from './kinds-of-blades';
import type { Loss } from './losses';
import type { BladeRoom, PodClass } from './pods';
import type { Proof, Racked } from './prove';
import { type Verdict, verdictOf } from './verdicts';

/** What becomes of every class when some blades are down. */
export interface Survey {
  loss: Loss;
  verdicts: readonly ClassUnderLoss[];
}

export interface ClassUnderLoss extends Verdict {
  /** What its pods on a dead blade do. */
  move: Move;
}

/**
 * `by-itself`: the controller makes a new pod once the old one is evicted. `after-fencing`: a StatefulSet waits until
 * somebody says that the old pod is gone for good (taint `out-of-service`), unless its storage does. `stays`: its volume lies on the dead blade.
 */
export type Move = 'by-itself' | 'after-fencing' | 'stays';

export interface SurveyOptions {
  /** Arrangements tried where no proof was found. */
  tries: number;
}

/**
 * Asks what becomes of every class under losses. Each question is asked once: either of two blades alike leaves the same
 * rack, and losses of blades alike share one list of verdicts.
 */
export function surveyor(
  classes: readonly PodClass[],
  blades: readonly BladeRoom[],
  { tries }: SurveyOptions,
): (losses: readonly Loss[]) => Survey[] {
  const kinds = kindsOfBlades(classes, blades);
  const questions = new Map<string, Question>();
  const known = classes.map((pod) => {
    const shape = shapeOf(pod, classes);
    const question = questions.get(shape) ?? { answers: new Map(), proofs: [] };
    questions.set(shape, question);
    return { question, whole: countsOf(pod, kinds, blades) };
  });
  const racked = (up: readonly BladeRoom[]) => ({ classes, blades: up, kinds, columns: columnsOf(classes, up) });
  const whole = racked(blades);
  const verdictsUnder = (loss: Loss): ClassUnderLoss[] => {
    const left = racked(bladesUp(blades, loss));
    return classes.map((pod, index) => {
      const { question, whole: all } = known[index] as (typeof known)[number];
      const verdict = answer(question, countsUnder(loss, pod, kinds, all), () => ({
        wanted: wantedUnder(pod, loss),
        racked: isAskedOfAll(pod, loss) ? whole : left,
        tries,
      }));
      return { ...verdict, id: pod.id, app: pod.app, move: moveOf(pod) };
    });
  };
  const found = new Map<string, ClassUnderLoss[]>();
  return (losses) =>
    losses.map((loss) => {
      const key = loss.down
        .map((name) => kinds.get(name))
        .sort()
        .join();
      const verdicts = found.get(key) ?? verdictsUnder(loss);
      found.set(key, verdicts);
      return { loss, verdicts };
    });
}

/** What is known of all classes of one shape. */
interface Question {
  answers: Map<string, Verdict>;
  proofs: { counts: readonly number[]; proof: Proof }[];
}

function answer(
  { answers, proofs }: Question,
  counts: readonly number[],
  ask: () => { wanted: PodClass; racked: Racked; tries: number },
): Verdict {
  const key = counts.join(',');
  const known = answers.get(key);
  if (known) return known;
  const { wanted, racked, tries } = ask();
  const verdict = verdictOf(wanted, racked, tries, proofWithMore(proofs, counts));
  answers.set(key, verdict);
  if (verdict.proof) proofs.push({ counts, proof: verdict.proof });
  return verdict;
}

/**
 * What was found with these blades and more of them up. Where no proof was found then, fewer blades have none; prices
 * that proved it are the first to try.
 */
function proofWithMore(proofs: Question['proofs'], counts: readonly number[]): Proof | undefined {
  const larger = proofs.filter((each) => counts.every((count, kind) => count <= (each.counts[kind] ?? 0)));
  return (larger.find(({ proof }) => proof.verdict === 'undecided') ?? larger.at(-1))?.proof;
}

/** Classes of one shape get one answer: the servers of a model, each a Deployment of its own. */
function shapeOf(pod: PodClass, classes: readonly PodClass[]): string {
  const isTold = pod.keepsOff.size > 0 || classes.some(({ keepsOff }) => keepsOff.has(pod.id));
  if (isTold) return pod.id;
  const { request, priority, preempts, isPinned, replicas, count, unsure, blades } = pod;
  return JSON.stringify([request, priority, preempts, isPinned, replicas, count, unsure, [...blades]]);
}

/**
 * What a loss asks of a class. Pods that hold a volume of their blade come back with it; the others need room on the
 * blades that are up. Of a set with a blade each, some may wait for the dead ones: whether the rest suffices is for its
 * quorum, so one pod is asked for.
 */
export function asked(pod: PodClass, blades: readonly BladeRoom[], loss: Loss): [PodClass, readonly BladeRoom[]] {
  return [wantedUnder(pod, loss), isAskedOfAll(pod, loss) ? blades : bladesUp(blades, loss)];
}

function isAskedOfAll({ isPinned }: PodClass, { down }: Loss): boolean {
  return isPinned || down.length === 0;
}

function wantedUnder(pod: PodClass, loss: Loss): PodClass {
  return isAskedOfAll(pod, loss) ? pod : { ...pod, replicas: 1 };
}

function bladesUp(blades: readonly BladeRoom[], { down }: Loss): BladeRoom[] {
  return blades.filter(({ name }) => !down.includes(name));
}

/** What a class has, without names: how many blades of each kind. */
function countsOf({ blades }: PodClass, kinds: ReadonlyMap<string, number>, up: readonly BladeRoom[]): number[] {
  const counts = Array.from({ length: kinds.size }, () => 0);
  for (const { name } of up) if (blades.has(name)) counts[kinds.get(name) as number]! += 1;
  return counts;
}

/** The same with some of them down. A pinned pod asks for its own blade, which comes back. */
function countsUnder(
  { down }: Loss,
  { blades, isPinned }: PodClass,
  kinds: ReadonlyMap<string, number>,
  whole: readonly number[],
): readonly number[] {
  if (isPinned || down.length === 0) return whole;
  const counts = [...whole];
  for (const name of down) if (blades.has(name)) counts[kinds.get(name) as number]! -= 1;
  return counts;
}

function moveOf({ isPinned, controller, isFreed = false }: PodClass): Move {
  if (isPinned) return 'stays';
  return controller === 'StatefulSet' && !isFreed ? 'after-fencing' : 'by-itself';
}
