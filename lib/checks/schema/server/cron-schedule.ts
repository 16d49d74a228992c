/** The schedules that the CronJob controller reads (github.com/robfig/cron/v3, ParseStandard). */

interface Part {
  name: string;
  low: number;
  high: number;
  words?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const PARTS: readonly Part[] = [
  { name: 'minute', low: 0, high: 59 },
  { name: 'hour', low: 0, high: 23 },
  { name: 'day of the month', low: 1, high: 31 },
  { name: 'month', low: 1, high: 12, words: MONTHS },
  { name: 'day of the week', low: 0, high: 6, words: DAYS },
];

const NICKNAMES = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);
const GO_DURATION = /^(?:\d+\.?\d*(?:ns|us|\u00b5s|ms|s|m|h))+$/;

/** Before the five, in the dialect of CloudNativePG: robfig/cron 1, which takes the first field for seconds. */
const SECONDS: Part = { name: 'second', low: 0, high: 59 };
const COUNTS = ['', 'one', 'two', 'three', 'four', 'five', 'six'];

/**
 * What is wrong with a schedule, or nothing.
 *
 * @param hasSeconds whether its reader takes the first of six fields for seconds
 */
export function scheduleFault(schedule: string, { hasSeconds = false } = {}): string | undefined {
  const parts = hasSeconds ? [SECONDS, ...PARTS] : PARTS;
  if (schedule.includes('TZ')) return 'names a time zone; spec.timeZone is the place for it';
  if (schedule.startsWith('@')) return nicknameFault(schedule);
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== parts.length) {
    const names = parts.map(({ name }) => name).join(', ');
    return `has ${fields.length} fields; ${COUNTS[parts.length]} are expected (${names})`;
  }
  for (const [index, part] of parts.entries()) {
    const fault = (fields[index] ?? '')
      .split(',')
      .map((range) => rangeFault(range, part))
      .find(Boolean);
    if (fault !== undefined) return `has ${fields[index]} as ${part.name}: ${fault}`;
  }
  return undefined;
}

function nicknameFault(schedule: string): string | undefined {
  if (NICKNAMES.has(schedule)) return undefined;
  const every = /^@every (.+)$/.exec(schedule)?.[1];
  if (every !== undefined && GO_DURATION.test(every)) return undefined;
  return `is no nickname; known are ${[...NICKNAMES].join(', ')} and @every <duration>`;
}

function rangeFault(text: string, { low, high, words = [] }: Part): string | undefined {
  const [range = '', step, ...more] = text.split('/');
  const [from = '', to, ...rest] = range.split('-');
  if (more.length > 0 || rest.length > 0) return 'one / and one - at most are allowed';
  if (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0)) return `the step ${step} is no positive number`;
  if (from === '*' || from === '?') return to === undefined ? undefined : 'a range cannot begin with *';
  const number = (word: string) => {
    if (/^\d+$/.test(word)) return Number(word);
    const place = words.indexOf(word.toLowerCase());
    return place < 0 ? undefined : place + low;
  };
  const first = number(from);
  const last = to === undefined ? first : number(to);
  if (first === undefined || last === undefined) return 'a number is expected';
  if (first < low || last > high) return `${low} to ${high} is allowed`;
  return first > last ? 'the range runs backwards' : undefined;
}
