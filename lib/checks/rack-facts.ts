import type { Rendered } from '../manifest/manifest';
import type { Labels } from '../manifest/labels';
import type { RackSpec } from '../rack-file/rack';

/** Everything that rules may know. All of it is plain data, so the same facts give the same findings. */
export interface RackFacts {
  rendered: readonly Rendered[];
  rack: RackSpec;
  /** images.lock.yaml, by the name of each entry. */
  images: Readonly<Record<string, LockedImage>>;
  /** Secrets whose values lie encrypted in the repository. */
  secrets: readonly DeclaredSecret[];
  /** What is in the cluster although no manifest of ours says so, each with who says so instead. */
  operatorMade: readonly OperatorMade[];
  /** Helm releases, with what each brings to the API server. @default - no charts */
  releases?: readonly ReleaseFacts[];
  /** What Prometheus scrapes. @default - nothing */
  scrapes?: readonly ScrapeFacts[];
  laws: Laws;
}

export interface ScrapeFacts {
  app: string;
  job: string;
  /** Name of its list in imports/metrics. */
  exporter: string;
  targets: number;
  /** Series of one target that are stored. Absent: nobody has recorded what the exporter exposes. */
  series?: number;
}

export interface ReleaseFacts {
  app: string;
  /** `objectId` of the HelmRelease. */
  id: string;
  /** API groups whose CustomResourceDefinitions it installs. */
  crdGroups: readonly string[];
  /** API groups whose objects its webhooks judge. */
  webhookGroups: readonly string[];
  /** API groups of which its chart makes objects itself. */
  needsGroups: readonly string[];
  /** Pods that its chart makes. @default - none that anybody knows of */
  footprint?: ReleaseFootprint;
}

export interface ReleaseFootprint {
  workloads: readonly {
    kind: 'Deployment' | 'DaemonSet' | 'StatefulSet';
    name: string;
    /** @default 1 */
    replicas?: number;
    /** Requests of one pod, all containers together. @default - requests nothing */
    cpu?: string;
    memory?: string;
    /** Labels of the blades it runs on. @default - every blade */
    nodeSelector?: Labels;
  }[];
  /** Where the figures were read. */
  source: string;
  /** Rendered with other values than the release has now. @default false */
  isStale?: boolean;
}

export interface LockedImage {
  /** Repository with registry, `docker.io/library/redis`. */
  image: string;
  tag: string;
  /** `sha256:…`; absent when nobody vouches for one. */
  digest?: string;
  /** Why there is none, as its lock entry says. */
  withoutDigest?: string;
  platforms: readonly string[];
}

export interface DeclaredSecret {
  namespace: string;
  name: string;
  keys: readonly string[];
  /** Its file can be read; until it can, another finding says so and there is nothing to rotate. */
  isSealed: boolean;
}

/**
 * An object that a chart, an operator or Talos makes. The kind `Pods` stands for a group of pods that an operator makes:
 * its labels and ports are what policies and Services can name.
 */
export interface OperatorMade {
  /** Absent for objects without a namespace. */
  namespace?: string;
  name: string;
  kind: string;
  /** Keys of a Secret or ConfigMap. @default - unknown: every key is taken for present */
  keys?: readonly string[];
  /** Labels of `Pods`. */
  labels?: Labels;
  /** Ports of `Pods` and Services. @default - unknown: every port is taken for present */
  ports?: readonly { name?: string; port: number; protocol?: string }[];
  /** What `Pods` are declared to connect to. @default - nothing */
  connects?: readonly string[];
  /** App whose Kustomization brings it. @default - it is there before Flux is */
  app?: string;
  /** Who says that it will be there: a chart's file, an operator's documentation. */
  source: string;
}

/** The tables of the kit that rules verify again on the rendered objects. */
export interface Laws {
  tiers: Readonly<Record<string, TierLaw>>;
  /** Blades that may be dead while everything goes on. */
  deadBladesTolerated: number;
  /** What a blade keeps from pods, by its role. @default - nothing */
  reserved?: Readonly<Record<'control-plane' | 'worker', { cpuMillicores: number; memoryBytes: number }>>;
}

export interface TierLaw {
  priorityClass: string;
  memory: 'equal' | 'request-up-to-limit';
  cpuLimit: 'allowed' | 'never';
  tolerationSeconds: number | 'forever';
  disruptionBudget: boolean;
}
