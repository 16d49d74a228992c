import { waitFor } from '../../cluster/kube/wait';
import { type Client, type ClientSpec, type Said, longestGap, saidIn, startClient } from './client';
import { kubectl, pods } from './apps';
import type { RackContext, ServiceRow } from './scenario';
import { type Event, sentinelEvents, timelineOf } from './timeline';

/** A client of one app: how it writes, and how what it wrote is read back. */
export interface Writer {
  app: string;
  program: string;
  secrets: Record<string, [string, string]>;
  write: string;
  /** What its client is called and runs. @default - LiteLLM, with redis-cli and psql */
  client?: Pick<ClientSpec, 'app' | 'image' | 'memory'>;
  /** Prints the numbers that are there, one a line, as `ok <number> 0`. */
  read: string;
}

const now = 'now() { echo "${EPOCHREALTIME/,/.}"; }';

/**
 * Asks the Sentinels in turn, at the addresses that the rack tells Open WebUI, and has each write acknowledged by a replica
 * too (WAIT 1). It looks no name up, as the real clients do not.
 */
const redis = (sentinels: readonly string[]): Writer => ({
  app: 'redis',
  program: 'Redis 8.0.6 with Sentinels',
  secrets: { REDISCLI_AUTH: ['redis-litellm', 'password'] },
  write: `${now}
primary() {
  local each answer
  for each in ${sentinels.join(' ')}; do
    answer=$(timeout 1 redis-cli -h $each -p 26379 sentinel get-master-addr-by-name redis 2>/dev/null | head -n 1)
    echo "at $(now) Sentinel $each says \${answer:-nothing}" >&2
    if [ -n "$answer" ]; then echo $answer; return; fi
  done
}
# Keys of a scenario before would hide that one of this is lost.
until host=$(primary) && timeout 20 redis-cli --user litellm -h $host --scan --pattern 'litellm:rack-*' | timeout 20 xargs -r redis-cli --user litellm -h $host del; do sleep 0.5; done
number=0
while :; do
  number=$((number + 1))
  [ -n "$host" ] || host=$(primary)
  answer='no Sentinel answers'
  [ -z "$host" ] || answer=$(printf 'SET litellm:rack-%s %s\\nWAIT 1 1000\\n' $number $number | timeout 2 redis-cli --user litellm -h $host 2>&1 | tr '\\n' ' ')
  case $answer in
    'OK '[1-9]*) echo "ok $number $(now)" ;;
    *) echo "no $number $(now) \${answer:-$host is silent}"; host= ;;
  esac
  sleep 0.2
done`,
  read: `until host=$(for each in ${sentinels.join(' ')}; do timeout 3 redis-cli -h $each -p 26379 sentinel get-master-addr-by-name redis | head -n 1; done | head -n 1) && [ -n "$host" ] && found=$(timeout 20 redis-cli --user litellm -h $host --scan --pattern 'litellm:rack-*') && [ -n "$found" ]; do sleep 0.5; done
echo "$found" | sed 's/.*-\\(.*\\)/ok \\1 0/'
echo done; sleep 3600`,
});

const connectionTo = (cluster: string) =>
  `host=${cluster}-rw.data.svc.cluster.local user=litellm dbname=litellm sslmode=require connect_timeout=3`;
const connection = connectionTo('postgres');

/** Reads from a cluster what was written to another, `postgres-2`. */
export const postgresAt = (cluster: string): Writer => ({ ...postgres, read: readRows(connectionTo(cluster)) });

// A name that does not resolve is not an empty table: it is read until reading succeeds.
const readRows = (
  from: string,
) => `until found=$(timeout 20 psql '${from}' -qAtc 'select number from rack_client'); do sleep 0.5; done
echo "$found" | sed 's/.*/ok & 0/'
echo done; sleep 3600`;

