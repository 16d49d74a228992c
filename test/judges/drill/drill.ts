import type { Database } from '../../../imports/cnpg';
import type { CronJob, EnvVar } from '../../../imports/k8s';
import { cronJobPod } from '../documents/cron-job-pod';
import { offsiteServer } from '../documents/offsite';
import { minioPrograms } from '../minio/minio-set';
import { type Credentials, plain, s3 } from '../minio/s3';
import { Verdict } from '../sops/verdict';
import { type DebianTree, debianTree } from '../tree/debian-tree';
import { Generated } from '../tree/generated';
import { inOwnWorld } from '../tree/own-world';
import type { Pod, Ran } from '../tree/pod';
import { PodWorld } from '../tree/pod-world';
import { stopwatch, until } from '../tree/until';
import { Primary } from './primary';
import { barmanImage, promtoolProgram } from './programs';
import { checkAlert } from './proof';

const host = 's3.example.org';
const bucket = 'homelab';
const rowsEach = 2000;

/**
 * `node bin/run.cjs test/judges/drill/drill.ts`: the generated restore drill of PostgreSQL on real servers: a base backup
 * and a log that barman-cloud sent to MinIO are restored by the CronJob's own scripts, twice, and then broken in every way
 * that somebody would want to hear of. What the alert makes of it is asked of promtool. Root, apt, Go and Python.
 */
async function main(): Promise<void> {
  const servers = debianTree();
  const barman = barmanImage(debianTree('python').root);
  const { minio } = minioPrograms();
  const promtool = promtoolProgram();
  if (!inOwnWorld()) return;
  // The provider is a server without TLS here.
  const given = Generated.homelab({ fields: { 'backups.offsite.endpoint': `http://${host}:9000` } });
  const verdict = new Verdict();
  given.judgeOrigin(verdict);
  const bench = new Bench(given, servers, barman, minio);
  if (await bench.start(verdict)) await judge(bench, promtool, verdict);
  verdict.close();
  process.exit();
}

const cronJob = 'data/CronJob/restore-drill-postgres';

class Bench {
  readonly primary: Primary;
  /** Names of the databases that the rack declares. */
  readonly databases: readonly [string, ...string[]];
  private readonly world = new PodWorld();
  private readonly offsite: Pod;
  private readonly account: Credentials;
  private runs = 0;

  constructor(
    readonly given: Generated,
    private readonly tree: DebianTree,
    private readonly barman: ReturnType<typeof barmanImage>,
    minio: string,
  ) {
    const declared = given.objects<Database>('Database', 'data').map(({ spec }) => spec!.name);
    this.databases = declared as [string, ...string[]];
    const [archive] = given.object<CronJob>(cronJob).spec!.jobTemplate.spec!.template.spec!.initContainers!;
    const env = Object.fromEntries(archive!.env!.map((each) => [each.name, valueOf(given, each)]));
    this.account = { accessKey: env['AWS_ACCESS_KEY_ID']!, secretKey: env['AWS_SECRET_ACCESS_KEY']! };
    this.offsite = offsiteServer(this.world, given, { tree: tree.root, minio, host, account: this.account });
    const store = {
      endpoint: env['ENDPOINT']!,
      destination: env['DESTINATION']!,
      serverName: env['SERVER_NAME']!,
      env,
    };
    this.primary = new Primary(this.world, { given, tree: tree.root, barman, store });
  }

  async start(verdict: Verdict): Promise<boolean> {
    this.offsite.start();
    const ready = async () => (await plain(this.offsite.address, '/minio/health/ready')).status === 200 || undefined;
    const up = (await until(60, ready, 300)) === true;
    verdict.check('the provider’s store is up', up, this.offsite.log('minio'));
    if (up) await s3(this.offsite.address, 'PUT', `/${bucket}`, this.account);
    this.primary.start();
    return up;
  }

  /** One run of the drill, a pod of its own with disks of its own. */
  async drill(): Promise<Ran> {
    const pod = cronJobPod(this.world, {
      name: `drill-${this.runs++}`,
      cronJob: this.given.object<CronJob>(cronJob),
      env: {},
      images: { archive: this.barman, database: { busybox: false, programs: {} } },
      given: this.given,
      tree: this.tree.root,
    });
    const ran = await pod.completing('database', 900);
    const beside = pod.log('archive');
    pod.remove();
    return { ...ran, stderr: `${ran.stderr}\n--- archive\n${beside}` };
  }

  async keys(part: string): Promise<string[]> {
    const { body } = await s3(this.offsite.address, 'GET', `/${bucket}?list-type=2`, this.account);
    const keys = [...body.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key!);
    return keys.filter((key) => key.includes(part)).sort();
  }

