import { join } from 'node:path';
import type { PlatformPaths } from '../config/config';
import type { BoundedIo } from '../io/bounded-io';
import { hwmonNamed } from '../io/hwmon';
import { ProcessorUse } from './processor-time';

/** What the platform tells about the processor. undefined: this node does not tell. */
export interface PlatformReading {
  /** The clock stays below what the governor asked for, and not for want of voltage. */
  readonly throttled: boolean | undefined;
  readonly underVoltage: boolean | undefined;
  /** Share of the processors' time since the last reading that was not idle. */
  readonly busyRatio: number | undefined;
  /** Actual clock against the highest. */
  readonly clockRatio: number | undefined;
}

export const silentPlatform: PlatformReading = Object.freeze({
  throttled: undefined,
  underVoltage: undefined,
  busyRatio: undefined,
  clockRatio: undefined,
});

/** A transition between two clocks looks like throttling for one reading; two in a row do not. */
const IN_A_ROW = 2;
const CAPPED_SHARE = 0.9;

/**
 * Mainline kernels, and so Talos, have no get_throttled. What is left: the firmware's actual clock against the one
 * asked for, and the alarm of the voltage monitor.
 */
export class Platform {
  private cappedInARow = 0;
  private readonly use = new ProcessorUse();
  private voltageAlarm: string | undefined | null;

  constructor(
    private readonly io: BoundedIo,
    private readonly paths: PlatformPaths,
  ) {}

  async read(): Promise<PlatformReading> {
    const [actual, wanted, highest, stat, alarm] = await Promise.all([
      this.number(join(this.paths.cpufreqPath, 'cpuinfo_cur_freq')),
      this.number(join(this.paths.cpufreqPath, 'scaling_cur_freq')),
      this.number(join(this.paths.cpufreqPath, 'cpuinfo_max_freq')),
      this.io.read(this.paths.statPath).catch(() => ''),
      this.alarmPath().then((path) => (path === undefined ? undefined : this.number(path))),
    ]);
    const underVoltage = alarm === undefined ? undefined : alarm !== 0;
    return {
      throttled: this.throttled(actual, wanted, underVoltage),
      underVoltage,
      busyRatio: this.use.busyRatio(stat),
      clockRatio: actual === undefined || !highest ? undefined : Math.min(actual / highest, 1),
    };
  }

  private throttled(actual: number | undefined, wanted: number | undefined, underVoltage: boolean | undefined) {
    if (actual === undefined || wanted === undefined) return undefined;
    this.cappedInARow = actual < wanted * CAPPED_SHARE ? this.cappedInARow + 1 : 0;
    return this.cappedInARow >= IN_A_ROW && underVoltage !== true;
  }

  private async alarmPath(): Promise<string | undefined> {
    if (this.voltageAlarm === undefined) this.voltageAlarm = (await this.findVoltageAlarm()) ?? null;
    return this.voltageAlarm ?? undefined;
  }

  private async findVoltageAlarm(): Promise<string | undefined> {
    const [monitor] = await hwmonNamed(this.io, this.paths.hwmonPath, 'rpi_volt').catch((): string[] => []);
    return monitor && join(monitor, 'in0_lcrit_alarm');
  }

  private async number(path: string): Promise<number | undefined> {
    const content = await this.io.read(path).catch(() => undefined);
    return content === undefined ? undefined : wholeNumber(content);
  }
}

/** A sysfs number, or undefined for anything else: Number('') would be 0. */
export function wholeNumber(content: string): number | undefined {
  return /^-?\d+\s*$/.test(content) ? Number(content) : undefined;
}
