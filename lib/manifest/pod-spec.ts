/**
 * The part of a pod that rules read. Everything is optional: the objects may come from any branch's dist/, and what is
 * required is for the schemas to say.
 */
export interface PodSpec {
  containers?: Container[];
  initContainers?: Container[];
  ephemeralContainers?: Container[];
  volumes?: Volume[];
  serviceAccountName?: string;
  automountServiceAccountToken?: boolean;
  priorityClassName?: string;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostIPC?: boolean;
  nodeSelector?: Record<string, string>;
  affinity?: {
    nodeAffinity?: { requiredDuringSchedulingIgnoredDuringExecution?: { nodeSelectorTerms?: NodeSelectorTerm[] } };
    podAntiAffinity?: Record<string, unknown>;
  };
  topologySpreadConstraints?: unknown[];
  tolerations?: Toleration[];
  imagePullSecrets?: { name?: string }[];
  terminationGracePeriodSeconds?: number;
  securityContext?: SecurityContext & { fsGroup?: number };
}

export interface NodeSelectorTerm {
  matchExpressions?: Requirement[];
}

export interface Requirement {
  key: string;
  operator: string;
  values?: string[];
}

export interface Toleration {
  key?: string;
  operator?: string;
  effect?: string;
  tolerationSeconds?: number;
}

export interface SecurityContext {
  runAsNonRoot?: boolean;
  runAsUser?: number;
  readOnlyRootFilesystem?: boolean;
  allowPrivilegeEscalation?: boolean;
  privileged?: boolean;
  capabilities?: { add?: string[]; drop?: string[] };
  seccompProfile?: { type?: string };
}

export interface Container {
  name?: string;
  image?: string;
  ports?: { name?: string; containerPort?: number; hostPort?: number; protocol?: string }[];
  env?: { name?: string; value?: string; valueFrom?: { configMapKeyRef?: KeyRef; secretKeyRef?: KeyRef } }[];
  envFrom?: { configMapRef?: NameRef; secretRef?: NameRef }[];
  volumeMounts?: { name?: string; mountPath?: string; subPath?: string; subPathExpr?: string }[];
  resources?: Resources;
  securityContext?: SecurityContext;
  readinessProbe?: Probe;
  livenessProbe?: Probe;
  startupProbe?: Probe;
  lifecycle?: { preStop?: { sleep?: { seconds?: number }; exec?: { command?: string[] } } };
  /** `Always` on an init container makes it a native sidecar. */
  restartPolicy?: string;
}

export interface Resources {
  requests?: Record<string, string | number>;
  limits?: Record<string, string | number>;
}

export interface Probe {
  httpGet?: { port?: string | number };
  tcpSocket?: { port?: string | number };
  grpc?: { port?: string | number };
  exec?: unknown;
}

export interface NameRef {
  name?: string;
  optional?: boolean;
}

export interface KeyRef extends NameRef {
  key?: string;
}

export interface Volume {
  name?: string;
  configMap?: NameRef & { items?: { key?: string }[] };
  secret?: { secretName?: string; optional?: boolean; items?: { key?: string }[] };
  persistentVolumeClaim?: { claimName?: string };
  hostPath?: { path?: string };
  projected?: { sources?: ProjectedSource[] };
}

export interface ProjectedSource {
  configMap?: NameRef & { items?: { key?: string }[] };
  secret?: NameRef & { items?: { key?: string }[] };
  serviceAccountToken?: unknown;
}
