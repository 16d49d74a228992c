import { type KubeObject, type Pod } from '../../cluster/kube/object';
import { sleep, waitFor } from '../../cluster/kube/wait';
import { startPublisher } from '../box/publisher';
import { applyAll } from '../objects/apply';
import {
  allWell,
  bladeOf,
  darknessNoticed,
  otherBlades,
  pods,
  postgresPrimary,
  redisPrimary,
  whyPodsWait,
} from './apps';
import { chatWindowFaults } from './chat-window';
import { containerFaults } from './containers';
import { endedContainers } from './ended-containers';
import { storeWell } from './object-store';
import { type Asker, type Told, answeredAfter, answerers, startAskers, toldSince } from './questions';
import type { RackContext, RackScenario, ServiceRow } from './scenario';
import { warnings } from './warnings';

const firstAnswerSeconds = 120;
const answeredAgainSeconds = 240;
/** What docs/runbooks/chat.md lets people expect of a dead blade. */
const boundSeconds = 90;

/**
 * The object store, the Job that fetches models, LiteLLM, Open WebUI and llama.cpp as `dist/` has them; then the blade of a
 * chat server goes while three people ask.
 */
export const models: RackScenario = {
  id: 'models',
  title: 'A question answered; plug of the blade of a chat server',
  // With one blade lost there must still be room for all, as the rack proves of itself.
  ownBox: { blades: 6, afterColdStart: true },
  async run(context) {
    const { box, apps, say } = context;
    const startedAt = Date.now();
    const publisher = await startPublisher(apps.weights);
    await applyAll(box.bench, apps.minio, 60);
    await storeWell(context, 'it was applied');
    await applyAll(box.bench, apps.models, 60);
    await modelsReady(context).finally(() => publisher.close());
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    say(`${apps.models.length} objects applied; all Ready and their Jobs done after ${seconds} s`);
    const faults = [
      ...askedTwice(publisher.asked),
      ...(await endedContainers(context, 'ml')),
      ...(await containerFaults(context, ['llama-server', 'litellm', 'python3.11'])),
      ...(await chatWindowFaults(context)),
    ];
    for (const fault of faults) say(`  ${fault}`);
    const { row, event } = await plug(context);
    return {
      shown: `models fetched from their publisher into the object store, and from there by their servers; Ready after ${seconds} s; a login and a question at each replica of Open WebUI; ${event}`,
      rows: [row],
      failures: [...faults, ...slow(row)],
    };
  },
};

/** The rack asks a publisher for each file once, however many servers run it. */
function askedTwice(asked: readonly string[]): string[] {
  return [...new Set(asked)]
    .map((path) => ({ path, times: asked.filter((each) => each === path).length }))
    .filter(({ times }) => times > 1)
    .map(({ path, times }) => `ml/Job/model-fetch asked its publisher ${times} times for ${path}`);
}

function slow({ event, secondsWithout, boundSeconds: most }: ServiceRow): string[] {
  return secondsWithout > most
    ? [`somebody got no answer for ${secondsWithout} s (${event}); the page of chat says at most ${most} s`]
    : [];
}

interface Workload extends KubeObject {
  spec: { replicas?: number };
  status?: { readyReplicas?: number; succeeded?: number };
}

/** What is not as it should be among the workloads of the models. */
async function lateModels({ box: { bench }, apps }: RackContext): Promise<string[]> {
  const wanted = apps.models.filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job'].includes(kind));
  const late = await Promise.all(
    wanted.map(async ({ apiVersion, kind, metadata }) => {
      const found = await bench.client.get<Workload>(apiVersion, kind, metadata.namespace, metadata.name);
      const { readyReplicas = 0, succeeded = 0 } = found?.status ?? {};
      const id = `${metadata.namespace}/${kind}/${metadata.name}`;
      if (kind === 'Job') return succeeded > 0 ? [] : [`${id} is not done`];
      const replicas = found?.spec.replicas ?? 1;
      return readyReplicas < replicas ? [`${id} has ${readyReplicas} of ${replicas} pods`] : [];
    }),
  );
  return late.flat();
}

async function modelsReady(context: RackContext): Promise<void> {
  const { modelsReadySeconds: seconds } = context;
  let late: string[] = [];
  try {
    const ready = async () => ((late = await lateModels(context)).length === 0 ? true : undefined);
    await waitFor('models to be Ready', seconds, ready, 2000);
  } catch {
    const ended = await endedContainers(context, 'ml');
    const why = [
      late.join('; '),
      await whyPodsWait(context, ['ml', 'data']),
      ...ended,
      ...(await warnings(context, 'ml')).slice(-8),
    ];
    throw new Error(`not Ready after ${seconds} s: ${why.join('\n')}`);
  }
}

