import { type KubeObject, type Pod, isTrue, objectId } from '../../cluster/kube/object';
import { sleep, waitFor } from '../../cluster/kube/wait';
import { drillJob, restoredName } from '../backup-apps';
import { startOffsiteStore } from '../box/offsite-store';
import { applyAll } from '../objects/apply';
import { selfSigned } from '../objects/certificates';
import { allWell, kubectl, pods, postgresPrimary, whyPodsWait } from './apps';
import { withCheckpoints } from './checkpoints';
import type { RackContext, RackScenario, ServiceRow } from './scenario';
import { faultsIn, postgres, postgresAt, readBack, start, writesAfter } from './writers';

/** A sidecar beside each of three instances, one after the other, with a switchover at the end. */
const rollSeconds = 420;
const backupSeconds = 180;
const archivedSeconds = 60;
const drillSeconds = 300;
/** A base backup unpacked and a log replayed, then two standbys copied. */
const restoreSeconds = 420;

/**
 * PostgreSQL with its backup plugin as `dist/` has it, and a MinIO in the place of the provider. A base backup, rows after
 * it, the drill of the rack, and then the restore of docs/runbooks/restore-postgres.md under another name: every
 * acknowledged row is there.
 */
export const backups: RackScenario = {
  id: 'backups',
  title: 'PostgreSQL backed up off the rack, proved by the drill and restored under another name',
  // Two clusters, one beside the other, and nobody else who asks for memory.
  ownBox: { afterColdStart: true },
  async run(context) {
    const { box, apps, say } = context;
    const listed = await startOffsiteStore(box, apps.backups.offsite);
    const secrets = apps.backups.certificates.map(selfSigned);
    await applyAll(box.bench, [...secrets, ...apps.backups.backups.filter(({ kind }) => !isSchedule(kind))], 120);
    await sidecarsReady(context);
    say('the backup plugin runs beside every instance');

    const [blade] = box.blades.map(({ spec }) => spec.name).reverse();
    const writer = await start(context, postgres, 'writer', postgres.write, blade!);
    await writesAfter(postgres, writer, 0, 60);
    await applyAll(
      box.bench,
      apps.backups.backups.filter(({ kind }) => isSchedule(kind)),
      30,
    );
    const backup = await backupDone(context);
    say(`base backup ${backup.id} completed after ${backup.seconds} s`);
    await writesAfter(postgres, writer, Date.now() / 1000, 60);
    await sleep(5000);
    const { acknowledged } = await writer.said();
    await writer.stop();
    const last = acknowledged.at(-1)!;
    const segment = await archived(context);
    const names = await listed('postgres/');
    say(
      `${acknowledged.length} rows acknowledged; log archived up to ${segment}; ${names.length} objects in the bucket`,
    );

    const drill = await drilled(context, last.at);
    say(`the drill said: ${drill.said}; ${drill.seconds} s`);

    const since = Date.now();
    await applyAll(box.bench, apps.backups.restored, 60);
    await restored(context);
    const there = await readBack(context, postgresAt(restoredName), blade!, 120);
    const seconds = Math.round((Date.now() - since) / 1000);
    const row: ServiceRow = {
      app: 'postgres',
      program: 'PostgreSQL 18.6, backup plugin 0.13.0, MinIO',
      event: `restored as ${restoredName} from the bucket`,
      secondsWithout: seconds,
      boundSeconds: restoreSeconds,
      acknowledged: acknowledged.length,
      lost: acknowledged.filter(({ number }) => !there.has(number)).length,
    };
    say(`${restoredName} has ${there.size} rows after ${seconds} s, ${row.lost} of the acknowledged are lost`);
    await box.bench.client.remove({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { namespace: 'data', name: restoredName },
    });
    await applyAll(box.bench, policiesOf(apps.ground, apps.apps), 60); // the operator is let in to the first cluster again
    await allWell(context, 300, 'the restored cluster was removed');
    return {
      shown: `base backup after ${backup.seconds} s, ${names.length} objects in the bucket; the drill proved it in ${drill.seconds} s, up to the last row; ${restoredName} with three instances after ${seconds} s`,
      rows: [row],
      failures: [...drill.faults, ...faultsIn([row])],
    };
  },
};

const isSchedule = (kind: string) => kind === 'ScheduledBackup';

const policiesOf = (...groups: KubeObject[][]) => groups.flat().filter(({ kind }) => kind === 'NetworkPolicy');

/** Waits until three instances are Ready, each with the plugin beside it. @throws with what is not */
async function sidecarsReady(context: RackContext): Promise<void> {
  let without: string[] = ['nothing was asked'];
  try {
    await waitFor(
      'the backup plugin beside PostgreSQL',
      rollSeconds,
      async () => {
        const instances = (await pods(context, 'data')).filter(
          ({ metadata }) => metadata.labels?.['cnpg.io/podRole'] === 'instance',
        );
        without = instances
          .filter((pod) => !hasSidecar(pod) || !isTrue(pod, 'Ready') || pod.metadata.deletionTimestamp)
          .map((pod) => `${objectId(pod)} ${hasSidecar(pod) ? 'is not Ready' : 'has no plugin-barman-cloud'}`);
        if (instances.length !== 3) without.push(`data/Cluster/postgres has ${instances.length} pods`);
        return without.length === 0 ? true : undefined;
      },
      1000,
    );
  } catch {
    const phase = await clusterPhase(context, 'postgres');
    const why = await whyPodsWait(context, ['data', 'cnpg-system']);
    throw new Error(`no backups after ${rollSeconds} s: ${without.join('; ')}; data/Cluster/postgres: ${phase}${why}`);
  }
  await allWell(context, 120, 'the plugin came');
}

