import type { Cluster, Database } from '../../../imports/cnpg';
import { Verdict } from '../sops/verdict';
import { debianTree } from '../tree/debian-tree';
import { Generated } from '../tree/generated';
import { inOwnWorld } from '../tree/own-world';
import type { Pod } from '../tree/pod';
import { PodWorld } from '../tree/pod-world';
import { stopwatch, until } from '../tree/until';
import { bin, instance, put, run, sql } from './instance';

type PostgresSettings = NonNullable<NonNullable<Cluster['spec']>['postgresql']>;

/**
 * `node bin/run.cjs test/judges/postgres/postgres.ts`: parameters, synchronous replication, roles, databases and
 * extensions of the generated Cluster on real servers. The operator itself is not judged here. Root and apt.
 */
async function main(): Promise<void> {
  const tree = debianTree();
  if (!inOwnWorld()) return;
  const verdict = new Verdict();
  const given = Generated.homelab();
  given.judgeOrigin(verdict);
  const { spec } = given.object<Cluster>('data/Cluster/postgres');
  const world = new PodWorld();
  const pods = Array.from({ length: spec!.instances! }, (_, i) => instance(world, i + 1, given, tree.root));
  console.log(`--- ${tree.version('postgresql-18')}, ${tree.version('postgresql-18-pgvector')}`);
  for (const pod of pods) pod.start();

  const parameters = spec!.postgresql!.parameters!;
  judgeParameters(pods[0]!, parameters, verdict);
  await startSet(pods, spec!.postgresql as Required<PostgresSettings>, verdict);
  judgeObjects(pods[0]!, given, verdict);
  judgeMaintenance(pods[0]!, given, verdict);
  await judgeCommits(pods, verdict);
  for (const pod of pods) await pod.kill();
  verdict.close();
  process.exit();
}

function judgeParameters(pod: Pod, parameters: Record<string, string>, verdict: Verdict): void {
  const made = run(
    pod,
    `${bin}/initdb -D /data/db --data-checksums --encoding=UTF8 --locale=C --auth=trust -U postgres`,
  );
  verdict.check('initdb takes encoding and checksums as declared', made.code === 0, made.stderr);
  for (const [name, value] of Object.entries(parameters)) {
    const { code, stdout, stderr } = pod.exec('postgres', [
      `${bin}/postgres`,
      '-D',
      '/data/db',
      '-c',
      `${name}=${value}`,
      '-C',
      name,
    ]);
    verdict.check(`${name}=${value} is accepted`, code === 0, `${stdout}${stderr}`);
  }
  for (const [what, slip] of [
    ['a misspelt parameter', 'shared_bufers=1MB'],
    ['a unit that does not exist', 'max_slot_wal_keep_size=4Gi'],
  ] as const) {
    const { code } = pod.exec('postgres', [`${bin}/postgres`, '-D', '/data/db', '-c', slip, '-C', slip.split('=')[0]!]);
    verdict.check(`   and ${what} is refused`, code !== 0);
  }
}

/** What the operator makes of the Cluster: all parameters, and a quorum over the other two. */
async function startSet(
  pods: Pod[],
  { parameters, synchronous }: Required<PostgresSettings>,
  verdict: Verdict,
): Promise<void> {
  const [primary, ...standbys] = pods as [Pod, ...Pod[]];
  const quoted = Object.entries(parameters!).map(([name, value]) => `${name} = '${value}'`);
  const own = ["listen_addresses = '*'", "dynamic_shared_memory_type = 'mmap'", 'max_wal_senders = 10'];
  const { method, number } = synchronous;
  const names = standbys.map(({ props }) => `"${props.name}"`).join(',');
  const quorum = `synchronous_standby_names = '${method!.toUpperCase()} ${number} (${names})'`;
  put(
    primary,
    'host all all 0.0.0.0/0 scram-sha-256\nhost replication postgres 0.0.0.0/0 trust\n',
    '/data/db/pg_hba.more',
  );
  run(primary, 'cat /data/db/pg_hba.more >> /data/db/pg_hba.conf');
  put(primary, [...quoted, ...own, quorum].join('\n'), '/data/db/custom.conf');
  run(primary, `echo "include 'custom.conf'" >> /data/db/postgresql.conf`);
  const clock = stopwatch();
  const started = run(primary, `${bin}/pg_ctl -D /data/db -l /tmp/log -w start`);
  verdict.check('the server starts with all of them at once', started.code === 0, run(primary, 'cat /tmp/log').stdout);
  for (const pod of standbys) {
    const copy = `${bin}/pg_basebackup -h postgres-1 -U postgres -D /data/db -R -d "host=postgres-1 user=postgres application_name=${pod.props.name}"`;
    const copied = run(pod, `${copy} && ${bin}/pg_ctl -D /data/db -l /tmp/log -w start`);
    if (copied.code !== 0) verdict.check(`${pod.props.name} follows`, false, copied.stderr + copied.stdout);
  }
  const both = await until(20, () => {
    const { stdout } = sql(primary, "select count(*) from pg_stat_replication where sync_state = 'quorum'");
    return stdout.trim() === '2' ? true : undefined;
  });
  verdict.check(
    `two standbys count for the quorum after ${clock()} s`,
    both === true,
    sql(primary, 'table pg_stat_replication').stdout,
  );
}

