import { type KubeObject, type Node, type Pod, isTrue, objectId } from '../../cluster/kube/object';
import { sleep, waitFor } from '../../cluster/kube/wait';
import { batchPod } from '../objects/batch-pod';
import { allWell, bladeOf, kubectl, otherBlades, redisPrimary } from './apps';
import { type Part, alerted, measured } from './full-disk';
import { restarts } from './memory';
import type { RackContext } from './scenario';
import { startWriters } from './writers';

/** Other pods of the blade lose nothing. */
const bounds = { redis: 10, postgres: 60 };
/** Of the disk, below which the page says that the kubelet evicts; the eater stops above it for a while. */
const evictsBelow = 0.1;
const holdsAt = 0.12;
const holdsSeconds = 75;
/** A log of a pod: five files of 10 MiB, and what comes within the ten seconds between two looks. */
const mostLogMebibytes = 100;

type Ended = Pod & { status?: { phase?: string; reason?: string; message?: string } };

/** Pods of the lowest class fill the disk of a blade: who is evicted, and who is not. */
export async function bladeFull(context: RackContext): Promise<Part> {
  const { box, say } = context;
  const { client } = box.bench;
  const blade = await bladeOf(context, 'data', await redisPrimary(context));
  const before = await restarts(context, blade);
  const writers = await startWriters(context, otherBlades(context, blade)[0]!);
  const since = Date.now() / 1000;
  const failures: string[] = [];

  const bounded = eater(blade, 'bounded', { sizeLimit: '16Mi' }, writeScript('64'));
  const talker = eater(blade, 'talker', { sizeLimit: '16Mi' }, talkScript);
  for (const pod of [bounded, talker]) await client.create(pod);
  const { status } = await ended(context, bounded, 240);
  say(`${objectId(bounded)}: ${status?.reason} ${status?.message}, ${Math.round(Date.now() / 1000 - since)} s after`);
  if (!/exceeds the limit/.test(status?.message ?? ''))
    failures.push(`${objectId(bounded)} wrote 64 MiB into a folder of 16Mi: ${status?.reason} ${status?.message}`);
  await waitFor('the talker to be done', 120, async () =>
    (await kubectl(context, '-n', 'ml', 'logs', 'talker', '--tail=1')).includes('done') ? true : undefined,
  );
  await sleep(15_000);
  const logMebibytes = Number(box.blade(blade).run('bash', '-c', 'du -sm /var/log/pods/ml_talker_*').split(/\s/)[0]);
  say(`the log of ${objectId(talker)} takes ${logMebibytes} MiB after 160 MiB were said`);
  if (logMebibytes > mostLogMebibytes)
    failures.push(`${objectId(talker)}: its log takes ${logMebibytes} MiB of ${blade}, not ${mostLogMebibytes}`);
  if (await underPressure(context, blade)) failures.push(`Node/${blade} is under DiskPressure before its disk is full`);
  for (const pod of [bounded, talker]) await client.remove(pod, { gracePeriodSeconds: 0 });

  const greedy = eater(blade, 'greedy', {}, greedyScript);
  await client.create(greedy);
  await waitFor(
    'the greedy pod to stop before the last tenth',
    240,
    async () => {
      if (await underPressure(context, blade)) return true;
      return (await kubectl(context, '-n', 'ml', 'logs', 'greedy')).includes('holds') ? true : undefined;
    },
    1000,
  );
  const heldAt = room(context, blade);
  const early = await waitFor(
    'the kubelet to look',
    holdsSeconds,
    async () => ((await underPressure(context, blade)) ? room(context, blade) : undefined),
    1000,
  ).catch(() => undefined);
  if (early !== undefined)
    failures.push(
      `Node/${blade} evicts with ${percent(early)} of its disk left; the page says below ${percent(evictsBelow)}`,
    );
  else say(`${blade} has ${percent(heldAt)} of its disk left, and nobody is evicted`);
  const told = await measured(context, `node:disk_available:ratio{node="${blade}",mountpoint="/var"}`);
  say(`node:disk_available:ratio of /var is ${told}`);
  if (told === undefined || told > 0.5)
    failures.push(`node:disk_available:ratio of Node/${blade} is ${told}: no alert can tell of its disk`);

  await waitFor(
    `Node/${blade} to be under DiskPressure`,
    240,
    async () => ((await underPressure(context, blade)) ? true : undefined),
    500,
  );
  const pressedAt = Date.now() / 1000;
  say(`${blade} is under DiskPressure with ${percent(room(context, blade))} left`);
  const { status: gone } = await ended(context, greedy, 180);
  say(`${objectId(greedy)}: ${gone?.reason} ${gone?.message}, ${Math.round(Date.now() / 1000 - pressedAt)} s after`);
  const alert = await alerted(context, 'NodeEvicts', { node: blade, condition: 'DiskPressure' }, 180);
  say(`NodeEvicts waits after ${alert} s`);
  const evicted = (await client.list<Ended>('v1', 'Pod')).filter(
    (pod) => pod.status?.reason === 'Evicted' && !pod.metadata.name.startsWith('greedy'),
  );
  failures.push(...evicted.map((pod) => `${objectId(pod)} was evicted from ${blade}: ${pod.status?.message}`));
  await client.remove(greedy, { gracePeriodSeconds: 0 });
  const after = await restarts(context, blade);
  for (const [name, count] of before) {
    const now = after.get(name);
    if (now === undefined) failures.push(`${name} is gone from ${blade}, whose disk was full`);
    else if (now > count) failures.push(`${name} was restarted ${now - count} times on ${blade}, whose disk was full`);
  }
  await writers.writingAgain(Date.now() / 1000, 60);
  const rows = await writers.finish(`the disk of ${blade} full: Redis leads there`, since, bounds);
  await allWell(context, 240, `the disk of ${blade} had room`);
  return {
    shown: `a blade’s disk full: evicted was the pod of the lowest class, of ${before.size} other containers none`,
    rows,
    failures,
  };
}

