import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { optional } from '../../kit/contract';
import { type LogPlugin, LogStore, ReplicatedStorage, type S3Bucket, S3ObjectStore } from '../../kit/peers';
import type { PodPort } from '../../kit/ports';
import { only } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { serviceHost } from '../../kit/service';
import { Workload } from '../../kit/workload';
import { atLeast, whole } from '../../units/floors';
import { secondsOf } from '../../units/duration';
import { bytesOf } from '../../units/quantity';
import { logAlerts } from './logs.alerts';
import { logsDashboard } from './logs.dashboard';
import { FetchedLogPlugin } from './logs.plugin';

const namespace = 'monitoring';
const name = 'logs';
const host = serviceHost(namespace, name);
const mebibyte = 1024 * 1024;

export const logsSpec = z.strictObject({
  memory: atLeast('192Mi', 'searches over days need it')
    .default('512Mi')
    .describe('memory of the one server; what it keeps in memory follows from it'),
  disk: atLeast('1Gi', 'a busy day of twenty blades takes some hundred megabytes')
    .default('10Gi')
    .describe('disk for logs; the oldest days go when it is four fifths full'),
  keep: whole('days', 'logs are kept in parts of a day').default('30d').describe('how long logs are kept at most'),
});

type LogsSpec = z.infer<typeof logsSpec>;

export const logs = app({
  name,
  area: 'observability',
  summary: 'Logs of pods, of Talos and of the kernel, searchable in Grafana',
  spec: logsSpec,
  needs: { storage: ReplicatedStorage, objects: optional(S3ObjectStore) },
  offers: [LogStore],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ disk }) => ({
    bladesEach: 1,
    volumes: [{ what: 'logs', bytes: bytesOf(disk), copies: 3, kind: 'replicated' }],
  }),
  states: () => ({ passing: 'what programs said, for who looks for a cause' }),
  build: (scope, { spec, storage, objects }) => new Logs(scope, spec, storage, objects?.bucket('grafana', namespace)),
});

/**
 * One VictoriaLogs. Its disk is replicated: a dead blade is read about in what it logged before, also where the store ran on
 * it. Collectors keep what comes meanwhile.
 */
export class Logs extends Construct implements LogStore {
  readonly logsUrl = `http://${host}:9428`;
  readonly plugin: LogPlugin;
  readonly readPort: PodPort;
  readonly writePort: PodPort;
  readonly writeUrl = `http://${host}:9428/insert/native`;

  constructor(scope: Construct, spec: LogsSpec, storage: ReplicatedStorage, bucket?: S3Bucket) {
    super(scope, name);
    this.plugin = new FetchedLogPlugin(this, bucket);
    const server = new Workload(this, {
      kind: 'StatefulSet',
      namespace,
      name,
      tier: 'volume',
      user: { uid: 10_001, gid: 10_001 },
      alerts: logAlerts,
      dashboards: [logsDashboard],
      claims: { data: storage.passing(spec.disk) },
      terminationGracePeriodSeconds: 60,
      containers: {
        server: {
          image: 'victoria-logs',
          args: logsArgs(spec),
          // Go gives back memory before the kernel has to take it.
          env: { GOMEMLIMIT: `${Math.floor((bytesOf(spec.memory) * 0.85) / mebibyte)}MiB` },
          ports: { http: { port: 9428, http: true } },
          scrape: {
            port: 'http',
            keep: {
              names: [
                'vl_(rows_ingested_total|bytes_ingested_total|rows_dropped_total|too_long_lines_skipped_total)',
                'vl_(storage_is_read_only|data_size_bytes|storage_rows|partitions|streams_created_total)',
                'vl_(max_disk_space_usage_bytes|free_disk_space_bytes)',
                'vl_http_(requests|errors)_total',
                'process_(cpu_seconds_total|resident_memory_bytes|start_time_seconds)',
              ],
              reason: 'the rest is for who debugs VictoriaLogs itself',
            },
          },
          cpu: '100m',
          memory: spec.memory,
          mounts: { '/data': 'data' },
          ready: httpGet('/health', 'http'),
          live: httpGet('/health', 'http', { failureThreshold: 6 }),
          startup: httpGet('/health', 'http', { failureThreshold: 120 }),
        },
      },
    });
    this.writePort = only(server.ports.http, { method: 'POST', path: '/insert/native' });
    this.readPort = only(
      server.ports.http,
      { method: 'GET', path: '/health' },
      { method: 'GET', path: '/select/logsql/*' },
      { method: 'POST', path: '/select/logsql/*' },
    );
  }
}

export function logsArgs({ disk, keep, memory }: LogsSpec): string[] {
  return [
    '-storageDataPath=/data',
    `-retentionPeriod=${secondsOf(keep) / 86_400}d`,
    // Parts are joined by writing them anew, so a fifth stays free.
    `-retention.maxDiskSpaceUsageBytes=${Math.floor(bytesOf(disk) * 0.8)}`,
    // Of a collector that was cut off for days: its clock is right, and its lines are not thrown away.
    '-futureRetention=1d',
    `-memory.allowedBytes=${Math.floor(bytesOf(memory) * 0.5)}`,
    '-search.maxConcurrentRequests=4',
    '-search.maxQueryDuration=30s',
    '-defaultParallelReaders=4',
    '-httpListenAddr=:9428',
  ];
}
