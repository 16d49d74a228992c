import { parentPort, workerData } from 'node:worker_threads';
import { contenders } from './contenders';
import type { Scenario } from './load';
import { chassis, run, type Result } from './race';

/** One chassis of twenty blades, all contenders. */
export interface Job {
  readonly seed: number;
  readonly scenario: Scenario;
  readonly days: number;
}

/** What crosses the thread: contenders travel by name. */
export type NamedResult = Omit<Result, 'contender'> & { readonly contender: string };

export function runJob({ seed, scenario, days }: Job): NamedResult[] {
  return chassis(seed, scenario, days).flatMap((trace) =>
    contenders.map((contender) => ({ ...run(contender, trace, scenario.name), contender: contender.name })),
  );
}

if (parentPort && workerData?.jobs) {
  for (const job of workerData.jobs as Job[]) parentPort.postMessage(runJob(job));
}
