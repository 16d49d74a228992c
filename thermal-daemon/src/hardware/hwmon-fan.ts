import path from 'node:path';
import type { BoundedIo } from '../io/bounded-io';
import { hwmonNamed } from '../io/hwmon';
import { checkedRatio } from './duty-ratio';
import type { FanChip, FanReading } from './fan-chip';
import { classifyError, HardwareError } from './hardware-error';
import { StallWatch } from './stall-watch';

export interface HwmonFanOptions {
  /** Such as /sys/class/hwmon. */
  readonly hwmonPath: string;
  /** The device as its kernel driver names it: pwmfan, emc2305, nct6775. */
  readonly device: string;
  /** 1-based: the N of pwmN and fanN_input. */
  readonly channel: number;
  readonly minimumRpm: number;
  /** How long to drive full speed when a standing fan is started. @default 500 */
  readonly kickMilliseconds?: number;
  readonly io: BoundedIo;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** pwmN_enable of hwmon: the duty is set by hand. */
const MANUAL = '1';

/**
 * A fan that a kernel driver owns (Documentation/hwmon/sysfs-interface.rst), as pwm-fan does on a Raspberry Pi 5 and on
 * RK3588 boards. Where the device tree binds that fan to a thermal zone, the kernel writes the duty at its trip points
 * too, and the next step sets it again. No watchdog: a dead daemon leaves the last duty.
 */
export class HwmonFan implements FanChip {
  readonly name = 'hwmon';
  readonly watchdogSeconds = undefined;
  private readonly stalls = new StallWatch();
  private folder: string | undefined;

  constructor(private readonly options: HwmonFanOptions) {}

  async configure(): Promise<void> {
    this.folder = await this.find();
    if (await this.hasAttribute('enable')) await this.write(this.attribute('enable'), MANUAL);
    this.stalls.forget();
  }

  async holdsConfiguration(): Promise<boolean> {
    if (this.folder === undefined || !(await this.exists(this.attribute()))) return false;
    return !(await this.hasAttribute('enable')) || (await this.read(this.attribute('enable'))) === MANUAL;
  }

  /** A duty above 0 never becomes 0 by rounding. */
  async setDuty(ratio: number): Promise<void> {
    const wanted = checkedRatio(ratio);
    const { kickMilliseconds = 500, wait } = this.options;
    if (wanted > 0 && wanted < 1 && kickMilliseconds > 0 && (await this.readDuty()) === 0) {
      await this.write(this.attribute(), '255');
      await wait(kickMilliseconds);
    }
    await this.write(this.attribute(), String(wanted > 0 ? Math.max(1, Math.round(wanted * 255)) : 0));
  }

  async readDuty(): Promise<number> {
    return Math.min(this.number(await this.read(this.attribute()), this.attribute()) / 255, 1);
  }

  async readFans(): Promise<FanReading[]> {
    const { channel, minimumRpm } = this.options;
    const dutyRatio = await this.readDuty();
    const speed = path.join(this.device(), `fan${channel}_input`);
    if (!(await this.exists(speed))) return [{ fan: 1, rpm: undefined, stalled: false }];
    const rpm = this.number(await this.read(speed), speed);
    return [{ fan: 1, rpm, stalled: this.stalls.observe(1, dutyRatio, rpm < minimumRpm) }];
  }

  private async find(): Promise<string> {
    const { io, hwmonPath, device, channel } = this.options;
    const folders = await hwmonNamed(io, hwmonPath, device).catch((error: unknown) => {
      throw classifyError(error, hwmonPath);
    });
    const [first, second] = folders;
    if (first === undefined) throw new HardwareError('missing', hwmonPath, `no hwmon device is named ${device}`);
    if (second !== undefined) {
      throw new HardwareError('wrong-chip', hwmonPath, `${folders.length} hwmon devices are named ${device}`);
    }
    if (!(await this.exists(path.join(first, `pwm${channel}`)))) {
      throw new HardwareError('wrong-chip', first, `${device} has no pwm${channel}`);
    }
    return first;
  }

  private device(): string {
    if (this.folder === undefined) throw new HardwareError('gone', this.options.hwmonPath, 'not configured');
    return this.folder;
  }

  private attribute(of?: 'enable'): string {
    return path.join(this.device(), `pwm${this.options.channel}${of === undefined ? '' : `_${of}`}`);
  }

  private hasAttribute(of: 'enable'): Promise<boolean> {
    return this.exists(this.attribute(of));
  }

  private number(text: string, file: string): number {
    if (!/^\d+$/.test(text)) throw new HardwareError('implausible', file, `it reads "${text}"`);
    return Number(text);
  }

  private async exists(file: string): Promise<boolean> {
    return this.options.io.exists(file).catch((error: unknown) => {
      throw classifyError(error, file);
    });
  }

  private async read(file: string): Promise<string> {
    return (
      await this.options.io.read(file).catch((error: unknown) => {
        throw classifyError(error, file);
      })
    ).trim();
  }

  private async write(file: string, value: string): Promise<void> {
    await this.options.io.write(file, value).catch((error: unknown) => {
      throw classifyError(error, file);
    });
  }
}
