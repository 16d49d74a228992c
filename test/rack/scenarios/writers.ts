import { waitFor } from '../../cluster/kube/wait';
import { type Client, type Said, longestGap, saidIn, startClient } from './client';
import type { RackContext, ServiceRow } from './scenario';

/** A client of one app: how it writes, and how what it wrote is read back. */
interface Writer {
  app: string;
  program: string;
  secrets: Record<string, [string, string]>;
  write: string;
  /** Prints the numbers that are there, one a line, as `ok <number> 0`. */
  read: string;
}

const now = 'now() { echo "${EPOCHREALTIME/,/.}"; }';

/** Asks Sentinel for the primary by the Service's name, and has each write acknowledged by a replica too (WAIT 1). */
const redis: Writer = {
  app: 'redis',
  program: 'Redis 8.0.6 with Sentinels',
  secrets: { REDISCLI_AUTH: ['redis-litellm', 'password'] },
  write: `${now}
primary() { timeout 3 redis-cli -h redis.data.svc.cluster.local -p 26379 sentinel get-master-addr-by-name redis 2>/dev/null | head -n 1; }
number=0 host=
while :; do
  number=$((number + 1))
  [ -n "$host" ] || host=$(primary)
  answer=$(printf 'SET litellm:rack-%s %s\\nWAIT 1 1000\\n' $number $number | timeout 3 redis-cli --user litellm -h "\${host:-nobody}" 2>&1 | tr '\\n' ' ')
  case $answer in
    'OK '[1-9]*) echo "ok $number $(now)" ;;
    *) echo "no $number $answer"; host= ;;
  esac
  sleep 0.2
done`,
  read: `until host=$(timeout 3 redis-cli -h redis.data.svc.cluster.local -p 26379 sentinel get-master-addr-by-name redis | head -n 1) && [ -n "$host" ] && timeout 3 redis-cli --user litellm -h "$host" get litellm:rack-1 >/dev/null; do sleep 0.5; done
redis-cli --user litellm -h "$host" --scan --pattern 'litellm:rack-*' | sed 's/.*-\\(.*\\)/ok \\1 0/'
echo done; sleep 3600`,
};

const connection =
  'host=postgres-rw.data.svc.cluster.local user=litellm dbname=litellm sslmode=require connect_timeout=3';

const postgres: Writer = {
  app: 'postgres',
  program: 'PostgreSQL 18.6 under CloudNativePG 1.30.0',
  secrets: { PGPASSWORD: ['postgres-litellm', 'password'] },
  write: `${now}
sql() { timeout 5 psql '${connection}' -qAtc "$1" 2>&1; }
until sql 'drop table if exists rack_client; create table rack_client (number int primary key)' >/dev/null; do sleep 0.5; done
number=0
while :; do
  number=$((number + 1))
  if answer=$(sql "insert into rack_client values ($number)"); then echo "ok $number $(now)"; else echo "no $number" $answer; fi
  sleep 0.2
done`,
  read: `until timeout 5 psql '${connection}' -qAtc 'select 1' >/dev/null; do sleep 0.5; done
psql '${connection}' -qAtc 'select number from rack_client' | sed 's/.*/ok & 0/'
echo done; sleep 3600`,
};

/** Clients of both data apps at work. */
export interface Writers {
  /** Ends them, reads back what was acknowledged, and says how it went since a moment. */
  finish(event: string, since: number, bounds: Record<'redis' | 'postgres', number>): Promise<ServiceRow[]>;
  /** Waits until each has written again after a moment. @throws when one has not, with its last refusals */
  writingAgain(since: number, seconds: number): Promise<void>;
}

const settleSeconds = 30;

/** Starts both on a blade that stays on, and waits for their first acknowledged writes. */
export async function startWriters(context: RackContext, blade: string): Promise<Writers> {
  const running = await Promise.all(
    [redis, postgres].map(async (writer) => ({
      writer,
      client: await start(context, writer, 'writer', writer.write, blade),
    })),
  );
  const writing = (since: number, seconds: number) =>
    Promise.all(running.map(({ writer, client }) => writesAfter(writer, client, since, seconds)));
  await writing(0, settleSeconds);
  return {
    writingAgain: async (since, seconds) => void (await writing(since, seconds)),
    async finish(event, since, bounds) {
      const rows: ServiceRow[] = [];
      for (const { writer, client } of running) {
        const said = await client.said();
        await client.stop();
        const there = await readBack(context, writer, blade);
        const lost = said.acknowledged.filter(({ number }) => !there.has(number));
        rows.push({
          app: writer.app,
          program: writer.program,
          event,
          secondsWithout: longestGap(said, since),
          boundSeconds: bounds[writer.app as 'redis' | 'postgres'],
          acknowledged: said.acknowledged.length,
          lost: lost.length,
        });
      }
      return rows;
    },
  };
}

function start({ box: { bench } }: RackContext, { app, secrets }: Writer, what: string, script: string, blade: string) {
  return startClient(bench, { name: `${app}-${what}`, app: 'litellm', namespace: 'ml', script, secrets, blade });
}

async function writesAfter({ app }: Writer, client: Client, since: number, seconds: number): Promise<void> {
  let said: Said = { acknowledged: [], refusals: [] };
  try {
    await waitFor(
      `a write to ${app}`,
      seconds,
      async () => {
        said = await client.said();
        return said.acknowledged.some(({ at }) => at > since) ? true : undefined;
      },
      500,
    );
  } catch {
    throw new Error(`${app} takes no write for ${seconds} s; the last answers: ${said.refusals.slice(-3).join('; ')}`);
  }
}

async function readBack(context: RackContext, writer: Writer, blade: string): Promise<Set<number>> {
  const client = await start(context, writer, 'reader', writer.read, blade);
  try {
    const log = await waitFor(
      `what ${writer.app} holds`,
      60,
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
