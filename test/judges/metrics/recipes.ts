import type { Expositions } from './expositions';
import { recordBench } from './record-bench';
import { logPrograms } from './record-logs';
import {
  alertmanager,
  blackbox,
  minio,
  nodeExporter,
  otelCollector,
  prometheus,
  redisExporter,
  thermalDaemon,
} from './record-programs';

export interface Recipe {
  /** What one run records, with the version of each. */
  exporters: Record<string, string>;
  record(): Promise<Expositions>;
  /** @default - `npm run record:metrics` */
  recorded?: string;
}

/** Exporters that can run here, each as the rack starts it as far as its metrics depend on that. */
export const recipes: readonly Recipe[] = [
  { exporters: { 'node-exporter': 'v1.12.1' }, record: nodeExporter },
  { exporters: { prometheus: 'v3.16.0' }, record: prometheus },
  { exporters: { alertmanager: 'v0.34.1' }, record: alertmanager },
  { exporters: { 'blackbox-exporter': 'v0.28.0', 'blackbox-probe': 'v0.28.0' }, record: blackbox },
  { exporters: { 'victoria-logs': 'v1.52.2', vlagent: 'v1.52.2' }, record: logPrograms },
  { exporters: { 'otel-collector': 'v0.155.0' }, record: otelCollector },
  {
    exporters: { minio: 'RELEASE.2026-02-12 of MinIO', 'minio-buckets': 'RELEASE.2026-02-12 of MinIO' },
    record: minio,
  },
  { exporters: { 'redis-exporter': 'v1.86.0 of Debian, with Redis 8.0.6' }, record: redisExporter },
  {
    exporters: { 'thermal-daemon': '0.1.0' },
    record: thermalDaemon,
    recorded: 'thermal-daemon/metrics/metrics.recorded.txt, from the daemon with a simulated chip',
  },
  {
    exporters: {
      coredns: 'v1.14.7',
      etcd: 'v3.7.0',
      'kube-apiserver': 'v1.36.3',
      'kube-state-metrics': 'v2.20.0',
      'kustomize-controller': 'v1.9.5',
    },
    record: recordBench,
  },
];
