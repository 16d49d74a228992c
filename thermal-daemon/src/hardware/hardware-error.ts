import { HangError } from '../io/deadline';

/** Errno values of Linux on arm64 and amd64 (asm-generic), which i2c-bus reports with either sign. */
const kindOfErrno: Readonly<Record<number, HardwareErrorKind>> = {
  1: 'permission', // EPERM: the device cgroup refuses
  2: 'missing', // ENOENT
  5: 'bus-fault', // EIO: i2c-bcm2835 on a clock or length error
  6: 'no-answer', // ENXIO: what some adapters say for a missing acknowledge
  11: 'arbitration-lost', // EAGAIN
  13: 'permission', // EACCES: file mode
  16: 'busy', // EBUSY: a kernel driver is bound to the address
  19: 'gone', // ENODEV: the adapter was removed while open
  22: 'rejected', // EINVAL
  30: 'read-only', // EROFS
  95: 'unsupported', // ENOTSUP
  110: 'timeout', // ETIMEDOUT
  121: 'no-answer', // EREMOTEIO: i2c-bcm2835 on a missing acknowledge; i2c-bus gives it an empty `code`
};

export type HardwareErrorKind =
  | 'no-answer'
  | 'hangs'
  | 'timeout'
  | 'arbitration-lost'
  | 'bus-fault'
  | 'busy'
  | 'permission'
  | 'missing'
  | 'gone'
  | 'read-only'
  | 'rejected'
  | 'unsupported'
  | 'no-addon'
  | 'wrong-chip'
  | 'implausible'
  | 'unknown';

interface KindMeaning {
  readonly what: string;
  /** What a person does about it on a Talos node. */
  readonly advice: string;
  /** Whether the very next attempt may succeed. */
  readonly transient: boolean;
}

export const errorKinds: Readonly<Record<HardwareErrorKind, KindMeaning>> = {
  'no-answer': {
    what: 'the chip did not acknowledge',
    advice:
      'Check that the carrier has this chip, its address, and its power; run with --probe to see what answers. ' +
      'A wrong pin overlay in config.txt (Talos: the rpi_generic overlay option configTxtAppend) looks the same.',
    transient: true,
  },
  hangs: {
    what: 'the operation hangs',
    advice:
      'It was given up, and what it answers later is dropped. The kernel or the firmware does not come back: look at ' +
      '`talosctl dmesg`, and power-cycle the blade if it stays so.',
    transient: false,
  },
  timeout: {
    what: 'the bus timed out',
    advice:
      'A line is held low or pull-ups are missing. Power-cycle the blade: a reboot does not reset the chip. ' +
      'On Talos check `talosctl dmesg` for i2c messages.',
    transient: true,
  },
  'arbitration-lost': {
    what: 'another master took the bus',
    advice: 'Something else drives these two wires. Give the fan chip a bus of its own.',
    transient: true,
  },
  'bus-fault': {
    what: 'the transfer failed on the wires',
    advice: 'Check wiring and pull-ups, or lower the bus clock with dtparam=i2c_arm_baudrate in config.txt.',
    transient: true,
  },
  busy: {
    what: 'a kernel driver owns the chip',
    advice:
      'Remove dtoverlay=i2c-fan (or emc2305) from config.txt and boot again: two drivers of one fan fight. ' +
      'On Talos config.txt belongs to the boot image (overlay option configTxt).',
    transient: false,
  },
  permission: {
    what: 'access was refused',
    advice:
      'The pod needs the device from the device plugin (limits: squat.ai/fan-i2c: 1), and its user needs the right ' +
      'to open it: root, or containerd device_ownership_from_security_context, or a Talos UdevRulesConfig with MODE="0660".',
    transient: false,
  },
  missing: {
    what: 'there is no such device',
    advice:
      'Enable the bus in config.txt at image time (dtparam=i2c_arm=on for GPIO2/3, dtoverlay=i2c0,pins_44_45 for ' +
      'GPIO44/45) and hand it to the pod through the device plugin. i2c-10 cannot exist on Talos.',
    transient: false,
  },
  gone: {
    what: 'the device vanished',
    advice: 'Its adapter was unbound or removed. If it does not come back by itself, boot the blade again.',
    transient: false,
  },
  'read-only': {
    what: 'the file system is read-only',
    advice:
      'Pods see /sys read-only. The kernel-pwm driver needs a hostPath mount of /sys/class/pwm and root, which ' +
      'only a namespace with the privileged PodSecurity level allows.',
    transient: false,
  },
  rejected: {
    what: 'the kernel refused the value',
    advice:
      'A PWM chip that cannot do the period or polarity says this: change pwmFrequencyHertz or invertedPwm in the ' +
      'configuration.',
    transient: false,
  },
  unsupported: {
    what: 'the adapter cannot do byte transfers',
    advice: 'Name another bus in the configuration; --probe lists them.',
    transient: false,
  },
  'no-addon': {
    what: 'the native add-on of i2c-bus did not load',
    advice: 'In a checkout run `npm rebuild i2c-bus`; in an image the architecture of i2c.node does not match.',
    transient: false,
  },
  'wrong-chip': {
    what: 'this is not the expected chip',
    advice: 'Run with --probe and correct chip, bus or address in the configuration.',
    transient: false,
  },
  implausible: {
    what: 'the chip answered what it cannot mean',
    advice: 'A data line may be stuck, or another device shares the address. Run with --probe.',
    transient: true,
  },
  unknown: {
    what: 'an unexpected error',
    advice: 'Please report it with the log line.',
    transient: false,
  },
};

/** One failed touch of hardware, in words: what, where, what to do. */
export class HardwareError extends Error {
  override readonly name = 'HardwareError';
  readonly advice: string;

  constructor(
    readonly kind: HardwareErrorKind,
    /** Such as "i2c-1 address 0x2f" or a path. */
    readonly where: string,
    detail?: string,
    options?: ErrorOptions,
  ) {
    const { what, advice } = errorKinds[kind];
    super(`${where}: ${what}${detail ? ` (${detail})` : ''}. ${advice}`, options);
    this.advice = advice;
  }

  get transient(): boolean {
    return errorKinds[this.kind].transient;
  }
}

/** Node's own errors carry negative errnos, i2c-bus' native ones positive, and EREMOTEIO no `code`: only |errno| is sure. */
export function classifyError(error: unknown, where: string): HardwareError {
  if (error instanceof HardwareError) return error;
  if (error instanceof HangError) return new HardwareError('hangs', where, error.message, { cause: error });
  const { code, errno, message } = error as { code?: string; errno?: number; message?: string };
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_DLOPEN_FAILED' || /bindings file/.test(message ?? '')) {
    return new HardwareError('no-addon', where, message?.split('\n')[0], { cause: error });
  }
  const kind = errno === undefined ? undefined : kindOfErrno[Math.abs(errno)];
  const named = [code, errno === undefined ? undefined : `errno ${Math.abs(errno)}`].filter(Boolean).join(', ');
  return new HardwareError(kind ?? 'unknown', where, named || String(message ?? error), { cause: error });
}
