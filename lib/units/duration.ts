/** Durations as people write them (`30d`, `5m`, `1h30m`), in whole seconds. */

const units: readonly (readonly [unit: string, seconds: number])[] = [
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
];

export const durationPattern = /^(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/;

/** undefined when it is no duration, or none at all. */
export function parseDuration(text: string): number | undefined {
  if (text === '' || !durationPattern.test(text)) return undefined;
  const seconds = units.reduce(
    (sum, [unit, factor]) => sum + factor * Number(text.match(`(\\d+)${unit}`)?.[1] ?? 0),
    0,
  );
  return seconds > 0 && Number.isSafeInteger(seconds) ? seconds : undefined;
}

/** @throws RangeError when it is no duration. */
export function secondsOf(duration: string): number {
  const seconds = parseDuration(duration);
  if (seconds === undefined) throw new RangeError(`${JSON.stringify(duration)} is not a duration such as 30d or 5m`);
  return seconds;
}

/** 2592000 → `30d`, 5400 → `1h30m`. Weeks are read but never printed: Barman's and Prometheus' users think in days. */
export function durationOfSeconds(seconds: number): string {
  return compose(seconds, units.slice(1));
}

/** Go's notation, which has nothing above hours; Kubernetes and Flux read it: 2592000 → `720h`, 90 → `1m30s`. */
export function goDuration(seconds: number): string {
  return compose(seconds, units.slice(2));
}

function compose(seconds: number, from: typeof units): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError(`${seconds} is not a number of seconds`);
  let rest = seconds;
  let text = '';
  for (const [unit, factor] of from) {
    const count = Math.floor(rest / factor);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * factor;
  }
  return text || '0s';
}
