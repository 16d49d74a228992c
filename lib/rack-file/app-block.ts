import type { z } from 'zod';
import type { RackSpec } from './rack';

/** What the rack file must know of an app: its block and what it leans on. lib/rack-file is handed these, it imports no app. */
export interface AppBlock {
  /** Key under `apps:`. */
  name: string;
  /** One line for the reference page. */
  summary: string;
  /** Schema of the block; a strict object whose every field has a default and a description. */
  schema: z.ZodObject;
  /** Apps without which this one cannot run: they are on with it, and switching one off is an error. */
  needs: readonly string[];
  /** Those that only some blocks need. @default - none */
  needsWhen?: readonly { app: string; isNeeded: (block: never) => boolean }[];
  /** What its fields are in a rack of small size, where the block does not say. @default - the same */
  small?: Readonly<Record<string, unknown>>;
  /** On where the rack file has this section, and never named under `apps`. @default - named there */
  section?: string;
  /** With a section: apps that nobody needs where it is on. */
  inPlaceOf?: readonly string[];
  /** Part of the platform: `off` is refused. @default false */
  alwaysOn?: boolean;
  /**
   * What the app takes from the rack with this block, for the rules that add it all up. They run before the rest of the
   * rack is known to be sound, so machines are all there is to look at.
   */
  asks?(block: never, rack: Machines): Asks;
  /** Services that the app leans on and that must not stand on the rack, in the fields of its block that name them. */
  outside?(block: never): OutsidePeer[];
  /** Models that somebody may ask for where it is on. */
  models?(block: never): NamedModel[];
  /** Models that its block names, each of which somebody must serve. */
  wantsModels?(block: never): WantedModel[];
}

export interface NamedModel {
  /** As clients write it. */
  model: string;
  does: 'chat' | 'embeddings';
}

export interface WantedModel {
  /** In the block, `['consumers', 'notes', 'models', 0]`. */
  path: readonly (string | number)[];
  model: string;
}

export interface OutsidePeer {
  /** In the block, `['heartbeat', 'server']`. */
  path: readonly string[];
  /** Address or `host:port`, as it stands there. */
  url: string;
  /** What goes wrong when it stands on the rack. */
  because: string;
}

export type Machines = Pick<RackSpec, 'blades' | 'hardware'>;

export interface Asks {
  /** Replicas that must each have a blade of their own. */
  bladesEach?: number;
  /** Carries replicated volumes for others: on which blades, and which part of their room stays free, 0 to 1. */
  replicas?: { blades: string[]; shareKept: number };
  /** Volumes by what they hold. */
  volumes?: AskedVolumes[];
}

export interface AskedVolumes {
  what: string;
  /** Of each. */
  bytes: number;
  /** Every replica of every volume. */
  copies: number;
  /** `local`: on the blade of its pod. `replicated`: on the blades that carry replicated volumes. @default local */
  kind?: 'local' | 'replicated';
}
