import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { type SqlDatabase, SqlServer, VectorTables } from '../../kit/peers';
import { Workload } from '../../kit/workload';

const namespace = 'ml';
const name = 'vector-maintenance';
/** Until the working day begins somewhere; what is not done by then is done the next night. */
const deadlineSeconds = 3 * 3600;

export const vectorMaintenance = app({
  name,
  area: 'ml',
  summary: 'Every night: indexes of vectors without what was deleted, statistics as the data is',
  spec: z.strictObject({}),
  needs: { sql: SqlServer, vectors: VectorTables },
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { sql, vectors }) => new VectorMaintenance(scope, sql.maintenance(vectors.vectorDatabase, namespace)),
});

/**
 * The pattern of work that yields: of the lowest tier, so that it is the first to go and never the reason why something
 * else cannot start; one at a time, ended when the day begins, and begun anew the next night wherever it was. What it
 * makes the database do is slowed down there, since a priority class does not reach that far.
 */
class VectorMaintenance extends Construct {
  constructor(scope: Construct, { host, port, database, user, password }: SqlDatabase) {
    super(scope, name);
    const job = new Workload(this, {
      kind: 'CronJob',
      namespace,
      name,
      tier: 'batch',
      // An hour before the database's own backup, which then has less to copy.
      schedule: '15 1 * * *',
      deadlineSeconds,
      user: { uid: 26, gid: 26 },
      config: { 'maintain.sql': maintainSql },
      containers: {
        psql: {
          image: 'postgresql',
          command: ['/usr/lib/postgresql/18/bin/psql', '--no-psqlrc', '--file', `/etc/${name}/maintain.sql`],
          env: {
            PGHOST: host,
            PGPORT: String(port.port),
            PGDATABASE: database,
            PGUSER: user,
            PGPASSWORD: password,
            PGCONNECT_TIMEOUT: '10',
            PGAPPNAME: name,
          },
          cpu: '20m',
          memory: '64Mi',
        },
      },
    });
    job.connectsTo(port);
  }
}

/**
 * An HNSW index keeps what was deleted until it is vacuumed, and vacuuming it is slow; pgvector's own advice is to make it
 * anew first. Only where a twentieth of the rows is dead: elsewhere nothing happens. Concurrently, so that searches go on.
 */
const maintainSql = `\\set ON_ERROR_STOP on
\\timing on
-- Whoever uses a table comes first: no waiting in line, behind which everybody else would wait.
set lock_timeout = '5s';
set statement_timeout = '${deadlineSeconds - 600}s';
-- One process, with pauses: people may ask at night, too.
set max_parallel_maintenance_workers = 0;
set vacuum_cost_delay = '2ms';

-- Left by a night that was cut short; only their owner may drop them, as the runbook says.
select format('%I.%I', n.nspname, c.relname) as "index that was never finished"
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
  where not i.indisvalid;

select format('reindex (verbose) index concurrently %I.%I', n.nspname, c.relname)
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_am a on a.oid = c.relam
  join pg_stat_user_tables t on t.relid = i.indrelid
  where a.amname in ('hnsw', 'ivfflat') and i.indisvalid and t.n_dead_tup * 20 > t.n_live_tup + t.n_dead_tup
  order by 1
\\gexec

select distinct format('vacuum (verbose, analyze, skip_locked) %I.%I', t.schemaname, t.relname)
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  join pg_am a on a.oid = c.relam
  join pg_stat_user_tables t on t.relid = i.indrelid
  where a.amname in ('hnsw', 'ivfflat') and t.n_dead_tup + t.n_mod_since_analyze > 0
  order by 1
\\gexec
`;
