/** How many times a week a cron expression fires, roughly: enough to tell that one fires less often than another. */
export function firingsPerWeek(expression: string): number | undefined {
  const aliases: Readonly<Record<string, number>> = {
    '@hourly': 168,
    '@daily': 7,
    '@midnight': 7,
    '@weekly': 1,
    '@monthly': 7 / 30,
    '@yearly': 7 / 365,
    '@annually': 7 / 365,
  };
  const text = expression.trim();
  if (text in aliases) return aliases[text];
  const fields = text.split(/\s+/);
  // CloudNativePG puts seconds in front.
  if (fields.length === 6) fields.shift();
  if (fields.length !== 5) return undefined;
  const [minutes, hours, daysOfMonth, months, daysOfWeek] = fields.map((field, at) => timesIn(field, ranges[at]!));
  const perDay = minutes! * hours!;
  // A restriction of both is a union for cron; the rarer one is the safer guess.
  const daysPerWeek = Math.min((daysOfMonth! / 31) * 7, daysOfWeek!);
  return perDay * daysPerWeek * (months! / 12);
}

const ranges: readonly (readonly [lowest: number, count: number])[] = [
  [0, 60],
  [0, 24],
  [1, 31],
  [1, 12],
  [0, 7],
];

function timesIn(field: string, [lowest, count]: readonly [number, number]): number {
  const values = field.split(',').map((part) => {
    const [range = '*', step = '1'] = part.split('/');
    const [from, to] = range.split('-');
    const isWhole = range === '*' || range === '?';
    const first = isWhole ? lowest : Number(from);
    const last = isWhole || (to === undefined && part.includes('/')) ? lowest + count - 1 : Number(to ?? from);
    return Math.ceil((last - first + 1) / Number(step));
  });
  const times = values.reduce((sum, each) => sum + each, 0);
  // Names of days and months are one value each.
  return Number.isFinite(times) ? Math.min(times, count) : field.split(',').length;
}
