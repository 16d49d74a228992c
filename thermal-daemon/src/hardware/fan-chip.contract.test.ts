import { BoundedIo } from '../io/bounded-io';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Emc2101 } from './emc2101';
import { Emc230x, emc230xVariants } from './emc230x';
import type { FanChip } from './fan-chip';
import type { FanOptions } from './hardware-config';
import { HardwareError } from './hardware-error';
import { ComputeBladeSmart } from './compute-blade-smart';
import { HwmonFan } from './hwmon-fan';
import { KernelPwm } from './kernel-pwm';
import { RecoveringBus } from './recovering-bus';
import { i2cError, type ChipModel, type FanModel } from './testing/chip-model';
import { Emc2101Model } from './testing/emc2101-model';
import { Emc230xModel, type Emc230xProduct } from './testing/emc230x-model';
import { HwmonModel } from './testing/hwmon-model';
import { KernelPwmModel } from './testing/kernel-pwm-model';
import { SmartUnitModel } from './testing/smart-unit-model';

/** What every driver owes to the control loop, on a behavioural model of its chip. */

const scratch = mkdtempSync(path.join(tmpdir(), 'fan-chip-'));
afterAll(() => rmSync(scratch, { recursive: true }));

let nowMilliseconds = 0;
const clock = (): number => nowMilliseconds;
const wait = async (milliseconds: number): Promise<void> => {
  nowMilliseconds += milliseconds;
};
beforeEach(() => {
  nowMilliseconds = 1_000_000;
});

const plainFan: FanOptions = {
  invertPolarity: false,
  pulsesPerRevolution: 2,
  minimumRpm: 600,
  pwmFrequencyHertz: 25_000,
  pushPullOutput: false,
  fans: undefined,
};

interface Bench {
  readonly chip: FanChip;
  readonly model: FanModel;
  /** Lets a model that cannot compute on its own bring its readings up to date. */
  readonly settle: () => void;
  /** Half the distance of two duties that the chip can tell apart. */
  readonly tolerance: number;
}

/** Short, so that a test of what hangs takes no seconds. */
const patienceMs = 150;
const io = (): BoundedIo => new BoundedIo(patienceMs);

const onBus = (model: ChipModel): RecoveringBus =>
  new RecoveringBus({ io: io(), open: async () => model, where: 'i2c-1 address 0x2f', nowMilliseconds: clock });

const emc230x =
  (product: Emc230xProduct) =>
  (options: Partial<FanOptions>): Bench => {
    const variant = emc230xVariants.get(product);
    if (!variant) throw new Error(`no variant ${product}`);
    const model = new Emc230xModel(product, clock);
    const chip = new Emc230x(onBus(model), 'i2c-1 address 0x2f', variant, { ...plainFan, ...options });
    return { chip, model, settle: () => undefined, tolerance: 0.5 / 255 };
  };

const emc2101 =
  (product: 0x16 | 0x28) =>
  (options: Partial<FanOptions>): Bench => {
    const model = new Emc2101Model(product);
    const chip = new Emc2101(onBus(model), 'i2c-1 address 0x4c', { ...plainFan, ...options });
    return { chip, model, settle: () => undefined, tolerance: 0.5 / 14 };
  };

let directories = 0;
const kernelPwm = (options: Partial<FanOptions>): Bench => {
  const model = new KernelPwmModel(path.join(scratch, `pwmchip${directories++}`));
  const { directory, rpmFile } = model;
  const chip = new KernelPwm({ ...plainFan, ...options, directory, channel: 0, rpmFile, io: io(), wait });
  return { chip, model, settle: () => model.spin(), tolerance: 0.5 / 40_000 };
};

const hwmon = ({ minimumRpm = 600 }: Partial<FanOptions>): Bench => {
  const model = new HwmonModel(path.join(scratch, `hwmon${directories++}`));
  const options = { hwmonPath: model.directory, device: 'pwmfan', channel: 1, minimumRpm, io: io(), wait };
  return { chip: new HwmonFan(options), model, settle: () => model.spin(), tolerance: 0.5 / 255 };
};

