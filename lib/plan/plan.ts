import type { ImageLock } from '../facts/locked-image';
import type { RackSpec } from '../rack-file/rack';
import type { TreeTexts } from '../review/changes';

/** Everything that a tree is rendered from, as far as plans change it. */
export interface RackState {
  rack: RackSpec;
  images: ImageLock;
  /** What an owner's own app does to the tree, where the rack file has no word for it. @default - nothing */
  retouch?: (tree: TreeTexts) => TreeTexts;
}

/** One commit of a plan: what a person changes, and what the gate will say of it. */
export interface Commit {
  title: string;
  /** What to change where, in words and text to type. */
  edit: string;
  change: (state: RackState) => RackState;
  /** Refusals that belong to the plan, each acknowledged in this commit. */
  expects: readonly Expected[];
  /** Commands or pages, in order, before the commit is merged. */
  before: readonly string[];
  /** And after it, until it has worked. */
  after: readonly string[];
}

export interface Expected {
  rule: string;
  /** `objectId`, or all that begin like it. */
  object: string;
  /** Only racks with the app have it. @default false */
  isOptional?: boolean;
}

export interface Plan {
  title: string;
  commits: readonly Commit[];
}

/** A plan for what takes several steps, or why there is none: words for the person who asked. */
export interface Planner {
  /** What stands behind its name: `<new-name>`. */
  takes: string;
  summary: string;
  plan(argument: string, state: RackState): Plan | string;
}
