import { appendFileSync } from 'node:fs';

/** What happened when, printed as it happens and kept as a file. */
export interface Timeline {
  /** Seconds since the start. */
  now(): number;
  add(what: string): void;
  entries: { seconds: number; what: string }[];
}

export function startTimeline(file: string, print: (line: string) => void): Timeline {
  const startedAt = performance.now();
  const timeline: Timeline = {
    entries: [],
    now: () => (performance.now() - startedAt) / 1000,
    add(what) {
      const seconds = timeline.now();
      timeline.entries.push({ seconds, what });
      const line = `${seconds.toFixed(1).padStart(7)} s  ${what}`;
      appendFileSync(file, `${line}\n`);
      print(line);
    },
  };
  return timeline;
}
