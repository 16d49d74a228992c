import { metricsBudget, metricsRecorded } from './budget';
import type { RuleCases } from './rule-cases';
import { all, none, setFact } from './testing/edits';
import { tracingBudget } from './tracing-budget';

const clusterFile = 'clusters/sample.yaml';
const prometheus = { replicas: 2, memory: '1Gi', disk: '20Gi', keep: '15d', interval: '30s' };
const scrape = { app: 'redis', job: 'data/redis/metrics', exporter: 'redis-exporter', targets: 3, series: 350 };
const tempo = { memory: '1Gi', disk: '4Gi', keep: '7d' };
const block = (changes: object = {}) => setFact('rack.apps', { prometheus: { ...prometheus, ...changes } });

export const budgetCases: readonly RuleCases[] = [
  [
    metricsBudget,
    [
      ['is silent on a rack without Prometheus', none, []],
      ['is silent where what is scraped fits', all(block(), setFact('scrapes', [scrape])), []],
      [
        'finds more series than memory was stated for',
        all(block(), setFact('scrapes', [{ ...scrape, targets: 20, series: 10_000 }])),
        [
          {
            object: clusterFile,
            path: 'apps.prometheus.memory',
            message: 'is 1024Mi; 200000 series, 6667 samples a second need 1500Mi',
          },
        ],
      ],
      [
        'finds a disk that is full before samples may go',
        all(block({ disk: '1Gi' }), setFact('scrapes', [{ ...scrape, series: 10_000 }])),
        [
          {
            object: clusterFile,
            path: 'apps.prometheus.disk',
            message:
              'is 1024Mi, of which nine tenths are used; 30000 series, 1000 samples a second need 2596Mi until they may go',
          },
        ],
      ],
    ],
  ],
  [
    tracingBudget,
    [
      ['is silent on a rack without traces', none, []],
      [
        'is silent where spans fit',
        setFact('rack.apps', { tempo, 'otel-collector': { memory: '256Mi', spansPerSecond: 200 } }),
        [],
      ],
      [
        'finds more spans than anybody can hold',
        setFact('rack.apps', { tempo, 'otel-collector': { memory: '256Mi', spansPerSecond: 2000 } }),
        [
          {
            object: clusterFile,
            path: 'apps.tempo.disk',
            message: 'leaves 4096Mi; 2000 spans a second need 9156Mi',
          },
          {
            object: clusterFile,
            path: 'apps.tempo.memory',
            message: 'leaves 1024Mi; 2000 spans a second need 2589Mi',
          },
        ],
      ],
    ],
  ],
  [
    metricsRecorded,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds an exporter that nobody has recorded',
        setFact('scrapes', [{ ...scrape, series: undefined }]),
        [
          {
            object: clusterFile,
            path: 'apps',
            message:
              'job data/redis/metrics scrapes redis-exporter, and imports/metrics/redis-exporter.yaml does not exist',
          },
        ],
      ],
    ],
  ],
];
