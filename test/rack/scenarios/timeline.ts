/** Something that happened, in seconds since the epoch. */
export interface Event {
  at: number;
  what: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const line = /^\d+:X (\d+) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d)\.(\d{3}) \S (.*)$/;

/** What a Sentinel logged, `1:X 29 Nov 2026 08:33:10.500 # +sdown master …`; its clock is that of the machine, in UTC. */
export function sentinelEvents(pod: string, log: string): Event[] {
  return log.split('\n').flatMap((each) => {
    const [, day, month, ...rest] = line.exec(each) ?? [];
    if (day === undefined) return [];
    const [year, hour, minute, second, millisecond] = rest.map(Number);
    const at = Date.UTC(year!, months.indexOf(month!), Number(day), hour, minute, second, millisecond) / 1000;
    return [{ at, what: `${pod}: ${rest[5]}` }];
  });
}

/**
 * Lines from a second before the plug until the outage was over, each with the seconds since the plug; what repeats, but
 * for the number of a write, is one line.
 */
export function timelineOf(events: readonly Event[], plug: number, over: number): string[] {
  const shown = events.filter(({ at }) => at >= plug - 1 && at <= over).sort((a, b) => a.at - b.at);
  const alike = ({ what }: Event) => what.replace(/write \d+/, 'write');
  const lines: { event: Event; times: number }[] = [];
  for (const event of shown) {
    const last = lines.at(-1);
    if (last !== undefined && alike(last.event) === alike(event)) last.times++;
    else lines.push({ event, times: 1 });
  }
  return lines.map(({ event: { at, what }, times }) => {
    const seconds = (at - plug).toFixed(1).padStart(6);
    return `${seconds} s  ${what}${times > 1 ? ` (and ${times - 1} more alike)` : ''}`;
  });
}
