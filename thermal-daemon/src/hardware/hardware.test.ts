import { BoundedIo } from '../io/bounded-io';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listAdapters } from './adapters';
import type { BusAddress, OpenBus } from './bus';
import { createHardware } from './hardware';
import { fanOptionsOf, type HardwareConfig } from './hardware-config';
import { classifyError, type HardwareErrorKind } from './hardware-error';
import { i2cError, type ChipModel } from './testing/chip-model';
import { Emc2101Model } from './testing/emc2101-model';
import { Emc230xModel } from './testing/emc230x-model';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'hardware-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const clock = (): number => 0;
const defaults: HardwareConfig = {
  chip: 'auto',
  bus: undefined,
  address: undefined,
  pulsesPerTurn: 2,
  invertedPwm: false,
  pushPull: false,
  pwmPath: '/sys/class/pwm/pwmchip0',
  pwmChannel: 0,
  hwmonPath: '/sys/class/hwmon',
  hwmonChannel: 1,
};

/** A machine with adapters, device nodes and chips. */
function machine(
  adapters: Record<number, string>,
  deviceNodes: readonly number[],
  chips: Record<string, ChipModel | Error>,
) {
  for (const [bus, name] of Object.entries(adapters)) {
    mkdirSync(path.join(root, `sys/class/i2c-dev/i2c-${bus}`), { recursive: true });
    writeFileSync(path.join(root, `sys/class/i2c-dev/i2c-${bus}/name`), `${name}\n`);
  }
  mkdirSync(path.join(root, 'dev'), { recursive: true });
  for (const bus of deviceNodes) writeFileSync(path.join(root, `dev/i2c-${bus}`), '');
  const asked: string[] = [];
  const traffic = { opened: 0, closed: 0 };
  const errors: HardwareErrorKind[] = [];
  const openBus = async (where: BusAddress): Promise<OpenBus> => {
    const key = `${where.bus}:0x${where.address.toString(16)}`;
    if (!asked.includes(key)) asked.push(key);
    const chip = chips[key] ?? (deviceNodes.includes(where.bus) ? i2cError(121) : i2cError(2, 'ENOENT'));
    if (chip instanceof Error) throw classifyError(chip, key);
    traffic.opened += 1;
    return {
      readByte: (register) => chip.readByte(register),
      writeByte: (register, value) => chip.writeByte(register, value),
      close: async () => void (traffic.closed += 1),
    };
  };
  const surroundings = {
    io: new BoundedIo(),
    root,
    openBus,
    nowMilliseconds: clock,
    wait: async () => undefined,
    onBusError: ({ kind }: { kind: HardwareErrorKind }) => void errors.push(kind),
  };
  const hardware = (config: Partial<HardwareConfig> = {}) => createHardware({ ...defaults, ...config }, surroundings);
  return { hardware, asked, errors, traffic };
}

const emc2301 = (): Emc230xModel => new Emc230xModel(0x37, clock);
const pi = { 1: 'bcm2835 (i2c@7e804000)', 2: 'fef04500.i2c' };

