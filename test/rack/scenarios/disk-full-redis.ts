import { objectId } from '../../cluster/kube/object';
import { sleep } from '../../cluster/kube/wait';
import { applyAll } from '../objects/apply';
import { raised } from '../small-volumes';
import { allWell, bladeOf, kubectl, otherBlades, pods, redisPrimary, whyPodsWait } from './apps';
import { endedContainers } from './ended-containers';
import { type Part, alerted, empty, fill } from './full-disk';
import type { RackContext } from './scenario';
import { startWriters } from './writers';

/** One full volume is a dead primary: Sentinels replace it. */
const bounds = { redis: 10, postgres: 60 };
/** From more room to a write. */
const roomSeconds = 300;

const placeOf = (pod: string) => ({ pod, container: 'redis', folder: '/data' });

/** The volume of the primary is full, then those of all three servers, until they are given room. */
export async function redisFull(context: RackContext): Promise<Part> {
  const { apps, box, say } = context;
  const first = await redisPrimary(context);
  const writers = await startWriters(context, otherBlades(context, await bladeOf(context, 'data', first)).at(-1)!);
  await sleep(3000);
  const since = Date.now() / 1000;
  say(`the volume of ${first}, which leads, is full: ${await fill(context, placeOf(first))}`);
  say(`its answer to a large value: ${await largeValues(context, first)}`);
  await sleep(20_000);
  const { redis: again } = await writers.writingAgain(Date.now() / 1000, 120);
  const servers = ['redis-0', 'redis-1', 'redis-2'];
  const second = await redisPrimary(
    context,
    servers.find((name) => name !== first),
  );
  say(`${second} leads`);
  const failures =
    second === first ? [`data/StatefulSet/redis: ${first} leads on with a full volume, and writes were taken`] : [];
  const handedOver = await writers.finish(`the volume of ${first} full: Redis led there`, since, bounds);
  if (failures.length > 0) return { shown: `writes again at ${again}`, rows: handedOver, failures };

  const more = await startWriters(context, otherBlades(context, await bladeOf(context, 'data', second)).at(-1)!);
  await sleep(3000);
  const fullAt = Date.now() / 1000;
  for (const name of servers.filter((each) => each !== first))
    say(`the volume of ${name} is full: ${await fill(context, placeOf(name))}`);
  say(`the answer of ${second} to a large value: ${await largeValues(context, second)}`);
  await sleep(20_000);
  const refused = await more.said('redis');
  const last = refused.acknowledged.at(-1)!;
  const quietSince = Math.round((Date.now() / 1000 - last.at) * 10) / 10;
  say(`no write was taken for ${quietSince} s; the last answers: ${refused.refusals.slice(-3).join('; ')}`);
  if (quietSince < 10) failures.push(`data/StatefulSet/redis: all three volumes are full, and writes are taken`);
  const seconds = await alerted(context, 'RedisAppendFailing', {}, 180);
  say(`RedisAppendFailing waits after ${seconds} s`);
  await sleep(75_000); // so that probes that kill what is full have done so
  for (const line of await endedContainers(context, 'data')) say(`  ${line}`);
  const notReady = (await pods(context, 'data')).filter(({ metadata }) => servers.includes(metadata.name));
  say(`  ${notReady.map(objectId).join(', ')}${await whyPodsWait(context, ['data'])}`);
  const roomAt = Date.now() / 1000;
  await applyAll(box.bench, raised(apps.smallVolumes(), 'redis'), 30);
  say('claims of Redis raised from 512Mi to 1Gi');
  const { redis: healedAt } = await more.writingAgain(roomAt, roomSeconds);
  const healed = Math.round((healedAt - roomAt) * 10) / 10;
  const rows = await more.finish('all volumes of Redis full, from more room on', fullAt, bounds);
  await allWell(context, 300, 'the volumes of Redis had room');
  for (const name of servers) await empty(context, placeOf(name));
  return {
    shown: `Redis: a full volume hands over; with all three full no write was taken for ${Math.round(roomAt - last.at)} s, and again ${healed} s after there was room`,
    rows: [
      ...handedOver,
      ...rows.map((row) => (row.app === 'redis' ? { ...row, secondsWithout: healed, boundSeconds: roomSeconds } : row)),
    ],
    failures,
  };
}

/** Writes the same key over and over, 64 KiB each, until it is refused: the file system gave the log some room before. */
async function largeValues(context: RackContext, pod: string): Promise<string> {
  const script = `export REDISCLI_AUTH="$(cat /run/secrets/redis/litellm)"
value=$(head -c 65536 /dev/zero | tr '\\0' x)
for number in $(seq 64); do
  answer=$(echo "set litellm:large $value" | timeout 5 redis-cli --user litellm)
  if [ "$answer" != OK ]; then break; fi
done
echo "$answer after $number"`;
  return (await kubectl(context, '-n', 'data', 'exec', pod, '-c', 'redis', '--', 'sh', '-c', script)).trim();
}
