import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FanModel } from './chip-model';
import { hangFiles, wakeFiles } from './pipes';

/** A hwmon folder of real files with two devices, of which the second is a fan as the kernel's pwm-fan shows it. */
export class HwmonModel implements FanModel {
  private readonly device: string;
  private stalled = false;

  constructor(
    readonly directory: string,
    private readonly fullRpm = 5000,
  ) {
    mkdirSync(path.join(directory, 'hwmon0'), { recursive: true });
    writeFileSync(path.join(directory, 'hwmon0', 'name'), 'cpu_thermal\n');
    this.device = path.join(directory, 'hwmon3');
    this.powerCycle();
  }

  drive(): number {
    return Number(readFileSync(path.join(this.device, 'pwm1'), 'utf8')) / 255;
  }

  rpm(): number {
    return this.stalled || this.drive() < 0.1 ? 0 : this.fullRpm * this.drive();
  }

  /** Call before the driver reads: a file does not compute. */
  spin(): void {
    writeFileSync(path.join(this.device, 'fan1_input'), `${Math.round(this.rpm())}\n`);
  }

  stall(stalled: boolean): void {
    this.stalled = stalled;
  }

  powerCycle(): void {
    mkdirSync(this.device, { recursive: true });
    const files = { name: 'pwmfan', pwm1: '0', pwm1_enable: '2', fan1_input: '0' };
    for (const [name, value] of Object.entries(files)) writeFileSync(path.join(this.device, name), `${value}\n`);
  }

  /** The device vanishes with its driver. */
  breakDown(error: Error | undefined): void {
    if (error) rmSync(this.device, { recursive: true });
    else this.powerCycle();
  }

  hang(hangs: boolean): void {
    const files = ['name', 'pwm1', 'pwm1_enable', 'fan1_input'].map((name) => path.join(this.device, name));
    if (hangs) return hangFiles(files);
    wakeFiles(files);
    this.powerCycle();
  }
}
