import { rackView } from '../../../lib/checks/rack-view';
import { type Loss, noLoss, pairLosses, singleLosses } from '../../../lib/placement/losses';
import { placementOf } from '../../../lib/placement/placement';
import type { PodClass } from '../../../lib/placement/pods';
import { asked } from '../../../lib/placement/survey';
import { verdictOf } from '../../../lib/placement/verdicts';
import { buildRack } from '../../../lib/synth';
import { buildComponents } from '../../cluster/build/build-components';
import { Verdict } from '../sops/verdict';
import { checkout } from '../tree/checkout';
import { type RealScheduler, realScheduler } from './ask';
import { CPU_STEP_MILLICORES, type TrueRack, randomRack, roomOf, withFewSlots } from './random-racks';
import { referenceRack } from './reference-rack';
import { type Claim, type Disagreement, tryClaims } from './trial';

const RACKS = 320;
/** Of these, every second is built to shut the pod out, the others are random. */
const TRIES = 52;
const TRIES_OF_A_LOSS = 6;
const TRIES_OF_A_PAIR = 2;
/** Racks and tries in which a planted fault must show. */
const RACKS_WITH_FAULTS = 120;
const TRIES_WITH_FAULTS = 20;

/** What the engine is told of a rack; a planted fault tells it something else than is true. */
type Telling = (rack: TrueRack) => TrueRack;

const truth: Telling = (rack) => rack;

const faults: readonly [what: string, tell: Telling][] = [
  [
    'one pod of each class forgotten',
    (rack) => ({ ...rack, classes: rack.classes.map((pod) => ({ ...pod, count: Math.max(1, pod.count - 1) })) }),
  ],
  ['a daemon forgotten', (rack) => ({ ...rack, daemons: rack.daemons.slice(1) })],
  [
    'a step of processor more on each blade than there is',
    (rack) => ({
      ...rack,
      machines: rack.machines.map(({ allocatable, ...machine }) => ({
        ...machine,
        allocatable: { ...allocatable, cpuMillicores: allocatable.cpuMillicores + CPU_STEP_MILLICORES },
      })),
    }),
  ],
  [
    'one pod slot more on each blade than there is',
    (rack) => ({ ...rack, machines: rack.machines.map((each) => ({ ...each, podSlots: each.podSlots + 1 })) }),
  ],
  [
    'nobody keeps off anybody',
    (rack) => ({ ...rack, classes: rack.classes.map((pod) => ({ ...pod, keepsOff: new Set<string>() })) }),
  ],
  [
    'everybody pushes everybody out',
    (rack) => ({ ...rack, classes: rack.classes.map((pod) => ({ ...pod, preempts: true })) }),
  ],
];

/** What the engine claims of every class under a loss. A class that it does not decide claims nothing. */
function claimsOf(rack: TrueRack, loss: Loss, tell: Telling): Claim[] {
  const told = tell(rack);
  const blades = roomOf(told);
  const up = rack.machines.map(({ name }) => name).filter((name) => !loss.down.includes(name));
  return told.classes.flatMap((pod, index): Claim[] => {
    // Its blade comes back, so that a loss asks nothing new of it.
    if (pod.isPinned && loss.kind !== 'nothing') return [];
    const [wanted, left] = asked(pod, blades, loss);
    const { kind } = verdictOf(wanted, { classes: told.classes, blades: left }, 1);
    const own = rack.classes[index] as PodClass;
    const pods = wanted.replicas === pod.replicas ? own : { ...own, replicas: 1 };
    return kind === 'proved' || kind === 'impossible' ? [{ pod: pods, verdict: kind, up }] : [];
  });
}

interface Sum {
  asked: number;
  proved: number;
  impossible: number;
  classes: number;
  disagreements: Disagreement[];
}

async function trial(
  racks: readonly { rack: TrueRack; losses: readonly Loss[]; tries: number }[],
  scheduler: RealScheduler,
  tell: Telling = truth,
): Promise<Sum> {
  const sum: Sum = { asked: 0, proved: 0, impossible: 0, classes: 0, disagreements: [] };
  for (const { rack, losses, tries } of racks) {
    const claims = losses.flatMap((loss) => claimsOf(rack, loss, tell));
    sum.classes += rack.classes.length * losses.length;
    sum.proved += claims.filter(({ verdict }) => verdict === 'proved').length;
    sum.impossible += claims.filter(({ verdict }) => verdict === 'impossible').length;
    const { asked: count, disagreements } = await tryClaims(rack, claims, tries, scheduler);
    sum.asked += count;
    sum.disagreements.push(...disagreements);
  }
  return sum;
}

