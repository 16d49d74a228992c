import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { contenders } from './contenders';
import { falseAlarms } from './false-alarms';
import { injections, runFault, type FaultRun } from './faults';
import { bladesFigure, curveFigure, dayFigure, stuckFigure, tradeFigure } from './figures';
import { otherScenarios, scenarios, type Scenario } from './load';
import { chassis } from './race';
import { markdownReport, raceTable, withRace, type FaultRow, type Report } from './report';
import { summarise } from './summary';
import type { Job, NamedResult } from './worker';

const { values: options } = parseArgs({
  options: {
    blades: { type: 'string', default: '1000' },
    days: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    out: { type: 'string', default: join(__dirname, '../../docs/thermal') },
  },
});

async function main(): Promise<number> {
  const [blades, days, seed, threads] = [options.blades, options.days, options.seed, options.threads].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const chassisCount = Math.max(scenarios.length, Math.round(blades / 20));
  const jobs = Array.from({ length: chassisCount }, (_, index): Job => ({
    seed: seed * 10_000 + index,
    scenario: scenarios[index % scenarios.length]!,
    days,
  }));
  const otherJobs = jobs.map((job, index): Job => ({
    ...job,
    seed: seed * 10_000 + 5000 + index,
    scenario: otherScenarios[index % otherScenarios.length]!,
  }));
  const results = await raceOnThreads([...jobs, ...otherJobs], threads);
  const faults = raceFaults(seed);

  const of = (name: string, among: readonly Scenario[] = scenarios) =>
    results
      .filter((result) => result.contender === name && among.some((one) => one.name === result.scenario))
      .map((result) => ({ ...result, contender: contenders.find((one) => one.name === name)! }));
  const overall = contenders.map((contender) => summarise(contender, of(contender.name)));
  const report: Report = {
    command: `npm run sim -- --blades=${blades} --days=${days} --seed=${seed}`,
    blades: chassisCount * 20,
    days,
    overall,
    others: contenders.map((contender) => summarise(contender, of(contender.name, otherScenarios))),
    byScenario: scenarios.map((scenario) => ({
      name: scenario.name,
      rows: contenders.map((contender) => summarise(contender, of(contender.name, [scenario]))),
    })),
    faults: faults.rows,
    falseAlarms: falseAlarms(seed),
  };
  const shares = new Map(
    contenders.map(({ name }) => [
      name,
      of(name)
        .filter((one) => one.possibleSteps > 0)
        .map((one) => one.inBandSteps / one.possibleSteps),
    ]),
  );
  const figures = {
    'trade.svg': tradeFigure(overall),
    'blades.svg': bladesFigure(shares),
    'day.svg': dayFigure(seed * 10_000),
    'stuck.svg': stuckFigure(faults.stuck.track),
    'curve.svg': curveFigure(),
  };
  mkdirSync(options.out, { recursive: true });
  for (const [name, content] of Object.entries(figures)) writeFileSync(join(options.out, name), content);
  writeFileSync(join(options.out, 'simulation.md'), markdownReport(report));
  const page = join(options.out, '..', 'thermal.md');
  if (existsSync(page)) writeFileSync(page, withRace(readFileSync(page, 'utf8'), raceTable(report)));
  process.stdout.write(markdownReport(report));
  return verdict(report);
}

/** The promises that no figure may soften. */
function verdict({ overall, others, faults }: Report): number {
  const broken = [
    ...[...overall, ...others]
      .filter(({ contender, needlessMinutes }) => contender.ours && needlessMinutes > 0)
      .map(({ contender }) => `${contender.name}: above 80 °C where full speed would have prevented it`),
    ...faults
      .filter(({ needlessSeconds }) => needlessSeconds > 0)
      .map(({ name }) => `${name}: above 80 °C where full speed from the fault on would have prevented it`),
    ...faults
      .filter(({ soonerSeconds, worstSeconds }) => soonerSeconds > worstSeconds)
      .map(({ name }) => `${name}: above 80 °C sooner than full speed by more than it took to find the fault`),
    ...faults
      .filter(({ worstSeconds }) => !Number.isFinite(worstSeconds))
      .map(({ name }) => `${name}: never reached full speed`),
  ];
  for (const line of broken) process.stderr.write(`${line}\n`);
  return broken.length === 0 ? 0 : 1;
}

async function raceOnThreads(jobs: readonly Job[], threads: number): Promise<NamedResult[]> {
  const worker = join(__dirname, 'sim-worker.js');
  const done = new Map<number, NamedResult[]>();
  await Promise.all(
    Array.from({ length: threads }, (_, thread) => {
      const mine = jobs.flatMap((job, index) => (index % threads === thread ? [{ job, index }] : []));
      return new Promise<void>((resolve, reject) => {
        let next = 0;
        new Worker(worker, { workerData: { jobs: mine.map(({ job }) => job) } })
          .on('message', (results: NamedResult[]) => {
            done.set(mine[next]!.index, results);
            next += 1;
            process.stderr.write(`\r${done.size}/${jobs.length} chassis`);
          })
          .on('error', reject)
          .on('exit', () => resolve());
      });
    }),
  );
  process.stderr.write('\n');
  return jobs.flatMap((_, index) => done.get(index) ?? []);
}

const FAULT_CHASSIS_PER_SCENARIO = 1;

/** Every injection on twenty blades of each scenario. */
function raceFaults(seed: number): { rows: FaultRow[]; stuck: FaultRun } {
  const traces = scenarios.flatMap((scenario, index) =>
    Array.from({ length: FAULT_CHASSIS_PER_SCENARIO }, (_, number) =>
      chassis(seed * 777 + index * 10 + number, scenario, 0.25),
    ).flat(),
  );
  let stuck: FaultRun | undefined;
  const rows = injections.map((injection): FaultRow => {
    const runs = traces.map((trace, index) => runFault(injection, trace, seed * 1000 + index));
    if (injection.load) [stuck] = runs;
    const seconds = runs.flatMap(({ secondsToFull }) => secondsToFull ?? []).sort((a, b) => a - b);
    return {
      name: injection.name,
      runs: seconds.length,
      medianSeconds: seconds[Math.floor(seconds.length / 2)]!,
      worstSeconds: seconds.at(-1)!,
      needlessSeconds: runs.reduce((sum, { excess }) => sum + excess.needlessSeconds, 0),
      soonerSeconds: Math.max(...runs.map(({ excess }) => excess.soonerSeconds)),
    };
  });
  return { rows, stuck: stuck! };
}

main().then((code) => {
  process.exitCode = code;
});
