import type { RuleSet } from '../../kit/alerts';

/** It runs every six hours, and five of them may pass while it copies. */
const copyHours = 24;
const ofCopies = '{namespace="data",cronjob="document-backups"}';

export const documentBackupsAlerts: RuleSet = {
  recordings: [
    {
      record: 'rack:documents_copied:timestamp_seconds',
      // Before the first time: when the CronJob was made.
      expr: `max(kube_cronjob_status_last_successful_time${ofCopies}) or max(kube_cronjob_created${ofCopies})`,
    },
  ],
  alerts: [
    {
      alert: 'DocumentCopyOld',
      expr: `time() - rack:documents_copied:timestamp_seconds > ${copyHours * 3600}`,
      for: '15m',
      severity: 'warning',
      summary: 'the copy of the documents off the rack is {{ $value | humanizeDuration }} old',
      description: 'What was uploaded since lies in this rack alone.',
    },
  ],
};
