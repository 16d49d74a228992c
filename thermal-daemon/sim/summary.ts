import type { Contender } from './contenders';
import type { Result } from './race';

export interface Summary {
  readonly contender: Contender;
  readonly possibleShare: number;
  readonly inBandShare: number;
  readonly peakCelsius: number;
  readonly changesPerHour: number;
  /** Of the blade that changes most. */
  readonly worstChangesPerHour: number;
  readonly startsPerHour: number;
  /** Mean of dB(A), a standing fan being 0. */
  readonly meanDba: number;
  /** Of the mean sound power: what a sound-level meter shows over the day. */
  readonly equivalentDba: number;
  readonly needlessMinutes: number;
  readonly earlyMinutes: number;
  readonly bladeDays: number;
}

export function summarise(contender: Contender, results: readonly Result[]): Summary {
  const sum = (pick: (result: Result) => number) => results.reduce((total, result) => total + pick(result), 0);
  const most = (pick: (result: Result) => number) =>
    results.reduce((highest, result) => Math.max(highest, pick(result)), -Infinity);
  const hours = sum(({ hours: one }) => one);
  const steps = sum(({ steps: one }) => one);
  const minutesPerStep = (hours * 60) / steps;
  return {
    contender,
    possibleShare: sum(({ possibleSteps }) => possibleSteps) / steps,
    inBandShare: sum(({ inBandSteps }) => inBandSteps) / sum(({ possibleSteps }) => possibleSteps),
    peakCelsius: most(({ peakCelsius }) => peakCelsius),
    changesPerHour: sum(({ changes }) => changes) / hours,
    worstChangesPerHour: most(({ changes, hours: one }) => changes / one),
    startsPerHour: sum(({ starts }) => starts) / hours,
    meanDba: sum(({ dbaSum }) => dbaSum) / steps,
    equivalentDba: 10 * Math.log10(sum(({ soundPowerSum }) => soundPowerSum) / steps),
    needlessMinutes: sum(({ needlessSteps }) => needlessSteps) * minutesPerStep,
    earlyMinutes: sum(({ earlySteps }) => earlySteps) * minutesPerStep,
    bladeDays: hours / 24,
  };
}
