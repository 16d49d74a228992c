import type { OpenBus } from '../bus';

/** What tests may do to a fan chip and its fan, whichever chip it is. */
export interface FanModel {
  /** What the fan really gets, 0 to 1: after polarity, and after the chip's own watchdog. */
  drive(fan?: number): number;
  rpm(fan?: number): number;
  /** The fan stands, whatever drives it. */
  stall(stalled: boolean): void;
  /** Registers return to their power-on values. */
  powerCycle(): void;
  /** All further accesses fail. */
  breakDown(error: Error | undefined): void;
  /** All further accesses have no answer, as a read in the kernel that nothing interrupts; false lets them go. */
  hang(hangs: boolean): void;
}

/** An error as i2c-bus raises it: positive errno, and no code for EREMOTEIO. */
export const i2cError = (errno: number, code = ''): Error =>
  Object.assign(new Error(`${code}, errno ${errno}`), { errno, code });

/** Registers behind a bus; subclasses give them meaning. */
export abstract class ChipModel implements OpenBus, FanModel {
  protected readonly registers = new Uint8Array(256);
  protected stalled = false;
  private failure: Error | undefined;
  private hanging: Promise<void> | undefined;
  private wake = (): void => undefined;

  /** @param fullRpm speed at full drive; below a tenth of it the fan stands */
  protected constructor(
    protected readonly powerOnValues: Readonly<Record<number, number>>,
    protected readonly fullRpm: number,
  ) {}

  abstract drive(fan?: number): number;
  protected abstract read(register: number): number;
  protected abstract write(register: number, value: number): void;

  rpm(fan = 1): number {
    const drive = this.drive(fan);
    return this.stalled || drive < 0.1 ? 0 : this.fullRpm * drive;
  }

  stall(stalled: boolean): void {
    this.stalled = stalled;
  }

  powerCycle(): void {
    this.registers.fill(0);
    for (const [register, value] of Object.entries(this.powerOnValues)) this.registers[Number(register)] = value;
  }

  breakDown(error: Error | undefined): void {
    this.failure = error;
  }

  hang(hangs: boolean): void {
    this.wake();
    this.hanging = hangs ? new Promise((wake) => (this.wake = wake)) : undefined;
  }

  async readByte(register: number): Promise<number> {
    await this.hanging;
    if (this.failure) throw this.failure;
    return this.read(register);
  }

  async writeByte(register: number, value: number): Promise<void> {
    await this.hanging;
    if (this.failure) throw this.failure;
    if (!Number.isInteger(value) || value < 0 || value > 0xff) throw new Error(`${value} is no byte`);
    this.write(register, value);
  }

  async close(): Promise<void> {}

  protected at(register: number): number {
    return this.registers[register] ?? 0;
  }
}
