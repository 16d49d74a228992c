import { join } from 'node:path';
import type { BoundedIo } from '../io/bounded-io';
import { hwmonNamed } from '../io/hwmon';
import { ProcessorUse } from './processor-time';

export interface PlatformPaths {
  /** With scaling_cur_freq and cpuinfo_max_freq. */
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
  /** true: a cooling device of the kernel slows the processors down. undefined: none does, and firmware may. */
  readonly throttled: boolean | undefined;
  readonly underVoltage: boolean | undefined;
  /** Share of the processors' time since the last reading that was not idle. */
  readonly busyRatio: number | undefined;
  /** The governor's clock against the highest. */
  readonly clockRatio: number | undefined;
}

export const silentPlatform: PlatformReading = Object.freeze({
  throttled: undefined,
  underVoltage: undefined,
  busyRatio: undefined,
  clockRatio: undefined,
});

/** Files that not every node has. */
interface Found {
  readonly voltageAlarms: readonly string[];
  /** States of the devices by which the kernel slows processors down; firmware that does so by itself has none. */
  readonly coolers: readonly string[];
}

/**
 * What any pod may read. Mainline kernels, and so Talos, have no get_throttled, and the clock that firmware really gives
 * (cpuinfo_cur_freq) is root's alone.
 */
export class Platform {
  private readonly use = new ProcessorUse();
  private found: Found | undefined;

  constructor(
    private readonly io: BoundedIo,
    private readonly paths: PlatformPaths,
  ) {}

  async read(): Promise<PlatformReading> {
    this.found ??= await this.find();
    const { cpufreqPath, statPath } = this.paths;
    const [clock, highest, stat, [alarm], coolers] = await Promise.all([
      this.number(join(cpufreqPath, 'scaling_cur_freq')),
      this.number(join(cpufreqPath, 'cpuinfo_max_freq')),
      this.io.read(statPath).catch(() => ''),
      Promise.all(this.found.voltageAlarms.map((path) => this.number(path))),
      Promise.all(this.found.coolers.map((path) => this.number(path))),
    ]);
    return {
      throttled: coolers.some((state = 0) => state > 0) ? true : undefined,
      underVoltage: alarm === undefined ? undefined : alarm !== 0,
      busyRatio: this.use.busyRatio(stat),
      clockRatio: clock === undefined || !highest ? undefined : Math.min(clock / highest, 1),
    };
  }

  private async find(): Promise<Found> {
    const { hwmonPath, thermalPath } = this.paths;
    const none = (): string[] => [];
    const monitors = await hwmonNamed(this.io, hwmonPath, 'rpi_volt').catch(none);
    const devices = (await this.io.list(thermalPath).catch(none)).filter((name) => name.startsWith('cooling_device'));
    const types = await Promise.all(
      devices.map((name) => this.io.read(join(thermalPath, name, 'type')).catch(() => '')),
    );
    return {
      voltageAlarms: monitors.map((monitor) => join(monitor, 'in0_lcrit_alarm')),
      coolers: devices
        .filter((_, index) => /^(cpufreq-|processor)/i.test(types[index]!))
        .map((name) => join(thermalPath, name, 'cur_state')),
    };
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
