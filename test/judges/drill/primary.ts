import type { PodSpec } from '../../../imports/k8s';
import type { Image } from '../tree/container-root';
import type { Generated } from '../tree/generated';
import { Pod, type Ran } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';

const bin = '/usr/lib/postgresql/18/bin';
const uid = 26;
const data = '/data/db';

interface PrimaryProps {
  given: Generated;
  /** Roots of the Debian trees. */
  tree: string;
  barman: Image;
  /** Where backups go: as the ObjectStore of the rack says it. */
  store: { endpoint: string; destination: string; serverName: string; env: Record<string, string> };
}

/** A PostgreSQL server whose log and base backups go to the bucket by the programs that the operator's plugin calls. */
export class Primary {
  readonly pod: Pod;

  constructor(
    world: PodWorld,
    private readonly props: PrimaryProps,
  ) {
    const shared = [
      { name: 'data', mountPath: '/data' },
      { name: 'run', mountPath: '/var/run/postgresql' },
      { name: 'tmp', mountPath: '/tmp' },
    ];
    const container = (name: string) => ({ name, command: ['sleep', 'infinity'], volumeMounts: shared });
    const spec: PodSpec = {
      securityContext: { runAsUser: uid, runAsGroup: uid, fsGroup: uid },
      volumes: [
        { name: 'run', emptyDir: { sizeLimit: '8Mi' } },
        { name: 'tmp', emptyDir: { sizeLimit: '128Mi' } },
      ],
      containers: [container('postgres'), container('barman')],
    };
    const images = { postgres: { busybox: false, programs: {} }, barman: props.barman };
    const { given, tree } = props;
    this.pod = new Pod(world, { name: 'postgres-1', namespace: 'data', spec, claims: ['data'], images, given, tree });
  }

  start(): void {
    this.pod.start();
    const settings = [
      "listen_addresses = ''",
      'dynamic_shared_memory_type = mmap',
      'archive_mode = on',
      // The plugin's archiver takes files from the operator; here they lie in a folder until `archive` sends them.
      "archive_command = 'cp %p /data/archive/%f'",
    ];
    this.must(
      'postgres',
      `${bin}/initdb -D ${data} --data-checksums --encoding=UTF8 --locale=C --auth=trust -U postgres`,
    );
    this.must('postgres', `mkdir -p /data/archive && printf '%s\\n' "$TEXT" >> ${data}/postgresql.conf`, {
      TEXT: settings.join('\n'),
    });
    this.must('postgres', `${bin}/pg_ctl -D ${data} -l /data/log -w start`);
  }

  sql(text: string, database = 'postgres'): string {
    const line = `${bin}/psql -v ON_ERROR_STOP=1 -Atc "$TEXT" -U postgres ${database}`;
    return this.must('postgres', line, { TEXT: text }).stdout.trim();
  }

  /** Every complete file of the log, sent and forgotten, as the plugin does. */
  archive(): void {
    this.sql('select pg_switch_wal()');
    this.sql('checkpoint');
    const { endpoint, destination, serverName } = this.props.store;
    const to = `--gzip --cloud-provider aws-s3 --endpoint-url ${endpoint} ${destination} ${serverName}`;
    const each = `for f in /data/archive/*; do barman-cloud-wal-archive ${to} "$f" && rm "$f" || exit 1; done`;
    this.must('barman', `sleep 1; ${each}`, this.props.store.env);
  }

  backUp(): void {
    const { endpoint, destination, serverName } = this.props.store;
    const store = `--cloud-provider aws-s3 --endpoint-url ${endpoint}`;
    const how = '--user postgres --host /var/run/postgresql --gzip --jobs 1';
    this.must('barman', `barman-cloud-backup ${how} ${store} ${destination} ${serverName}`, this.props.store.env);
    this.archive();
  }

  /** Zeroes in the middle of the first page of a table, behind the server's back. */
  damage(table: string, database: string): void {
    const path = this.sql(`select pg_relation_filepath('${table}')`, database);
    this.must('postgres', `${bin}/pg_ctl -D ${data} -w stop`);
    this.must('postgres', `dd if=/dev/zero of=${data}/${path} bs=1 seek=4000 count=64 conv=notrunc`);
    this.must('postgres', `${bin}/pg_ctl -D ${data} -l /data/log -w start`);
  }

  private must(container: string, line: string, env: Record<string, string> = {}): Ran {
    const ran = this.pod.exec(container, ['/bin/sh', '-c', line], env, 900);
    if (ran.code !== 0) throw new Error(`${line}\n${ran.stdout}${ran.stderr}`);
    return ran;
  }
}
