import type { RuleSet } from '../../kit/alerts';

/** It runs every six hours, and five of them may pass while it copies. */
const copyHours = 24;

/** One copy of the documents: which job makes it, and what people call the place. */
export interface CopyToWatch {
  cronJob: string;
  alert: string;
  record: string;
  where: string;
  /** What is at stake while it stands still. */
  lost: string;
}

export const copyOffTheRack: CopyToWatch = {
  cronJob: 'document-backups',
  alert: 'DocumentCopyOld',
  record: 'rack:documents_copied:timestamp_seconds',
  where: 'off the rack',
  lost: 'What was uploaded since lies in this rack alone.',
};

export const copyOnHelper: CopyToWatch = {
  cronJob: 'documents-to-helper',
  alert: 'DocumentCopyOnHelperOld',
  record: 'rack:documents_copied_to_helper:timestamp_seconds',
  where: 'on the helper',
  lost: 'What was uploaded since has one copy fewer.',
};

export function copyAlerts({ cronJob, alert, record, where, lost }: CopyToWatch): RuleSet {
  const of = `{namespace="data",cronjob="${cronJob}"}`;
  return {
    recordings: [
      {
        record,
        // Before the first time: when the CronJob was made.
        expr: `max(kube_cronjob_status_last_successful_time${of}) or max(kube_cronjob_created${of})`,
      },
    ],
    alerts: [
      {
        alert,
        expr: `time() - ${record} > ${copyHours * 3600}`,
        for: '15m',
        severity: 'warning',
        summary: `the copy of the documents ${where} is {{ $value | humanizeDuration }} old`,
        description: lost,
      },
    ],
  };
}
