import type { Progress } from '../build/build-components';
import type { RackBench, RackUnderTest } from '../rack-bench';
import type { Recorder } from './recorder';
import type { Timeline } from './timeline';

export interface ScenarioContext {
  rackBench: RackBench;
  timeline: Timeline;
  recorder: Recorder;
  /** The full suite: every blade where the everyday one takes one per role. */
  full: boolean;
  /** Upper bound of every wait for Flux: short where a defect makes waiting pointless. */
  patienceSeconds: number;
  /** Whether one failure is enough to know: a defect was noticed. */
  firstFailureEnds: boolean;
}

export interface Outcome {
  /** What a run without failures has shown, for the summary table; printed for no other. */
  asserted: string;
  /** Objects the assertions looked at. */
  objects: number;
  /** What went wrong, each naming the object; empty when all is well. */
  failures: string[];
}

interface Numbered {
  /** Number in the list of scenarios, `1`. */
  id: string;
  title: string;
  /** Whether it runs for every pull request, or only in the full suite. */
  everyday: boolean;
}

/** A scenario on the cluster that all share; it leaves the cluster as it found it. */
export interface OnSharedBench extends Numbered {
  run(context: ScenarioContext): Promise<Outcome>;
}

/** What a scenario needs that starts clusters of its own. */
export interface AloneSettings {
  timeline: Timeline;
  patienceSeconds: number;
  progress: Progress;
  /** Keeps figures as a file beside the timeline. */
  keep(file: string, figures: unknown): void;
}

/** A scenario with clusters of its own, which runs when the shared one is down. */
export interface OwnBench extends Numbered {
  runAlone(underTest: RackUnderTest, settings: AloneSettings): Promise<Outcome>;
}

export type Scenario = OnSharedBench | OwnBench;

export interface ScenarioResult extends Outcome {
  id: string;
  title: string;
  seconds: number;
}
