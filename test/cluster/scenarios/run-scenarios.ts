import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../build/build-components';
import { type RackUnderTest, startRackBench } from '../rack-bench';
import { startRecorder } from './recorder';
import type { Scenario, ScenarioContext, ScenarioResult } from './scenario';
import { startTimeline } from './timeline';

export interface RunSettings {
  /** Folder for timelines and results. */
  out: string;
  full: boolean;
  /** @default 600 */
  patienceSeconds?: number;
  progress: Progress;
}

/**
 * Runs scenarios one after the other on one cluster, in the order given; a scenario that fails does not stop the next.
 * Timelines go to `<out>/<rack>/<id>.txt`, the results to `results.json` beside them.
 */
export async function runScenarios(
  underTest: RackUnderTest,
  scenarios: readonly Scenario[],
  { out, full, patienceSeconds = 600, progress }: RunSettings,
): Promise<ScenarioResult[]> {
  const folder = join(out, underTest.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const rackBench = await startRackBench(underTest, progress);
  const timeline = startTimeline(join(folder, 'timeline.txt'), progress);
  const results: ScenarioResult[] = [];
  try {
    const recorder = await startRecorder(rackBench.bench.client, timeline);
    rackBench.bench.onStop(() => recorder.stop());
    for (const scenario of scenarios)
      results.push(await runOne(scenario, { rackBench, timeline, recorder, full, patienceSeconds }));
  } finally {
    await rackBench.bench.stop();
  }
  writeFileSync(join(folder, 'results.json'), JSON.stringify(results, undefined, 2));
  return results;
}

async function runOne(scenario: Scenario, context: ScenarioContext): Promise<ScenarioResult> {
  const { id, title } = scenario;
  const { timeline } = context;
  const startedAt = timeline.now();
  timeline.add(`── scenario ${id}: ${title}`);
  const outcome = await scenario.run(context).catch((error: Error) => ({
    asserted: 'it broke off',
    objects: 0,
    failures: [error.message],
  }));
  for (const failure of outcome.failures) timeline.add(`FAILED ${failure}`);
  return { id, title, ...outcome, seconds: timeline.now() - startedAt };
}

export function printResults(results: ScenarioResult[]): void {
  console.log('scenario | asserted | objects | seconds | verdict');
  console.log('---|---|---|---|---');
  for (const { id, title, asserted, objects, seconds, failures } of results) {
    const verdict = failures.length === 0 ? 'ok' : `${failures.length} failed`;
    console.log(`${id} ${title} | ${asserted} | ${objects} | ${seconds.toFixed(1)} | ${verdict}`);
  }
  for (const { id, failures } of results) for (const failure of failures) console.log(`${id}: ${failure}`);
}
