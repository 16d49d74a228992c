/** `12 min`, `3 h`, `9 days`: one unit, since nobody acts on the second. */
export function ageOf(fromMs: number, nowMs: number): string {
  const minutes = Math.max(0, Math.floor((nowMs - fromMs) / 60_000));
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

/** Milliseconds of an ISO 8601 time; undefined for anything else. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

/** ` for 12 min`, or nothing where the time is not known. */
export function forHowLong(since: string | undefined, nowMs: number): string {
  const from = timeOf(since);
  return from === undefined ? '' : ` for ${ageOf(from, nowMs)}`;
}
