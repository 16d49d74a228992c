interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** The families of a text exposition, in its order. */
export function familiesOf(exposition: string): Family[] {
  return [...exposition.matchAll(/^# HELP (\S+) (.+)\n# TYPE \S+ (\S+)\n(?:\S+?\{(.*?)\} )?/gm)].map(
    ([, name, help, type, labels = '']) => ({
      name: name!,
      help: help!,
      type: type!,
      labels: [...labels.matchAll(/([a-z_]+)="/g)].map(([, label]) => label!),
    }),
  );
}

const marks = ['<!-- metrics: made by `npm run metrics` in thermal-daemon/ -->', '<!-- /metrics -->'] as const;

/** A page with the table of families between its marks made anew. */
export function withTable(page: string, families: readonly Family[]): string {
  const [start, end] = marks.map((mark) => page.indexOf(mark)) as [number, number];
  if (start < 0 || end < start) throw new Error(`expected the marks ${marks.join(' and ')} in the page`);
  const rows = families.map(
    ({ name, type, help, labels }) =>
      `| \`${name}${labels.length > 0 ? `{${labels.join(',')}}` : ''}\` | ${type} | ${help} |`,
  );
  const table = ['| Name | Type | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
  return `${page.slice(0, start)}${marks[0]}\n\n${table}\n\n${page.slice(end)}`;
}

/** Families whose values are of the moment. */
const momentary = /^(process_|.*_timestamp_seconds|.*_duration_seconds|thermal_temperature_unchanged_seconds)/;

/** What two recordings of the same daemon have in common: everything but moments and the version of Node. */
export function lasting(exposition: string): string[] {
  return exposition
    .trimEnd()
    .split('\n')
    .map((line) => (momentary.test(line) ? line.replace(/ \S+$/, '') : line))
    .map((line) => line.replace(/node="[^"]*"/, 'node=""'));
}
