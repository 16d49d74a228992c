import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../cluster/build/build-components';
import { startBox } from './box/box';
import type { DataApps } from './data-apps';
import { withSmallVolumes } from './small-volumes';
import { standIns } from './images/all-stand-ins';
import type { RackInBox } from './rack-in-box';
import { coldStart } from './scenarios/cold-start';
import type { Outcome, RackScenario, ServiceRow } from './scenarios/scenario';

export interface Result extends Outcome {
  id: string;
  title: string;
  seconds: number;
}

export interface RunSettings {
  /** Folder for the results. */
  out: string;
  progress: Progress;
  /** How many of the rack's blades the box of all scenarios has that want none for themselves. */
  blades: number;
  /** Until the apps must be well: short where a defect makes waiting pointless. @default 420 */
  coldStartSeconds?: number;
  /** Until what the scenario `models` applies must be Ready. @default 600 */
  modelsReadySeconds?: number;
}

export const resultsFile = 'results.json';

interface BoxSettings extends RunSettings {
  /** @default - no sizes */
  diskBytes?: number;
}

/** No scenario may last longer: one that hangs is a failure of its own. */
const longestSeconds = 1200;

/**
 * Runs scenarios one after the other on one box, then each that wants a box of its own. When the cold start fails the
 * others of its box are not run, and count as failed.
 */
export async function runScenarios(
  rack: RackInBox,
  apps: DataApps,
  scenarios: readonly RackScenario[],
  settings: RunSettings,
): Promise<Result[]> {
  const results: Result[] = [];
  mkdirSync(settings.out, { recursive: true });
  // After each scenario, so that a box which is killed leaves what it has shown.
  const keep = (result: Result) => {
    results.push(result);
    writeFileSync(join(settings.out, resultsFile), JSON.stringify(results, undefined, 2));
  };
  const shared = scenarios.filter(({ ownBox }) => !ownBox);
  if (shared.length > 0) await runOnOneBox(rack, apps, shared, settings, keep);
  for (const scenario of scenarios) {
    if (!scenario.ownBox) continue;
    const { blades = settings.blades, afterColdStart = false, diskBytes } = scenario.ownBox;
    const own = afterColdStart ? [coldStart, scenario] : [scenario];
    const ownSettings = { ...settings, blades: Math.max(blades, settings.blades) };
    const limited = diskBytes !== undefined && { diskBytes };
    const ownApps = limited ? withSmallVolumes(apps) : apps;
    await runOnOneBox(rack, ownApps, own, { ...ownSettings, ...limited }, keep);
  }
  return results;
}

async function runOnOneBox(
  rack: RackInBox,
  apps: DataApps,
  scenarios: readonly RackScenario[],
  { progress, blades: count, coldStartSeconds = 420, modelsReadySeconds = 600, diskBytes }: BoxSettings,
  keep: (result: Result) => void,
): Promise<void> {
  const startedAt = Date.now();
  const say = (line: string) => progress(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}`);
  const { network } = rack;
  const blades = rack.blades.slice(0, count);
  const limited = diskBytes !== undefined && { diskBytes };
  const box = await startBox({ blades, network, references: apps.references, progress: say, ...limited });
  let broken = false;
  try {
    say(`${blades.length} blades Ready: ${blades.map(({ name }) => name).join(', ')}`);
    for (const scenario of scenarios) {
      say(`── ${scenario.id}: ${scenario.title}`);
      const result: Result = broken
        ? failed(scenario, 'not run: the cold start failed')
        : await timed(scenario, () => scenario.run({ box, rack, apps, say, coldStartSeconds, modelsReadySeconds }));
      for (const failure of result.failures) say(`FAILED ${failure}`);
      broken ||= scenario === coldStart && result.failures.length > 0;
      keep(result);
    }
  } finally {
    await box.bench.stop();
  }
}

async function timed(scenario: RackScenario, run: () => Promise<Outcome>): Promise<Result> {
  const startedAt = Date.now();
  let watchdog: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    watchdog = setTimeout(() => reject(new Error(`not at its end after ${longestSeconds} s`)), longestSeconds * 1000);
  });
  const outcome = await Promise.race([run(), late]).catch((error: Error) => failed(scenario, error.message));
  clearTimeout(watchdog);
  return { id: scenario.id, title: scenario.title, ...outcome, seconds: (Date.now() - startedAt) / 1000 };
}

function failed({ id, title }: RackScenario, why: string): Result {
  return { id, title, shown: '', rows: [], failures: [`${id}: ${why}`], seconds: 0 };
}

/** The result for people: what stood in for what, what differed, what each scenario showed, and the table of outages. */
export function printResults(results: readonly Result[], apps: DataApps): void {
  console.log('\nStood in for images (what that cannot show):');
  for (const { image, program, doesNotShow } of standIns.filter(({ image }) => apps.references.has(image)))
    console.log(`  ${image}: ${program} (${doesNotShow})`);
  console.log('\nDiffered from dist/ and from a rack:');
  for (const line of apps.differences) console.log(`  ${line}`);
  console.log('\nscenario | seen | seconds | verdict\n---|---|---|---');
  for (const { id, shown, seconds, failures } of results)
    console.log(
      `${id} | ${failures[0] ?? shown} | ${seconds.toFixed(0)} | ${failures.length === 0 ? 'ok' : `${failures.length} failed`}`,
    );
  console.log(
    '\napp | real program | event | seconds without a write (at most) | acknowledged writes | of them lost\n---|---|---|---|---|---',
  );
  for (const row of results.flatMap(({ rows }) => rows)) console.log(lineOf(row));
  const bad = results.filter(({ failures }) => failures.length > 0);
  for (const failure of bad.flatMap(({ failures }) => failures)) console.log(`FAIL ${failure}`);
  console.log(`${results.length - bad.length} passed, ${bad.length + (results.length === 0 ? 1 : 0)} failed`);
}

function lineOf({ app, program, event, secondsWithout, boundSeconds, acknowledged, lost }: ServiceRow): string {
  return `${app} | ${program} | ${event} | ${secondsWithout} (${boundSeconds}) | ${acknowledged} | ${lost}`;
}