function hasSidecar({ spec }: Pod): boolean {
  const { initContainers = [], containers = [] } = spec as unknown as Record<string, { name: string }[]>;
  return [...initContainers, ...containers].some(({ name }) => name === 'plugin-barman-cloud');
}

interface Status extends KubeObject {
  status?: { phase?: string; phaseReason?: string; readyInstances?: number; error?: string; backupId?: string };
}

const cnpg = 'postgresql.cnpg.io/v1';

async function clusterPhase({ box: { bench } }: RackContext, name: string): Promise<string> {
  const { status } = (await bench.client.get<Status>(cnpg, 'Cluster', 'data', name)) ?? {};
  return `${status?.readyInstances ?? 0} instances, ${status?.phase ?? 'no status'} ${status?.phaseReason ?? ''}`;
}

/** Waits for the backup that the schedule makes at once. @throws when it fails, with its own words */
async function backupDone(context: RackContext): Promise<{ id: string; seconds: number }> {
  const { client } = context.box.bench;
  const since = Date.now();
  let last = 'no data/Backup was made by data/ScheduledBackup/postgres-nightly';
  const done = await waitFor(
    'a base backup',
    backupSeconds,
    async () => {
      const [backup] = await client.list<Status>(cnpg, 'Backup', 'data');
      if (!backup) return undefined;
      const { phase, error, backupId } = backup.status ?? {};
      last = `${objectId(backup)} is ${phase ?? 'not begun'}: ${error ?? 'no error'}`;
      if (phase === 'failed') throw new Error(last);
      return phase === 'completed' ? (backupId ?? 'without a name') : undefined;
    },
    1000,
  ).catch(() => {
    throw new Error(`no base backup within ${backupSeconds} s: ${last}`);
  });
  return { id: done, seconds: Math.round((Date.now() - since) / 1000) };
}

/** Has PostgreSQL close its file of the log, and waits until the bucket has it. @returns its name @throws when it stays */
async function archived(context: RackContext): Promise<string> {
  const primary = await postgresPrimary(context);
  const sql = async (text: string) =>
    (await kubectl(context, '-n', 'data', 'exec', primary, '-c', 'postgres', '--', 'psql', '-qAtc', text)).trim();
  const segment = await sql('select pg_walfile_name(pg_switch_wal())');
  let last = '';
  await waitFor(
    segment,
    archivedSeconds,
    async () => {
      last = await sql('select last_archived_wal from pg_stat_archiver');
      return last >= segment ? true : undefined;
    },
    1000,
  ).catch(async () => {
    const failed = await sql('select failed_count, last_failed_wal from pg_stat_archiver');
    throw new Error(
      `data/Cluster/postgres archived ${last || 'nothing'}, not ${segment}, within ${archivedSeconds} s; failed: ${failed}`,
    );
  });
  return segment;
}

interface Drill {
  said: string;
  seconds: number;
  faults: string[];
}

/**
 * The drill as its page has people start it. It must say `proved` and have replayed the log past the last row.
 *
 * @throws when it does not end in time
 */
async function drilled(context: RackContext, lastRowAt: number): Promise<Drill> {
  const since = Date.now();
  const job = `${drillJob}-1`;
  await kubectl(context, '-n', 'data', 'create', 'job', job, `--from=cronjob/${drillJob}`);
  const log = async () =>
    kubectl(context, '-n', 'data', 'logs', `job/${job}`, '--all-containers', '--tail=60').catch(() => '');
  const ended = await waitFor(
    'the drill',
    drillSeconds,
    async () => {
      const found = await context.box.bench.client.get<KubeObject>('batch/v1', 'Job', 'data', job);
      if (found && isTrue(found, 'Complete')) return 'Complete';
      const [pod] = (await pods(context, 'data')).filter(({ metadata }) => metadata.labels?.['job-name'] === job);
      const restarts = (pod?.status as { containerStatuses?: { restartCount: number }[] } | undefined)
        ?.containerStatuses?.[0]?.restartCount;
      return (restarts ?? 0) > 0 || (found && isTrue(found, 'Failed')) ? 'failed' : undefined;
    },
    1000,
  ).catch(async () => `not at its end after ${drillSeconds} s${await whyPodsWait(context, ['data'])}`);
  const text = await log();
  const seconds = Math.round((Date.now() - since) / 1000);
  const said = text.trimEnd().split('\n').slice(-8).join(' | ');
  const id = `data/CronJob/${drillJob}`;
  if (ended !== 'Complete' || !/^proved$/m.test(text)) throw new Error(`${id}: ${ended}; it said: ${said}`);
  const upTo = Date.parse((/replayed up to (\S+ \S+)/.exec(text)?.[1] ?? '').replace(' ', 'T').replace(/\+00$/, 'Z'));
  const faults = upTo / 1000 >= lastRowAt - 1 ? [] : [`${id} replayed only up to ${new Date(upTo).toISOString()}`];
  return { said, seconds, faults };
}

/** Waits for three instances of the new cluster. @throws with what is not */
async function restored(context: RackContext): Promise<void> {
  const { client } = context.box.bench;
  const ready = async () => {
    const found = await client.get<Status>(cnpg, 'Cluster', 'data', restoredName);
    return found?.status?.readyInstances === 3 ? true : undefined;
  };
  await withCheckpoints(
    context,
    () => waitFor(restoredName, restoreSeconds, ready, 1000),
    async () => `${restoredName}-1`,
  ).catch(async () => {
    const why = await whyPodsWait(context, ['data']);
    const phase = await clusterPhase(context, restoredName);
    throw new Error(`data/Cluster/${restoredName} after ${restoreSeconds} s: ${phase}${why}`);
  });
}
