import path from 'node:path';
import type { BoundedIo } from '../io/bounded-io';
import { checkedRatio } from './duty-ratio';
import type { FanChip, FanReading } from './fan-chip';
import type { FanOptions } from './hardware-config';
import { classifyError, HardwareError } from './hardware-error';
import { StallWatch } from './stall-watch';

export interface KernelPwmOptions extends FanOptions {
  /** The pwmchip directory, such as /sys/class/pwm/pwmchip0. */
  readonly directory: string;
  readonly channel: number;
  /**
   * A file that holds the speed in rpm, such as fan1_input of a hwmon device that counts the tach pin.
   * @default - the speed is unknown and a stall goes unnoticed
   */
  readonly rpmFile?: string;
  /** How long to drive full speed when a standing fan is started. @default 500 */
  readonly kickMilliseconds?: number;
  readonly io: BoundedIo;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/**
 * A fan on a PWM pin that the kernel drives (/sys/class/pwm), as the standard fan unit of a Compute Blade has it on
 * GPIO12. Needs a kernel with the PWM driver and sysfs interface, the pin muxed by an overlay (dtoverlay=pwm), and a
 * writable /sys. No watchdog: a dead daemon leaves the last duty.
 */
export class KernelPwm implements FanChip {
  readonly name = 'kernel-pwm';
  readonly watchdogSeconds = undefined;
  private readonly periodNanoseconds: number;
  private readonly polarity: 'normal' | 'inversed';
  private readonly minimumRpm: number;
  private readonly channelDirectory: string;
  private readonly stalls = new StallWatch();

  constructor(private readonly options: KernelPwmOptions) {
    this.periodNanoseconds = Math.round(1e9 / options.pwmFrequencyHertz);
    this.polarity = options.invertPolarity ? 'inversed' : 'normal';
    this.minimumRpm = options.minimumRpm;
    this.channelDirectory = path.join(options.directory, `pwm${options.channel}`);
  }

  /** Keeps the duty of a channel that already runs as wanted; any other starts at full speed. */
  async configure(): Promise<void> {
    if (!(await this.isExported())) {
      await this.write(path.join(this.options.directory, 'export'), this.options.channel);
    }
    if (!(await this.holdsConfiguration())) {
      // Polarity may only change while disabled, and the kernel refuses a period below the duty. A channel that
      // nobody set up has period 0, with which it refuses any other write, also of what is already so.
      if ((await this.readAttribute('enable')) !== '0') await this.writeAttribute('enable', 0);
      if ((await this.readAttribute('duty_cycle')) !== '0') await this.writeAttribute('duty_cycle', 0);
      await this.writeAttribute('period', this.periodNanoseconds);
      await this.writeAttribute('polarity', this.polarity);
      await this.writeAttribute('duty_cycle', this.periodNanoseconds);
      await this.writeAttribute('enable', 1);
    }
    this.stalls.forget();
  }

  async holdsConfiguration(): Promise<boolean> {
    if (!(await this.isExported())) return false;
    return (
      (await this.readAttribute('enable')) === '1' &&
      (await this.readAttribute('period')) === String(this.periodNanoseconds) &&
      (await this.readAttribute('polarity')) === this.polarity
    );
  }

  async setDuty(ratio: number): Promise<void> {
    const wanted = checkedRatio(ratio);
    const { kickMilliseconds = 500, wait } = this.options;
    if (wanted > 0 && wanted < 1 && kickMilliseconds > 0 && (await this.readDuty()) === 0) {
      await this.writeAttribute('duty_cycle', this.periodNanoseconds);
      await wait(kickMilliseconds);
    }
    await this.writeAttribute('duty_cycle', Math.round(wanted * this.periodNanoseconds));
  }

  async readDuty(): Promise<number> {
    return this.number(await this.readAttribute('duty_cycle'), 'duty_cycle') / this.periodNanoseconds;
  }

  async readFans(): Promise<FanReading[]> {
    const { rpmFile } = this.options;
    if (rpmFile === undefined) return [{ fan: 1, rpm: undefined, stalled: false }];
    const rpm = this.number(await this.read(rpmFile), rpmFile);
    return [{ fan: 1, rpm, stalled: this.stalls.observe(1, await this.readDuty(), rpm < this.minimumRpm) }];
  }

  private async isExported(): Promise<boolean> {
    try {
      return await this.options.io.exists(this.channelDirectory);
    } catch (error) {
      throw classifyError(error, this.channelDirectory);
    }
  }

  private number(text: string, file: string): number {
    if (!/^\d+$/.test(text)) throw new HardwareError('implausible', this.channelDirectory, `${file} reads "${text}"`);
    return Number(text);
  }

  private readAttribute(attribute: string): Promise<string> {
    return this.read(path.join(this.channelDirectory, attribute));
  }

  private writeAttribute(attribute: string, value: number | string): Promise<void> {
    return this.write(path.join(this.channelDirectory, attribute), value);
  }

  private async read(file: string): Promise<string> {
    try {
      return (await this.options.io.read(file)).trim();
    } catch (error) {
      throw classifyError(error, file);
    }
  }

  private async write(file: string, value: number | string): Promise<void> {
    try {
      await this.options.io.write(file, String(value));
    } catch (error) {
      throw classifyError(error, file);
    }
  }
}
