/** What a Prometheus says of itself, as `/api/v1/targets` and `/api/v1/rules` have it. */
export interface Target {
  labels: { job: string; node?: string; pod?: string };
  health: 'up' | 'down' | 'unknown';
  lastError: string;
}

export interface Rule {
  name: string;
  type: 'alerting' | 'recording';
  health: 'ok' | 'err' | 'unknown';
  lastError?: string;
  state?: 'inactive' | 'pending' | 'firing';
  labels?: { app?: string };
  alerts?: { labels: Record<string, string> }[];
}

/** How many targets a job must have. */
export type Wanted = Record<string, number>;

/** What is wrong with the targets: those that are not up, and jobs with more or fewer than they should have. */
export function targetFaults(targets: readonly Target[], wanted: Wanted): string[] {
  const of = (job: string) => targets.filter(({ labels }) => labels.job === job).length;
  return [
    ...targets
      .filter(({ health }) => health !== 'up')
      .map(
        ({ labels, health, lastError }) =>
          `target ${labels.pod ?? labels.node ?? ''} of ${labels.job} is ${health}: ${lastError}`,
      ),
    ...Object.entries(wanted)
      .filter(([job, count]) => of(job) !== count)
      .map(([job, count]) => `job ${job} has ${of(job)} targets instead of ${count}`),
  ];
}

/**
 * What is wrong with the rules: those that cannot be evaluated, and alerts that wait or fire although nothing is broken.
 * `expected` says why an alert may, by its name.
 */
export function ruleFaults(rules: readonly Rule[], expected: Record<string, string>): string[] {
  return [
    ...(rules.length === 0 ? ['Prometheus has no rules'] : []),
    ...rules.filter(({ health }) => health === 'err').map(({ name, lastError }) => `rule ${name} fails: ${lastError}`),
    ...rules
      .filter(({ name, state }) => (state === 'pending' || state === 'firing') && !(name in expected))
      .map(
        ({ name, state, alerts = [] }) =>
          `alert ${name} is ${state} although nothing is broken: ${alerts.map(({ labels }) => JSON.stringify(labels)).join(' ')}`,
      ),
  ];
}
