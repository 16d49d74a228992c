import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../build/build-components';
import { type RackUnderTest, startRackBench } from '../rack-bench';
import { startRecorder } from './recorder';
import type { OnSharedBench, Outcome, OwnBench, Scenario, ScenarioResult } from './scenario';
import { type Timeline, startTimeline } from './timeline';

export interface RunSettings {
  /** Folder for timelines and results. */
  out: string;
  full: boolean;
  /** @default 600 */
  patienceSeconds?: number;
  /** @default false */
  firstFailureEnds?: boolean;
  progress: Progress;
}

/**
 * Runs scenarios one after the other on one cluster, in the order given, then those that bring clusters of their own; a
 * scenario that fails does not stop the next. Timeline, results and figures go to a folder of this run's own,
 * `<out>/<rack>/<time>-<pid>/`, since another run may be going on.
 */
export async function runScenarios(
  underTest: RackUnderTest,
  scenarios: readonly Scenario[],
  { out, full, patienceSeconds = 600, firstFailureEnds = false, progress }: RunSettings,
): Promise<{ results: ScenarioResult[]; folder: string }> {
  const folder = newFolder(join(out, underTest.name));
  const timeline = startTimeline(join(folder, 'timeline.txt'), progress);
  const keep = (file: string, figures: unknown) =>
    writeFileSync(join(folder, file), JSON.stringify(figures, undefined, 2));
  const settings = { timeline, full, patienceSeconds, firstFailureEnds, progress, keep };
  const results = [
    ...(await runShared(underTest, scenarios.filter(isShared), settings)),
    ...(await runAlone(underTest, scenarios.filter(isAlone), settings)),
  ];
  keep('results.json', results);
  progress(`timeline and results are in ${folder}`);
  return { results, folder };
}

const runsKept = 10;

function newFolder(parent: string): string {
  mkdirSync(parent, { recursive: true });
  for (const old of readdirSync(parent).sort().slice(0, -runsKept)) rmSync(join(parent, old), { recursive: true });
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '');
  const folder = join(parent, `${time}-${process.pid}`);
  mkdirSync(folder);
  return folder;
}

const isShared = (scenario: Scenario): scenario is OnSharedBench => 'run' in scenario;
const isAlone = (scenario: Scenario): scenario is OwnBench => 'runAlone' in scenario;

interface Settings {
  timeline: Timeline;
  full: boolean;
  patienceSeconds: number;
  firstFailureEnds: boolean;
  progress: Progress;
  keep(file: string, figures: unknown): void;
}

async function runShared(
  underTest: RackUnderTest,
  scenarios: OnSharedBench[],
  { timeline, full, patienceSeconds, firstFailureEnds, progress }: Settings,
): Promise<ScenarioResult[]> {
  if (scenarios.length === 0) return [];
  const rackBench = await startRackBench(underTest, progress);
  const results: ScenarioResult[] = [];
  try {
    const recorder = await startRecorder(rackBench.bench.client, timeline);
    rackBench.bench.onStop(() => recorder.stop());
    const context = { rackBench, timeline, recorder, full, patienceSeconds, firstFailureEnds };
    for (const scenario of scenarios) results.push(await timed(scenario, timeline, () => scenario.run(context)));
  } finally {
    await rackBench.bench.stop();
  }
  return results;
}

async function runAlone(
  underTest: RackUnderTest,
  scenarios: OwnBench[],
  settings: Settings,
): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios)
    results.push(await timed(scenario, settings.timeline, () => scenario.runAlone(underTest, settings)));
  return results;
}

async function timed(
  { id, title }: Scenario,
  timeline: Timeline,
  run: () => Promise<Outcome>,
): Promise<ScenarioResult> {
  const startedAt = timeline.now();
  timeline.add(`── scenario ${id}: ${title}`);
  const outcome = await run().catch((error: Error) => ({ asserted: '', objects: 0, failures: [error.message] }));
  for (const failure of outcome.failures) timeline.add(`FAILED ${failure}`);
  const seconds = timeline.now() - startedAt;
  timeline.add(`── scenario ${id} took ${seconds.toFixed(1)} s`);
  return { id, title, ...outcome, seconds };
}

export function printResults(results: ScenarioResult[]): void {
  console.log('scenario | asserted | objects | seconds | verdict');
  console.log('---|---|---|---|---');
  for (const { id, title, asserted, objects, seconds, failures } of results) {
    const verdict = failures.length === 0 ? 'ok' : `${failures.length} failed`;
    const seen = failures.length === 0 ? asserted : `not shown: ${failures[0]}`;
    console.log(`${id} ${title} | ${seen} | ${objects} | ${seconds.toFixed(1)} | ${verdict}`);
  }
  for (const { id, failures } of results) for (const failure of failures) console.log(`${id}: ${failure}`);
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
}
