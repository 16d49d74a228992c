import type { Bus } from './bus';
import { checkedRatio } from './duty-ratio';
import type { FanChip, FanReading } from './fan-chip';
import type { FanOptions } from './hardware-config';
import { HardwareError } from './hardware-error';
import { nearestFrequency } from './pwm-frequency';
import { StallWatch } from './stall-watch';
import { emc230xCount, emc230xRpm, emc230xValidCount, rangeFor, tachRanges, type TachRange } from './tachometer';

/** Datasheet names, "EMC2301/2/3/5". Registers from 0x30 repeat every 0x10 for each further fan. */
export const register = {
  configuration: 0x20,
  fanStatus: 0x24,
  stallStatus: 0x25,
  spinStatus: 0x26,
  driveFailStatus: 0x27,
  interruptEnable: 0x29,
  polarity: 0x2a,
  outputConfiguration: 0x2b,
  baseFrequency45: 0x2c,
  baseFrequency123: 0x2d,
  setting: 0x30,
  divide: 0x31,
  fanConfiguration1: 0x32,
  fanConfiguration2: 0x33,
  spinUp: 0x36,
  validTachCount: 0x39,
  tachHigh: 0x3e,
  tachLow: 0x3f,
} as const;

/** MASK: nobody listens to ALERT#. DIS_TO: no SMBus time-out, as at power-up, since an I²C master may stretch. */
const maskAlert = 0x80;
const disableTimeout = 0x40;
/** WD_EN: continuous watchdog. Four seconds without traffic and the chip drives full speed. */
const watchdogEnable = 0x20;

/** Glitch filter on, no ramp in direct mode: the control loop limits slew itself. */
const directModeConfiguration2 = 0x28;
/** Kick at 60 % for 500 ms when a fan starts, as at power-up. */
const kickAtSixtyPercent = 0x19;
/** Tach readings every 400 ms, as at power-up; EN_ALGO stays clear: the duty is ours. */
const update400Milliseconds = 0x03;

const frequencies = [
  { hertz: 26_000, bits: 0 },
  { hertz: 19_531, bits: 1 },
  { hertz: 4_882, bits: 2 },
  { hertz: 2_441, bits: 3 },
] as const;

export interface Emc230xVariant {
  readonly name: 'emc2301' | 'emc2302' | 'emc2303' | 'emc2305';
  readonly fanCount: number;
}

type Write = readonly [register: number, value: number];

const ofFan = (base: number, fan: number): number => base + 0x10 * (fan - 1);

/** EMC2301, EMC2302, EMC2303 and EMC2305 in direct drive: one duty for all fans, one tach each. */
export class Emc230x implements FanChip {
  readonly name: string;
  readonly watchdogSeconds = 4;
  private readonly range: TachRange;
  private readonly minimumRpm: number;
  private readonly fans: readonly number[];
  private readonly settings: readonly Write[];
  private readonly stalls = new StallWatch();

  constructor(
    private readonly bus: Bus,
    /** For messages. */
    private readonly where: string,
    private readonly variant: Emc230xVariant,
    fan: FanOptions,
  ) {
    this.name = variant.name;
    this.minimumRpm = fan.minimumRpm;
    this.range = rangeFor(fan.minimumRpm);
    this.fans = fan.fans ?? allFans(variant);
    const beyond = this.fans.find((number) => !allFans(variant).includes(number));
    if (beyond !== undefined) {
      throw new HardwareError(
        'wrong-chip',
        where,
        `fan ${beyond} was asked for, ${variant.name} has ${variant.fanCount}`,
      );
    }
    this.settings = settingsFor(variant, fan, this.range);
  }

  async configure(): Promise<void> {
    for (const [address, value] of this.settings) await this.bus.writeByte(address, value);
    // Reading clears them; a stale fault keeps the chip answering the SMBus alert address.
    for (const status of [register.stallStatus, register.spinStatus, register.driveFailStatus, register.fanStatus]) {
      await this.bus.readByte(status);
    }
    this.stalls.forget();
  }