  /** Names of the log's files in which the newest backup begins and ends. */
  async segmentsOfBackup(): Promise<string[]> {
    const info = (await this.keys('backup.info')).at(-1)!;
    const { body } = await s3(this.offsite.address, 'GET', `/${bucket}/${info}`, this.account);
    return [...body.matchAll(/^(?:begin|end)_wal=(\w+)$/gm)].map(([, name]) => name!);
  }

  put = (key: string, text: string) => s3(this.offsite.address, 'PUT', `/${bucket}/${key}`, this.account, text);
  remove = (key: string) => s3(this.offsite.address, 'DELETE', `/${bucket}/${key}`, this.account);
}

function valueOf(given: Generated, { value, valueFrom }: EnvVar): string {
  const from = valueFrom?.secretKeyRef;
  return from ? given.secret('data', from.name!)[from.key]! : (value ?? '');
}

const said = ({ code, stdout, stderr }: Ran) => `exit code ${code}\n${stdout}${stderr}`.slice(-3000);

async function judge(bench: Bench, promtool: string, verdict: Verdict): Promise<void> {
  const { primary, given, databases } = bench;
  for (const name of databases) {
    primary.sql(`create database ${name}`);
    primary.sql(`create table kept as select n, md5(n::text) from generate_series(1, ${rowsEach}) n`, name);
  }
  primary.archive();
  const none = await bench.drill();
  verdict.check('no backup at all: it fails and says so', failed(none, 'no backup that was completed'), said(none));

  primary.backUp();
  primary.sql(`insert into kept select n, 'later' from generate_series(1, 10) n`, databases[0]);
  primary.archive();
  const outcomes: boolean[] = [];
  for (const time of ['first', 'second']) {
    const clock = stopwatch();
    const drill = await bench.drill();
    outcomes.push(drill.code === 0);
    // The catalog's own tables are read too; the first database has ten rows more, written after the backup.
    const rows = databases.map((name) =>
      Number(new RegExp(`${name}: tables\\|rows \\d+\\|(\\d+)`).exec(drill.stdout)?.[1]),
    );
    const seen = rows.every((count, i) => count > rowsEach && count === rows[0]! - (i === 0 ? 0 : 10));
    verdict.check(
      `the ${time} drill restores the backup, replays the log and counts every row (${clock()} s)`,
      drill.code === 0 && seen && drill.stdout.trimEnd().endsWith('proved'),
      said(drill),
    );
  }
  checkAlert(promtool, given, verdict, { what: 'postgres', outcomes, fires: false });

  outcomes.push(await judgeBroken(bench, verdict));
  checkAlert(promtool, given, verdict, { what: 'postgres', outcomes, fires: true });
  await judgeDamagedPage(bench, verdict);

  const repaired = await bench.drill();
  verdict.check('a new backup of whole pages is proved again', repaired.code === 0, said(repaired));
  checkAlert(promtool, given, verdict, {
    what: 'postgres',
    outcomes: [...outcomes, repaired.code === 0],
    fires: false,
  });
}

const failed = (ran: Ran, why: string) => ran.code !== 0 && (ran.stdout + ran.stderr).includes(why);

/** What a provider, or a hand in its console, may do to a backup; each is made good again. Returns what the last drill said. */
async function judgeBroken(bench: Bench, verdict: Verdict): Promise<boolean> {
  const { primary, databases } = bench;
  const [database] = databases;
  primary.sql(`alter database ${database} rename to lost`);
  primary.archive();
  const lost = await bench.drill();
  verdict.check('a database that is gone is noticed', failed(lost, `${database} is not in the backup`), said(lost));
  primary.sql(`alter database lost rename to ${database}`);
  primary.archive();

  const segments = await bench.keys('/wals/');
  const [needed] = await bench.segmentsOfBackup();
  await bench.remove(segments.find((key) => key.endsWith(`${needed}.gz`))!);
  const gap = await bench.drill();
  verdict.check(`without ${needed}, in which the backup was made, it fails`, gap.code !== 0, said(gap));

  const base = (await bench.keys('/base/')).filter((key) => key.includes('data.tar'));
  for (const key of base) await bench.put(key, 'not what was backed up');
  const broken = await bench.drill();
  verdict.check('a base backup of other bytes is not restored', failed(broken, 'cannot be restored'), said(broken));
  return broken.code === 0;
}

async function judgeDamagedPage(bench: Bench, verdict: Verdict): Promise<void> {
  const { primary, databases } = bench;
  const [database] = databases;
  primary.sql('create table hurt as select n, md5(n::text) from generate_series(1, 5000) n', database);
  primary.sql('checkpoint');
  primary.damage('hurt', database);
  primary.backUp();
  const hurt = await bench.drill();
  verdict.check('a page that was damaged before it was backed up is noticed', hurt.code !== 0, said(hurt));
  primary.sql('drop table hurt', database);
  primary.sql('checkpoint');
  primary.backUp();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(2);
});
