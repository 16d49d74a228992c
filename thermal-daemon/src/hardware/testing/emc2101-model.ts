import { ChipModel } from './chip-model';

/**
 * EMC2101 by the datasheet. After power-on the look-up table drives, and the tach pin is an alert pin. Power-on values
 * that no source states as text are left at 0, except PWM_F.
 */
export class Emc2101Model extends ChipModel {
  private latchedHigh = 0;

  constructor(product: 0x16 | 0x28 = 0x16, fullRpm = 5000) {
    super({ 0x4d: 0x17, 0x4e: 0x01, 0xfd: product, 0xfe: 0x5d, 0xff: 0x01 }, fullRpm);
    this.powerCycle();
  }

  drive(): number {
    const manual = (this.at(0x4a) & 0x20) !== 0;
    const ratio = manual ? Math.min(1, this.at(0x4c) / (2 * this.at(0x4d))) : 0;
    return (this.at(0x4a) & 0x10) !== 0 ? 1 - ratio : ratio;
  }

  protected read(register: number): number {
    if (register === 0x46) {
      const count = this.tachCount();
      this.latchedHigh = count >> 8;
      return count & 0xff;
    }
    return register === 0x47 ? this.latchedHigh : this.at(register);
  }

  protected write(register: number, value: number): void {
    if (register < 0xfd) this.registers[register] = value;
  }

  private tachCount(): number {
    const pinIsTach = (this.at(0x03) & 0x04) !== 0;
    const rpm = this.rpm();
    return pinIsTach && rpm > 0 ? Math.min(0xffff, Math.floor(5_400_000 / rpm)) : 0xffff;
  }
}