async function plug(context: RackContext): Promise<{ row: ServiceRow; event: string }> {
  const { box, say } = context;
  const { name, what } = await chatBlade(context);
  const safe = await safeBlade(context, name);
  const askers = await startAskers(context, 3, safe);
  await answeredAfter(askers, 0, firstAnswerSeconds);
  await sleep(10_000);
  say(`answered by ${(await answerers(askers)).join(', ')}; plug of ${name}: ${what}`);
  const since = Date.now() / 1000;
  await box.blade(name).pullPlug();
  const late = await answeredAfter(askers, since + 1, answeredAgainSeconds)
    .then(() => sleep(70_000)) // a minute later the gateway tries again what failed
    .then(() => answeredAfter(askers, Date.now() / 1000, answeredAgainSeconds))
    .catch((error: Error) => error);
  const told = await toldSince(askers, since);
  await report(context, askers, told, since);
  if (late instanceof Error) throw late;
  for (const { client } of askers) await client.stop();
  await darknessNoticed(context, [name]);
  await box.blade(name).plugIn();
  await box.ready([name]);
  await allWell(context, 300, `${name} came back`);
  await storeWell(context, `${name} came back`);
  await modelsReady(context);
  const refused = told.reduce((sum, { refusals }) => sum + refusals.length, 0);
  const answers = told.reduce((sum, each) => sum + each.answers, 0);
  const event = `plug of ${name}: ${what}; ${refused} of ${answers + refused} questions refused`;
  const secondsWithout = Math.max(...told.map((each) => each.secondsWithout));
  const program = 'LiteLLM 1.103.2 before llama.cpp b11669';
  return { event, row: { app: 'chat', program, event, secondsWithout, boundSeconds, acknowledged: answers, lost: 0 } };
}

async function report({ say }: RackContext, askers: readonly Asker[], told: readonly Told[], since: number) {
  for (const { name, answers, secondsWithout, over, refusals } of told) {
    const when = Math.round((over - since) * 10) / 10;
    say(`  ${name}: ${answers} answers, ${secondsWithout} s without, over ${when} s after the plug`);
    for (const refusal of refusals.slice(0, 3)) say(`    ${refusal}`);
  }
  for (const { name, client } of askers) {
    const { acknowledged } = await client.said();
    const slowest = acknowledged
      .map(({ at }, index) => ({ at: at - since, took: at - (acknowledged[index - 1]?.at ?? at) }))
      .filter(({ at, took }) => at > 0 && took > 3);
    for (const { at, took } of slowest) say(`    ${name}: an answer after ${took.toFixed(1)} s, at ${at.toFixed(1)} s`);
  }
}

/** A blade with a chat server on which as little else as possible leads. */
async function chatBlade(context: RackContext): Promise<{ name: string; what: string }> {
  const on = new Map<string, string[]>();
  for (const namespace of ['ml', 'data', 'kube-system'])
    for (const pod of await pods(context, namespace)) {
      const { nodeName } = pod.spec;
      if (nodeName && !isDone(pod)) on.set(nodeName, [...(on.get(nodeName) ?? []), pod.metadata.name]);
    }
  const leading = [
    await bladeOf(context, 'data', await redisPrimary(context)),
    await bladeOf(context, 'data', await postgresPrimary(context)),
  ];
  const weight = (name: string) =>
    (leading.includes(name) ? 10 : 0) + on.get(name)!.filter((pod) => /^(litellm|coredns)-/.test(pod)).length;
  const candidates = [...on.keys()].filter((name) => on.get(name)!.some((pod) => /^chat-\d+-/.test(pod)));
  const [name] = candidates.sort((a, b) => weight(a) - weight(b));
  if (name === undefined) throw new Error('no blade has a chat server');
  const kinds = on
    .get(name)!
    .filter((pod) => /^(chat|litellm|open-webui|redis|postgres|coredns|embeddings)-/.test(pod));
  return { name, what: kinds.map((pod) => pod.replace(/-[a-z0-9]{6,10}-[a-z0-9]{5}$/, '')).join(', ') };
}

const isDone = ({ status }: Pod) => ['Succeeded', 'Failed'].includes((status as { phase?: string }).phase ?? '');

/** One that stays on, with a gateway if there is one. */
async function safeBlade(context: RackContext, pulled: string): Promise<string> {
  const gateways = (await pods(context, 'ml')).filter(({ metadata }) => metadata.name.startsWith('litellm-'));
  const [blade] = gateways.map(({ spec }) => spec.nodeName!).filter((name) => name !== pulled);
  return blade ?? otherBlades(context, pulled)[0]!;
}