/** Roles, databases and extensions, as the operator creates them from the declared objects. */
function judgeObjects(primary: Pod, given: Generated, verdict: Verdict): void {
  const { spec } = given.object<Cluster>('data/Cluster/postgres');
  for (const role of spec!.managed!.roles!) {
    const password = given.secret('data', role.passwordSecret!.name)['password']!;
    const { name, login, inRoles = [], connectionLimit = -1 } = role;
    const member = inRoles.length > 0 ? ` in role ${inRoles.join(', ')}` : '';
    const made = sql(
      primary,
      `create role "${name}" ${login ? 'login' : 'nologin'} connection limit ${connectionLimit} password '${password}'${member}`,
    );
    verdict.check(`role ${name} is created${member}`, made.code === 0, made.stderr);
  }
  for (const { spec: database } of given.objects<Database>('Database', 'data')) {
    const { name, owner, extensions = [] } = database!;
    const made = sql(primary, `create database "${name}" owner "${owner}"`);
    verdict.check(`database ${name} belongs to ${owner}`, made.code === 0, made.stderr);
    for (const extension of extensions) {
      const created = sql(primary, `create extension "${extension.name}"`, name);
      verdict.check(`   extension ${extension.name} is created in it`, created.code === 0, created.stderr);
    }
    const password = given.secret('data', `postgres-${name!.replaceAll('_', '-')}`)['password']!;
    judgeOwner(primary, verdict, {
      name: name!,
      owner: owner!,
      password,
      vector: extensions.some((e) => e.name === 'vector'),
    });
  }
}

function judgeOwner(
  primary: Pod,
  verdict: Verdict,
  { name, owner, password, vector }: { name: string; owner: string; password: string; vector: boolean },
): void {
  const as = (text: string, secret = password, database = name) =>
    primary.exec(
      'postgres',
      [`${bin}/psql`, '-v', 'ON_ERROR_STOP=1', '-Atc', text, '-h', 'postgres-1', '-U', owner, database],
      {
        PGPASSWORD: secret,
      },
    );
  const table = as('create table t (id int primary key, name text)');
  verdict.check(`   ${owner} logs in by password and makes a table`, table.code === 0, table.stderr);
  const wrong = as('select 1', 'wrong').stderr;
  verdict.check('   a wrong password is refused', wrong.includes('password authentication failed'), wrong);
  const more = as('create role x').stderr + as('create database x').stderr;
  verdict.check('   it may not make roles or databases', more.match(/permission denied/g)?.length === 2, more);
  if (!vector) return;
  const index = as(`create table chunks (id serial primary key, embedding vector(768));
    insert into chunks (embedding) select (select array_agg(sin(i * j)) from generate_series(1, 768) j)::vector from generate_series(1, 500) i;
    create index on chunks using hnsw (embedding vector_cosine_ops);`);
  verdict.check('   an HNSW index over 768 dimensions is built', index.code === 0, index.stderr);
  const found = as(
    `set enable_seqscan = off; explain select id from chunks order by embedding <=> (select embedding from chunks where id = 7) limit 3`,
  );
  verdict.check(
    '   and a search uses it',
    found.stdout.includes('Index Scan using chunks_embedding_idx'),
    found.stdout + found.stderr,
  );
}

/** The nightly SQL, as its own role, on a table of another one with a dead third. */
function judgeMaintenance(primary: Pod, given: Generated, verdict: Verdict): void {
  const { data } = given.object<{ data: Record<string, string> }>('ml/ConfigMap/vector-maintenance');
  const { password } = given.secret('data', 'postgres-maintenance');
  put(primary, data['maintain.sql']!, '/tmp/maintain.sql');
  const as = (...args: string[]) =>
    primary.exec(
      'postgres',
      [`${bin}/psql`, '--no-psqlrc', '-h', 'postgres-1', '-U', 'maintenance', ...args, 'open_webui'],
      { PGPASSWORD: password! },
    );
  sql(primary, 'delete from chunks where id % 3 = 0; select pg_stat_force_next_flush()', 'open_webui');
  const first = as('--file', '/tmp/maintain.sql');
  const said = first.stdout + first.stderr;
  verdict.check('the nightly SQL runs as a role that is no owner', first.code === 0, said);
  verdict.check(
    '   it makes the vector index anew',
    /index "public.chunks_embedding_idx" was reindexed/.test(said),
    said,
  );
  verdict.check('   and vacuums its table', /finished vacuuming "open_webui.public.chunks"/.test(said), said);
  const second = as('--file', '/tmp/maintain.sql');
  verdict.check(
    '   a second run finds nothing to reindex',
    second.code === 0 && !/reindexed/.test(second.stderr),
    second.stderr,
  );
  const read = as('-c', 'select embedding from chunks limit 1');
  verdict.check('   the role reads no row', /permission denied/.test(read.stderr), read.stderr);
  const write = as('-c', 'delete from chunks').stderr + as('-c', 'drop table chunks').stderr;
  verdict.check('   nor may it delete or drop', /permission denied.*must be owner/s.test(write), write);
}

/** A commit waits for one of two standbys. */
async function judgeCommits(pods: Pod[], verdict: Verdict): Promise<void> {
  const [primary, second, third] = pods as [Pod, Pod, Pod];
  const commit = () =>
    primary.exec('postgres', [
      'timeout',
      '4',
      `${bin}/psql`,
      '-Atc',
      'create table if not exists c (i int); insert into c values (1)',
      '-U',
      'postgres',
      'postgres',
    ]);
  verdict.check('a commit is confirmed by two', commit().code === 0);
  run(third, `${bin}/pg_ctl -D /data/db -m immediate stop`);
  verdict.check('one standby dead: commits go on', commit().code === 0);
  run(second, `${bin}/pg_ctl -D /data/db -m immediate stop`);
  verdict.check('both dead: a commit waits instead of being lost', commit().code !== 0);
  run(second, `${bin}/pg_ctl -D /data/db -l /tmp/log -w start`);
  const on = await until(15, () => (commit().code === 0 ? true : undefined));
  verdict.check('one is back: commits go on', on === true);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