describe('finding the chip', () => {
  it('finds an EMC2301 on the one bus that the pod was given', async () => {
    const { hardware, asked } = machine(pi, [1], { '1:0x2f': emc2301() });
    await expect(hardware().open()).resolves.toMatchObject({ name: 'emc2301', watchdogSeconds: 4 });
    expect(asked.every((key) => key.startsWith('1:'))).toBe(true);
  });

  it.each([
    ['0x2f', new Emc230xModel(0x36, clock), 'emc2302'],
    ['0x2d', new Emc230xModel(0x35, clock), 'emc2303'],
    ['0x4c', new Emc230xModel(0x34, clock), 'emc2305'],
    ['0x4c', new Emc2101Model(0x16), 'emc2101'],
    ['0x4c', new Emc2101Model(0x28), 'emc2101'],
  ])('tells what sits at %s by its registers', async (address, chip, name) => {
    const { hardware } = machine(pi, [1], { [`1:${address}`]: chip });
    await expect(hardware().open()).resolves.toMatchObject({ name });
  });

  it.each(['i2c-1', '/dev/i2c-1', 'i2c@7e804000'])('looks only at the bus that is named "%s"', async (bus) => {
    const { hardware, asked } = machine(pi, [1, 2], { '1:0x2f': emc2301(), '2:0x2f': emc2301() });
    await hardware({ bus }).open();
    expect(asked.every((key) => key.startsWith('1:'))).toBe(true);
  });

  it('asks one address and nobody else when bus and address are named', async () => {
    const { hardware, asked } = machine({}, [1], { '1:0x2e': emc2301() });
    await hardware({ bus: 'i2c-1', address: 0x2e }).open();
    expect(asked).toEqual(['1:0x2e']);
  });

  it.each([
    ['mux i2c-1', 'mux i2c-1'],
    ['i2c-1 of the carrier', 'i2c-1 of'],
  ])('takes a bus that only looks like a number for part of a name: %s', async (name, bus) => {
    const { hardware, asked } = machine({ 1: 'other', 5: name }, [1, 5], { '1:0x2f': emc2301(), '5:0x2f': emc2301() });
    await hardware({ bus }).open();
    expect(asked.every((key) => key.startsWith('5:'))).toBe(true);
  });

  it('knows buses with two digits', async () => {
    const { hardware } = machine({}, [10], { '10:0x2f': emc2301() });
    await expect(hardware({ bus: 'i2c-10' }).open()).resolves.toMatchObject({ name: 'emc2301' });
  });

  it('looks for a named address on every bus', async () => {
    const { hardware, asked } = machine(pi, [1, 2], { '2:0x2e': emc2301() });
    await hardware({ address: 0x2e }).open();
    expect(asked).toEqual(['1:0x2e', '2:0x2e']);
  });

  it('asks a named chip once, lets go of the bus after each question, and of the chip when told', async () => {
    const { hardware, traffic } = machine(pi, [1], { '1:0x2f': emc2301() });
    const ours = hardware({ bus: 'i2c-1', address: 0x2f });
    const chip = await ours.open();
    expect(traffic).toEqual({ opened: 1, closed: 1 });
    await chip.readDuty();
    expect(traffic).toEqual({ opened: 2, closed: 1 });
    await ours.close();
    expect(traffic).toEqual({ opened: 2, closed: 2 });
  });

  it('lets go of every bus that it searched', async () => {
    const { hardware, traffic } = machine(pi, [1], { '1:0x2f': emc2301(), '1:0x4c': new Emc2101Model() });
    await hardware({ chip: 'emc2301' }).open();
    expect(traffic).toEqual({ opened: 2, closed: 2 });
  });

  it('takes a chip of the maker that it does not know for a stranger', async () => {
    const stranger = emc2301();
    jest.spyOn(stranger, 'readByte').mockImplementation(async (register) => (register === 0xfe ? 0x5d : 0x99));
    const { hardware } = machine(pi, [1], { '1:0x2f': stranger });
    await expect(hardware({ bus: 'i2c-1', address: 0x2f }).open()).rejects.toMatchObject({ kind: 'wrong-chip' });
  });

  it('names the error that tells most: a busy chip, not the addresses where nobody is', async () => {
    const { hardware } = machine(pi, [1], { '1:0x4c': i2cError(16, 'EBUSY') });
    await expect(hardware().open()).rejects.toMatchObject({ kind: 'busy' });
    const { lines } = await hardware().describe();
    expect(lines.join('\n')).toMatch(/0x4c: a kernel driver owns the chip/);
  });

  it('refuses to choose between two chips', async () => {
    const { hardware } = machine(pi, [1], { '1:0x2f': emc2301(), '1:0x4c': new Emc2101Model() });
    await expect(hardware().open()).rejects.toThrow(/more than one fan chip: i2c-1 address 0x2f, i2c-1 address 0x4c/);
    await expect(hardware({ chip: 'emc2101' }).open()).resolves.toMatchObject({ name: 'emc2101' });
  });

  it.each([
    ['another chip than the configured one', { chip: 'emc2101' }, emc2301(), 'wrong-chip', /emc2301, not emc2101/],
    [
      'another chip at the named address',
      { chip: 'emc2101', bus: 'i2c-1', address: 0x2f },
      emc2301(),
      'wrong-chip',
      /emc2301, not emc2101/,
    ],
    ['a kernel driver on the chip', {}, i2cError(16, 'EBUSY'), 'busy', /i2c-fan/],
    ['a device that the pod may not open', {}, i2cError(-13, 'EACCES'), 'permission', /device plugin/],
    ['nobody at the address', { bus: 'i2c-1', address: 0x2f }, i2cError(121), 'no-answer', /did not acknowledge/],
    ['nobody anywhere', {}, i2cError(121), 'no-answer', /no fan chip found/],
    ['a bus that does not exist', { bus: 'i2c-7' }, i2cError(121), 'missing', /config\.txt/],
    ['no adapter of that name', { bus: 'spi' }, emc2301(), 'missing', /no fan chip found/],
  ] as const)('says what to do about %s', async (_, config, chip, kind, message) => {
    const { hardware } = machine(pi, [1], { '1:0x2f': chip });
    const error = await hardware(config)
      .open()
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind, message: expect.stringMatching(message) });
  });

  it('asks a stuck bus one address only: every further one would cost another second', async () => {
    const { hardware, asked } = machine(pi, [1], { '1:0x2f': i2cError(110, 'ETIMEDOUT') });
    await expect(hardware().open()).rejects.toMatchObject({ kind: 'timeout' });
    expect(asked).toEqual(['1:0x2f']);
  });

  it('counts the errors of a named chip, retries included', async () => {
    const { hardware, errors } = machine(pi, [1], {});
    await expect(hardware({ bus: 'i2c-1', address: 0x2f }).open()).rejects.toMatchObject({ kind: 'no-answer' });
    expect(errors).toEqual(['no-answer', 'no-answer', 'no-answer']);
  });

  it('takes a stranger with the right product number for a stranger', async () => {
    const stranger = emc2301();
    jest.spyOn(stranger, 'readByte').mockImplementation(async (register) => (register === 0xfe ? 0x54 : 0x37));
    const { hardware } = machine(pi, [1], { '1:0x2f': stranger });
    await expect(hardware({ bus: 'i2c-1', address: 0x2f }).open()).rejects.toMatchObject({ kind: 'wrong-chip' });
  });
});

