import { type Fields, refuseOther, refuseUnknown } from './fields';
import type { ContainerProps, PortProps } from './container';
import type { PodProps } from './pod-template';
import type { ProbeProps } from './probes';
import type { Exposition } from './scrape';
import type { PodUser } from './security';
import type { VolumeClaim } from './storage';
import { tiers } from './tiers';
import type {
  CommonProps,
  ConfigProps,
  ReplicaProps,
  RollOutProps,
  RunProps,
  ScheduleProps,
  StatefulProps,
  WorkloadProps,
} from './workload-props';

const pod: Fields<PodProps> = {
  tier: true,
  user: true,
  containers: true,
  initContainers: true,
  volumes: true,
  nodeSelector: true,
  imagePullSecrets: true,
  hostNetwork: true,
  hostPID: true,
  terminationGracePeriodSeconds: true,
};

const common: Fields<CommonProps<string>> & { kind: true; config: true } = {
  ...pod,
  kind: true,
  namespace: true,
  name: true,
  family: true,
  role: true,
  alerts: true,
  dashboards: true,
  exceptions: true,
  config: true,
};

/** Of configuration that there is. */
const configured: Fields<ConfigProps> = { config: true, configPath: true, onConfigChange: true };

const replicated: Fields<ReplicaProps> = { replicas: true, quorum: true, spread: true, sticky: true };

const rolled: Fields<RollOutProps> = { surge: true };

const stateful: Fields<StatefulProps> = {
  claims: true,
  publishNotReadyAddresses: true,
  firstPodAddress: true,
  podManagementPolicy: true,
};

const run: Fields<RunProps> = { deadlineSeconds: true };

const scheduled: Fields<ScheduleProps> = { schedule: true, suspend: true };

/** Also fields of another kind are refused: that kind would drop them. */
const byKind: Readonly<Record<WorkloadProps['kind'], Readonly<Record<string, true>>>> = {
  Deployment: { ...common, ...replicated, ...rolled },
  StatefulSet: { ...common, ...replicated, ...stateful },
  DaemonSet: common,
  Job: { ...common, ...run },
  CronJob: { ...common, ...run, ...scheduled },
};

const container: Fields<ContainerProps> = {
  image: true,
  command: true,
  args: true,
  env: true,
  ports: true,
  scrape: true,
  cpu: true,
  cpuLimit: true,
  memory: true,
  memoryRequest: true,
  mounts: true,
  scratch: true,
  devices: true,
  ready: true,
  live: true,
  startup: true,
  security: true,
  preStop: true,
};

const port: Fields<PortProps> = { port: true, protocol: true, http: true };

const probe: Fields<ProbeProps> = {
  exec: true,
  httpGet: true,
  tcpSocket: true,
  grpc: true,
  periodSeconds: true,
  timeoutSeconds: true,
  failureThreshold: true,
};

const exposition: Fields<Exposition> = {
  exporter: true,
  path: true,
  keep: true,
  drop: true,
  require: true,
  honorLabels: true,
};

const claim: Fields<VolumeClaim> = {
  storageClass: true,
  size: true,
  copies: true,
  onNodes: true,
  labels: true,
  sizedByTemplate: true,
};

const user: Fields<PodUser> = { uid: true, gid: true };

const role: Fields<NonNullable<CommonProps<string>['role']>> = { scope: true, rules: true };

/** @throws Error for a field, a kind or a tier that there is not, at whatever depth */
export function refuseUnknownFields(props: WorkloadProps): void {
  const what = `Workload ${props.namespace}/${props.name}`;
  refuseOther(`kind of ${what}`, props.kind, Object.keys(byKind));
  refuseOther(`tier of ${what}`, props.tier, Object.keys(tiers));
  refuseUnknown(what, props, { ...byKind[props.kind], ...(props.config && configured) });
  refuseUnknown(`user of ${what}`, props.user, user);
  if (props.role) refuseUnknown(`role of ${what}`, props.role, role);
  for (const [name, each] of Object.entries(props.claims ?? {})) refuseUnknown(`claim ${name} of ${what}`, each, claim);
  for (const [name, each] of Object.entries(props.containers)) ofContainer(`container ${name} of ${what}`, each);
  for (const [name, { sidecar, ...each }] of Object.entries(props.initContainers ?? {})) {
    if (sidecar !== undefined)
      refuseOther(`sidecar of container ${name} of ${what}`, String(sidecar), ['true', 'false']);
    ofContainer(`container ${name} of ${what}`, each);
  }
}

function ofContainer(what: string, props: ContainerProps): void {
  refuseUnknown(what, props, container);
  for (const [name, each] of Object.entries(props.ports ?? {}))
    if (typeof each === 'object') refuseUnknown(`port ${name} of ${what}`, each, port);
  const { ready, live, startup } = props;
  for (const [name, each] of Object.entries({ ready, live, startup }))
    if (each) refuseUnknown(`${name} of ${what}`, each, probe);
  if (typeof props.scrape === 'object') refuseUnknown(`scrape of ${what}`, props.scrape, { ...exposition, port: true });
}
