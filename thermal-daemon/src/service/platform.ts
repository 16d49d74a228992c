import { join } from 'node:path';
import type { BoundedIo } from '../io/bounded-io';
import { hwmonNamed } from '../io/hwmon';
import { ProcessorUse } from './processor-time';

export interface PlatformPaths {
  /** With cpuinfo_cur_freq, scaling_cur_freq and cpuinfo_max_freq. */
  readonly cpufreqPath: string;
  /** Searched for the firmware's voltage monitor, rpi_volt. */
  readonly hwmonPath: string;
  /** Searched for cooling devices that slow the processors down. */
  readonly thermalPath: string;
  /** The kernel's account of processor time. */
  readonly statPath: string;
}

/** What the platform tells about the processor. undefined: this node does not tell. */
export interface PlatformReading {
  /**
   * Slowed down by heat: the clock stays below what the governor asked for, and not for want of voltage; or a cooling
   * device of the kernel holds it back. undefined: a pod without privilege may read no clock, and no device says so.
   */
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
  private coolers: readonly string[] | undefined;

  constructor(
    private readonly io: BoundedIo,
    private readonly paths: PlatformPaths,
  ) {}

  async read(): Promise<PlatformReading> {
    const [actual, wanted, highest, stat, alarm, heldBack] = await Promise.all([
      this.number(join(this.paths.cpufreqPath, 'cpuinfo_cur_freq')),
      this.number(join(this.paths.cpufreqPath, 'scaling_cur_freq')),
      this.number(join(this.paths.cpufreqPath, 'cpuinfo_max_freq')),
      this.io.read(this.paths.statPath).catch(() => ''),
      this.alarmPath().then((path) => (path === undefined ? undefined : this.number(path))),
      this.heldBack(),
    ]);
    const underVoltage = alarm === undefined ? undefined : alarm !== 0;
    return {
      throttled: heldBack || this.throttled(actual, wanted, underVoltage),
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

  /** Processors that the kernel cools by slowing them down; firmware that does so by itself does not show here. */
  private async heldBack(): Promise<true | undefined> {
    this.coolers ??= await this.findCoolers();
    const states = await Promise.all(this.coolers.map((path) => this.number(path)));
    return states.some((state) => state !== undefined && state > 0) ? true : undefined;
  }

  private async findCoolers(): Promise<readonly string[]> {
    const { thermalPath } = this.paths;
    const devices = await this.io.list(thermalPath).catch((): string[] => []);
    const found = await Promise.all(
      devices
        .filter((device) => device.startsWith('cooling_device'))
        .map(async (device) => {
          const type = await this.io.read(join(thermalPath, device, 'type')).catch(() => '');
          return /^(cpufreq-|processor)/i.test(type) ? [join(thermalPath, device, 'cur_state')] : [];
        }),
    );
    return found.flat();
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
