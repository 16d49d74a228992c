/** What a scrape target exposes, and how much of it is stored. */
export interface Exposition {
  /** Name of its list in imports/metrics: which metrics it exposes, and how many series. */
  exporter: string;
  /** @default /metrics */
  path?: string;
  /** Metrics that are stored, as anchored regular expressions of names. @default - all */
  keep?: Trim;
  /** Metrics that are dropped before they are stored. @default - none */
  drop?: Trim;
  /** Label without which a series is dropped. @default - none */
  require?: { label: string; reason: string };
  /**
   * Its own `namespace`, `pod` and `node` win over those of the target, which otherwise rename them to `exported_…`: for
   * exporters that report about others than themselves.
   * @default false
   */
  honorLabels?: boolean;
}

/** Bounds cardinality: a series that nobody asks for still costs memory on every server. */
export interface Trim {
  /** Each an anchored regular expression of metric names. */
  names: readonly string[];
  reason: string;
}

/** One job of Prometheus, or one program that pushes. */
export interface ScrapeFacts extends Exposition {
  app: string;
  job: string;
  kind: 'pods' | 'blades' | 'probes' | 'pushed';
  /** The pods and the port that are read; absent where targets are no pods of ours. */
  reads?: { pods: string; port: number };
  /** Targets when all blades are up. */
  targets: number;
  /** Series of one target that are stored. Absent: what the exporter exposes is not recorded. */
  series?: number;
}