  /** Configuration is never its power-up value here (MASK is set), so this one register tells a reset. */
  async holdsConfiguration(): Promise<boolean> {
    for (const [address, value] of this.settings.slice(0, 1 + this.variant.fanCount)) {
      if ((await this.bus.readByte(address)) !== value) return false;
    }
    return true;
  }

  async setDuty(ratio: number): Promise<void> {
    const value = Math.round(checkedRatio(ratio) * 0xff);
    for (const fan of allFans(this.variant)) await this.bus.writeByte(ofFan(register.setting, fan), value);
  }

  /** The drive as the chip reports it, of the slowest-driven fan; the kick of a start and the watchdog show here. */
  async readDuty(): Promise<number> {
    let lowest = 0xff;
    for (const fan of this.fans) lowest = Math.min(lowest, await this.bus.readByte(ofFan(register.setting, fan)));
    return lowest / 0xff;
  }

  async readFans(): Promise<FanReading[]> {
    const readings: FanReading[] = [];
    for (const fan of this.fans) readings.push(await this.readFan(fan));
    return readings;
  }

  private async readFan(fan: number): Promise<FanReading> {
    const driven = await this.bus.readByte(ofFan(register.setting, fan));
    // High byte first: reading it latches the low one.
    const high = await this.bus.readByte(ofFan(register.tachHigh, fan));
    const low = await this.bus.readByte(ofFan(register.tachLow, fan));
    const rpm = emc230xRpm(emc230xCount(high, low), this.range);
    if (rpm === undefined) throw new HardwareError('implausible', this.where, `fan ${fan} reads a tach count of 0`);
    return { fan, rpm, stalled: this.stalls.observe(fan, driven, rpm < this.minimumRpm) };
  }
}

function allFans({ fanCount }: Emc230xVariant): number[] {
  return Array.from({ length: fanCount }, (_, index) => index + 1);
}

/**
 * Everything the driver relies on, in writing order. Configuration and Fan Configuration 1 lead: they are what
 * `holdsConfiguration` reads back.
 */
function settingsFor(variant: Emc230xVariant, fan: FanOptions, range: TachRange): Write[] {
  const fans = allFans(variant);
  const everyFan = (1 << variant.fanCount) - 1;
  const { bits } = nearestFrequency(frequencies, fan.pwmFrequencyHertz);
  const fanConfiguration1 =
    (tachRanges.indexOf(range) << 5) | ((fan.pulsesPerRevolution - 1) << 3) | update400Milliseconds;
  const settings: Write[] = [
    [register.configuration, maskAlert | disableTimeout | watchdogEnable],
    ...fans.map((number): Write => [ofFan(register.fanConfiguration1, number), fanConfiguration1]),
    [register.interruptEnable, 0],
    [register.polarity, fan.invertPolarity ? everyFan : 0],
    [register.outputConfiguration, fan.pushPullOutput ? everyFan : 0],
    [register.baseFrequency123, frequencyBits(bits, Math.min(variant.fanCount, 3))],
  ];
  if (variant.fanCount > 3) settings.push([register.baseFrequency45, frequencyBits(bits, variant.fanCount - 3)]);
  for (const number of fans) {
    settings.push(
      [ofFan(register.divide, number), 1],
      [ofFan(register.fanConfiguration2, number), directModeConfiguration2],
      [ofFan(register.spinUp, number), kickAtSixtyPercent],
      [ofFan(register.validTachCount, number), emc230xValidCount(fan.minimumRpm, range)],
    );
  }
  return settings;
}

/** Two bits a fan, the lowest-numbered fan in the lowest bits. */
const frequencyBits = (bits: number, fanCount: number): number =>
  Array.from({ length: fanCount }, (_, index) => bits << (2 * index)).reduce((all, one) => all | one, 0);

export const emc230xVariants: ReadonlyMap<number, Emc230xVariant> = new Map([
  [0x37, { name: 'emc2301', fanCount: 1 }],
  [0x36, { name: 'emc2302', fanCount: 2 }],
  [0x35, { name: 'emc2303', fanCount: 3 }],
  [0x34, { name: 'emc2305', fanCount: 5 }],
] as const);
