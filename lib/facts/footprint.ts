import type { PodSpec } from '../manifest/pod-spec';

/** Pods that a chart makes, so they are not in `dist/`. */
export interface FootprintWorkload {
  kind: 'Deployment' | 'DaemonSet' | 'StatefulSet';
  name: string;
  /** @default 1 */
  replicas?: number;
  /** Requests of one pod, all containers together. @default - requests nothing */
  cpu?: string;
  memory?: string;
  images: readonly string[];
  /** Labels of the blades it runs on. @default - every blade */
  nodeSelector?: Readonly<Record<string, string>>;
  /** Whether its pods tolerate the taint of the control plane. @default - unknown: they are counted there too */
  toleratesControlPlane?: boolean;
  /** Labels of its pods, by which affinity finds them. @default - unknown */
  labels?: Readonly<Record<string, string>>;
  /** Taints that its pods tolerate, and what they want of blades and of other pods. @default - unknown */
  place?: Pick<PodSpec, 'tolerations' | 'affinity' | 'topologySpreadConstraints'>;
  /** How a roll-out replaces its pods. @default - as its kind does unless told otherwise */
  strategy?: { type?: string; rollingUpdate?: { maxSurge?: number | string } };
  /** @default - none: the class of pods that name none */
  priorityClass?: string;
  /** Ports of the node that each pod takes. @default - none */
  hostPorts?: readonly number[];
  /** Whether a container asks for more than Pod Security lets restricted pods have. @default false */
  isPrivileged?: boolean;
  /** @default false */
  hostNetwork?: boolean;
}

/** What a chart makes, with where the figures come from. */
export interface Footprint {
  workloads: readonly FootprintWorkload[];
  /** Images that it names elsewhere: in Jobs, in settings of its programs. @default - none that anybody knows of */
  images?: readonly string[];
  /** Network policies that the chart makes: how many of each kind. @default - unknown, or none */
  policies?: Readonly<Record<string, number>>;
  /** Priority classes that the chart makes, with their values. @default - none */
  priorityClasses?: Readonly<Record<string, number>>;
  /** Rendered chart and version, or upstream file, that the figures were read from. */
  source: string;
  /** Rendered with other values than the release has: the nearest there is. @default false */
  isStale?: boolean;
  /** Rendered from another version of the chart: its images have other tags. @default false */
  isOfAnotherVersion?: boolean;
}

/** A Helm release: what it brings to the API server, what it needs of it, and which pods it makes. */
export interface ReleaseFacts {
  app: string;
  /** `objectId` of the HelmRelease. */
  id: string;
  /**
   * Where its project publishes it, whichever mirror it is taken from: a repository with its registry, or `https://`, the
   * server and the chart's name.
   */
  chart?: { repository: string; version: string };
  /** API groups whose CustomResourceDefinitions it installs. */
  crdGroups: readonly string[];
  /** API groups whose objects its webhooks validate: they are refused while the webhook does not answer. */
  webhookGroups: readonly string[];
  /** API groups of which its chart makes objects itself, so that their owners must come first. */
  needsGroups: readonly string[];
  /** @default - no pods that anybody knows of */
  footprint?: Footprint;
}
