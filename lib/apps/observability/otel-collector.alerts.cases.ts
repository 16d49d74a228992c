import type { AlertCase, AlertCases } from '../../kit/alert-cases';

const tempo = 'otlp_grpc/tempo';
const prometheus = 'otlp_http/prometheus-0';
const pod = 'pod="otel-collector-a"';
const refused = (what: string) => `otelcol_receiver_refused_${what}{${pod},receiver="otlp",transport="grpc"}`;
const counted = (verb: string, what: string, exporter: string) =>
  `otelcol_exporter_${verb}_${what}{${pod},exporter="${exporter}"}`;
const queue = (what: string) => `otelcol_exporter_queue_${what}{${pod},exporter="${tempo}",data_type="traces"}`;

/** Of a counter that must not move: it moves, it moves for a while, it moved long ago. */
function moves(spans: string, points: string, expected: (series: string) => AlertCase['fires']): AlertCase[] {
  return [
    { when: 'spans are lost', series: { [spans]: '0+30x40' }, at: '20m', fires: expected(spans) },
    { when: 'pushed metrics are lost', series: { [points]: '0+30x40' }, at: '20m', fires: expected(points) },
    {
      when: 'it happens for a moment, as when the other side restarts',
      series: { [spans]: '0x5 30x60', [points]: '0x5 30x60' },
      at: '45m',
      fires: [],
    },
    { when: 'it happened days ago', series: { [spans]: '30x60', [points]: '30x60' }, at: '45m', fires: [] },
  ];
}

const exporterOf = (series: string) => (series.includes(tempo) ? tempo : prometheus);

export const collectorAlertCases: AlertCases = {
  app: 'otel-collector',
  alerts: {
    CollectorRefuses: moves(refused('spans'), refused('metric_points'), () => [
      { labels: { transport: 'grpc' }, summary: 'the collector refuses what programs send it by grpc' },
    ]),
    CollectorCannotDeliver: moves(
      counted('send_failed', 'spans', tempo),
      counted('send_failed', 'metric_points', prometheus),
      (series) => [
        {
          labels: { exporter: exporterOf(series) },
          summary: `the collector gives up what it should send to ${exporterOf(series)}`,
        },
      ],
    ),
    CollectorQueueFilling: [
      {
        when: 'Tempo takes less than comes',
        series: { [queue('size')]: '450x40', [queue('capacity')]: '500x40' },
        at: '15m',
        fires: [{ labels: { exporter: tempo }, summary: `the queue to ${tempo} is 90% full` }],
      },
      {
        when: 'it is four fifths full',
        series: { [queue('size')]: '400x60', [queue('capacity')]: '500x60' },
        at: '45m',
        fires: [],
      },
      {
        when: 'it is full for as long as Tempo takes to move',
        series: { [queue('size')]: '0x5 500x8 0x40', [queue('capacity')]: '500x60' },
        at: '45m',
        fires: [],
      },
    ],
    CollectorQueueFull: moves(
      counted('enqueue_failed', 'spans', tempo),
      counted('enqueue_failed', 'metric_points', prometheus),
      (series) => [
        {
          labels: { exporter: exporterOf(series) },
          summary: `the queue to ${exporterOf(series)} is full: the collector drops what comes`,
        },
      ],
    ),
  },
};
