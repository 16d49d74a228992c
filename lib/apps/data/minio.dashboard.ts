import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, noneIsGood, row, table } from '../../kit/panels';

export const minioDashboard: DashboardProps = {
  uid: 'minio',
  title: 'Object store',
  purpose: 'Whether the object store takes writes, what fills it, and who asks for what.',
  links: ['storage', 'postgres'],
  rows: [
    row(
      'Does it take writes?',
      figure({
        title: 'Servers that are missing',
        help: 'Of four. One missing: everything goes on. Two: it can be read and not written. Page: minio.',
        unit: 'count',
        query: 'max(minio_cluster_nodes_offline_total)',
        levels: ['green', [1, 'orange'], [2, 'red']],
      }),
      figure({
        title: 'Disks that are missing',
        help: 'One to a server. A disk that is missing while its server is there has failed.',
        unit: 'count',
        query: 'max(minio_cluster_drive_offline_total)',
        levels: ['green', [1, 'orange'], [2, 'red']],
      }),
      figure({
        title: 'Space that is left',
        help: 'Of what can be used after the copies of itself that it keeps. Below a tenth, raise apps.minio.disk or delete.',
        unit: 'share',
        query: 'min(minio_cluster_capacity_usable_free_bytes) / max(minio_cluster_capacity_usable_total_bytes)',
        levels: ['red', [0.1, 'orange'], [0.25, 'green']],
      }),
      figure({
        title: 'Requests that failed in an hour',
        help: 'Answers that are errors of the store or of its client. Some while a server is away are normal; clients try again.',
        unit: 'count',
        query: 'round(sum(increase(minio_s3_requests_errors_total[1h]))) or vector(0)',
        levels: noneIsGood,
      }),
    ),
    row(
      'What fills it?',
      lines({
        title: 'What is stored, and what could be?',
        help: 'What can be used is about half of the disks: the store keeps enough to lose two servers. Counted by a scan: an hour old is normal.',
        unit: 'bytes',
        min: 0,
        lines: {
          'can be used': 'max(minio_cluster_capacity_usable_total_bytes)',
          stored: 'max(minio_cluster_usage_total_bytes)',
        },
        width: 8,
      }),
      table({
        title: 'Which bucket holds how much?',
        help: 'A bucket of backups grows until the oldest go, then stays. Versions far above objects are copies of what was overwritten or deleted.',
        labels: { bucket: 'Bucket' },
        columns: [
          { title: 'Bytes', unit: 'bytes', query: 'max by (bucket) (minio_bucket_usage_total_bytes)' },
          { title: 'Objects', unit: 'count', query: 'max by (bucket) (minio_bucket_usage_object_total)' },
          { title: 'Versions', unit: 'count', query: 'max by (bucket) (minio_bucket_usage_version_total)' },
        ],
        sortBy: 'Bytes',
        width: 8,
      }),
      lines({
        title: 'Who asks for what?',
        help: 'Requests by kind, of all servers.',
        unit: 'per second',
        min: 0,
        lines: { '{{api}}': 'sum by (api) (rate(minio_s3_requests_total[5m]))' },
        width: 8,
      }),
    ),
  ],
};
