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

/** Lines from a second before the plug until the outage was over, each with the seconds since the plug. */
export function timelineOf(events: readonly Event[], plug: number, over: number): string[] {
  return events
    .filter(({ at }) => at >= plug - 1 && at <= over)
    .sort((a, b) => a.at - b.at)
    .map(({ at, what }) => `${(at - plug).toFixed(1).padStart(6)} s  ${what}`);
}
