/** The `hardware` block of the daemon's configuration. All of it is optional: what is absent is discovered. */
export interface HardwareConfig {
  /** @default 'auto': the first chip whose identity registers match */
  readonly chip: 'auto' | 'emc2301' | 'emc2101' | 'kernel-pwm';
  /** Adapter as the kernel numbers or names it: 'i2c-1', '/dev/i2c-1', 'bcm2835 (i2c@7e804000)'. @default – every adapter is asked */
  readonly bus: string | undefined;
  /** 7-bit address. @default – the chip family's own */
  readonly address: number | undefined;
  /** Magnetic poles' pulses per turn. @default 2 */
  readonly pulsesPerTurn: number;
  /** true: more register value means less drive (inverting level shifter). @default false */
  readonly invertedPwm: boolean;
  /** true: the PWM pin drives both ways instead of open drain. @default false */
  readonly pushPull: boolean;
  /** Folder of the kernel's PWM chip, for chip 'kernel-pwm'. @default '/sys/class/pwm/pwmchip0' */
  readonly pwmPath: string;
  /** Channel of that chip. @default 0 */
  readonly pwmChannel: number;
}
