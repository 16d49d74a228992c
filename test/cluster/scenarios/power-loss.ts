import { isTrue, objectId } from '../kube/object';
import { sleep } from '../kube/wait';
import { landing } from './landing';
import { unsettled } from './settled';
import type { Scenario, ScenarioContext } from './scenario';

/** Longer than the controller manager's patience with a silent node, and than most tolerations. */
const switchLossSeconds = 60;

/** Everything but what plays the outside world, in the order in which a careless hand might pull the plugs. */
const programs = [
  'kube-scheduler',
  'kustomize-controller',
  'kube-apiserver',
  'kwok',
  'etcd',
  'kube-controller-manager',
];

export const powerLoss: Scenario = {
  id: '4',
  title: 'Switch loss and full power loss',
  everyday: false,
  async run(context) {
    const blades = context.rackBench.underTest.machines.map(({ name }) => name);
    const pods = context.recorder.pods.objects.size;
    const failures = [...(await switchLoss(context, blades)), ...(await fullPowerLoss(context, blades))];
    return {
      asserted: `${blades.length} blades silent for ${switchLossSeconds} s cost no pod; after everything was off, ${pods} pods and a new commit come up, blades in reverse order`,
      objects: pods,
      failures,
    };
  },
};

/** No blade can be heard, but all still run: evicting their pods would be the worst answer. */
async function switchLoss(context: ScenarioContext, blades: string[]): Promise<string[]> {
  const { rackBench, recorder, timeline } = context;
  const before = new Map([...recorder.pods.objects.values()].map((pod) => [pod.metadata.uid, objectId(pod)]));
  timeline.add('the switch is gone: no blade can be heard');
  await rackBench.rack.pullPlug(blades);
  await sleep(switchLossSeconds * 1000);
  const silent = [...recorder.nodes.objects.values()].filter((node) => !isTrue(node, 'Ready')).length;
  timeline.add(`${silent} of ${blades.length} nodes are not Ready; the switch is back`);
  await rackBench.rack.plugIn(blades);
  const failures = await unsettled(context, 120, 'the switch came back');
  const after = new Set([...recorder.pods.objects.values()].map(({ metadata }) => metadata.uid));
  for (const [uid, name] of before)
    if (!after.has(uid)) failures.push(`${name} was evicted while no blade could be heard`);
  if (silent !== blades.length)
    failures.push(`only ${silent} of ${blades.length} nodes became NotReady: the scenario proves nothing`);
  return failures;
}

async function fullPowerLoss(context: ScenarioContext, blades: string[]): Promise<string[]> {
  const { rackBench, timeline } = context;
  const { bench, rack, flux } = rackBench;
  timeline.add('full power loss');
  await rack.pullPlug(blades);
  for (const name of programs) await bench.processes.stop(name);
  const commit = flux.remote.commit('pushed while the rack was without power');
  timeline.add('power is back: the control plane first hears nobody');
  bench.processes.startAgain('etcd');
  bench.processes.startAgain('kube-apiserver');
  await bench.controlPlane.answering();
  for (const name of ['kustomize-controller', 'kwok', 'kube-scheduler', 'kube-controller-manager'])
    bench.processes.startAgain(name);
  for (const blade of [...blades].reverse()) await rack.plugIn([blade]);
  timeline.add('all blades are back');
  return [...(await landing(context, commit, 300)), ...(await unsettled(context, 180, 'the power came back'))];
}
