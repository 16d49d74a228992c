import type { PodTemplateSpec } from '../../imports/k8s';
import { claimTemplates } from './claims';
import { daemonSetMaxUnavailable, defaults } from './defaults';
import type { Size } from './size';
import type { WorkloadProps } from './workload-props';

/** The `spec` of each kind of workload around one pod template. */
export function workloadSpec(
  props: WorkloadProps,
  matchLabels: Record<string, string>,
  template: PodTemplateSpec,
  size: Size,
): unknown {
  const { replicas = 1 } = props;
  const selector = { matchLabels };
  const { revisionHistoryLimit } = defaults;
  switch (props.kind) {
    case 'Deployment':
      return {
        replicas,
        revisionHistoryLimit,
        selector,
        strategy: rollOut(props.surge ?? isSpareKept(replicas, size)),
        template,
      };
    case 'StatefulSet':
      return {
        replicas,
        revisionHistoryLimit,
        selector,
        serviceName: headlessName(props.name),
        podManagementPolicy: props.podManagementPolicy ?? 'OrderedReady',
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        updateStrategy: { type: 'RollingUpdate' },
        template,
        ...(props.claims && { volumeClaimTemplates: claimTemplates(props) }),
      };
    case 'DaemonSet':
      return {
        revisionHistoryLimit,
        selector,
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: daemonSetMaxUnavailable, maxSurge: 0 },
        },
        template,
      };
    case 'Job':
      return { backoffLimit: defaults.jobBackoffLimit, ...deadline(props), template };
    case 'CronJob':
      return {
        schedule: props.schedule,
        timeZone: 'Etc/UTC',
        ...(props.suspend && { suspend: true }),
        concurrencyPolicy: 'Forbid',
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: defaults.jobBackoffLimit,
            ttlSecondsAfterFinished: defaults.jobTtlSeconds,
            ...deadline(props),
            template,
          },
        },
      };
  }
}

function deadline({ deadlineSeconds }: WorkloadProps): { activeDeadlineSeconds?: number } {
  return deadlineSeconds === undefined ? {} : { activeDeadlineSeconds: deadlineSeconds };
}

/** The Service that gives each pod of a StatefulSet its own DNS name. */
export function headlessName(name: string): string {
  return `${name}-headless`;
}

/**
 * One replica stays up while its successor starts; several give one up first, since memory for a spare is short. In a small
 * rack it is short for a single one, too.
 */
function isSpareKept(replicas: number, size: Size): boolean {
  return replicas === 1 && size !== 'small';
}

function rollOut(surge: boolean): unknown {
  const rollingUpdate = surge ? { maxSurge: 1, maxUnavailable: 0 } : { maxSurge: 0, maxUnavailable: 1 };
  return { type: 'RollingUpdate', rollingUpdate };
}
