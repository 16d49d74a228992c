import { type KubeObject, type Pod, isTrue, objectId } from '../../cluster/kube/object';
import { sleep, waitFor } from '../../cluster/kube/wait';
import { batchPod } from '../objects/batch-pod';
import { allWell, bladeOf, kubectl, otherBlades, pods, postgresPrimary, redisPrimary } from './apps';
import { endedContainers } from './ended-containers';
import { warnings } from './warnings';
import type { RackContext, RackScenario, ServiceRow } from './scenario';
import { faultsIn, startWriters } from './writers';

/** Other pods of the blade lose nothing; a backend that is killed takes its server through recovery. */
const bounds = { redis: 10, postgres: 60 };

interface Ended extends KubeObject {
  status?: {
    phase?: string;
    reason?: string;
    message?: string;
    containerStatuses?: { name: string; restartCount: number; state?: { terminated?: { reason?: string } } }[];
  };
}

/** Who dies when memory is short: on the whole blade, and within the limit of PostgreSQL. */
export const memory: RackScenario = {
  id: 'memory',
  title: 'A pod that eats the memory of a blade, and a query that eats that of PostgreSQL',
  async run(context) {
    const pressure = await ofTheBlade(context);
    await allWell(context, 180, 'memory of the blade was short');
    const limit = await ofPostgres(context);
    await allWell(context, 240, 'memory of PostgreSQL was short');
    const rows = [...pressure.rows, ...limit.rows];
    return {
      shown: `${pressure.shown}; ${limit.shown}`,
      rows,
      failures: [...pressure.failures, ...limit.failures, ...faultsIn(rows)],
    };
  },
};

interface Part {
  shown: string;
  rows: ServiceRow[];
  failures: string[];
}

/** A pod of the lowest class, with a limit that the blade cannot keep, beside the leader of Redis. */
async function ofTheBlade(context: RackContext): Promise<Part> {
  const { box, say } = context;
  const { client } = box.bench;
  const blade = await bladeOf(context, 'data', await redisPrimary(context));
  const before = await restarts(context, blade);
  const writers = await startWriters(context, otherBlades(context, blade)[0]!);
  await sleep(2000);
  const since = Date.now() / 1000;
  const hog = batchPod({ name: 'greedy', blade, command: greedyCommand, memoryLimit: '64Gi' });
  await client.create(hog);
  say(`${objectId(hog)} eats the memory of ${blade}`);
  const ended = await waitFor('the greedy pod to end', 400, async () => {
    const found = await client.get<Ended>('v1', 'Pod', 'ml', hog.metadata.name);
    return found && (found.status?.phase === 'Failed' || killed(found)) ? found : undefined;
  });
  const how =
    ended.status?.reason === 'Evicted' ? `evicted by the kubelet (${ended.status.message})` : 'killed by the kernel';
  say(`${objectId(hog)} was ${how}`);
  await client.remove(hog, { gracePeriodSeconds: 0 });
  await sleep(10_000); // another that was chosen shows by then
  await writers.writingAgain(Date.now() / 1000, 60);
  const rows = await writers.finish(`memory of ${blade} eaten: Redis leads there`, since, bounds);
  const after = await restarts(context, blade);
  const failures = [...before].flatMap(([name, count]) => {
    const now = after.get(name);
    if (now === undefined) return [`${name} is gone from ${blade}, where a greedy pod ate the memory`];
    return now > count
      ? [`${name} was restarted ${now - count} times on ${blade}, where a greedy pod ate the memory`]
      : [];
  });
  for (const line of [...(await endedContainers(context, 'data')), ...(await warnings(context, 'data', since))])
    say(`  ${line}`);
  return {
    shown: `the greedy pod was ${how.split(' (')[0]}, and no other of ${before.size} containers of its blade`,
    rows,
    failures,
  };
}

const killed = ({ status }: Ended): boolean =>
  status?.containerStatuses?.some(({ state }) => state?.terminated !== undefined) ?? false;

/** Restarts of every container on a blade, of pods that are there to stay. */
export async function restarts(context: RackContext, blade: string): Promise<Map<string, number>> {
  const all = [
    ...(await pods(context, 'data')),
    ...(await pods(context, 'cnpg-system')),
    ...(await pods(context, 'kube-system')),
  ];
  return new Map(
    (all as (Pod & Ended)[])
      .filter(({ spec, metadata }) => spec.nodeName === blade && !metadata.deletionTimestamp)
      .flatMap((pod) =>
        (pod.status?.containerStatuses ?? []).map(
          ({ name, restartCount }) => [`${objectId(pod)} ${name}`, restartCount] as const,
        ),
      ),
  );
}

/** A query in the primary that builds more than the limit of its pod. */
async function ofPostgres(context: RackContext): Promise<Part> {
  const { say } = context;
  const primary = await postgresPrimary(context);
  const blade = await bladeOf(context, 'data', primary);
  const writers = await startWriters(context, otherBlades(context, blade)[0]!);
  await sleep(2000);
  const since = Date.now() / 1000;
  const query =
    "select length(string_agg(x, '')) from (select array_agg(repeat(md5(i::text), 31250)) as a from generate_series(1, 4000) i) s, unnest(a) x";
  const answer = await kubectl(
    context,
    '-n',
    'data',
    'exec',
    primary,
    '-c',
    'postgres',
    '--',
    'psql',
    '-qAtc',
    query,
  ).then(
    (text) => `answered ${text.trim()}`,
    (error: Error) => error.message,
  );
  say(`the query of 4 GB: ${lastLine(answer)}`);
  await writers.writingAgain(Date.now() / 1000, 180);
  const rows = await writers.finish(`memory of PostgreSQL eaten by a query in ${primary}`, since, bounds);
  const others = (await pods(context, 'data')).filter(
    ({ spec, metadata }) => spec.nodeName === blade && metadata.name !== primary,
  );
  const down = others.filter((pod) => !isTrue(pod, 'Ready')).map(objectId);
  const failures = [
    ...(answer.startsWith('answered')
      ? [`data/Pod/${primary}: a query of 4 GB was answered within a limit of 2Gi`]
      : []),
    ...down.map((id) => `${id} is not Ready after a query ate the memory of PostgreSQL on its blade`),
  ];
  return { shown: 'the query that ate PostgreSQL’s memory was ended, the server recovered', rows, failures };
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)!.slice(0, 200);

/** 64 MiB a step, so that the kubelet, which looks every ten seconds, may see it coming. */
const greedyCommand = [
  'awk',
  'BEGIN { part = sprintf("%1048576s", ""); while (1) { for (i = 0; i < 64; i++) held[n++] = part; system("sleep 0.5") } }',
];
