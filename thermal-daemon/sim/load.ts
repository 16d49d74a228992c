import type { Random } from './random';

export interface Scenario {
  readonly name: string;
  readonly roomCelsius: readonly [number, number];
  readonly cloggedShare: number;
  /** Masses, airflow and the sensor's noise stray by half from what the model says. */
  readonly otherConstants?: true;
  /** Weights of idle, medium, bursts, sustained. */
  readonly mix: readonly [number, number, number, number];
}

export const scenarios: readonly Scenario[] = [
  { name: 'office, mixed load', roomCelsius: [20, 27], cloggedShare: 0, mix: [3, 2, 2, 2] },
  { name: 'office, mostly idle', roomCelsius: [19, 26], cloggedShare: 0, mix: [8, 1, 2, 0.3] },
  { name: 'office, sustained load', roomCelsius: [21, 28], cloggedShare: 0, mix: [1, 2, 1, 6] },
  { name: 'bursts all day', roomCelsius: [20, 27], cloggedShare: 0, mix: [2, 1, 8, 0.5] },
  { name: 'hot room', roomCelsius: [31, 38], cloggedShare: 0, mix: [3, 2, 2, 2] },
  { name: 'clogged fans', roomCelsius: [21, 28], cloggedShare: 1, mix: [3, 2, 2, 2] },
];

/** The same days on blades whose constants are half off either way. */
export const otherScenarios: readonly Scenario[] = scenarios.map((scenario) => ({
  ...scenario,
  name: `${scenario.name}, other constants`,
  otherConstants: true,
}));

/** Watts in steps of STEP_SECONDS, for one blade. */
export function randomLoad(random: Random, mix: Scenario['mix'], steps: number, stepSeconds: number): Float32Array {
  const watts = new Float32Array(steps);
  const share = random.around(1, 0.1); // no two modules draw alike
  let step = 0;
  const fill = (seconds: number, level: number) => {
    const end = Math.min(steps, step + Math.max(1, Math.round(seconds / stepSeconds)));
    for (; step < end; step += 1) watts[step] = level * share * random.around(1, 0.03);
  };
  while (step < steps) {
    const kind = weighted(random, mix);
    if (kind === 0) fill(random.between(300, 7200), random.between(2.4, 3));
    if (kind === 1) fill(random.between(300, 3600), random.between(3.2, 4.6));
    if (kind === 2) {
      const until = Math.min(steps, step + random.between(300, 3600) / stepSeconds);
      while (step < until) {
        fill(random.between(4, 60), random.between(4.5, 6.8));
        fill(random.between(10, 240), random.between(2.4, 3.2));
      }
    }
    if (kind === 3) fill(random.between(900, 10800), random.between(4.8, 6.8));
  }
  return watts;
}

function weighted(random: Random, weights: readonly number[]): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => (left -= weight) < 0),
  );
}