describe('the probe', () => {
  it('lists adapters, what answers, and what a person must know', async () => {
    const { hardware } = machine(pi, [1], { '1:0x2f': emc2301() });
    const { lines } = await hardware().describe();
    expect(lines).toEqual([
      'i2c-1 "bcm2835 (i2c@7e804000)"',
      'i2c-2 "fef04500.i2c", no device node here',
      'i2c-1 address 0x2f: emc2301 (product 0x37, revision 0x80)',
    ]);
  });

  it('also tries a named bus that /sys does not list', async () => {
    const { hardware } = machine({}, [3], { '3:0x2f': emc2301() });
    const { lines } = await hardware({ bus: 'i2c-3' }).describe();
    expect(lines.join('\n')).toContain('i2c-3 address 0x2f: emc2301');
  });

  it('says so when there is nothing', async () => {
    const { hardware } = machine({}, [], {});
    await expect(hardware().describe()).resolves.toEqual({ lines: ['no fan chip found'] });
  });

  it('tells whether a kernel PWM channel is there', async () => {
    const { hardware } = machine({}, [], {});
    const { lines } = await hardware({ chip: 'kernel-pwm', pwmPath: path.join(root, 'pwmchip0') }).describe();
    expect(lines[0]).toMatch(/pwmchip0 channel 0: not set up by this daemon/);
  });
});

describe('a fan on the kernel’s PWM', () => {
  const pwm = (change: Partial<HardwareConfig> = {}) => {
    const { hardware } = machine({}, [], {});
    return hardware({ chip: 'kernel-pwm', pwmPath: path.join(root, 'pwmchip0'), ...change });
  };

  it('is opened without looking at any bus', async () => {
    await expect(pwm().open()).resolves.toMatchObject({ name: 'kernel-pwm', watchdogSeconds: undefined });
  });

  it('is described with what is amiss', async () => {
    const withoutTach = await pwm().describe();
    expect(withoutTach.lines[1]).toMatch(/^no rpmFile: the speed is unknown/);
    const withTach = await pwm({ rpmFile: '/sys/class/hwmon/hwmon2/fan1_input' }).describe();
    expect(withTach.lines).toHaveLength(1);
    mkdirSync(path.join(root, 'pwmchip0/pwm0'), { recursive: true });
    expect((await pwm().describe()).lines[0]).toMatch(/pwmchip0 channel 0: .*enable: .*does not exist|no such/i);
  });
});

describe('listAdapters', () => {
  it('sorts by number and ignores what is no bus', async () => {
    machine({ 10: 'ten', 2: 'two' }, [10], {});
    for (const other of ['power', 'xi2c-3', 'i2c-3x']) mkdirSync(path.join(root, 'sys/class/i2c-dev', other));
    expect(await listAdapters(new BoundedIo(), root)).toEqual([
      { bus: 2, name: 'two', usable: false },
      { bus: 10, name: 'ten', usable: true },
    ]);
  });

  it('is empty without i2c-dev', async () => {
    expect(await listAdapters(new BoundedIo(), path.join(root, 'nowhere'))).toEqual([]);
  });
});

describe('what is true of the fan on the wire', () => {
  it.each([1, 2, 3, 4])('may be %d pulses a turn', (pulsesPerTurn) => {
    expect(fanOptionsOf({ ...defaults, pulsesPerTurn })).toEqual({
      invertPolarity: false,
      pulsesPerRevolution: pulsesPerTurn,
      minimumRpm: 600,
      pwmFrequencyHertz: 25_000,
      pushPullOutput: false,
      fans: undefined,
    });
  });

  it('is taken from the configuration', () => {
    const given = { invertedPwm: true, pushPull: true, minimumRpm: 900, pwmFrequencyHertz: 100, fans: [2] };
    expect(fanOptionsOf({ ...defaults, ...given })).toEqual({
      invertPolarity: true,
      pulsesPerRevolution: 2,
      minimumRpm: 900,
      pwmFrequencyHertz: 100,
      pushPullOutput: true,
      fans: [2],
    });
  });
});

describe('a configuration that no driver can follow', () => {
  it('is refused when the hardware is made, not when it turns hot', () => {
    const { hardware } = machine(pi, [1], {});
    expect(() => hardware({ pulsesPerTurn: 5 })).toThrow(/pulsesPerTurn must be 1, 2, 3 or 4, not 5/);
  });
});
