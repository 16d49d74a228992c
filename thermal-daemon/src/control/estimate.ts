/**
 * Two moving averages of the temperature. Their distance is the rate: for a steady slope an exponential average lags
 * by slope × time constant. One sensor step (0.487 K on a CM4) moves the rate by less than 0.01 K/s.
 */
export interface Estimate {
  /** Follows the die; one sensor step moves it by a third of a step. */
  readonly fastCelsius: number;
  /** Follows the heat sink; bursts of a few seconds hardly show. */
  readonly slowCelsius: number;
  readonly atMs: number;
}

const FAST_SECONDS = 5;
const SLOW_SECONDS = 30;

export function follow(before: Estimate | undefined, tempCelsius: number, nowMs: number): Estimate {
  if (!before) return { fastCelsius: tempCelsius, slowCelsius: tempCelsius, atMs: nowMs };
  const seconds = (nowMs - before.atMs) / 1000;
  const average = (value: number, tau: number) => value + (tempCelsius - value) * (1 - Math.exp(-seconds / tau));
  return {
    fastCelsius: average(before.fastCelsius, FAST_SECONDS),
    slowCelsius: average(before.slowCelsius, SLOW_SECONDS),
    atMs: nowMs,
  };
}

export function rateCelsiusPerSecond({ fastCelsius, slowCelsius }: Estimate): number {
  return (fastCelsius - slowCelsius) / (SLOW_SECONDS - FAST_SECONDS);
}
