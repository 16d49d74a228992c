import type { RackView } from '../checks/rack-view';
import type { Manifest } from '../manifest/manifest';
import type { Seen } from './seen';

/**
 * `down`: something that the rack serves or keeps is not there. `broken`: a part has failed and the rest goes on. `risk`:
 * the next fault would hurt, or nobody would know. `note`: worth knowing.
 */
export const levels = ['down', 'broken', 'risk', 'note'] as const;
export type StatusLevel = (typeof levels)[number];

/** One thing that is not as it should be. */
export interface StatusLine {
  level: StatusLevel;
  /** Id of the check that found it, `blades`. */
  check: string;
  /** `data/StatefulSet/redis`, `Node/blade-07`. */
  object: string;
  /** One sentence without a full stop, with the figures. */
  message: string;
  /** ISO 8601; absent when unknown. */
  since?: string;
  /** What to type next on this rack: it looks, or it does. */
  command: string;
  /** Page of docs/runbooks without `.md`, and the blade it is about. */
  page: string;
  /** Objects whose own faults follow from this one. */
  explains?: readonly string[];
}

/** What a check looks at: the cluster as it was seen, and the rack as dist/ has it. */
export interface Situation {
  seen: Seen;
  view: RackView;
  nowMs: number;
  /** Every object that was seen, by id. */
  byId: ReadonlyMap<string, Manifest>;
  /** Blades of the rack that are not Ready, or are not there at all. */
  downBlades: readonly string[];
}

export interface StatusCheck {
  id: string;
  /** What it looks for, for pages. */
  finds: string;
  check: (situation: Situation) => Found[];
}

/** A line as its check writes it; the table adds which check that was. */
export type Found = Omit<StatusLine, 'check'>;
