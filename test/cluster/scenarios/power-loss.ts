import { isOfJob, isTrue, objectId } from '../kube/object';
import { sleep } from '../kube/wait';
import { landing } from './landing';
import { unsettled } from './settled';
import type { OnSharedBench, ScenarioContext } from './scenario';
import { shuffled } from './shuffled';
import { untilNone } from './until';

/** Longer than the controller manager's patience with a silent node, and than most tolerations. */
const switchLossSeconds = 60;

/** Until a control plane whose parts start in any order answers, each part being started again when it gives up. */
const answeringSeconds = 180;

const landingSeconds = 300;
const healingSeconds = 240;

const programs = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
  'kustomize-controller',
];

/** Orders in which power returns: the worst, in which everybody waits for those that come last, and one by chance. */
const orders: { title: string; of: <T>(items: readonly T[]) => T[] }[] = [
  { title: 'reverse order', of: (items) => [...items].reverse() },
  { title: 'an order by chance', of: (items) => shuffled(items, 4) },
];

export const powerLoss: OnSharedBench = {
  id: '4',
  title: 'Switch loss and full power loss',
  everyday: false,
  async run(context) {
    const blades = context.rackBench.underTest.machines.map(({ name }) => name);
    const pods = context.recorder.pods.objects.size;
    const failures = await switchLoss(context, blades);
    for (const order of orders) failures.push(...(await fullPowerLoss(context, blades, order)));
    return {
      asserted: `${blades.length} blades silent for ${switchLossSeconds} s cost no pod; after everything was killed, ${pods} pods and a new commit come up, programs and blades in ${orders.map(({ title }) => title).join(' and in ')}`,
      objects: pods,
      failures,
    };
  },
};

/** No blade can be heard, but all still run: evicting their pods would be the worst answer. */
async function switchLoss(context: ScenarioContext, blades: string[]): Promise<string[]> {
  const { rackBench, recorder, timeline } = context;
  const before = [...recorder.pods.objects.values()]
    // One that was told to stop before the silence, by an earlier scenario, ends when its blade is heard again.
    .filter((pod) => !isOfJob(pod) && pod.metadata.deletionTimestamp === undefined)
    .map((pod) => [pod.metadata.uid, objectId(pod)]);
  timeline.add('the switch is gone: no blade can be heard');
  await rackBench.rack.pullPlug(blades);
  await sleep(switchLossSeconds * 1000);
  const silent = [...recorder.nodes.objects.values()].filter((node) => !isTrue(node, 'Ready')).length;
  timeline.add(`${silent} of ${blades.length} nodes are not Ready; the switch is back`);
  await rackBench.rack.plugIn(blades);
  const failures = await unsettled(context, healingSeconds, 'the switch came back');
  const after = new Set([...recorder.pods.objects.values()].map(({ metadata }) => metadata.uid));
  for (const [uid, name] of before)
    if (!after.has(uid)) failures.push(`${name} was evicted while no blade could be heard`);
  if (silent !== blades.length)
    failures.push(`only ${silent} of ${blades.length} nodes became NotReady: the scenario proves nothing`);
  return failures;
}

async function fullPowerLoss(
  context: ScenarioContext,
  blades: string[],
  { title, of: order }: (typeof orders)[number],
): Promise<string[]> {
  const { rackBench, timeline } = context;
  const { bench, rack, flux } = rackBench;
  timeline.add(`full power loss; everything will come back in ${title}`);
  await rack.pullPlug(blades);
  for (const name of programs) await bench.processes.kill(name);
  const commit = flux.remote.commit(`pushed while the rack was without power (${title})`);
  await startInOrder(context, order(programs));
  timeline.add('the control plane answers and hears nobody');
  for (const blade of order(blades)) await rack.plugIn([blade], { wait: false });
  const failures = await nodesReady(context, blades);
  timeline.add('all blades are back');
  await rack.wake(blades);
  failures.push(...(await landing(context, commit, landingSeconds)));
  failures.push(...(await unsettled(context, healingSeconds, `the power came back in ${title}`)));
  return failures;
}

/** A part that gives up because another is not there yet is started again, as the kubelet of its blade would do. */
async function startInOrder({ rackBench: { bench }, timeline }: ScenarioContext, names: string[]): Promise<void> {
  for (const name of names) {
    bench.processes.startAgain(name);
    await sleep(1000);
  }
  const deadline = timeline.now() + answeringSeconds;
  for (let quietSeconds = 0; quietSeconds < 5;) {
    if (timeline.now() > deadline)
      throw new Error(
        `kube-apiserver does not answer ${answeringSeconds} s after power came back in order ${names.join(', ')}`,
      );
    await sleep(1000);
    const restarted = bench.processes.restartDead();
    for (const name of restarted) timeline.add(`${name} had given up and is started again`);
    quietSeconds = restarted.length === 0 && (await bench.controlPlane.answers()) ? quietSeconds + 1 : 0;
  }
}

async function nodesReady(context: ScenarioContext, blades: string[]): Promise<string[]> {
  const { nodes } = context.recorder;
  const silent = () => blades.filter((name) => !isTrue(nodes.objects.get(name) ?? {}, 'Ready'));
  const late = await untilNone(context, healingSeconds, () => silent().map((name) => `Node/${name}`));
  return late.map((node) => `${node} is not Ready ${healingSeconds} s after its power came back`);
}
