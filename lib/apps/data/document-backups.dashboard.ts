import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, row } from '../../kit/panels';

export const documentBackupsDashboard: DashboardProps = {
  uid: 'documents',
  title: 'Documents',
  purpose: 'Whether what people uploaded would survive the rack, and how much of it there is.',
  links: ['minio', 'postgres'],
  rows: [
    row(
      'Would the documents survive the rack?',
      figure({
        title: 'Copy off the rack',
        help: 'Time since a copy got through. Made every six hours. Page: document-backups.',
        unit: 'seconds',
        query: 'time() - max(rack:documents_copied:timestamp_seconds)',
        levels: ['green', [43_200, 'orange'], [86_400, 'red']],
        nothing: 'there is none',
      }),
    ),
    row(
      'How much is there?',
      lines({
        title: 'Documents by bucket',
        help: 'A sudden fall is somebody who deletes; nothing is lost for thirty days. Page: document-backups.',
        unit: 'count',
        min: 0,
        lines: { '{{bucket}}': 'max by (bucket) (minio_bucket_usage_object_total)' },
      }),
      lines({
        title: 'Size by bucket',
        help: 'Deleted documents still count while the store keeps them.',
        unit: 'bytes',
        min: 0,
        stacked: true,
        lines: { '{{bucket}}': 'max by (bucket) (minio_bucket_usage_total_bytes)' },
      }),
    ),
  ],
};
