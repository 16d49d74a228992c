import type { Progress } from '../../cluster/build/build-components';
import type { Box } from '../box/box';
import type { RackInBox } from '../rack-in-box';
import type { DataApps } from '../data-apps';

/** What a plug (or a drain) did to one app: a row of the table that a run ends with. */
export interface ServiceRow {
  app: string;
  /** The real program that was asked. */
  program: string;
  /** `plug of blade-05: primary and operator`. */
  event: string;
  /** Longest time between two acknowledged writes. */
  secondsWithout: number;
  /** What its page in docs/runbooks/ or its alert lets people expect. */
  boundSeconds: number;
  acknowledged: number;
  lost: number;
}

export interface Outcome {
  /** What a run without failures has shown; printed for no other. */
  shown: string;
  rows: ServiceRow[];
  /** What went wrong, each naming the object. */
  failures: string[];
}

export interface RackContext {
  box: Box;
  rack: RackInBox;
  apps: DataApps;
  say: (line: string) => void;
  /** Until the apps must be well after the cold start. */
  coldStartSeconds: number;
  /** Until what the scenario `models` applies must be Ready. */
  modelsReadySeconds: number;
}

export interface OwnBox {
  /** @default as many as that of the others */
  blades?: number;
  /** Begins where the cold start ends. @default with nothing */
  afterColdStart?: boolean;
  /** Each blade has a disk of this size and each local volume that of its claim, a small one. @default no sizes */
  diskBytes?: number;
}

export interface RackScenario {
  id: string;
  title: string;
  /** Wants a box from nothing for itself. @default the box of all others */
  ownBox?: OwnBox;
  /** It has not passed on blades yet: it runs when it is named, and not with all others. @default false */
  onlyByName?: boolean;
  /**
   * Builds what no other scenario needs: with a network, before the box. What cannot be built it says, and `lacks` names it.
   *
   * @default nothing
   */
  prepare?(progress: Progress): Promise<void>;
  /** What this machine lacks for it, and how that is had. @default nothing */
  lacks?(): string[];
  run(context: RackContext): Promise<Outcome>;
}
