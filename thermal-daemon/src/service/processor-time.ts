/** Jiffies since boot, of all processors together. */
interface ProcessorTime {
  readonly busy: number;
  readonly all: number;
}

/** The first line of /proc/stat: user nice system idle iowait irq softirq steal (guest time is within user). */
function processorTime(stat: string): ProcessorTime | undefined {
  const fields = /^cpu +((?:\d+ ?)+)/.exec(stat)?.[1]?.trim().split(' ').slice(0, 8).map(Number);
  if (!fields || fields.length < 4) return undefined;
  const all = fields.reduce((sum, jiffies) => sum + jiffies, 0);
  return { busy: all - fields[3]! - (fields[4] ?? 0), all };
}

/** How busy the processors were between two looks at /proc/stat. */
export class ProcessorUse {
  private before: ProcessorTime | undefined;

  /** @returns 0 to 1; undefined: nothing to compare with */
  busyRatio(stat: string): number | undefined {
    const now = processorTime(stat);
    const before = this.before;
    this.before = now;
    if (!now || !before || now.all <= before.all) return undefined;
    // iowait may run backwards (proc(5)).
    return Math.min(Math.max((now.busy - before.busy) / (now.all - before.all), 0), 1);
  }
}
