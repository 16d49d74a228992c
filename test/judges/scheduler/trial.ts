import { boardOf, columnsOf, emptyArrangement, hasRoom, put } from '../../../lib/placement/arrangement';
import type { Arrangement } from '../../../lib/placement/arrangement';
import { arrangementsAgainst } from '../../../lib/placement/attack';
import { excludes } from '../../../lib/placement/fill';
import type { BladeRoom, PodClass } from '../../../lib/placement/pods';
import type { Verdict } from '../../../lib/placement/verdicts';
import { type Answer, type Question, type RealScheduler, type Try, isPending } from './ask';
import { boundClaim, daemonPod, nodeOf, podOf } from './cluster-objects';
import { type TrueRack, roomOf } from './random-racks';

/** A claim of the engine, and the answer of the real scheduler that contradicts it. */
export interface Disagreement {
  rack: string;
  pods: string;
  verdict: Verdict['kind'];
  /** What stood where, `class-1 on blade-2`. */
  standing: readonly string[];
  answer: Answer;
}

/** One class, what the engine says of it, and the blades that are up. */
export interface Claim {
  pod: PodClass;
  verdict: Verdict['kind'];
  up: readonly string[];
}

export interface Outcome {
  asked: number;
  disagreements: readonly Disagreement[];
}

/** Puts every claim before the real scheduler: `proved` may never stay Pending, `impossible` always must. */
export async function tryClaims(
  rack: TrueRack,
  claims: readonly Claim[],
  tries: number,
  scheduler: RealScheduler,
): Promise<Outcome> {
  const { machines, daemons, classes } = rack;
  const nodes = new Map(machines.map(({ name }, index) => [name, index]));
  const pods: object[] = [...classes.map((pod) => podOf(pod)), ...daemons.map(daemonPod)];
  const bound = new Map<string, number>();
  const [claimed, volumes]: [object[], object[]] = [[], []];
  const asking = (pod: PodClass, blade: string): number => {
    const key = `${pod.id} ${blade}`;
    const known = bound.get(key);
    if (known !== undefined) return known;
    const { claim, volume } = boundClaim(pod, blade);
    claimed.push(claim);
    volumes.push(volume);
    bound.set(key, pods.push(podOf(pod, blade)) - 1);
    return pods.length - 1;
  };
  const standingDaemons = daemons.flatMap(({ blades }, index) =>
    blades.map((name) => [classes.length + index, nodes.get(name) as number, 1] as const),
  );
  const room = roomOf(rack);
  const all: { claim: Claim; arrangement: Arrangement; asked: Try }[] = [];
  for (const claim of claims) {
    const { pod, verdict, up } = claim;
    const blades = room.filter(({ name }) => pod.isPinned || up.includes(name));
    const arrangements =
      verdict === 'impossible'
        ? [ownPodsOnly(pod, classes, blades)]
        : arrangementsAgainst(pod, { classes, blades }, tries, 7);
    for (const arrangement of arrangements) {
      const standing = [
        // A blade that is down has no room for anybody.
        ...standingDaemons,
        ...standingOf(arrangement, nodes),
      ];
      const places = pod.isPinned && verdict === 'proved' ? placesOfVolume(pod, arrangement) : [undefined];
      for (const blade of places) {
        const asks = blade === undefined ? classes.findIndex(({ id }) => id === pod.id) : asking(pod, blade);
        all.push({ claim, arrangement, asked: { standing, asks } });
      }
    }
  }
  const disagreements: Disagreement[] = [];
  // Blades that are down are no nodes: each set of them is a question of its own.
  const groups = new Map<string, typeof all>();
  for (const each of all) {
    const key = each.claim.pod.isPinned ? '' : each.claim.up.join(',');
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  for (const [up, group] of groups) {
    const isUp = (index: number) => up === '' || up.split(',').includes(machines[index]?.name ?? '');
    const numbers = machines.map((_, index) => index).filter(isUp);
    const question: Question = {
      id: `${rack.id}, up: ${up}`,
      nodes: numbers.map((index) => nodeOf(machines[index]!)),
      pods,
      claims: claimed,
      volumes,
      tries: group.map(({ asked: { standing, asks } }) => ({
        standing: standing.flatMap(([pod, node, count]) =>
          numbers.includes(node) ? [[pod, numbers.indexOf(node), count] as const] : [],
        ),
        asks,
      })),
    };
    const answers = await scheduler.ask(question);
    answers.forEach((answer, index) => {
      const { claim, arrangement } = group[index]!;
      if (isPending(answer) === (claim.verdict === 'impossible')) return;
      disagreements.push({
        ...{ rack: question.id, pods: claim.pod.id, verdict: claim.verdict, answer },
        standing: standingOf(arrangement, nodes).map(
          ([pod, node, count]) => `${count} of ${classes[pod]?.id} on ${machines[node]?.name}`,
        ),
      });
    });
  }
  return { asked: all.length, disagreements };
}

function standingOf({ board, pods }: Arrangement, nodes: ReadonlyMap<string, number>): [number, number, number][] {
  return board.blades.flatMap(({ name }, blade) =>
    board.classes.flatMap((_, pod): [number, number, number][] => {
      const count = pods[blade * board.classes.length + pod] ?? 0;
      return count > 0 ? [[pod, nodes.get(name) as number, count]] : [];
    }),
  );
}

/** Blades on which the volume of the pod that asks may lie: those that none of its own kind, if they keep apart, stands on. */
function placesOfVolume(pod: PodClass, { board, pods }: Arrangement): string[] {
  return board.blades
    .filter(({ name }, blade) => {
      const own = pods[blade * board.classes.length + board.asking] ?? 0;
      return pod.blades.has(name) && !(own > 0 && excludes(pod, pod)) && fits(pod, board.blades[blade]!);
    })
    .map(({ name }) => name);
}

/** A volume was made where the pod once ran. */
function fits({ request }: PodClass, { free }: BladeRoom): boolean {
  return request.cpuMillicores <= free.cpuMillicores && request.memoryBytes <= free.memoryBytes;
}

/** The kindest arrangement: nobody but the pod's own kind is there. */
function ownPodsOnly(pod: PodClass, classes: readonly PodClass[], blades: readonly BladeRoom[]): Arrangement {
  const board = boardOf(pod, columnsOf(classes, blades));
  const arrangement = emptyArrangement(board);
  for (let placed = 1; placed < pod.replicas; placed++) {
    const blade = blades.findIndex((_, index) => hasRoom(arrangement, index, board.asking));
    if (blade >= 0) put(arrangement, blade, board.asking);
  }
  return arrangement;
}