const smartUnit = ({ minimumRpm = 600 }: Partial<FanOptions>): Bench => {
  const model = new SmartUnitModel(clock);
  const options = { device: '/dev/ttyAMA5', minimumRpm, io: io(), openLine: model.open, nowMilliseconds: clock };
  return { chip: new ComputeBladeSmart(options), model, settle: () => model.spin(), tolerance: 0.5 / 100 };
};

interface Driver {
  readonly driver: string;
  readonly make: (options: Partial<FanOptions>) => Bench;
  /** The wire is somebody else's: a kernel driver's, or a microcontroller's. @default false */
  readonly remote?: boolean;
  /** It can tell that the chip was reset. @default true */
  readonly noticesReset?: boolean;
}

describe.each<Driver>([
  { driver: 'emc2301', make: emc230x(0x37) },
  { driver: 'emc2302', make: emc230x(0x36) },
  { driver: 'emc2303', make: emc230x(0x35) },
  { driver: 'emc2305', make: emc230x(0x34) },
  { driver: 'emc2101', make: emc2101(0x16) },
  { driver: 'emc2101', make: emc2101(0x28) },
  { driver: 'kernel-pwm', make: kernelPwm },
  { driver: 'hwmon', make: hwmon, remote: true },
  { driver: 'compute-blade-smart', make: smartUnit, remote: true, noticesReset: false },
])('$driver', ({ driver, make, remote = false, noticesReset = true }) => {
  const started = async (options: Partial<FanOptions> = {}): Promise<Bench> => {
    const bench = make(options);
    await bench.chip.configure();
    return bench;
  };

  it('is named after its chip', () => {
    expect(make({}).chip.name).toBe(driver);
  });

  it('holds its configuration once configured, not before, and not after lost power', async () => {
    const { chip, model } = make({});
    await expect(chip.holdsConfiguration()).resolves.toBe(false);
    await chip.configure();
    await expect(chip.holdsConfiguration()).resolves.toBe(true);
    model.powerCycle();
    await expect(chip.holdsConfiguration()).resolves.toBe(!noticesReset);
    await chip.configure();
    await expect(chip.holdsConfiguration()).resolves.toBe(true);
  });

  it.each([0, 0.01, 0.2, 0.3, 0.5, 0.75, 0.999, 1])('drives the fan with duty %p and reads it back', async (ratio) => {
    const { chip, model, tolerance } = await started();
    await chip.setDuty(ratio);
    const quantum = ratio > 0 && ratio < tolerance ? 2 * tolerance : tolerance;
    expect(Math.abs(model.drive() - ratio)).toBeLessThanOrEqual(quantum + 1e-9);
    await expect(chip.readDuty()).resolves.toBeCloseTo(model.drive(), 9);
  });

  it('reaches exactly nothing and exactly everything, and never rounds a small duty to nothing', async () => {
    const { chip, model } = await started();
    await chip.setDuty(1);
    expect(model.drive()).toBe(1);
    await chip.setDuty(0);
    expect(model.drive()).toBe(0);
    await chip.setDuty(0.004);
    expect(model.drive()).toBeGreaterThan(0);
  });

  it('gives an inverting stage the complement, where the wire is its own', async () => {
    const { chip, model, tolerance } = await started({ invertPolarity: true });
    await chip.setDuty(0.25);
    expect(Math.abs(model.drive() - (remote ? 0.25 : 0.75))).toBeLessThanOrEqual(tolerance + 1e-9);
    await expect(chip.readDuty()).resolves.toBeCloseTo(0.25, 1);
  });

  it.each([-0.01, 1.01, NaN, Infinity])('refuses duty %p and leaves the fan as it is', async (ratio) => {
    const { chip, model } = await started();
    await chip.setDuty(0.5);
    const before = model.drive();
    await expect(chip.setDuty(ratio)).rejects.toThrow(RangeError);
    expect(model.drive()).toBe(before);
  });

  it.each([0.25, 0.5, 1])('reads the speed at duty %p within half a percent', async (ratio) => {
    const { chip, model, settle } = await started();
    await chip.setDuty(ratio);
    settle();
    const [fan] = await chip.readFans();
    expect(fan?.fan).toBe(1);
    expect((fan?.rpm ?? 0) / model.rpm()).toBeCloseTo(1, 2);
    expect(fan?.stalled).toBe(false);
  });

  it('does not call a fan stalled that nobody drives', async () => {
    const { chip, settle } = await started();
    await chip.setDuty(0);
    settle();
    for (let reading = 0; reading < 4; reading += 1) {
      settle();
      expect(await chip.readFans()).toEqual(expect.arrayContaining([{ fan: 1, rpm: 0, stalled: false }]));
    }
  });

  it('reports a stalled fan at the second reading, and its recovery at once', async () => {
    const { chip, model, settle } = await started();
    await chip.setDuty(0.5);
    model.stall(true);
    settle();
    const stalled = async (): Promise<boolean | undefined> => {
      settle();
      return (await chip.readFans())[0]?.stalled;
    };
    await expect(stalled()).resolves.toBe(false);
    await expect(stalled()).resolves.toBe(true);
    await expect(stalled()).resolves.toBe(true);
    model.stall(false);
    settle();
    await expect(stalled()).resolves.toBe(false);
  });

  it('drives full speed by itself after its watchdog time, when it says it has one', async () => {
    const { chip, model } = await started();
    await chip.setDuty(0.3);
    const set = model.drive();
    const seconds = chip.watchdogSeconds ?? 4;
    for (let step = 0; step < 5; step += 1) {
      nowMilliseconds += seconds * 1000 - 1;
      await chip.setDuty(0.3); // feeds it
      expect(model.drive()).toBe(set);
    }
    nowMilliseconds += seconds * 1000;
    expect(model.drive()).toBe(chip.watchdogSeconds === undefined ? set : 1);
    await chip.setDuty(0.3);
    expect(model.drive()).toBe(set);
  });

  it('rejects with a HardwareError from every method when the hardware is gone', async () => {
    const { chip, model } = await started();
    model.breakDown(i2cError(121));
    const calls: readonly [string, () => Promise<unknown>][] = [
      ['setDuty', () => chip.setDuty(0.5)],
      ['readDuty', () => chip.readDuty()],
      ['readFans', () => chip.readFans()],
      ['configure', () => chip.configure()],
    ];
    for (const [, call] of calls) await expect(call()).rejects.toBeInstanceOf(HardwareError);
    const held = await chip.holdsConfiguration().catch((error: unknown) => error);
    expect(held === false || held instanceof HardwareError).toBe(true);
  });

  it.each<[string, (chip: FanChip) => Promise<unknown>]>([
    ['configure', (chip) => chip.configure()],
    ['holdsConfiguration', (chip) => chip.holdsConfiguration()],
    ['setDuty', (chip) => chip.setDuty(1)],
    ['readDuty', (chip) => chip.readDuty()],
    ['readFans', (chip) => chip.readFans()],
  ])('gives %s up with a HardwareError when the hardware hangs, and works again when it wakes', async (_name, call) => {
    const { chip, model } = await started();
    model.hang(true);
    const startedAt = performance.now();
    const error = await call(chip).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    const tookMs = performance.now() - startedAt;
    model.hang(false);
    expect(error).toMatchObject({ name: 'HardwareError', kind: 'hangs' });
    expect(tookMs).toBeLessThan(3 * patienceMs + 1500);
    await new Promise((wake) => setTimeout(wake, 20));
    await chip.configure();
    await chip.setDuty(1);
    expect(model.drive()).toBe(1);
  });
});