async function underPressure({ box }: RackContext, blade: string): Promise<boolean> {
  const node = await box.bench.client.get<Node>('v1', 'Node', undefined, blade);
  return node !== undefined && isTrue(node, 'DiskPressure');
}

/** Share of the disk of a blade that is left. */
function room({ box }: RackContext, blade: string): number {
  const [, size, , left] = box.blade(blade).run('df', '-Pk', '/var').trim().split('\n').at(-1)!.split(/\s+/);
  return Number(left) / Number(size);
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

function ended({ box }: RackContext, { metadata }: KubeObject, atMost: number): Promise<Ended> {
  return waitFor(
    `ml/Pod/${metadata.name} to be evicted`,
    atMost,
    async () => {
      const found = await box.bench.client.get<Ended>('v1', 'Pod', 'ml', metadata.name);
      return found?.status?.phase === 'Failed' ? found : undefined;
    },
    500,
  );
}

const writeScript = (mebibytes: string) =>
  `dd if=/dev/zero of=/scratch/all bs=1M count=${mebibytes} 2>/dev/null; sleep 3600`;

/** 4 MiB a second. */
const talkScript = `line=$(printf '%1000s' '' | tr ' ' x)
for second in $(seq 40); do for each in $(seq 4096); do echo "$line"; done; sleep 0.8; done
echo done; sleep 3600`;

/** Fast until it leaves a little more than a tenth, then 8 MiB a second, so that the kubelet, which looks every ten seconds, sees it coming. */
const greedyScript = `left() { df -Pk /scratch | awk 'END { print int($4 * 1000 / $2) }'; }
number=0
while [ $(left) -gt ${holdsAt * 1000} ]; do number=$((number + 1)); dd if=/dev/zero of=/scratch/$number bs=1M count=16 2>/dev/null; done
echo "holds at $(left)"; sleep ${holdsSeconds}
while :; do number=$((number + 1)); dd if=/dev/zero of=/scratch/$number bs=1M count=8 2>/dev/null; sleep 1; done`;

function eater(blade: string, name: string, scratch: { sizeLimit?: string }, script: string): KubeObject {
  return batchPod({ name, blade, command: ['bash', '-c', script], memoryLimit: '128Mi', scratch });
}
