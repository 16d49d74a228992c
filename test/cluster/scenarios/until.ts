import type { ScenarioContext } from './scenario';

/** A wait that is longer than this says what it waits for, so that nobody wonders whether it hangs. */
const saySeconds = 20;

/**
 * Waits until `late` names nothing any more, and looks again whenever something in the cluster changes. Returns what is
 * still named when the time is over: a wait never throws and never lasts longer than it says.
 */
export async function untilNone(
  { recorder, timeline, rackBench }: Pick<ScenarioContext, 'recorder' | 'timeline' | 'rackBench'>,
  timeoutSeconds: number,
  late: () => string[],
): Promise<string[]> {
  const since = timeline.now();
  const deadline = since + timeoutSeconds;
  for (let saidAt = since; ;) {
    rackBench.bench.processes.check();
    const names = late();
    if (names.length === 0 || timeline.now() >= deadline) return names;
    if (timeline.now() - saidAt >= saySeconds) {
      saidAt = timeline.now();
      timeline.add(`waiting for ${some(names)} (${Math.round(saidAt - since)} of ${timeoutSeconds} s)`);
    }
    await recorder.changed(Math.min(1000, Math.max(0, deadline - timeline.now()) * 1000));
  }
}

/** The first names of a list, and how many more there are. */
export function some(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
}
