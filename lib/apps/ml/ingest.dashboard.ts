import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, row } from '../../kit/panels';

export const ingestDashboard: DashboardProps = {
  uid: 'retrieval',
  title: 'Retrieval',
  purpose: 'Whether programs find what lies in the bucket, and how far behind that is.',
  links: ['models', 'postgres', 'minio'],
  rows: [
    row(
      'Can everything be found?',
      figure({
        title: 'Last whole look',
        help: 'Time since a run had looked at everything. Every hour, or every night. Page: ingest.',
        unit: 'seconds',
        query: 'time() - (max(ingest_run_ended_timestamp_seconds) > 0)',
        levels: ['green', [86_400, 'orange'], [129_600, 'red']],
        nothing: 'never yet',
      }),
      figure({
        title: 'Documents that wait',
        help: 'New or changed, and not read yet. Two servers make about two passages a second, a page is two or three. Page: ingest.',
        unit: 'count',
        query: 'max(ingest_documents_waiting)',
        levels: ['green', [1, 'orange']],
      }),
      figure({
        title: 'Documents that could not be read',
        help: 'Scans, encrypted files, files that are none. The log of the run says which and why. Page: ingest.',
        unit: 'count',
        query: 'max(ingest_documents{state="refused"})',
        levels: ['green', [1, 'orange']],
      }),
      lines({
        title: 'Documents and passages',
        help: 'What can be found. A fall is somebody who deletes, or another embedding model: then all is read anew.',
        unit: 'count',
        min: 0,
        lines: {
          documents: 'max(ingest_documents{state="whole"})',
          passages: 'max(ingest_passages)',
        },
      }),
    ),
    row(
      'Do searches get an answer?',
      lines({
        title: 'Searches by answer',
        help: '401 and 429 are the caller’s key and its limits; 502 is the gateway to the models, 503 the database. Page: ingest.',
        unit: 'per second',
        min: 0,
        lines: { '{{code}}': 'sum by (code) (rate(ingest_searches_total[15m]))' },
      }),
      figure({
        title: 'A search takes',
        help: 'Nearly all of it is the vector of the question. Normal: below a second.',
        unit: 'seconds',
        query: 'sum(rate(ingest_search_seconds_total[15m])) / sum(rate(ingest_searches_total[15m]))',
        levels: ['green', [3, 'orange'], [30, 'red']],
        nothing: 'nobody asks',
      }),
    ),
  ],
};
