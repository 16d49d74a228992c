import { type KubeObject, objectId } from '../../cluster/kube/object';
import { sleep, waitFor } from '../../cluster/kube/wait';
import { applyAll } from '../objects/apply';
import { raised } from '../small-volumes';
import { allWell, bladeOf, cluster, kubectl, otherBlades, pods, postgresPrimary, whyPodsWait } from './apps';
import { endedContainers } from './ended-containers';
import { type Part, alerted, empty, fill, quiet } from './full-disk';
import type { RackContext, ServiceRow } from './scenario';
import { type Writers, startWriters } from './writers';

const bounds = { redis: 10, postgres: 60 };
/** From more room to a write. */
const roomSeconds = 420;
/** The kubelet measures every minute, Prometheus asks every 30 s and looks as often. */
const alertSeconds = 240;

/** The log of the primary has no more room, as when it could not be archived for a week. */
export async function logFull(context: RackContext): Promise<Part> {
  const { apps, box, say } = context;
  const primary = await postgresPrimary(context);
  await quiet(context, 'PostgresWithoutPrimary');
  const writers = await startWriters(context, await elsewhere(context, primary));
  await sleep(3000);
  const since = Date.now() / 1000;
  const place = { pod: primary, container: 'postgres', folder: '/var/lib/postgresql/wal' };
  say(`the volume of the log of ${primary} is full: ${await fill(context, place)}`);
  // Files of the log that are there already are written first.
  const stoppedAt = await refused(writers, since, 120, () => psql(context, primary, 'select pg_switch_wal()'));
  say(`the first write was refused ${seconds(since, stoppedAt)} s after: ${await lastRefusal(writers)}`);
  const failures: string[] = [];
  const phase = await waitFor(
    'data/Cluster/postgres to say what is wrong',
    120,
    async () => {
      const said = (await cluster(context))?.status?.phase ?? '';
      return said !== 'Cluster in healthy state' && said !== '' ? said : undefined;
    },
    1000,
  );
  say(`data/Cluster/postgres: ${phase}, ${seconds(since)} s after`);
  const standbys = await instances(context, primary);
  for (const name of standbys) say(`  ${name} has ${await rowsAt(context, name)} rows`);
  // Of a volume whose pod has no running container the kubelet tells no size, so that DataClaimFull cannot tell of this one.
  const alert = await alerted(context, 'PostgresWithoutPrimary', {}, alertSeconds);
  say(
    `PostgresWithoutPrimary waits after ${alert} s; data/Cluster/postgres: ${(await cluster(context))?.status?.phase}`,
  );
  for (const line of await endedContainers(context, 'data')) say(`  ${line}`);
  const leads = await postgresPrimary(context);
  say(`${leads} leads${await whyPodsWait(context, ['data'])}`);
  const roomAt = Date.now() / 1000;
  const last = (await writers.said('postgres')).acknowledged.at(-1)!;
  // As its page says: the operator does not come to the claims while the log of an instance is full.
  const larger = JSON.stringify({ spec: { resources: { requests: { storage: '2Gi' } } } });
  await kubectl(context, '-n', 'data', 'patch', `persistentvolumeclaim/${primary}-wal`, '--patch', larger);
  await applyAll(box.bench, raised(apps.smallVolumes(), 'walDisk'), 30);
  say(`the claim ${primary}-wal and walDisk raised from 1Gi to 2Gi`);
  const { row, healed } = await healing(writers, since, roomAt, `the volume of the log of ${primary} full`);
  await allWell(context, 300, 'the log of PostgreSQL had room');
  failures.push(...(await smallerThan(context, '-wal', '2Gi')));
  await empty(context, place);
  return {
    shown: `PostgreSQL’s log full: “${phase}”, no write for ${seconds(last.at, roomAt)} s, and again ${healed} s after there was room`,
    rows: row,
    failures,
  };
}

/** The data of all instances have no more room, since rows filled them: standbys have the same. */
export async function dataFull(context: RackContext): Promise<Part> {
  const { apps, box, say } = context;
  const primary = await postgresPrimary(context);
  const writers = await startWriters(context, await elsewhere(context, primary));
  await sleep(3000);
  const since = Date.now() / 1000;
  say(`rows fill the volumes of the data: ${await fillWithRows(context, primary)}`);
  const stoppedAt = await refused(writers, since, 240);
  say(`the first write was refused ${seconds(since, stoppedAt)} s after: ${await lastRefusal(writers)}`);
  const failures: string[] = [];
  for (const name of [primary, ...(await instances(context, primary))])
    say(`  ${name} has ${await rowsAt(context, name)} rows`);
  const alert = await alerted(
    context,
    'DataClaimFull',
    { namespace: 'data', persistentvolumeclaim: primary },
    alertSeconds,
  );
  say(`DataClaimFull waits after ${alert} s; data/Cluster/postgres: ${(await cluster(context))?.status?.phase}`);
  for (const line of await endedContainers(context, 'data')) say(`  ${line}`);
  const roomAt = Date.now() / 1000;
  const last = (await writers.said('postgres')).acknowledged.at(-1)!;
  await applyAll(box.bench, raised(apps.smallVolumes(), 'disk'), 30);
  say('disk raised from 1Gi to 2Gi');
  const { row, healed } = await healing(writers, since, roomAt, 'the volumes of the data full');
  await allWell(context, 300, 'the data of PostgreSQL had room');
  failures.push(...(await smallerThan(context, '', '2Gi')));
  await psql(context, await postgresPrimary(context), 'drop table rack_filler');
  return {
    shown: `PostgreSQL’s data full: no write for ${seconds(last.at, roomAt)} s, and again ${healed} s after there was room`,
    rows: row,
    failures,
  };
}

