import { createHash } from 'node:crypto';
import summaries from './charts/footprints.json';

/** What a chart brings to the rack with given values, as `npm run import` rendered and committed it. */
export interface ChartFootprint {
  chart: string;
  version: string;
  /** Hash of the values it was rendered with; other values make it stale. `upstream`: a release manifest, which has none. */
  valuesHash: string;
  workloads: FootprintWorkload[];
  services: { namespace: string; name: string; selector: Record<string, string>; ports: FootprintPort[] }[];
  images: string[];
  /** Names of CustomResourceDefinitions, e.g. `certificates.cert-manager.io`. */
  crds: string[];
  webhooks: { kind: string; name: string; service: string; groups: string[]; failurePolicy: string }[];
  /** Priority classes that it makes, with their values. */
  priorityClasses: Record<string, number>;
  /** How many objects of each kind, e.g. `apps/v1 Deployment`. */
  objects: Record<string, number>;
}

export interface FootprintWorkload {
  kind: string;
  namespace: string;
  name: string;
  /** Absent where the cluster decides: DaemonSets. */
  replicas?: number;
  /** Labels of its pods. */
  labels: Record<string, string>;
  serviceAccount: string;
  priorityClass?: string;
  /** Whether its pods may run where the control plane's taint keeps others away. */
  toleratesControlPlane: boolean;
  hostNetwork: boolean;
  /** Where its pods want to stand, field for field as in a pod; what a chart leaves out is absent. */
  place: FootprintPlace;
  /** How a roll-out replaces its pods: `strategy` of a Deployment, `updateStrategy` of others. */
  strategy?: { type?: string; rollingUpdate?: { maxSurge?: number | string; maxUnavailable?: number | string } };
  containers: FootprintContainer[];
}

/** Fields of a pod by which the scheduler chooses its blade. */
export interface FootprintPlace {
  nodeSelector?: Record<string, string>;
  tolerations?: Record<string, unknown>[];
  affinity?: Record<string, unknown>;
  topologySpreadConstraints?: Record<string, unknown>[];
}

export interface FootprintContainer {
  name: string;
  isInit: boolean;
  image: string;
  requests: Record<string, string>;
  limits: Record<string, string>;
  ports: FootprintPort[];
  isPrivileged: boolean;
}

export interface FootprintPort {
  name?: string;
  port: number;
  protocol: string;
  /** Port of the node, when it takes one. */
  hostPort?: number;
}

/** Hash over values, whatever the order of their keys. */
export function valuesHash(values: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(values)))
    .digest('hex')
    .slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

export type FootprintState =
  | { state: 'fresh'; footprint: ChartFootprint }
  /** From the project's own release manifest: no values of ours went into it. */
  | { state: 'upstream'; footprint: ChartFootprint }
  /** Rendered, but with other values: the nearest there is. */
  | { state: 'stale'; footprint: ChartFootprint }
  /** The chart cannot be had; what it brings is declared beside the values instead. */
  | { state: 'unknown' };

/** The footprint of a chart with these values. */
export function footprintOf(chart: string, values: unknown): FootprintState {
  const ofChart = (summaries as unknown as ChartFootprint[]).filter((summary) => summary.chart === chart);
  const hash = valuesHash(values);
  const fresh = ofChart.find((summary) => summary.valuesHash === hash);
  if (fresh) return { state: 'fresh', footprint: fresh };
  const [other] = ofChart;
  if (!other) return { state: 'unknown' };
  return { state: other.valuesHash === 'upstream' ? 'upstream' : 'stale', footprint: other };
}
