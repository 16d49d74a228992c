import { metricsBudget, metricsRecorded } from './budget';
import type { RuleCases } from './rule-cases';
import { all, none, setFact } from './testing/edits';
import { tracingBudget } from './tracing-budget';

const clusterFile = 'clusters/sample.yaml';
const gibibyte = 2 ** 30;
const day = 86_400;
const scrape = {
  app: 'redis',
  kind: 'pods' as const,
  job: 'data/redis/metrics',
  exporter: 'redis-exporter',
  targets: 3,
  series: 350,
};
const store = (diskGibibytes = 20) => {
  const metricsStore = {
    memory: { bytes: gibibyte, field: 'memory' },
    disk: { bytes: diskGibibytes * gibibyte, field: 'disk' },
    keepSeconds: 15 * day,
    intervalSeconds: 30,
  };
  return setFact('stated', [{ app: 'prometheus', metricsStore }]);
};
const spans = (spansPerSecond: number) => {
  const spanStore = {
    memory: { bytes: gibibyte, field: 'memory' },
    disk: { bytes: 4 * gibibyte, field: 'disk' },
    keepSeconds: 7 * day,
  };
  const spanCollector = { memory: { bytes: gibibyte / 4, field: 'memory' }, spansPerSecond };
  return setFact('stated', [
    { app: 'otel-collector', spanCollector },
    { app: 'tempo', spanStore },
  ]);
};

export const budgetCases: readonly RuleCases[] = [
  [
    metricsBudget,
    [
      ['is silent on a rack without Prometheus', none, []],
      ['is silent where what is scraped fits', all(store(), setFact('scrapes', [scrape])), []],
      [
        'finds more series than memory was stated for',
        all(store(), setFact('scrapes', [{ ...scrape, targets: 20, series: 10_000 }])),
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
        all(store(1), setFact('scrapes', [{ ...scrape, series: 10_000 }])),
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
      ['is silent where spans fit', spans(200), []],
      [
        'finds more spans than anybody can hold',
        spans(2000),
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
