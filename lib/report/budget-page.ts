import { type Budget, costs } from '../checks/budget';
import { type TracingBudget, spanCosts } from '../checks/tracing-budget';
import { mebibytesOf } from '../units/quantity';
import { codeSpan, markdownText, table } from './markdown';

/** `docs/budget-<rack>.md`: what watching costs, with the arithmetic. */
export function budgetPage(rack: string, budget: Budget, tracing: TracingBudget | undefined): string {
  return [
    `# What watching ${markdownText(rack)} costs`,
    '',
    'Made by `npm start` from what the apps declare to Prometheus and from the lists of what each exporter exposes',
    '(`imports/metrics/`; each says whether it was recorded from a running program or read from its source). Series of',
    'what grows with the rack were recorded with the reference rack. The rules `capacity/metrics` and `capacity/traces` check',
    'the sums.',
    '',
    '## Series',
    '',
    ...table(
      ['job', 'app', 'list', 'targets', 'series each', 'series', 'samples a second'],
      [...budget.jobs]
        .sort((a, b) => seriesOf(b) - seriesOf(a) || (a.job < b.job ? -1 : 1))
        .map((job) => [
          codeSpan(job.job),
          job.app,
          job.exporter,
          String(job.targets),
          String(Math.round(job.series ?? 0)),
          String(Math.round(seriesOf(job))),
          (seriesOf(job) / budget.stated.intervalSeconds).toFixed(1),
        ]),
    ),
    '',
    ...prometheus(budget),
    ...(tracing ? traces(tracing) : []),
  ].join('\n');
}

function seriesOf({ targets, series = 0 }: Budget['jobs'][number]): number {
  return targets * series;
}

function prometheus({ series, samplesPerSecond, memoryBytes, diskBytes, stated, app }: Budget): string[] {
  const { intervalSeconds, keepSeconds } = stated;
  return [
    '## Prometheus, each server',
    '',
    ...table(
      ['', 'how', 'figure'],
      [
        ['series', 'sum of the table above', String(Math.round(series))],
        ['samples a second', `series / ${intervalSeconds} s between two scrapes`, samplesPerSecond.toFixed(0)],
        [
          'memory needed',
          `${mebibytesOf(costs.baseBytes)} + ${costs.headroom} × (series × ${costs.bytesPerSeries} B + samples of ${costs.headSeconds / 3600} h × ${costs.bytesPerSampleInMemory} B)`,
          mebibytesOf(memoryBytes),
        ],
        ['memory stated', codeSpan(`apps.${app}.${stated.memory.field}`), mebibytesOf(stated.memory.bytes)],
        [
          'disk needed',
          `samples of ${keepSeconds / 86_400} d × ${costs.bytesPerSampleOnDisk} B + samples of ${costs.headSeconds / 3600} h × ${costs.bytesPerSampleInLog} B`,
          mebibytesOf(diskBytes),
        ],
        [
          'disk stated',
          `${codeSpan(`apps.${app}.${stated.disk.field}`)}, of which nine tenths are used`,
          mebibytesOf(stated.disk.bytes),
        ],
      ],
    ),
    '',
    'Every half minute: a blade that dies is seen within a minute and a half, and a fan that stalls before the blade is',
    'hot. What a server drops and why stands beside each declaration; the largest are the API servers’ durations by bucket',
    'and the agents’ accounts of their own jobs.',
    '',
  ];
}

function traces({ spansPerSecond, collector, tempo }: TracingBudget): string[] {
  return [
    '## Traces',
    '',
    `At most ${spansPerSecond} spans a second pass the collector; what a span costs is assumed, since no Tempo could be had.`,
    '',
    ...table(
      ['', 'how', 'needed', 'stated'],
      [
        [
          'collector, memory',
          `${mebibytesOf(spanCosts.collectorBaseBytes)} + twice the spans of ${spanCosts.undecidedSeconds} s × ${spanCosts.bytesInMemory} B`,
          mebibytesOf(collector.needBytes),
          `${mebibytesOf(collector.statedBytes)}, where it begins to refuse`,
        ],
        [
          'Tempo, memory',
          `${mebibytesOf(spanCosts.tempoBaseBytes)} + spans of ${spanCosts.blockSeconds} s × ${spanCosts.bytesInMemory} B`,
          mebibytesOf(tempo.memory.needBytes),
          mebibytesOf(tempo.memory.statedBytes),
        ],
        [
          'Tempo, disk',
          `spans of ${spanCosts.onDiskSeconds} s × ${spanCosts.bytesOnDisk} B`,
          mebibytesOf(tempo.disk.needBytes),
          mebibytesOf(tempo.disk.statedBytes),
        ],
        [
          'object store',
          `spans of the time kept × ${spanCosts.bytesStored} B`,
          mebibytesOf(tempo.storeBytes),
          'shared with others',
        ],
      ],
    ),
    '',
  ];
}
