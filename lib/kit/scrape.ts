import { Construct } from 'constructs';
import type { Exposition, Trim } from '../facts/scrape';
import type { NamedPods, PodPort } from './ports';

export type { Exposition, Trim };

/** What every controller built on controller-runtime exposes by the hundred and nobody has ever looked at. */
export const controllerTrim: Trim = {
  names: ['go_.*', '(workqueue|controller_runtime|rest_client)_.*_bucket', 'certwatcher_.*'],
  reason: 'the runtime of Go and the time in queues, bucket by bucket, are for who debugs the controller itself',
};

/** Pods to scrape, found by the labels that policies select and by port number. */
export interface PodScrape extends Exposition {
  kind: 'pods';
  pods: NamedPods;
  port: PodPort;
  /** Pods that answer. */
  targets: TargetCount;
  /** Last part of the job's name, where one port is scraped twice. @default - name of the port */
  part?: string;
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

/** What a program pushes to the OTLP receiver instead of being scraped. */
export interface PushedMetrics extends Exposition {
  kind: 'pushed';
  name: string;
  /** Programs that push. */
  targets: number;
}

export type ScrapeTarget = PodScrape | BladeScrape | ProbeScrape;

/** How many targets a job has: a number, or as many as there are blades of a kind. */
export type TargetCount = number | 'every-blade' | 'every-worker';

/** Declares something to scrape that is not one's own pods; the app that runs Prometheus gathers it. */
export class Scrape extends Construct {
  constructor(
    scope: Construct,
    readonly target: BladeScrape | ProbeScrape | PushedMetrics,
  ) {
    super(scope, `scrape-${target.name}`);
  }
}

/** Job of a target: part of every series for ever. */
export function jobName(target: ScrapeTarget | PushedMetrics): string {
  if (target.kind !== 'pods') return target.name;
  const { pods, port, part = port.name } = target;
  return `${pods.namespace}/${pods.name}/${part}`;
}
