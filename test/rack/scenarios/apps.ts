import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type KubeObject, type Node, type Pod, isTrue, objectId } from '../../cluster/kube/object';
import { waitFor } from '../../cluster/kube/wait';
import type { RackContext } from './scenario';

const runFile = promisify(execFile);

interface Cluster extends KubeObject {
  spec: { instances: number };
  status?: { currentPrimary?: string; readyInstances?: number; phase?: string };
}

/** `kubectl` with the rights of an administrator. @throws with its words */
export async function kubectl({ box: { bench } }: RackContext, ...args: string[]): Promise<string> {
  const { stdout } = await runFile(bench.programs.kubectl!, [`--kubeconfig=${bench.kubeconfig}`, ...args], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  return stdout;
}

export function pods({ box: { bench } }: RackContext, namespace: string): Promise<Pod[]> {
  return bench.client.list<Pod>('v1', 'Pod', namespace);
}

export async function cluster({ box: { bench } }: RackContext): Promise<Cluster | undefined> {
  return bench.client.get<Cluster>('postgresql.cnpg.io/v1', 'Cluster', 'data', 'postgres');
}

/** Name of the pod that leads PostgreSQL. */
export async function postgresPrimary(context: RackContext): Promise<string> {
  const name = (await cluster(context))?.status?.currentPrimary;
  if (name === undefined || name === '') throw new Error('data/Cluster/postgres names no primary');
  return name;
}

/** Name of the pod that leads Redis, as a Sentinel of it says: each has a Service of its name. */
export async function redisPrimary(context: RackContext, ask = 'redis-0'): Promise<string> {
  const question = ['redis-cli', '-p', '26379', 'sentinel', 'get-master-addr-by-name', 'redis'];
  const answer = await kubectl(context, '-n', 'data', 'exec', ask, '-c', 'sentinel', '--', ...question);
  const address = answer.split(/\s/)[0]!;
  const services = await context.box.bench.client.list<KubeObject & { spec: { clusterIP?: string } }>(
    'v1',
    'Service',
    'data',
  );
  const leads = services.find(({ spec }) => spec.clusterIP === address);
  if (leads === undefined) throw new Error(`Redis is led by ${address}, the address of no Service`);
  return leads.metadata.name;
}

/** All blades but one. */
export function otherBlades({ box }: RackContext, name: string): string[] {
  return box.blades.map(({ spec }) => spec.name).filter((each) => each !== name);
}

/** Waits until the control plane calls blades that are dark not Ready: until then their pods still count as Ready. */
export async function darknessNoticed({ box: { bench } }: RackContext, names: readonly string[]): Promise<void> {
  await waitFor(`${names.join(', ')} to be noticed`, 120, async () => {
    const nodes = await Promise.all(names.map((name) => bench.client.get<Node>('v1', 'Node', undefined, name)));
    return nodes.every((node) => node && !isTrue(node, 'Ready')) ? true : undefined;
  });
}

/** The blade on which a pod runs. */
export async function bladeOf({ box: { bench } }: RackContext, namespace: string, name: string): Promise<string> {
  const pod = await bench.client.get<Pod>('v1', 'Pod', namespace, name);
  if (pod?.spec.nodeName === undefined) throw new Error(`${namespace}/Pod/${name} runs on no blade`);
  return pod.spec.nodeName;
}

const healthy = 'Cluster in healthy state';

/**
 * What is wrong with PostgreSQL. All instances may be Ready while its operator is not done: during a roll-out it restarts the
 * primary last, seconds after its standbys are back.
 */
export function clusterIlls(postgres: Cluster | undefined): string[] {
  const { readyInstances = 0, phase = 'no status' } = postgres?.status ?? {};
  if (readyInstances < (postgres?.spec.instances ?? 3))
    return [`data/Cluster/postgres has ${readyInstances} instances: ${phase}`];
  return phase === healthy ? [] : [`data/Cluster/postgres: ${phase}`];
}

/** What is not as it should be: nodes, pods of the data apps, the cluster, DNS and the operator. */
export async function ills(context: RackContext): Promise<string[]> {
  const { client } = context.box.bench;
  const nodes = (await client.list<Node>('v1', 'Node')).filter((node) => !isTrue(node, 'Ready'));
  const redis = (await pods(context, 'data')).filter(({ metadata }) => metadata.name.startsWith('redis-'));
  const postgres = await cluster(context);
  const deployments = await client.list<
    KubeObject & { spec: { replicas: number }; status?: { readyReplicas?: number } }
  >('apps/v1', 'Deployment');
  return [
    ...nodes.map((node) => `${objectId(node)} is not Ready`),
    ...(redis.length < 3 ? [`data/StatefulSet/redis has ${redis.length} pods`] : []),
    ...redis
      .filter((pod) => !isTrue(pod, 'Ready') || pod.metadata.deletionTimestamp)
      .map((pod) => `${objectId(pod)} is not Ready`),
    ...clusterIlls(postgres),
    ...deployments
      .filter(({ spec, status }) => (status?.readyReplicas ?? 0) < spec.replicas)
      .map((each) => `${objectId(each)} has ${each.status?.readyReplicas ?? 0} of ${each.spec.replicas} pods`),
  ];
}

/** Waits until nothing is ill. @throws with what still is, and why its pods say so */
export async function allWell(context: RackContext, seconds: number, after: string): Promise<void> {
  let last: string[] = [];
  try {
    await waitFor(
      `all to be well after ${after}`,
      seconds,
      async () => ((last = await ills(context)).length === 0 ? true : undefined),
      1000,
    );
  } catch {
    throw new Error(
      `${after}: not well after ${seconds} s: ${last.join('; ')}${await whyPodsWait(context, ['data', 'cnpg-system', 'cert-manager', 'kube-system'])}`,
    );
  }
}

interface Status {
  conditions?: { type: string; status: string; message?: string }[];
  containerStatuses?: { name: string; state?: { waiting?: { reason?: string; message?: string } } }[];
  initContainerStatuses?: Status['containerStatuses'];
}

/** What containers wait for, and why pods have no blade; a line each. */
export async function whyPodsWait(context: RackContext, namespaces: readonly string[]): Promise<string> {
  const all = (await Promise.all(namespaces.map((name) => pods(context, name)))).flat();
  const reasons = all.flatMap((pod) => {
    const { conditions = [], containerStatuses = [], initContainerStatuses = [] } = (pod.status ?? {}) as Status;
    const homeless = conditions.filter(({ type, status }) => type === 'PodScheduled' && status === 'False');
    return [
      ...homeless.map(({ message = '' }) => `\n${objectId(pod)} has no blade: ${message}`),
      ...[...containerStatuses, ...initContainerStatuses].flatMap(({ name, state }) =>
        state?.waiting ? [`\n${objectId(pod)} ${name}: ${state.waiting.reason} ${state.waiting.message ?? ''}`] : [],
      ),
    ];
  });
  return reasons.join('');
}