export const postgres: Writer = {
  app: 'postgres',
  program: 'PostgreSQL 18.6 under CloudNativePG 1.30.0',
  secrets: { PGPASSWORD: ['postgres-litellm', 'password'] },
  write: `${now}
sql() { timeout 5 psql '${connection}' -qAtc "$1" 2>&1; }
until sql 'drop table if exists rack_client; create table rack_client (number int primary key)' >/dev/null; do sleep 0.5; done
number=0
while :; do
  number=$((number + 1))
  if answer=$(sql "insert into rack_client values ($number)"); then echo "ok $number $(now)"; else echo "no $number $(now)" $answer; fi
  sleep 0.2
done`,
  read: readRows(connection),
};

/** Seconds that each may be without a write. */
type Bounds = Record<'redis' | 'postgres', number>;

const boundOf = ({ app }: Writer, bounds: Bounds): number => bounds[app as keyof Bounds];

interface Seen {
  event: string;
  secondsWithout: number;
  bounds: Bounds;
  /** Numbers that were acknowledged, and those that are there. */
  written: readonly number[];
  there: ReadonlySet<number>;
}

function rowOf(writer: Writer, { event, secondsWithout, bounds, written, there }: Seen): ServiceRow {
  const { app, program } = writer;
  const lost = written.filter((number) => !there.has(number)).length;
  return {
    app,
    program,
    event,
    secondsWithout,
    boundSeconds: boundOf(writer, bounds),
    acknowledged: written.length,
    lost,
  };
}

/** Clients of both data apps at work. */
export interface Writers {
  /** Ends them, reads back what was acknowledged, and says how it went since a moment. */
  finish(event: string, since: number, bounds: Bounds): Promise<ServiceRow[]>;
  /** Numbers of the writes that were acknowledged so far, by app. */
  acknowledged(): Promise<Map<string, number[]>>;
  /** Takes the clients away without asking them anything: their blade was dark. */
  remove(): Promise<void>;
  /**
   * Waits until each has written again after a moment; returns when each did.
   *
   * @throws when one has not, with its last refusals
   */
  writingAgain(since: number, seconds: number): Promise<Record<'redis' | 'postgres', number>>;
  /** Everything that one of them has said so far. */
  said(app: 'redis' | 'postgres'): Promise<Said>;
}

const settleSeconds = 30;

/** Starts both on a blade that stays on, and waits for their first acknowledged writes. */
export async function startWriters(context: RackContext, blade: string): Promise<Writers> {
  const running = await Promise.all(
    [redis(context.apps.sentinels), postgres].map(async (writer) => ({
      writer,
      client: await start(context, writer, 'writer', writer.write, blade),
    })),
  );
  const writing = (since: number, seconds: number) =>
    Promise.all(running.map(({ writer, client }) => writesAfter(writer, client, since, seconds)));
  await writing(0, settleSeconds);
  return {
    remove: async () => void (await Promise.all(running.map(({ client }) => client.stop()))),
    writingAgain: async (since, seconds) => {
      const [redisAt, postgresAt] = await writing(since, seconds);
      return { redis: redisAt!, postgres: postgresAt! };
    },
    said: (app) => running.find(({ writer }) => writer.app === app)!.client.said(),
    acknowledged: async () =>
      new Map(
        await Promise.all(
          running.map(async ({ writer: { app }, client }) => {
            const said = await client.said();
            return [app, said.acknowledged.map(({ number }) => number)] as const;
          }),
        ),
      ),
    async finish(event, since, bounds) {
      const rows: ServiceRow[] = [];
      for (const { writer, client } of running) {
        const said = await client.said();
        const { seconds: secondsWithout, over } = longestGap(said, since);
        await client.stop();
        const there = await readBack(context, writer, blade);
        const written = said.acknowledged.map(({ number }) => number);
        rows.push(rowOf(writer, { event, secondsWithout, bounds, written, there }));
        const events = [...said.events, ...(writer.app === 'redis' ? await sentinelLogs(context) : [])];
        for (const line of timelineOf(events, since, over)) context.say(`  ${writer.app} ${line}`);
      }
      return rows;
    },
  };
}

