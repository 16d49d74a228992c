import { parse } from 'yaml';
import type { Verdict } from '../sops/verdict';
import type { Generated } from '../tree/generated';

/**
 * Keys that Tempo 3 takes, read from public configurations of 3.x in its monolithic form and from grafana/tempo
 * (modules/livestore/config.go, tempodb/backend/s3/config.go). No Tempo server can be had, so this finds a slip, not a
 * misunderstanding.
 */
const known = new Set([
  'target',
  'stream_over_http_enabled',
  'server',
  'server.http_listen_port',
  'server.log_level',
  'distributor',
  'distributor.receivers',
  'distributor.receivers.otlp',
  'distributor.receivers.otlp.protocols',
  'distributor.receivers.otlp.protocols.grpc',
  'distributor.receivers.otlp.protocols.grpc.endpoint',
  'live_store',
  'live_store.max_block_duration',
  'backend_scheduler',
  'backend_scheduler.provider',
  'backend_scheduler.provider.compaction',
  'backend_scheduler.provider.compaction.compaction',
  'backend_scheduler.provider.compaction.compaction.block_retention',
  'backend_worker',
  'backend_worker.compaction',
  'backend_worker.compaction.block_retention',
  'storage',
  'storage.trace',
  'storage.trace.backend',
  'storage.trace.wal',
  'storage.trace.wal.path',
  'storage.trace.s3',
  'storage.trace.s3.bucket',
  'storage.trace.s3.endpoint',
  'storage.trace.s3.region',
  'storage.trace.s3.insecure',
  'storage.trace.s3.forcepathstyle',
  'usage_report',
  'usage_report.reporting_enabled',
]);

export function judgeTempoKeys(given: Generated, verdict: Verdict): void {
  const text = given.object<{ data: Record<string, string> }>('monitoring/ConfigMap/tempo').data['tempo.yaml']!;
  const unknown = (content: string) => keysOf(parse(content) as object).filter((key) => !known.has(key));
  verdict.check(
    'Tempo’s configuration names only keys that Tempo 3 knows',
    unknown(text).length === 0,
    unknown(text).join(),
  );
  verdict.check(
    '   and a misspelt one would be found',
    unknown(text.replace('block_retention', 'block_retenton')).length > 0,
  );
}

function keysOf(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = path === '' ? key : `${path}.${key}`;
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return [own, ...(isObject ? keysOf(inner as object, own) : [])];
  });
}
