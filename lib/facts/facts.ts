import type { Rendered } from '../manifest/manifest';
import type { RackSpec } from '../rack-file/rack';
import type { StatedByApp } from './app-facts';
import type { ReleaseFacts } from './footprint';
import type { ImageLock } from './locked-image';
import type { OperatorMade } from './made-elsewhere';
import type { ScrapeFacts } from './scrape';
import type { SecretFacts } from './secret-declaration';
import type { TierRule } from './tier';

/**
 * Everything that leaves the constructs, and everything that rules may know. All of it is plain data, so the same facts
 * give the same findings, no matter what made them: a synth, or a tree that was read back.
 */
export interface RackFacts {
  rack: RackSpec;
  /** Objects, with the app that each belongs to. */
  rendered: readonly Rendered[];
  /** images.lock.yaml. */
  images: ImageLock;
  /** Secrets that apps ask for; their values lie encrypted in the repository. */
  secrets: readonly SecretFacts[];
  /** What is in the cluster although no manifest of ours says so, each with who says so instead. */
  operatorMade: readonly OperatorMade[];
  /** Helm releases, with what each brings to the API server. */
  releases: readonly ReleaseFacts[];
  /** What Prometheus scrapes, of every app that declares it. */
  scrapes: readonly ScrapeFacts[];
  /** What apps state of themselves, by name of the app. */
  stated: readonly StatedByApp[];
  laws: Laws;
}

/** The tables of the kit that rules verify again on the rendered objects. */
export interface Laws {
  tiers: Readonly<Record<string, TierRule>>;
  /** Blades that may be dead while everything goes on. */
  deadBladesTolerated: number;
  /** What a blade keeps from pods, by its role. @default - nothing */
  reserved?: Readonly<Record<'control-plane' | 'worker', { cpuMillicores: number; memoryBytes: number }>>;
}
