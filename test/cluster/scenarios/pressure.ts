import { type Tier, tiers } from '../../../lib/kit/tiers';
import { type Pod, conditionOf, objectId } from '../kube/object';
import { killOrder } from './kill-order';
import {
  type Victim,
  criticalPriority,
  freeMemory,
  livesOn,
  pressureNamespace,
  pressurePod,
  priorityOf,
  watchVictims,
  withClass,
} from './pressure-pods';
import { memoryRequestOf, sum } from './requests';
import type { OnSharedBench, ScenarioContext } from './scenario';
import { unsettled } from './settled';
import { untilNone } from './until';

const schedulingSeconds = 60;
const healingSeconds = 240;

/** Blades with less room are left out: a pod of this size cannot push anybody aside. */
const leastBytes = 64 * 1024 * 1024;

/** How long nothing must happen before "it stays Pending" is believed. */
const patienceSeconds = 10;

export const pressure: OnSharedBench = {
  id: '5',
  title: 'Pressure',
  everyday: false,
  async run(context) {
    const { rackBench, recorder } = context;
    const { client } = rackBench.bench;
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: pressureNamespace } });
    const stage = startStage(context);
    try {
      const failures = await squeeze(context, stage);
      return {
        asserted: `${stage.placed.size} pods over-commit ${stage.blades.length} blades: ${stage.victims.size} are preempted, batch before serving before data, node-critical never; ${stage.order}`,
        objects: recorder.pods.objects.size,
        failures: [...failures, ...(await relax(context, stage))],
      };
    } catch (error) {
      await relax(context, stage);
      throw error;
    }
  },
};

interface Stage {
  blades: string[];
  /** Room on each blade before anything was put there. */
  room: Map<string, number>;
  victims: Map<string, Victim>;
  /** Pods of the bench, by key. */
  placed: Set<string>;
  /** What kubelet's score says, for the summary. */
  order: string;
}

function startStage({ recorder }: ScenarioContext): Stage {
  const room = freeMemory(recorder);
  const roomiest = [...room].sort(([, one], [, other]) => other - one);
  const blades = roomiest.filter(([, bytes]) => bytes >= leastBytes).map(([name]) => name);
  return { blades, room, victims: watchVictims(recorder), placed: new Set(), order: '' };
}

/** Each step tightens the rack and says who must go for it. The first that fails ends it: the next would mislead. */
async function squeeze(context: ScenarioContext, stage: Stage): Promise<string[]> {
  const { blades, room } = stage;
  if (blades.length < 2) return ['no two blades have room left: nothing to over-commit'];
  const size = (node: string) => room.get(node)!;
  const put = (name: string, tier: Tier, nodes: string[]) =>
    nodes.map((node) => pressurePod(name, tier, node, size(node)));
  const [odd, even] = [blades.filter((_, at) => at % 2 === 1), blades.filter((_, at) => at % 2 === 0)];
  const steps: (() => Promise<string[]>)[] = [
    () => expectPlaced(context, stage, 'batch fills every blade', put('batch', 'batch', blades), []),
    async () => {
      const { failures, summary } = await killOrder(context);
      stage.order = summary;
      return failures;
    },
    () => expectPlaced(context, stage, 'serving pushes batch aside', put('serving', 'serving', odd), ['batch']),
    () => expectPlaced(context, stage, 'data pushes batch aside', put('data', 'data', even), ['batch']),
    () => expectPending(context, stage, 'nobody gives way to batch', put('late-batch', 'batch', [odd[0]!])),
    () => expectPending(context, stage, 'nobody gives way to an equal', put('late-serving', 'serving', [even[0]!])),
    () =>
      expectPlaced(context, stage, 'data pushes serving aside', put('more-data', 'data', odd), ['batch', 'serving']),
    () => expectCritical(context, stage, even[0]!),
  ];
  for (const step of steps) {
    const failures = await step();
    if (failures.length > 0) return failures;
  }
  return [];
}

/** The pods get their blades, and only pods of the tiers given are taken away for them. */
async function expectPlaced(
  context: ScenarioContext,
  stage: Stage,
  title: string,
  pods: Pod[],
  mayGo: Tier[],
): Promise<string[]> {
  const before = new Set(stage.victims.keys());
  context.timeline.add(`${title}: ${pods.length} pods`);
  const homeless = await schedule(context, stage, pods);
  const victims = [...stage.victims].filter(([uid]) => !before.has(uid)).map(([, victim]) => victim);
  const allowed = new Set(mayGo.map((tier) => tiers[tier].priorityClass));
  // Pods of charts without a class have priority 0, below every tier.
  const isAllowed = ({ pod }: Victim) =>
    allowed.has(pod.spec.priorityClassName ?? '') || (mayGo.length > 0 && priorityOf(pod) === 0);
  const wrong = victims.filter((victim) => !isAllowed(victim));
  context.timeline.add(`${title}: ${victims.length} preempted`);
  return [
    ...homeless.map(
      (pod) => `${title}: ${withClass(pod)} finds no room${whoCouldGo(context, pod, mayGo)}: ${whyPending(pod)}`,
    ),
    ...wrong.map(
      ({ pod, node }) =>
        `${title}: ${withClass(pod)} on ${node} was preempted; only ${mayGo.join(' and ') || 'nobody'} may be`,
    ),
  ];
}

