import type { Bus } from './bus';
import { checkedRatio } from './duty-ratio';
import type { FanChip, FanReading } from './fan-chip';
import type { FanOptions } from './hardware-config';
import { HardwareError } from './hardware-error';
import { nearestFrequency } from './pwm-frequency';
import { StallWatch } from './stall-watch';
import { emc2101Limit, emc2101Rpm } from './tachometer';

/** Datasheet names, EMC2101. */
export const register = {
  configuration: 0x03,
  tachLow: 0x46,
  tachHigh: 0x47,
  tachLimitLow: 0x48,
  tachLimitHigh: 0x49,
  fanConfiguration: 0x4a,
  spinUp: 0x4b,
  setting: 0x4c,
  pwmFrequency: 0x4d,
  pwmDivide: 0x4e,
} as const;

/** ALT_TCH: the ALERT#/TACH pin is the tach; the output stays PWM (bit 4 clear) and the chip out of standby. */
const tachPin = 0x04;
/** PROG: the duty is ours, the look-up table is off. CLK_OVR: PWM_D divides. Clock 360 kHz (bit 3 clear). */
const manualDuty = 0x20;
const invertOutput = 0x10;
const useDivider = 0x04;
/** Kick at 75 % for 400 ms, ended by time and not by tach: a tach-ended kick runs at 100 %. */
const kickAtSeventyFivePercent = 0x14;

const clockHertz = 360_000;
/** 360 kHz / (2·PWM_F), and full scale is 2·PWM_F: fine steps cost frequency. At 22.5 kHz there are 16. */
const frequencies = Array.from({ length: 31 }, (_, index) => ({
  pwmF: index + 1,
  hertz: clockHertz / (2 * (index + 1)),
}));

type Write = readonly [register: number, value: number];

/** EMC2101 and EMC2101-R with the duty set by hand. It has no bus watchdog: a dead daemon leaves the last duty. */
export class Emc2101 implements FanChip {
  readonly name = 'emc2101';
  readonly watchdogSeconds = undefined;
  private readonly fullScale: number;
  private readonly minimumRpm: number;
  private readonly pulsesPerRevolution: number;
  private readonly settings: readonly Write[];
  private readonly stalls = new StallWatch();

  constructor(
    private readonly bus: Bus,
    private readonly where: string,
    fan: FanOptions,
  ) {
    const beyond = fan.fans?.find((number) => number !== 1);
    if (beyond !== undefined) {
      throw new HardwareError('wrong-chip', where, `fan ${beyond} was asked for, emc2101 has 1`);
    }
    const { pwmF } = nearestFrequency(frequencies, fan.pwmFrequencyHertz);
    const limit = emc2101Limit(fan.minimumRpm);
    this.fullScale = 2 * pwmF;
    this.minimumRpm = fan.minimumRpm;
    this.pulsesPerRevolution = fan.pulsesPerRevolution;
    this.settings = [
      [register.configuration, tachPin],
      [register.fanConfiguration, manualDuty | useDivider | (fan.invertPolarity ? invertOutput : 0)],
      [register.pwmFrequency, pwmF],
      [register.pwmDivide, 1],
      [register.spinUp, kickAtSeventyFivePercent],
      [register.tachLimitLow, limit & 0xff],
      [register.tachLimitHigh, limit >> 8],
    ];
  }

  async configure(): Promise<void> {
    for (const [address, value] of this.settings) await this.bus.writeByte(address, value);
    this.stalls.forget();
  }

  /** Two registers whose wanted values differ from power-up: tach pin, and manual duty with its polarity. */
  async holdsConfiguration(): Promise<boolean> {
    for (const [address, value] of this.settings.slice(0, 2)) {
      if ((await this.bus.readByte(address)) !== value) return false;
    }
    return true;
  }

  /** A duty above 0 never becomes 0 by rounding to the few steps. */
  async setDuty(ratio: number): Promise<void> {
    const steps = Math.round(checkedRatio(ratio) * this.fullScale);
    await this.bus.writeByte(register.setting, ratio > 0 ? Math.max(1, steps) : 0);
  }

  async readDuty(): Promise<number> {
    return Math.min(1, (await this.bus.readByte(register.setting)) / this.fullScale);
  }

  async readFans(): Promise<FanReading[]> {
    const driven = await this.bus.readByte(register.setting);
    // Low byte first: reading it latches the high one.
    const low = await this.bus.readByte(register.tachLow);
    const high = await this.bus.readByte(register.tachHigh);
    const twoPulseRpm = emc2101Rpm((high << 8) | low);
    if (twoPulseRpm === undefined) throw new HardwareError('implausible', this.where, 'the tach count is 0');
    const rpm = (twoPulseRpm * 2) / this.pulsesPerRevolution;
    return [{ fan: 1, rpm, stalled: this.stalls.observe(1, driven, rpm < this.minimumRpm) }];
  }
}

/** 0x16 EMC2101, 0x28 EMC2101-R. */
export const emc2101Products: ReadonlySet<number> = new Set([0x16, 0x28]);
