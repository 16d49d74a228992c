/** Schedules in cron's notation, with a field for seconds before or without. Days and months by number only. */

const minutesPerDay = 24 * 60;
/** Long enough for every day of a month and every month of a year to come up twice. */
const daysLooked = 2 * 366;

/** The longest time between two runs, in seconds; undefined for what is no schedule, or never runs twice. */
export function longestGapSeconds(schedule: string): number | undefined {
  const fields = schedule.trim().split(/\s+/);
  const [minutes, hours, days, months, weekdays] = fields.length === 6 ? fields.slice(1) : fields;
  const minute = matcher(minutes, 0, 59);
  const hour = matcher(hours, 0, 23);
  const day = matcher(days, 1, 31);
  const month = matcher(months, 1, 12);
  const weekday = matcher(weekdays, 0, 7);
  if (!minute || !hour || !day || !month || !weekday) return undefined;
  const minutesOfHour = upTo(60).filter(minute);
  const times = upTo(24)
    .filter(hour)
    .flatMap((each) => minutesOfHour.map((past) => each * 60 + past));
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const within = times.reduce((most, at, index) => Math.max(most, at - (times[index - 1] ?? at)), 0);
  if (days === '*' && months === '*' && weekdays === '*') return Math.max(within, minutesPerDay + first - last) * 60;
  const onDay = (date: Date) => {
    const isWeekday = weekday(date.getUTCDay()) || (date.getUTCDay() === 0 && weekday(7));
    const isDay = day(date.getUTCDate());
    // Cron runs on either where both are stated.
    const isChosen = days !== '*' && weekdays !== '*' ? isDay || isWeekday : isDay && isWeekday;
    return isChosen && month(date.getUTCMonth() + 1);
  };
  let longest = within;
  let before: number | undefined;
  let runs = 0;
  for (let offset = 0; offset < daysLooked; offset++) {
    if (!onDay(new Date(Date.UTC(2024, 0, 1 + offset)))) continue;
    if (before !== undefined) longest = Math.max(longest, (offset - before) * minutesPerDay + first - last);
    before = offset;
    runs += times.length;
  }
  return runs > 1 ? longest * 60 : undefined;
}

function upTo(end: number): number[] {
  return Array.from({ length: end }, (_, each) => each);
}

/** Of `*`, `5`, `1-5`, `a,b` and any of these with `/step`. */
function matcher(field: string | undefined, least: number, most: number): ((value: number) => boolean) | undefined {
  const wanted = new Set<number>();
  for (const part of (field ?? '').split(',')) {
    const [, any, from, to, step = '1'] = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [];
    if (any === undefined && from === undefined) return undefined;
    const first = any === undefined ? Number(from) : least;
    const last = any !== undefined || (to === undefined && part.includes('/')) ? most : Number(to ?? from);
    if (first < least || last > most || Number(step) < 1) return undefined;
    for (let value = first; value <= last; value += Number(step)) wanted.add(value);
  }
  return (value) => wanted.has(value);
}