/** The pods wait, and nobody is taken away for them. */
async function expectPending(context: ScenarioContext, stage: Stage, title: string, pods: Pod[]): Promise<string[]> {
  const before = stage.victims.size;
  context.timeline.add(title);
  await create(context, stage, pods);
  await untilNone(context, patienceSeconds, () => (stage.victims.size > before ? [] : ['nobody']));
  const victims = [...stage.victims.values()].slice(before);
  const placed = pods.filter((pod) => now(context, pod)?.spec.nodeName !== undefined);
  return [
    ...placed.map((pod) => `${title}: ${withClass(pod)} found room where there was none`),
    ...victims.map(({ pod }) => `${title}: ${withClass(pod)} was preempted`),
  ];
}

/** A node-critical pod as large as all that is not node-critical on its blade: everything else goes, lowest first. */
async function expectCritical(context: ScenarioContext, stage: Stage, node: string): Promise<string[]> {
  const { recorder } = context;
  const onBlade = [...recorder.pods.objects.values()].filter((pod) => livesOn(pod, node));
  const critical = onBlade.filter((pod) => priorityOf(pod) >= criticalPriority);
  const others = onBlade.filter((pod) => priorityOf(pod) < criticalPriority);
  const wanted = sum(others.map(memoryRequestOf));
  const before = new Set(stage.victims.keys());
  const pod = pressurePod('critical', 'node-critical', node, wanted);
  context.timeline.add(
    `node-critical needs all of ${node}: ${others.length} pods in its way, ${critical.length} beside it`,
  );
  const homeless = await schedule(context, stage, [pod]);
  const victims = [...stage.victims].filter(([uid]) => !before.has(uid)).map(([, victim]) => victim);
  context.timeline.add(`for node-critical went ${victims.map((victim) => withClass(victim.pod)).join(', ')}`);
  const highestGone = Math.max(0, ...victims.map((victim) => priorityOf(victim.pod)));
  const spared = others.filter(
    (other) => priorityOf(other) < highestGone && recorder.pods.objects.has(keyOf(other)) && memoryRequestOf(other) > 0,
  );
  const stillThere = (each: Pod) => recorder.pods.objects.get(keyOf(each))?.metadata.uid === each.metadata.uid;
  return [
    ...homeless.map((each) => `node-critical ${withClass(each)} finds no room: ${whyPending(each)}`),
    ...victims
      .filter((victim) => priorityOf(victim.pod) >= criticalPriority)
      .map((victim) => `${withClass(victim.pod)} is node-critical and was preempted`),
    ...critical.filter((each) => !stillThere(each)).map((each) => `${withClass(each)} is node-critical and is gone`),
    ...spared.filter(stillThere).map((each) => `${withClass(each)} stayed although a higher tier had to go on ${node}`),
  ];
}

/** Creates the pods and returns those that get no blade in time. */
async function schedule(context: ScenarioContext, stage: Stage, pods: Pod[]): Promise<Pod[]> {
  await create(context, stage, pods);
  const homeless = () => pods.filter((pod) => now(context, pod)?.spec.nodeName === undefined);
  await untilNone(context, schedulingSeconds, () => homeless().map(objectId));
  return homeless().map((pod) => now(context, pod) ?? pod);
}

async function create({ rackBench: { bench } }: ScenarioContext, stage: Stage, pods: Pod[]): Promise<void> {
  for (const pod of pods) {
    await bench.client.create(pod);
    stage.placed.add(keyOf(pod));
  }
}

function now({ recorder }: ScenarioContext, pod: Pod): Pod | undefined {
  return recorder.pods.objects.get(keyOf(pod));
}

function keyOf({ metadata }: Pod): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function whyPending(pod: Pod): string {
  return conditionOf(pod, 'PodScheduled')?.message ?? 'the scheduler has not said why';
}

function whoCouldGo({ recorder }: ScenarioContext, pod: Pod, mayGo: Tier[]): string {
  const node = (pod.spec['nodeSelector'] as Record<string, string>)['kubernetes.io/hostname']!;
  const classes = new Set(mayGo.map((tier) => tiers[tier].priorityClass));
  const candidates = [...recorder.pods.objects.values()]
    .filter((each) => livesOn(each, node) && classes.has(each.spec.priorityClassName ?? ''))
    .map((each) => `${withClass(each)} with priority ${priorityOf(each)}`);
  if (candidates.length === 0) return '';
  return ` with priority ${priorityOf(pod)} although it should outrank ${candidates.slice(0, 2).join(' and ')}`;
}

/** Takes the bench's pods away; whoever was preempted comes back. */
async function relax(context: ScenarioContext, { placed }: Stage): Promise<string[]> {
  const { rackBench, recorder, timeline } = context;
  timeline.add('the pressure is over');
  for (const key of placed) {
    const pod = recorder.pods.objects.get(key);
    if (pod !== undefined) await rackBench.bench.client.remove(pod, { gracePeriodSeconds: 0 });
  }
  const left = () => [...placed].filter((key) => recorder.pods.objects.has(key));
  const stuck = await untilNone(context, schedulingSeconds, left);
  const failures = await unsettled(context, healingSeconds, 'the pressure was over');
  return [...stuck.map((key) => `${key} cannot be removed`), ...failures];
}
