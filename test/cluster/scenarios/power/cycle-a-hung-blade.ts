import { join } from 'node:path';
import { journalFile } from '../../../../cli/power/journal-file';
import { playController } from '../../../../cli/power/testing/played-controller';
import { unifiController } from '../../../../cli/power/unifi';
import { runPower } from '../../../../cli/power/run';
import type { PowerWorld } from '../../../../cli/power/world';
import { patience } from '../../../../cli/power/carry-out';
import type { Witness } from '../../../../lib/power/request';
import { outOfService } from '../../../../lib/status/checks/blades';
import { restrictedContainer, restrictedPod } from '../../actors/restricted-pod';
import { type KubeObject, type Node, type Pod, conditionOf, isTrue, objectId } from '../../kube/object';
import { sleep, waitFor } from '../../kube/wait';
import { projectRoot } from '../../project-root';
import type { OnSharedBench, Outcome, ScenarioContext } from '../scenario';
import { unsettled } from '../settled';
import { viewUnderTest } from '../status/view-under-test';
import { untilNone } from '../until';

const key = 'the-key-of-the-bench';
const mac = '74:ac:b9:01:02:03';
const uplink = 48;

/**
 * The real command against the real API server, scheduler and controllers: the controller of the switch is played, and so are
 * ping and Talos' API, which tell of the blade's power.
 */
export const cycleAHungBlade: OnSharedBench = {
  id: '14',
  title: 'A hung blade is cycled',
  everyday: false,
  async run(context): Promise<Outcome> {
    const { rackBench, timeline } = context;
    const { rack, bench } = rackBench;
    const view = viewUnderTest(rackBench.underTest);
    const { blade, follower, remove } = await follow(context);
    /** Blades that neither answer nor have a kubelet, though their port may give power. */
    const silent = new Set<string>();
    const played = await playController({
      key,
      mac,
      ports: uplink,
      onPower: (port, isOn) => {
        timeline.add(`port ${port} ${isOn ? 'gives power' : 'is dark'}`);
        if (isOn) void rack.plugIn([blade]).then(() => silent.delete(blade));
      },
    });
    try {
      const said: string[] = [];
      const world = worldOf(context, { url: played.url, silent, said });
      const cycle = () =>
        runPower(
          { root: projectRoot(), view },
          { action: 'cycle', blade },
          { kubeconfig: bench.kubeconfig, kubectl: bench.programs.kubectl, yes: true },
          world,
        );
      const failures: string[] = [];
      if ((await cycle()) !== 1 || played.orders.length > 0) failures.push(`${blade} works, and its power was cut`);

      silent.add(blade);
      await rack.pullPlug([blade]);
      timeline.add(`${blade} hangs`);
      await untilNone(context, 90, () => (isTrue(nodeOf(context, blade), 'Ready') ? [`Node/${blade}`] : []));
      if ((await cycle()) !== 1 || played.orders.length > 0)
        failures.push(`${blade} was silent for seconds only, and its power was cut`);
      await silentForLong(context, blade);

      const before = podsOf(context, blade).map(objectId);
      const moved = watchFor(context, blade, follower);
      const code = await cycle();
      for (const line of said) timeline.add(line);
      if (code !== 0) failures.push(`the cycle ended with ${code}: ${said.at(-1)}`);
      if (!(await moved)) failures.push(`${follower} never ran on another blade while ${blade} was fenced`);
      // The bench hears of changes a moment later than the command that made them.
      const fenced = () => (nodeOf(context, blade).spec.taints ?? []).some(({ key: taint }) => taint === outOfService);
      if ((await untilNone(context, 20, () => (fenced() ? [`Node/${blade}`] : []))).length > 0)
        failures.push(`${blade} is back and still fenced`);
      if (played.off.size > 0) failures.push(`port ${[...played.off].join(', ')} is still off`);
      failures.push(...(await unsettled(context, 180, `${blade} was cycled`)));
      return {
        asserted: `${blade} with ${before.length} pods: refused while it works and while it has been silent for seconds; cut, fenced, ${follower} Ready elsewhere, power given back, Ready, unfenced, all pods well`,
        objects: before.length,
        failures,
      };
    } finally {
      await played.stop();
      await remove();
      if (rack.silent.includes(blade)) await rack.plugIn([blade]);
    }
  },
};

/** A StatefulSet without a volume: nobody frees its pod on a silent blade, so only a fence moves it. */
async function follow({ rackBench: { bench }, recorder }: ScenarioContext) {
  const set = followerSet();
  await bench.client.apply(set);
  const pod = await waitFor('the follower to run', 60, () => {
    const found = recorder.pods.objects.get('default/follower-0');
    return found && isTrue(found, 'Ready') ? found : undefined;
  });
  return { blade: pod.spec.nodeName!, follower: objectId(pod), remove: () => bench.client.remove(set) };
}

function followerSet(): KubeObject {
  const labels = { app: 'follower' };
  const container = { name: 'main', image: 'example.org/follower:1.0', securityContext: restrictedContainer };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'follower', namespace: 'default' },
    spec: {
      serviceName: 'follower',
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { securityContext: restrictedPod, containers: [container] } },
    },
  } as KubeObject;
}

function worldOf(
  { rackBench: { bench, rack } }: ScenarioContext,
  { url, silent, said }: { url: string; silent: ReadonlySet<string>; said: string[] },
): PowerWorld {
  const nameAt = (address: string) => rack.machines.find((each) => each.address === address)?.name ?? address;
  const witness = (who: Witness['who']) => (address: string) =>
    Promise.resolve<Witness>({ who, says: silent.has(nameAt(address)) ? 'gone' : 'alive', how: 'as the bench has it' });
  return {
    controllerOf: () =>
      Promise.resolve(unifiController({ url, control: { mac, site: 'default' }, apiKey: key, sleep })),
    talos: witness('Talos'),
    ping: witness('ping'),
    journal: () => journalFile(join(bench.folder, 'power.jsonl')),
    ask: () => Promise.reject(new Error('the bench says yes')),
    by: 'bench',
    times: { ...patience, moveSeconds: 180, pollSeconds: 2 },
    sleep,
    say: (text) => void said.push(...text.split('\n')),
  };
}

/** Minutes of silence pass in no time: the guard reads when the node's condition changed. */
async function silentForLong({ rackBench: { bench }, recorder }: ScenarioContext, blade: string): Promise<void> {
  const node = recorder.nodes.objects.get(blade)!;
  const ready = conditionOf(node, 'Ready')!;
  const earlier = new Date(Date.now() - 10 * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
  const conditions = [{ ...ready, lastTransitionTime: earlier }];
  await bench.client.merge(node as KubeObject, { status: { conditions } }, 'status');
}

/** Whether the pod is Ready on another blade at any moment until the cycle has ended. */
async function watchFor({ recorder, timeline }: ScenarioContext, blade: string, pod: string): Promise<boolean> {
  const end = timeline.now() + 400;
  while (timeline.now() < end) {
    const now = [...recorder.pods.objects.values()].find((each) => objectId(each) === pod);
    if (now?.spec.nodeName !== undefined && now.spec.nodeName !== blade && isTrue(now, 'Ready')) {
      timeline.add(`${pod} is Ready on ${now.spec.nodeName}`);
      return true;
    }
    await recorder.changed(1000);
  }
  return false;
}

function nodeOf({ recorder }: ScenarioContext, blade: string): Node {
  return recorder.nodes.objects.get(blade)!;
}

function podsOf({ recorder }: ScenarioContext, blade: string): Pod[] {
  return [...recorder.pods.objects.values()].filter(({ spec }) => spec.nodeName === blade);
}
