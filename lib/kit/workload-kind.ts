/** Kinds that a Workload renders as; what each may state is in workload-props.ts. */
export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob';
