import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FanModel } from './chip-model';
import { hangFiles, wakeFiles } from './pipes';

/** A pwmchip directory of real files with channel 0 exported, and a rpm file as a hwmon device would have it. */
export class KernelPwmModel implements FanModel {
  readonly rpmFile: string;
  private readonly channel: string;
  private stalled = false;

  constructor(
    readonly directory: string,
    private readonly fullRpm = 5000,
  ) {
    this.channel = path.join(directory, 'pwm0');
    this.rpmFile = path.join(directory, 'fan1_input');
    this.powerCycle();
  }

  drive(): number {
    const value = (name: string): string => readFileSync(path.join(this.channel, name), 'utf8').trim();
    if (value('enable') !== '1') return 0;
    const ratio = Number(value('duty_cycle')) / Number(value('period'));
    return value('polarity') === 'inversed' ? 1 - ratio : ratio;
  }

  rpm(): number {
    return this.stalled || this.drive() < 0.1 ? 0 : this.fullRpm * this.drive();
  }

  /** Call before the driver reads: a file does not compute. */
  spin(): void {
    writeFileSync(this.rpmFile, `${Math.round(this.rpm())}\n`);
  }

  stall(stalled: boolean): void {
    this.stalled = stalled;
  }

  powerCycle(): void {
    mkdirSync(this.channel, { recursive: true });
    writeFileSync(path.join(this.directory, 'export'), '');
    for (const [name, value] of Object.entries({ enable: '0', period: '0', duty_cycle: '0', polarity: 'normal' })) {
      writeFileSync(path.join(this.channel, name), `${value}\n`);
    }
    this.spin();
  }

  /** The channel vanishes with its driver. */
  breakDown(error: Error | undefined): void {
    if (error) rmSync(this.directory, { recursive: true });
    else this.powerCycle();
  }

  hang(hangs: boolean): void {
    const attributes = ['enable', 'period', 'duty_cycle', 'polarity'].map((name) => path.join(this.channel, name));
    if (hangs) return hangFiles([...attributes, this.rpmFile]);
    wakeFiles([...attributes, this.rpmFile]);
    this.powerCycle();
  }
}
