import type { Bench } from '../bench';
import { freePorts } from '../control-plane/free-ports';
import { podRange } from '../control-plane/control-plane';
import { type Node, type Pod, isTrue } from '../kube/object';
import { sleep, waitFor } from '../kube/wait';
import { heartbeatOf } from './heartbeat';
import { type Machine, nodeOf, playedBy } from './machine';
import { powerLabel, stages } from './stages';

/** The rack's blades, played by KWOK. */
export interface SimulatedRack {
  machines: Machine[];
  /** Takes the power: heartbeats stop and the blades' pods are never touched again. Returns at once. */
  pullPlug(names: readonly string[]): Promise<void>;
  /** Gives power back; waits until the nodes are Ready and looks after their pods unless told not to. */
  plugIn(names: readonly string[], options?: { wait: boolean }): Promise<void>;
  /** What a kubelet does that comes back: it looks at each of its pods. */
  wake(names: readonly string[]): Promise<void>;
  readonly silent: readonly string[];
}

/** Registers the machines as nodes, starts KWOK and waits until all are Ready. */
export async function startRack(bench: Bench, machines: Machine[]): Promise<SimulatedRack> {
  const { client, processes } = bench;
  const silent = new Set<string>();
  const heartbeat = heartbeatOf(machines.length);
  const applyStages = async () => {
    for (const stage of stages([...silent].sort(), heartbeat)) await client.apply(stage);
  };
  await applyStages();
  await Promise.all(machines.map((machine) => registerNode(bench, machine)));
  const [port] = await freePorts(1);
  processes.start('kwok', bench.programs.kwok!, [
    `--kubeconfig=${bench.kubeconfig}`,
    '--enable-crds=Stage',
    '--manage-all-nodes=false',
    `--manage-nodes-with-annotation-selector=${playedBy.key}=${playedBy.value}`,
    `--cidr=${podRange}`,
    '--node-ip=10.0.0.1',
    '--node-lease-duration-seconds=0', // leases would outlive a pulled plug: only status heartbeats count
    `--server-address=127.0.0.1:${port}`,
  ]);
  const names = machines.map(({ name }) => name);
  await nodesReady(bench, names);

  const setPower = (name: string, value: string | null) =>
    client.merge(
      { apiVersion: 'v1', kind: 'Node', metadata: { name } },
      { metadata: { labels: { [powerLabel]: value } } },
    );
  return {
    machines,
    get silent() {
      return [...silent];
    },
    async pullPlug(pulled) {
      for (const name of pulled) silent.add(name);
      await applyStages();
      await Promise.all(pulled.map((name) => setPower(name, 'off')));
    },
    async plugIn(returned, { wait } = { wait: true }) {
      for (const name of returned) silent.delete(name);
      await applyStages();
      await Promise.all(returned.map((name) => setPower(name, null)));
      if (!wait) return;
      await nodesReady(bench, returned);
      await wakePods(bench, returned);
    },
    wake: (returned) => wakePods(bench, returned),
  };
}

/** A machine joins, as its kubelet would register it; KWOK makes it Ready. */
export async function registerNode({ client }: Bench, machine: Machine): Promise<void> {
  await client.create(nodeOf(machine));
}

async function nodesReady({ client, processes }: Bench, names: readonly string[]): Promise<void> {
  await waitFor(
    `${names.join(', ')} to be Ready`,
    90 + names.length,
    async () => {
      processes.check();
      const nodes = await client.list<Node>('v1', 'Node');
      const ready = new Set(nodes.filter((node) => isTrue(node, 'Ready')).map((node) => node.metadata.name));
      const missing = names.filter((name) => !ready.has(name));
      if (missing.length > 0) throw new Error(`not Ready: ${missing.join(', ')}`);
      return true;
    },
    500,
  );
}

/**
 * KWOK looks at a pod only when it changes, and may still hold the stages of a moment ago: a returning kubelet is told
 * of each of its pods that is not as it should be until none is left.
 */
async function wakePods({ client }: Bench, nodes: readonly string[]): Promise<void> {
  const isAsleep = (pod: Pod) =>
    nodes.includes(pod.spec.nodeName ?? '') &&
    pod.status?.phase !== 'Succeeded' &&
    (pod.metadata.deletionTimestamp !== undefined || !isTrue(pod, 'Ready'));
  for (let round = 1; round <= 30; round += 1) {
    const asleep = (await client.list<Pod>('v1', 'Pod')).filter(isAsleep);
    if (asleep.length === 0) return;
    const annotations = { 'bench.rackwright.dev/returned': String(round) };
    await Promise.all(asleep.map((pod) => client.merge(pod, { metadata: { annotations } }).catch(() => undefined)));
    await sleep(1000);
  }
}
