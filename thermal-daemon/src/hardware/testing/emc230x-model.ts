import { ChipModel } from './chip-model';

export type Emc230xProduct = 0x37 | 0x36 | 0x35 | 0x34;

/** Power-on values of the first fan; the others repeat them every 0x10. */
const fanPowerOnValues: Readonly<Record<number, number>> = {
  0x31: 0x01,
  0x32: 0x2b,
  0x33: 0x28,
  0x35: 0x2a,
  0x36: 0x19,
  0x37: 0x10,
  0x38: 0x66,
  0x39: 0xf5,
  0x3c: 0xf8,
  0x3d: 0xff,
};

const fanCounts: Readonly<Record<Emc230xProduct, number>> = { 0x37: 1, 0x36: 2, 0x35: 3, 0x34: 5 };

const powerOnValues = (product: Emc230xProduct): Record<number, number> => {
  const values: Record<number, number> = { 0x20: 0x40, 0xfd: product, 0xfe: 0x5d, 0xff: 0x80 };
  for (let fan = 0; fan < fanCounts[product]; fan += 1) {
    for (const [register, value] of Object.entries(fanPowerOnValues)) values[Number(register) + 0x10 * fan] = value;
  }
  return values;
};

/**
 * EMC2301/2/3/5 by the datasheet: tach with RANGE and EDGES, watchdog in power-up and continuous mode. Knows nothing
 * of the driver's arithmetic: it measures time between edges.
 */
export class Emc230xModel extends ChipModel {
  private latchedLow = 0;
  private lastTrafficMilliseconds: number;
  private powerUpMode = true;
  watchdogFired = 0;

  constructor(
    product: Emc230xProduct,
    private readonly nowMilliseconds: () => number,
    fullRpm = 5000,
    /** Pulses of the fan's tach wire in one turn. */
    private readonly pulses = 2,
  ) {
    super(powerOnValues(product), fullRpm);
    this.lastTrafficMilliseconds = nowMilliseconds();
    super.powerCycle();
  }

  override powerCycle(): void {
    super.powerCycle();
    this.powerUpMode = true;
    this.lastTrafficMilliseconds = this.nowMilliseconds();
  }

  drive(fan = 1): number {
    this.runWatchdog();
    const setting = this.at(0x20 + 0x10 * fan) / 0xff;
    const inverted = (this.at(0x2a) >> (fan - 1)) & 1;
    return inverted ? 1 - setting : setting;
  }

  protected read(register: number): number {
    this.runWatchdog();
    this.lastTrafficMilliseconds = this.nowMilliseconds();
    const fan = (register >> 4) - 2;
    const value = this.at(register);
    if (register === 0x24 || register === 0x25) this.registers[register] = 0;
    if (fan >= 1 && fan <= 5 && (register & 0x0f) === 0x0e) {
      const count = this.tachCount(fan);
      this.latchedLow = (count & 0x1f) << 3;
      return count >> 5;
    }
    return fan >= 1 && fan <= 5 && (register & 0x0f) === 0x0f ? this.latchedLow : value;
  }

  protected write(register: number, value: number): void {
    this.runWatchdog();
    this.lastTrafficMilliseconds = this.nowMilliseconds();
    if (register >= 0xfd) return;
    this.registers[register] = value;
    if (register >= 0x30 && (register & 0x0f) === 0) this.powerUpMode = false;
  }

  /** Ticks of a 32.768 kHz clock, RANGE times, while EDGES edges pass; two edges are one pulse. */
  private tachCount(fan: number): number {
    const configuration = this.at(0x22 + 0x10 * fan);
    const rpm = this.rpm(fan);
    if (rpm === 0) return 0x1fff;
    const range = 2 ** ((configuration >> 5) & 3);
    const edges = 3 + 2 * ((configuration >> 3) & 3);
    const secondsPerPulse = 60 / rpm / this.pulses;
    // The datasheet's own constant: twice the clock ticks of (edges - 1) / 2 pulses.
    const ticks = 2 * 32_768 * secondsPerPulse * ((edges - 1) / 2) * range;
    return Math.min(0x1fff, Math.floor(ticks));
  }

  private runWatchdog(): void {
    const armed = this.powerUpMode || (this.at(0x20) & 0x20) !== 0;
    if (!armed || this.nowMilliseconds() - this.lastTrafficMilliseconds < 4000) return;
    for (let fan = 1; fan <= 5; fan += 1) this.registers[0x20 + 0x10 * fan] = 0xff;
    if ((this.at(0x24) & 0x80) === 0) this.watchdogFired += 1;
    this.registers[0x24] = this.at(0x24) | 0x80;
  }
}
