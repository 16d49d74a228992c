import type { Cluster, Database } from '../../../imports/cnpg';
import { bin, instance, put, run, sql } from '../postgres/instance';
import type { Generated } from '../tree/generated';
import type { Pod } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';

/** One PostgreSQL with the declared parameters, roles, databases and extensions; what CloudNativePG does is done by hand. */
export function startDatabase(world: PodWorld, given: Generated, tree: string): Pod {
  const { spec } = given.object<Cluster>('data/Cluster/postgres');
  const pod = instance(world, 1, given, tree);
  pod.start();
  world.setName('postgres-rw.data.svc.cluster.local', pod.address);
  must(`${bin}/initdb -D /data/db --data-checksums --encoding=UTF8 --locale=C --auth=trust -U postgres`);
  put(pod, 'host all all 0.0.0.0/0 scram-sha-256\n', '/data/db/pg_hba.more');
  const own = ["listen_addresses = '*'", "dynamic_shared_memory_type = 'mmap'"];
  const parameters = Object.entries(spec!.postgresql!.parameters!).map(([name, value]) => `${name} = '${value}'`);
  put(pod, [...parameters, ...own].join('\n'), '/data/db/custom.conf');
  must('cat /data/db/pg_hba.more >> /data/db/pg_hba.conf');
  must(`echo "include 'custom.conf'" >> /data/db/postgresql.conf`);
  must(`${bin}/pg_ctl -D /data/db -l /tmp/log -w start`);
  for (const { name, login, passwordSecret } of spec!.managed!.roles!) {
    const password = given.secret('data', passwordSecret!.name)['password']!;
    query(`create role "${name}" ${login ? 'login' : 'nologin'} password '${password}'`);
  }
  for (const { spec: database } of given.objects<Database>('Database', 'data')) {
    const { name, owner, extensions = [] } = database!;
    query(`create database "${name}" owner "${owner}"`);
    for (const extension of extensions) query(`create extension "${extension.name}"`, name);
  }
  return pod;

  function must(line: string): void {
    // Making a cluster takes a busy machine more than half a minute.
    const { code, stdout, stderr } = run(pod, line, 180);
    if (code !== 0) throw new Error(`${line}\n${stdout}${stderr}`);
  }

  function query(text: string, database?: string): void {
    const { code, stderr } = sql(pod, text, database);
    if (code !== 0) throw new Error(`${text}\n${stderr}`);
  }
}
