import type { RuleSet } from '../../kit/alerts';

/** Of spans, or of metrics that programs push. */
function ofBoth(metric: string, by: string): string {
  const counted = (what: string) => `sum by (${by}) (rate(otelcol_${metric}_${what}[10m])) > 0`;
  return `${counted('spans')} or ${counted('metric_points')}`;
}

/** Programs send in the background and drop what nobody takes: nobody waits, and nobody is woken. */
export const collectorAlerts: RuleSet = {
  alerts: [
    {
      alert: 'CollectorRefuses',
      expr: ofBoth('receiver_refused', 'transport'),
      for: '10m',
      severity: 'warning',
      summary: 'the collector refuses what programs send it by {{ $labels.transport }}',
      description: 'It has reached its memory limit. Programs drop what it refuses.',
    },
    {
      alert: 'CollectorCannotDeliver',
      expr: ofBoth('exporter_send_failed', 'exporter'),
      for: '10m',
      severity: 'warning',
      summary: 'the collector gives up what it should send to {{ $labels.exporter }}',
      explainedBy: 'NodeDown',
    },
    {
      alert: 'CollectorQueueFilling',
      expr: 'max by (exporter) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity) > 0.8',
      for: '10m',
      severity: 'warning',
      summary: 'the queue to {{ $labels.exporter }} is {{ $value | humanizePercentage }} full',
      description: 'Once it is full, what comes is dropped.',
      explainedBy: 'NodeDown',
    },
    {
      alert: 'CollectorQueueFull',
      expr: ofBoth('exporter_enqueue_failed', 'exporter'),
      for: '10m',
      severity: 'warning',
      summary: 'the queue to {{ $labels.exporter }} is full: the collector drops what comes',
      explainedBy: 'NodeDown',
    },
  ],
};
