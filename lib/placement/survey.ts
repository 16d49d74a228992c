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

/** Asks what becomes of every class under losses. Each question is asked once: either of two blades alike leaves the same rack. */
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
  return (losses) =>
    losses.map((loss) => {
      const verdicts = classes.map((pod, index): ClassUnderLoss => {
        const { question, whole } = known[index] as (typeof known)[number];
        const verdict = answer(question, countsUnder(loss, pod, kinds, whole), () => {
          const [wanted, up] = asked(pod, blades, loss);
          return { wanted, racked: { classes, blades: up }, tries };
        });
        return { ...verdict, id: pod.id, app: pod.app, move: moveOf(pod) };
      });
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

/** Blades that no class can tell apart have one number. */
export function kindsOfBlades(classes: readonly PodClass[], blades: readonly BladeRoom[]): Map<string, number> {
  const numbers = new Map<string, number>();
  return new Map(
    blades.map(({ name, free, podSlots }) => {
      const key = JSON.stringify([free, podSlots, classes.map((pod) => pod.blades.has(name))]);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return [name, number];
    }),
  );
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
export function asked(pod: PodClass, blades: readonly BladeRoom[], { down }: Loss): [PodClass, readonly BladeRoom[]] {
  if (pod.isPinned || down.length === 0) return [pod, blades];
  return [{ ...pod, replicas: 1 }, blades.filter(({ name }) => !down.includes(name))];
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
