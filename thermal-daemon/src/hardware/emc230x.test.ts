import { Emc230x, emc230xVariants } from './emc230x';
import type { FanOptions } from './hardware-config';
import { PlaybackBus, type Transfer } from './testing/playback-bus';

const fan: FanOptions = {
  invertPolarity: false,
  pulsesPerRevolution: 2,
  minimumRpm: 600,
  pwmFrequencyHertz: 25_000,
  pushPullOutput: false,
  fans: undefined,
};

const write = (register: number, value: number): Transfer => ({ write: register, value });
const read = (register: number, gives: number): Transfer => ({ read: register, gives });

const chipOn = (bus: PlaybackBus, options: Partial<FanOptions> = {}, product = 0x37): Emc230x => {
  const variant = emc230xVariants.get(product);
  if (!variant) throw new Error('no such product');
  return new Emc230x(bus, 'i2c-1 address 0x2f', variant, { ...fan, ...options });
};

const clearedStatus = [read(0x25, 1), read(0x26, 0), read(0x27, 0), read(0x24, 1)];

describe('EMC2301 registers', () => {
  it('are all written at configuration, the watchdog first, and stale faults are cleared', async () => {
    const bus = new PlaybackBus([
      write(0x20, 0xe0), // MASK, no SMBus time-out, WD_EN
      write(0x32, 0x0b), // direct drive, range 1, five edges, 400 ms
      write(0x29, 0x00),
      write(0x2a, 0x00),
      write(0x2b, 0x00),
      write(0x2d, 0x00), // 26 kHz
      write(0x31, 0x01),
      write(0x33, 0x28),
      write(0x36, 0x19), // kick at 60 % for 500 ms
      write(0x39, 0xcc), // 600 rpm
      ...clearedStatus,
    ]);
    await chipOn(bus).configure();
    bus.finish();
  });

  it.each([
    ['an inverting stage', { invertPolarity: true }, write(0x2a, 0x01)],
    ['push-pull output', { pushPullOutput: true }, write(0x2b, 0x01)],
    ['a 20 kHz fan', { pwmFrequencyHertz: 20_000 }, write(0x2d, 0x01)],
    ['a 5 kHz fan', { pwmFrequencyHertz: 5_000 }, write(0x2d, 0x02)],
    ['a slow fan', { pwmFrequencyHertz: 100 }, write(0x2d, 0x03)],
    ['one pulse a turn', { pulsesPerRevolution: 1 as const }, write(0x32, 0x03)],
    ['four pulses a turn', { pulsesPerRevolution: 4 as const }, write(0x32, 0x1b)],
    ['a fan that never turns below 3000 rpm', { minimumRpm: 3000 }, write(0x32, 0x4b)],
  ])('follow %s', async (_, options, expected) => {
    const written = new Map<number, number>();
    const bus = {
      readByte: async () => 0,
      writeByte: async (at: number, value: number) => void written.set(at, value),
    };
    const variant = emc230xVariants.get(0x37);
    if (!variant || !('value' in expected)) throw new Error('unreachable');
    await new Emc230x(bus, 'here', variant, { ...fan, ...options }).configure();
    expect(written.get(expected.write)).toBe(expected.value);
  });

  it('drive, its reading and the tach are one transfer each, high tach byte first', async () => {
    const bus = new PlaybackBus([
      write(0x30, 0x80),
      read(0x30, 0x80),
      read(0x30, 0x80),
      read(0x3e, 0x31),
      read(0x3f, 0x10),
    ]);
    const chip = chipOn(bus);
    await chip.setDuty(0.5);
    await expect(chip.readDuty()).resolves.toBe(0x80 / 0xff);
    await expect(chip.readFans()).resolves.toEqual([{ fan: 1, rpm: 3_932_160 / 0x622, stalled: false }]);
    bus.finish();
  });

  it('hold the configuration when the two that lead it read back, and read no more than those', async () => {
    const bus = new PlaybackBus([read(0x20, 0xe0), read(0x32, 0x0b)]);
    await expect(chipOn(bus).holdsConfiguration()).resolves.toBe(true);
    bus.finish();
  });

  it('call a fan exactly at its slowest no stall, and one below it a stall at the second reading', async () => {
    const slow = [read(0x30, 0x80), read(0x3e, 0xc8), read(0x3f, 0)];
    const rpm = 3_932_160 / 0x1900;
    for (const [minimumRpm, stalled] of [
      [rpm, false],
      [rpm + 0.1, true],
    ] as const) {
      const chip = chipOn(new PlaybackBus([...slow, ...slow]), { minimumRpm });
      await chip.readFans();
      await expect(chip.readFans()).resolves.toEqual([{ fan: 1, rpm, stalled }]);
    }
  });

  it.each([
    ['the watchdog bit is lost', [read(0x20, 0xc0)]],
    ['closed-loop drive is on', [read(0x20, 0xe0), read(0x32, 0x8b)]],
    ['the bus reads all ones', [read(0x20, 0xff)]],
  ])('do not hold the configuration when %s', async (_, transfers) => {
    const bus = new PlaybackBus(transfers);
    await expect(chipOn(bus).holdsConfiguration()).resolves.toBe(false);
    bus.finish();
  });

  it('refuse a tach count of 0, which a data line held low gives', async () => {
    const bus = new PlaybackBus([read(0x30, 0), read(0x3e, 0), read(0x3f, 0)]);
    await expect(chipOn(bus).readFans()).rejects.toMatchObject({ kind: 'implausible' });
  });
});

describe('the siblings', () => {
  it('drive every output, also those without a fan of interest', async () => {
    const bus = new PlaybackBus([0x30, 0x40, 0x50, 0x60, 0x70].map((register) => write(register, 0xff)));
    await chipOn(bus, { fans: [2] }, 0x34).setDuty(1);
    bus.finish();
  });

  it('report the least driven of the wired fans, and their tach only', async () => {
    const bus = new PlaybackBus([
      read(0x40, 0xff),
      read(0x50, 0x33),
      ...[read(0x40, 0xff), read(0x4e, 0x18), read(0x4f, 0x90)],
      ...[read(0x50, 0x33), read(0x5e, 0x31), read(0x5f, 0x10)],
    ]);
    const chip = chipOn(bus, { fans: [2, 3] }, 0x35);
    await expect(chip.readDuty()).resolves.toBe(0.2);
    expect((await chip.readFans()).map(({ fan: number }) => number)).toEqual([2, 3]);
    bus.finish();
  });

  it('spread frequency over both registers of an EMC2305', async () => {
    const written = new Map<number, number>();
    const bus = {
      readByte: async () => 0,
      writeByte: async (at: number, value: number) => void written.set(at, value),
    };
    const variant = emc230xVariants.get(0x34);
    if (!variant) throw new Error('unreachable');
    await new Emc230x(bus, 'here', variant, { ...fan, pwmFrequencyHertz: 20_000, invertPolarity: true }).configure();
    expect([written.get(0x2d), written.get(0x2c), written.get(0x2a)]).toEqual([0b010101, 0b0101, 0b11111]);
  });

  it('write no register that an EMC2303 does not have', async () => {
    const written: number[] = [];
    const bus = { readByte: async () => 0, writeByte: async (at: number) => void written.push(at) };
    await new Emc230x(bus, 'here', emc230xVariants.get(0x35)!, fan).configure();
    expect(written).not.toContain(0x2c);
    expect(written).toContain(0x2d);
  });

  it('refuse a fan they do not have', () => {
    expect(() => chipOn(new PlaybackBus([]), { fans: [1, 3] }, 0x36)).toThrow(/fan 3 was asked for, emc2302 has 2/);
  });
});
