/** The Job that brings the gateway's database to the schema of its version. */
import type { Construct } from 'constructs';
import type { SqlDatabase } from '../../kit/peers';
import { type Size, restingAt } from '../../kit/size';
import { Workload } from '../../kit/workload';
import { alikeEnv, databaseEnv } from './litellm.env';

interface MigrationProps {
  database: SqlDatabase;
  namespace: string;
  size: Size;
}

/** One Job changes the schema, so that two starting gateways never do it at once. */
export function migrateSchema(scope: Construct, { database, namespace, size }: MigrationProps): void {
  const job = new Workload(scope, {
    kind: 'Job',
    namespace,
    name: 'litellm-migrate',
    tier: 'batch',
    user: { uid: 1000, gid: 1000 },
    containers: {
      migrate: {
        image: 'litellm',
        // A database that is not there yet is no failure: those are counted, and after seven nobody tries again.
        command: ['sh', '-c', `until ${connects(database)}; do sleep 10; done; exec litellm "$@"`, 'litellm'],
        // The other resolver makes the schema what this version wants and drops what a newer one had added.
        args: ['--skip_server_startup', '--enforce_prisma_migration_check', '--use_v2_migration_resolver'],
        env: { ...databaseEnv(database), DISABLE_SCHEMA_UPDATE: 'false', ...alikeEnv },
        cpu: '100m',
        memory: '1Gi',
        ...restingAt('256Mi', { size, memory: '1Gi' }),
        scratch: { '/tmp': '256Mi' },
      },
    },
  });
  job.connectsTo(database.port);
}

/** The image has no client of PostgreSQL, but an interpreter. */
function connects({ host, port }: SqlDatabase): string {
  return `python -c 'import socket; socket.create_connection(("${host}", ${port.port}), 5)' 2> /dev/null`;
}