/** One contradiction is enough. */
async function isNoticed(
  racks: Parameters<typeof trial>[0],
  scheduler: RealScheduler,
  tell: Telling,
): Promise<boolean> {
  for (const each of racks) {
    const { disagreements } = await trial([each], scheduler, tell);
    if (disagreements.length > 0) return true;
  }
  return false;
}

function said(what: string, { asked: count, proved, impossible, classes }: Sum): string {
  return `${what}: of ${classes} questions the engine proves ${proved} and calls ${impossible} impossible; the real scheduler, asked ${count} times, never says otherwise`;
}

function shown(disagreements: readonly Disagreement[]): string {
  return disagreements
    .slice(0, 4)
    .map(
      ({ rack, pods, verdict, answer, standing }) =>
        `${rack}: ${pods} is ${verdict}, and: ${JSON.stringify(answer)}\n     with ${standing.join(', ')}`,
    )
    .join('\n     ');
}

/** What is put before the scheduler; `npm run test:judges -- --only scheduler` asks all of it, arguments name some. */
const parts: Record<string, (scheduler: RealScheduler, verdict: Verdict) => Promise<void>> = {
  random: (scheduler, verdict) => holds(`${RACKS} random racks`, randomRacks(), scheduler, verdict),
  whole: (scheduler, verdict) =>
    holds('the reference rack, whole', [{ ...reference(), losses: [noLoss()], tries: TRIES }], scheduler, verdict),
  blades: (scheduler, verdict) => {
    const { rack, spec } = reference();
    const asks = [{ rack, losses: singleLosses(spec), tries: TRIES_OF_A_LOSS }];
    return holds('the reference rack with each blade lost', asks, scheduler, verdict);
  },
  pairs: (scheduler, verdict) => {
    const { rack, spec } = reference();
    const asks = [{ rack, losses: pairLosses(spec), tries: TRIES_OF_A_PAIR }];
    return holds('the reference rack with each pair lost', asks, scheduler, verdict);
  },
  faults: async (scheduler, verdict) => {
    const some = randomRacks(RACKS_WITH_FAULTS, TRIES_WITH_FAULTS);
    const fewSlots = some.map((each) => ({ ...each, rack: withFewSlots(each.rack) }));
    for (const [what, tell] of faults) {
      const racks = what.includes('pod slot') ? fewSlots : some;
      verdict.check(`noticed: ${what}`, await isNoticed(racks, scheduler, tell));
    }
  },
};

async function holds(what: string, racks: Parameters<typeof trial>[0], scheduler: RealScheduler, verdict: Verdict) {
  const found = await trial(racks, scheduler);
  verdict.check(said(what, found), found.disagreements.length === 0, shown(found.disagreements));
}

function randomRacks(count = RACKS, tries = TRIES) {
  return Array.from({ length: count }, (_, index) => ({ rack: randomRack(index + 1), losses: [noLoss()], tries }));
}

function reference() {
  const { facts } = buildRack({ root: checkout(), file: 'clusters/homelab.yaml' });
  if (!facts) throw new Error('clusters/homelab.yaml does not load');
  const view = rackView(facts);
  return { rack: referenceRack(view, placementOf(view)), spec: view.rack };
}

/**
 * Proofs of placement before the real kube-scheduler: whatever the engine proves must find a blade in every arrangement,
 * preemption and bound volumes included, and what it calls impossible must stay Pending. Then the engine is told
 * something wrong, and the scheduler must contradict it.
 */
async function main(named: readonly string[]): Promise<void> {
  const unknown = named.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}`);
  const { 'arrangement-judge': program } = await buildComponents(['arrangement-judge'], (line) => console.error(line));
  const scheduler = realScheduler(program);
  const verdict = new Verdict();
  for (const name of named.length > 0 ? named : Object.keys(parts)) await parts[name]!(scheduler, verdict);
  scheduler.end();
  verdict.close();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
