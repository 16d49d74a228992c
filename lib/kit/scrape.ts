import { Construct } from 'constructs';
import type { Pods } from './pods';
import type { PodPort } from './ports';

/** What a target says, and how much of it is kept. */
export interface Exposition {
  /** Name of its list in imports/metrics: which metrics it exposes, and how many series. */
  exporter: string;
  /** @default /metrics */
  path?: string;
  /** Metrics that are stored, as anchored regular expressions of names. @default - all */
  keep?: Trim;
  /** Metrics that are dropped before they are stored. @default - none */
  drop?: Trim;
}

/** Bounds cardinality: a series that nobody asks for still costs memory on every server. */
export interface Trim {
  /** Each an anchored regular expression of metric names. */
  names: readonly string[];
  reason: string;
}

/** Pods to scrape, found by the labels that policies select and by port number. */
export interface PodScrape extends Exposition {
  kind: 'pods';
  pods: Pods;
  port: PodPort;
  /** Pods that answer. */
  targets: TargetCount;
}

/** A port of the blades themselves that belongs to no pod a selector could find. */
export interface BladeScrape extends Exposition {
  kind: 'blades';
  /** Name of the job. */
  name: string;
  port: number;
  on: 'all' | 'control-plane';
  /** `https`: judged by the cluster's own authority, and asked with the token of the pod. */
  scheme: 'http' | 'https';
  /** Name in the certificate. @default - the address that is asked */
  serverName?: string;
}

/** Addresses that a prober tries for Prometheus; `urls` is read when manifests render. */
export interface ProbeScrape extends Exposition {
  kind: 'probes';
  name: string;
  prober: PodPort;
  /** Module of the prober's own configuration. */
  module: string;
  urls: () => readonly string[];
}

export type ScrapeTarget = PodScrape | BladeScrape | ProbeScrape;

/** How many targets a job has: a number, or as many as there are blades of a kind. */
export type TargetCount = number | 'every-blade' | 'every-worker';

/** Declares something to scrape that is not one's own pods; whoever runs Prometheus gathers it. */
export class Scrape extends Construct {
  constructor(
    scope: Construct,
    readonly target: BladeScrape | ProbeScrape,
  ) {
    super(scope, `scrape-${target.name}`);
  }
}

/** Job of a target: part of every series for ever. */
export function jobName(target: ScrapeTarget): string {
  if (target.kind !== 'pods') return target.name;
  const { pods, port } = target;
  return `${pods.namespace}/${pods.name}/${port.name}`;
}
