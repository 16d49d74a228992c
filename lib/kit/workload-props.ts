import type { PolicyRule } from '../../imports/k8s';
import type { RuleSet, Watched } from './alerts';
import type { FileText } from './config-files';
import type { DashboardProps } from './dashboards';
import type { Exceptions } from './exceptions';
import type { PodProps, Spread } from './pod-template';
import type { VolumeClaim } from './storage';

/** What a workload of any kind may state. `Port` are the names of its ports, inferred from its containers. */
export interface CommonProps<Port extends string> extends PodProps<Port> {
  namespace: string;
  /** Name of the workload, its Service and its policies; also the label that selects its pods, so it never changes. */
  name: string;
  /**
   * Workloads of one pod each that do the same work, such as the servers of a model: the scheduler keeps them on different
   * blades while there is room, and alerts look at all of them together. @default - stands for itself
   */
  family?: string;
  /** What its pods may ask of the API server; without it they carry no token. @default - nothing */
  role?: { scope: 'namespace' | 'cluster'; rules: PolicyRule[] };
  /** @default - nobody is told anything */
  alerts?: RuleSet | ((watched: Watched) => RuleSet);
  dashboards?: readonly DashboardProps[];
  exceptions?: Exceptions;
}

export interface ConfigProps {
  /** Configuration files by name, or by path below the mount; mounted read-only in every container. */
  config: Record<string, FileText>;
  /** Directory they are mounted at. @default /etc/<name> */
  configPath?: string;
  /** `roll`: new configuration restarts the pods. `reload`: the program rereads the mount. @default roll */
  onConfigChange?: 'roll' | 'reload';
}

/** Deployments and StatefulSets. */
export interface ReplicaProps {
  /** @default 1 */
  replicas?: number;
  /** Replicas without which the set cannot serve; the disruption budget keeps them. @default - all but one */
  quorum?: number;
  /** @default - `prefer-other-nodes` from two replicas on */
  spread?: Spread;
  /** A client stays with the replica that answered it first, because replicas know different things. @default false */
  sticky?: boolean;
}

/** Deployments. */
export interface RollOutProps {
  /**
   * A roll-out starts the successor first, which takes room for both. `false`: the pod goes first.
   * @default - true for one replica, and false in a small rack
   */
  surge?: boolean;
}

export interface StatefulProps {
  /** One volume per replica, by name. @default - none */
  claims?: Record<string, VolumeClaim>;
  /** Replicas find each other before they are ready. @default false */
  publishNotReadyAddresses?: boolean;
  /**
   * Each pod also has a Service of its own name, at an address that stays: the first pod at this one of the Services'
   * network, the others after it. For programs that keep addresses of their peers. From 11 to 15, each taken once.
   *
   * @default - names only
   */
  firstPodAddress?: number;
  /** `Parallel` starts and ends all replicas at once. @default OrderedReady */
  podManagementPolicy?: 'OrderedReady' | 'Parallel';
}

export interface RunProps {
  /** Time after which a run is ended, all its tries together. @default - never */
  deadlineSeconds?: number;
}

export interface ScheduleProps {
  /** Cron expression, in UTC. */
  schedule: string;
  /** It never runs by itself: somebody makes a Job from it, as a page of the runbooks says. @default false */
  suspend?: boolean;
}

/** Fields of another kind. The compiler refuses them, also in a spread, because the kind has no use for them. */
type Without<Fields> = { [Field in keyof Fields]?: never };

type KindProps =
  | ({ kind: 'Deployment' } & ReplicaProps & RollOutProps & Without<StatefulProps & RunProps & ScheduleProps>)
  | ({ kind: 'StatefulSet' } & ReplicaProps & StatefulProps & Without<RollOutProps & RunProps & ScheduleProps>)
  | ({ kind: 'DaemonSet' } & Without<ReplicaProps & RollOutProps & StatefulProps & RunProps & ScheduleProps>)
  | ({ kind: 'Job' } & RunProps & Without<ReplicaProps & RollOutProps & StatefulProps & ScheduleProps>)
  | ({ kind: 'CronJob' } & RunProps & ScheduleProps & Without<ReplicaProps & RollOutProps & StatefulProps>);

export type WorkloadProps<Port extends string = string> = CommonProps<Port> &
  KindProps &
  (ConfigProps | Without<ConfigProps>);