/** What the Sentinels of blades that are on have logged. */
async function sentinelLogs(context: RackContext): Promise<Event[]> {
  const all = (await pods(context, 'data')).filter(({ metadata }) => metadata.name.startsWith('redis-'));
  const logs = all.map(async ({ metadata: { name } }) => {
    const log = ['-n', 'data', 'logs', name, '-c', 'sentinel', '--tail=200', '--request-timeout=5s'];
    return sentinelEvents(name, await kubectl(context, ...log).catch(() => '')); // its blade may be the dead one
  });
  return (await Promise.all(logs)).flat();
}

/** Starts one client on a blade, `redis-writer`. */
export function start(
  { box: { bench } }: RackContext,
  { app, secrets, client = { app: 'litellm' } }: Writer,
  what: string,
  script: string,
  blade: string,
): Promise<Client> {
  return startClient(bench, { name: `${app}-${what}`, namespace: 'ml', script, secrets, blade, ...client });
}

/** Waits until it has written after a moment, and says when. @throws when it has not in time, with its last refusals */
export async function writesAfter(
  { app }: Pick<Writer, 'app'>,
  client: Client,
  since: number,
  seconds: number,
): Promise<number> {
  let said: Said = { acknowledged: [], refusals: [], events: [] };
  try {
    return await waitFor(
      `a write to ${app}`,
      seconds,
      async () => {
        said = await client.said();
        return said.acknowledged.find(({ at }) => at > since)?.at;
      },
      500,
    );
  } catch {
    throw new Error(`${app} takes no write for ${seconds} s; the last answers: ${said.refusals.slice(-3).join('; ')}`);
  }
}

/** What a power cut left of acknowledged writes, and when each app could be read and written again. */
export async function afterDarkness(
  context: RackContext,
  {
    blade,
    acknowledged,
    event,
    since,
    bounds,
  }: {
    /** One that has its power back. */
    blade: string;
    acknowledged: ReadonlyMap<string, readonly number[]>;
    event: string;
    /** Seconds without a write are counted from here. */
    since: number;
    bounds: Bounds;
  },
): Promise<ServiceRow[]> {
  const both = [redis(context.apps.sentinels), postgres];
  const there = await Promise.all(
    both.map((writer) => readBack(context, writer, blade, Math.max(...Object.values(bounds)))),
  );
  const rows: ServiceRow[] = [];
  for (const [index, writer] of both.entries()) {
    const written = acknowledged.get(writer.app) ?? [];
    const client = await start(context, writer, 'writer', writer.write, blade);
    const first = await writesAfter(writer, client, since, boundOf(writer, bounds));
    await client.stop();
    const secondsWithout = Math.round((first - since) * 10) / 10;
    rows.push(rowOf(writer, { event, secondsWithout, bounds, written, there: there[index]! }));
  }
  return rows;
}

/** Numbers that are there. @throws when they cannot be read in time */
export async function readBack(
  context: RackContext,
  writer: Writer,
  blade: string,
  seconds = 60,
): Promise<Set<number>> {
  const client = await start(context, writer, 'reader', writer.read, blade);
  try {
    const log = await waitFor(
      `what ${writer.app} holds`,
      seconds,
      async () => {
        const text = await client.log();
        return text.includes('\ndone') ? text : undefined;
      },
      500,
    );
    return new Set(saidIn(log).acknowledged.map(({ number }) => number));
  } finally {
    await client.stop();
  }
}

/** Failures in rows: lost writes, and outages longer than people are told. */
export function faultsIn(rows: readonly ServiceRow[]): string[] {
  return rows.flatMap(({ app, event, secondsWithout, boundSeconds, acknowledged, lost }) => [
    ...(acknowledged === 0 ? [`${app} acknowledged no write at all (${event})`] : []),
    ...(lost > 0 ? [`${app} lost ${lost} of ${acknowledged} acknowledged writes (${event})`] : []),
    ...(secondsWithout > boundSeconds
      ? [`${app} took no write for ${secondsWithout} s (${event}); its page says at most ${boundSeconds} s`]
      : []),
  ]);
}
