import { shown } from '../hits';
import { recordOf } from '../../../manifest/field-path';
import { isSet, type TypeRules } from './place';

/** Words that the server's code knows and its published schema does not list. */
const words: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Container: { restartPolicy: ['Always', 'Never', 'OnFailure'] },
  VolumeMount: { recursiveReadOnly: ['Disabled', 'IfPossible', 'Enabled'] },
  ContainerResizePolicy: { resourceName: ['cpu', 'memory'], restartPolicy: ['NotRequired', 'RestartContainer'] },
  ContainerRestartRule: { action: ['Restart', 'RestartAllContainers'] },
  ContainerRestartRuleOnExitCodes: { operator: ['In', 'NotIn'] },
  LabelSelectorRequirement: { operator: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
  PodSecurityContext: { seLinuxChangePolicy: ['MountOption', 'Recursive'] },
  PodOS: { name: ['linux', 'windows'] },
  ServiceSpec: { trafficDistribution: ['PreferClose', 'PreferSameZone', 'PreferSameNode'] },
  StatefulSetPersistentVolumeClaimRetentionPolicy: {
    whenDeleted: ['Retain', 'Delete'],
    whenScaled: ['Retain', 'Delete'],
  },
  StorageClass: { reclaimPolicy: ['Delete', 'Retain'] },
  LimitRangeItem: { type: ['Container', 'Pod', 'PersistentVolumeClaim'] },
  PodFailurePolicyOnPodConditionsPattern: { status: ['False', 'True', 'Unknown'] },
  HPAScalingPolicy: { type: ['Pods', 'Percent'] },
  HPAScalingRules: { selectPolicy: ['Max', 'Min', 'Disabled'] },
  MetricSpec: { type: ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'] },
  MetricTarget: { type: ['Utilization', 'Value', 'AverageValue'] },
  CustomResourceDefinitionSpec: { scope: ['Cluster', 'Namespaced'] },
  CustomResourceConversion: { strategy: ['None', 'Webhook'] },
  CSIDriverSpec: { fsGroupPolicy: ['ReadWriteOnceWithFSType', 'File', 'None'] },
  IngressClassParametersReference: { scope: ['Cluster', 'Namespace'] },
  Subject: { kind: ['ServiceAccount', 'User', 'Group'] },
};

/** Numbers that the server's code does not let fall below a bound. */
const leastNumbers: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  DeploymentSpec: { replicas: 0, minReadySeconds: 0, revisionHistoryLimit: 0, progressDeadlineSeconds: 0 },
  ReplicaSetSpec: { replicas: 0, minReadySeconds: 0 },
  ReplicationControllerSpec: { replicas: 0, minReadySeconds: 0 },
  StatefulSetSpec: { replicas: 0, minReadySeconds: 0 },
  StatefulSetOrdinals: { start: 0 },
  RollingUpdateStatefulSetStrategy: { partition: 0 },
  DaemonSetSpec: { minReadySeconds: 0, revisionHistoryLimit: 0 },
  JobSpec: {
    parallelism: 0,
    completions: 0,
    activeDeadlineSeconds: 0,
    backoffLimit: 0,
    ttlSecondsAfterFinished: 0,
    backoffLimitPerIndex: 0,
    maxFailedIndexes: 0,
  },
  CronJobSpec: { startingDeadlineSeconds: 0, successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 0 },
  Probe: {
    initialDelaySeconds: 0,
    timeoutSeconds: 0,
    periodSeconds: 0,
    successThreshold: 0,
    failureThreshold: 0,
    terminationGracePeriodSeconds: 1,
  },
  PodSpec: { activeDeadlineSeconds: 1 },
  TopologySpreadConstraint: { maxSkew: 1, minDomains: 1 },
  HorizontalPodAutoscalerSpec: { minReplicas: 1, maxReplicas: 1 },
  HPAScalingRules: { stabilizationWindowSeconds: 0 },
  HPAScalingPolicy: { value: 1, periodSeconds: 1 },
  SecurityContext: { runAsUser: 0, runAsGroup: 0 },
  PodSecurityContext: { runAsUser: 0, runAsGroup: 0, fsGroup: 0 },
  LeaseSpec: { leaseDurationSeconds: 1, leaseTransitions: 0 },
  SuccessPolicyRule: { succeededCount: 0 },
};

const greatestNumbers: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  PodSpec: { activeDeadlineSeconds: 2 ** 31 - 1 },
  HPAScalingRules: { stabilizationWindowSeconds: 3600 },
  HPAScalingPolicy: { periodSeconds: 1800 },
  SecurityContext: { runAsUser: 2 ** 31 - 1, runAsGroup: 2 ** 31 - 1 },
  PodSecurityContext: { runAsUser: 2 ** 31 - 1, runAsGroup: 2 ** 31 - 1, fsGroup: 2 ** 31 - 1 },
  ConfigMapVolumeSource: { defaultMode: 0o777 },
  SecretVolumeSource: { defaultMode: 0o777 },
  DownwardAPIVolumeSource: { defaultMode: 0o777 },
  ProjectedVolumeSource: { defaultMode: 0o777 },
  KeyToPath: { mode: 0o777 },
  DownwardAPIVolumeFile: { mode: 0o777 },
};

/** File modes may not be negative either. */
const modes = ['defaultMode', 'mode'];

export const wordRules: TypeRules = Object.fromEntries(
  [...new Set([words, leastNumbers, greatestNumbers].flatMap((table) => Object.keys(table)))].map((type) => [
    type,
    [
      (value, place) => {
        for (const [field, allowed] of Object.entries(recordOf(words[type]) as Record<string, string[]>)) {
          const received = value[field];
          if (typeof received === 'string' && !allowed.includes(received)) {
            place.say('schema/enum', field, `is ${shown(received)}; allowed are ${allowed.join(', ')}`);
          }
        }
        for (const [field, least] of bounds(leastNumbers, type)) {
          const received = value[field];
          if (typeof received === 'number' && received < least) {
            place.say('schema/bounds', field, `is ${received}; at least ${least} is expected`);
          }
        }
        for (const [field, greatest] of bounds(greatestNumbers, type)) {
          const received = value[field];
          if (!isSet(received) || typeof received !== 'number') continue;
          const isMode = modes.includes(field);
          if (received <= greatest && !(isMode && received < 0)) continue;
          const words = isMode ? 'a mode from 0 to 0777 octal (511)' : `at most ${greatest}`;
          place.say('schema/bounds', field, `is ${received}; ${words} is expected`);
        }
      },
    ],
  ]),
);

function bounds(table: typeof leastNumbers, type: string): [string, number][] {
  return Object.entries(table[type] ?? {});
}
