import type { RackBench } from '../rack-bench';
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
}

export interface Outcome {
  /** What was asserted, for the summary table. */
  asserted: string;
  /** Objects the assertions looked at. */
  objects: number;
  /** What went wrong, each naming the object; empty when all is well. */
  failures: string[];
}

export interface Scenario {
  /** Number in the list of scenarios, `1`. */
  id: string;
  title: string;
  /** Whether it runs for every pull request, or only in the full suite. */
  everyday: boolean;
  run(context: ScenarioContext): Promise<Outcome>;
}

export interface ScenarioResult extends Outcome {
  id: string;
  title: string;
  seconds: number;
}
