/**
 * Longest time in milliseconds between two runs of a cron schedule of five fields, as far as lists, steps and weekdays
 * tell; a month for anything else. Used to tell a copy that is late, so it errs towards late.
 */
export function longestGapMs(schedule: string): number {
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = schedule.trim().split(/\s+/);
  if (day !== '*' || month !== '*') return 31 * dayMs;
  if (weekday !== '*') return gapOf(valuesOf(weekday, 7), 7) * dayMs;
  if (hour !== '*') return gapOf(valuesOf(hour, 24), 24) * hourMs;
  return gapOf(valuesOf(minute, 60), 60) * 60_000;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Sorted values of one field, below `size`. */
function valuesOf(field: string, size: number): number[] {
  const values = field.split(',').flatMap((part) => {
    const [range = '*', step] = part.split('/');
    const [from = 0, to = step === undefined ? from : size - 1] =
      range === '*' ? [0, size - 1] : range.split('-').map(Number);
    return Array.from({ length: size }, (_, value) => value).filter(
      (value) => value >= from % size && value <= to && (value - from) % Number(step ?? 1) === 0,
    );
  });
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Largest distance between neighbours on a circle. */
function gapOf(values: readonly number[], size: number): number {
  if (values.length < 2) return size;
  return Math.max(
    ...values.map((value, index) => (values[(index + 1) % values.length]! - value + size) % size || size),
  );
}
