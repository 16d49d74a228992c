import type { RuleSet } from '../../kit/alerts';

/** A week between two drills, and a day to run and be looked at. */
const proofDays = 8;
const ofDrills = '{namespace="data",cronjob=~"restore-drill-.*"}';
const perDrill = (metric: string) =>
  `max by (what) (label_replace(${metric}${ofDrills}, "what", "$1", "cronjob", "restore-drill-(.*)"))`;

export const restoreDrillAlerts: RuleSet = {
  recordings: [
    {
      record: 'rack:last_restore_proved:timestamp_seconds',
      // Before the first time: when the CronJob was made.
      expr: `${perDrill('kube_cronjob_status_last_successful_time')} or ${perDrill('kube_cronjob_created')}`,
    },
  ],
  alerts: [
    {
      alert: 'RestoreNotProved',
      expr: `time() - rack:last_restore_proved:timestamp_seconds > ${proofDays * 86_400}`,
      for: '1h',
      severity: 'warning',
      summary: 'nobody has shown for {{ $value | humanizeDuration }} that {{ $labels.what }} can be restored',
      description: 'The weekly drill failed, or did not run: as long as it does, a backup is a hope.',
    },
  ],
};
