/**
 * What an app says of itself to rules and pages because no object of its says it. Every figure comes from the app's own
 * block of the rack file; nothing else reads that block.
 */
export interface AppFacts {
  /** It stores metrics. @default - it does not */
  metricsStore?: {
    /** Of each server. */
    memory: Stated;
    disk: Stated;
    keepSeconds: number;
    /** Time between two scrapes of one target. */
    intervalSeconds: number;
  };
  /** It takes spans from programs and drops what comes faster than this. @default - it does not */
  spanCollector?: { memory: Stated; spansPerSecond: number };
  /** It stores spans. @default - it does not */
  spanStore?: { memory: Stated; disk: Stated; keepSeconds: number };
  /**
   * Why nothing that lies in its volumes has to survive, `cached answers: programs ask again`. Buckets and databases say it
   * of themselves. @default - all of it must
   */
  passing?: string;
  /** What must hold before a blade may be taken away on purpose. @default - nothing of its own */
  wholeWhen?: readonly Wait[];
  /** Who signs in first, with a password of a Secret. @default - it knows no accounts */
  administrator?: Administrator;
}

export interface Administrator {
  /** Name to sign in with; `@` at its end is followed by the domain of the rack. */
  login: string;
  namespace: string;
  secret: string;
  key: string;
}

/** A size with the field of the app's block that states it, so that a finding can say what to change. */
export interface Stated {
  bytes: number;
  /** Name of the field, `memory`. */
  field: string;
}

/** A condition on one object, as `kubectl wait` takes it. */
export interface Wait {
  namespace: string;
  /** `cluster.postgresql.cnpg.io/postgres` */
  object: string;
  /** `jsonpath={.status.readyInstances}=3` */
  for: string;
}

/** `AppFacts` of the app that states them. */
export interface StatedByApp extends AppFacts {
  app: string;
}
