import type { RackBench } from '../rack-bench';
import type { Recorder } from './recorder';
import type { Timeline } from './timeline';

export interface ScenarioContext {
  rackBench: RackBench;
  timeline: Timeline;
  recorder: Recorder;
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
  run(context: ScenarioContext): Promise<Outcome>;
}

export interface ScenarioResult extends Outcome {
  id: string;
  title: string;
  seconds: number;
}