type Claim = KubeObject & { status?: { capacity?: { storage: string } } };

/** Claims of the instances that have not grown to a size, a minute after all was well. */
async function smallerThan({ box }: RackContext, suffix: string, size: string): Promise<string[]> {
  const claim = new RegExp(`^postgres-\\d${suffix}$`);
  const late = async () =>
    (await box.bench.client.list<Claim>('v1', 'PersistentVolumeClaim', 'data')).filter(
      ({ metadata, status }) => claim.test(metadata.name) && status?.capacity?.storage !== size,
    );
  const done = async () => ((await late()).length === 0 ? true : undefined);
  return waitFor('all claims to grow', 60, done).then(
    () => [],
    async () => (await late()).map((each) => `${objectId(each)} has ${each.status?.capacity?.storage}, not ${size}`),
  );
}

async function healing(
  writers: Writers,
  since: number,
  roomAt: number,
  what: string,
): Promise<{ row: ServiceRow[]; healed: number }> {
  const { postgres } = await writers.writingAgain(roomAt, roomSeconds);
  const healed = seconds(roomAt, postgres);
  const rows = await writers.finish(`${what}, from more room on`, since, bounds);
  return {
    healed,
    row: rows.map((row) =>
      row.app === 'postgres' ? { ...row, secondsWithout: healed, boundSeconds: roomSeconds } : row,
    ),
  };
}

/** When the first write was refused. Does something over and over until then. */
async function refused(
  writers: Writers,
  since: number,
  atMost: number,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<number> {
  return waitFor(
    'PostgreSQL to refuse a write',
    atMost,
    async () => {
      await meanwhile().catch(() => undefined);
      return (await writers.said('postgres')).events.find(({ at, what }) => at > since && /not ack/.test(what))?.at;
    },
    300,
  );
}

const lastRefusal = async (writers: Writers) => (await writers.said('postgres')).refusals.at(-1) ?? 'nothing';

const seconds = (from: number, to = Date.now() / 1000) => Math.round((to - from) * 10) / 10;

const elsewhere = async (context: RackContext, pod: string) =>
  otherBlades(context, await bladeOf(context, 'data', pod))[0]!;

async function instances(context: RackContext, primary: string): Promise<string[]> {
  const all = await pods(context, 'data');
  return all
    .filter(({ metadata }) => metadata.labels?.['cnpg.io/podRole'] === 'instance' && metadata.name !== primary)
    .map(({ metadata }) => metadata.name);
}

const psql = (context: RackContext, pod: string, sql: string) =>
  kubectl(context, '-n', 'data', 'exec', pod, '-c', 'postgres', '--', 'psql', '-d', 'litellm', '-qAtc', sql);

/** What an instance answers to somebody who reads. */
async function rowsAt(context: RackContext, pod: string): Promise<string> {
  return psql(context, pod, 'select count(*) from rack_client').then(
    (text) => text.trim(),
    (error: Error) => `no answer (${error.message.trim().split('\n').at(-1)})`,
  );
}

/** Forty megabytes a statement, then a page a statement, until there is no room for either. */
async function fillWithRows(context: RackContext, primary: string): Promise<string> {
  const create =
    'drop table if exists rack_filler; create table rack_filler (t text) with (autovacuum_enabled = false); alter table rack_filler alter column t set storage plain';
  await psql(context, primary, create);
  let said = '';
  for (const rows of [5000, 100, 1]) {
    const insert = `insert into rack_filler select repeat(md5(n::text), 220) from generate_series(1, ${rows}) n`;
    for (let statements = 0; ; statements += 1) {
      said = await psql(context, primary, insert).then(
        () => '',
        (error: Error) => error.message.trim().split('\n').at(-1)!,
      );
      if (said !== '') break;
      if (statements > 200) throw new Error(`data/Pod/${primary}: its volume takes more rows than it has room for`);
    }
  }
  return said;
}
