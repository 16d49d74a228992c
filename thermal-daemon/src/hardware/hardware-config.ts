import type { ChipModel } from './model-names';
import type { PulsesPerRevolution } from './tachometer';

/** The `hardware` block of the daemon's configuration. All of it is optional: what is absent is discovered. */
export interface HardwareConfig {
  /** @default 'auto': the one chip whose identity registers match */
  readonly chip: 'auto' | ChipModel | 'kernel-pwm' | 'hwmon' | 'compute-blade-smart';
  /**
   * For chip 'hwmon' the name of the device, such as 'pwmfan'; for 'compute-blade-smart' the serial device; otherwise the
   * adapter as the kernel numbers or names it: 'i2c-1', '/dev/i2c-1', 'bcm2835 (i2c@7e804000)'.
   * @default – every adapter is asked; pwmfan; /dev/ttyAMA5
   */
  readonly bus: string | undefined;
  /** 7-bit address. @default – the chip family's own */
  readonly address: number | undefined;
  /** Pulses of the tach wire per turn. @default 2 */
  readonly pulsesPerTurn: number;
  /** true: more register value means less drive (inverting level shifter). @default false */
  readonly invertedPwm: boolean;
  /** true: the PWM pin drives both ways instead of open drain (EMC230x only). @default false */
  readonly pushPull: boolean;
  /** Folder of the kernel's PWM chip, for chip 'kernel-pwm'. @default '/sys/class/pwm/pwmchip0' */
  readonly pwmPath: string;
  /** Channel of that chip. @default 0 */
  readonly pwmChannel: number;
  /** Where hwmon devices are, for chip 'hwmon'. @default '/sys/class/hwmon' */
  readonly hwmonPath: string;
  /** 1-based: the N of pwmN, for chip 'hwmon'. @default 1 */
  readonly hwmonChannel: number;
  /** A file with the speed in rpm, such as a hwmon fan1_input, for chip 'kernel-pwm'. @default – the speed is unknown */
  readonly rpmFile?: string;
  /** The nearest that the chip can do; four-wire fans want 21 to 28 kHz. @default 25000 */
  readonly pwmFrequencyHertz?: number;
  /** Slower than this while driven is a stall. @default 600 */
  readonly minimumRpm?: number;
  /** Fans wired to the chip, 1-based. @default – all that the chip has */
  readonly fans?: readonly number[];
}

/** What is true of the fan on the wire, whichever chip drives it. */
export interface FanOptions {
  readonly invertPolarity: boolean;
  readonly pulsesPerRevolution: PulsesPerRevolution;
  readonly minimumRpm: number;
  readonly pwmFrequencyHertz: number;
  readonly pushPullOutput: boolean;
  readonly fans: readonly number[] | undefined;
}

/** @throws RangeError for a tach that no driver can count */
export function fanOptionsOf(config: HardwareConfig): FanOptions {
  const { pulsesPerTurn } = config;
  if (pulsesPerTurn !== 1 && pulsesPerTurn !== 2 && pulsesPerTurn !== 3 && pulsesPerTurn !== 4) {
    throw new RangeError(`pulsesPerTurn must be 1, 2, 3 or 4, not ${pulsesPerTurn}`);
  }
  return {
    invertPolarity: config.invertedPwm,
    pulsesPerRevolution: pulsesPerTurn,
    minimumRpm: config.minimumRpm ?? 600,
    pwmFrequencyHertz: config.pwmFrequencyHertz ?? 25_000,
    pushPullOutput: config.pushPull,
    fans: config.fans,
  };
}
