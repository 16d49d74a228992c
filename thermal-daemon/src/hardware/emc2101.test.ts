import { Emc2101 } from './emc2101';
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
const chipOn = (bus: PlaybackBus, options: Partial<FanOptions> = {}): Emc2101 =>
  new Emc2101(bus, 'i2c-1 address 0x4c', { ...fan, ...options });

describe('EMC2101 registers', () => {
  it('are all written at configuration', async () => {
    const bus = new PlaybackBus([
      write(0x03, 0x04), // the pin is the tach, the output PWM
      write(0x4a, 0x24), // manual, 360 kHz with divider
      write(0x4d, 7), // 25.7 kHz, 14 steps
      write(0x4e, 1),
      write(0x4b, 0x14), // kick at 75 % for 400 ms
      write(0x48, 9000 & 0xff), // 600 rpm
      write(0x49, 9000 >> 8),
    ]);
    await chipOn(bus).configure();
    bus.finish();
  });

  it.each([
    [22_500, 8, 16],
    [25_000, 7, 14],
    [5_800, 31, 62],
    [360_000, 1, 2],
  ])('for %p Hz have PWM_F %p, and full speed is %p', async (pwmFrequencyHertz, pwmF, fullScale) => {
    const bus = new PlaybackBus([
      ...[write(0x03, 0x04), write(0x4a, 0x24), write(0x4d, pwmF), write(0x4e, 1), write(0x4b, 0x14)],
      ...[write(0x48, 0x28), write(0x49, 0x23), write(0x4c, fullScale), read(0x4c, fullScale)],
    ]);
    const chip = chipOn(bus, { pwmFrequencyHertz });
    await chip.configure();
    await chip.setDuty(1);
    await expect(chip.readDuty()).resolves.toBe(1);
    bus.finish();
  });

  it('read the low tach byte first, and 0xffff as standing', async () => {
    const bus = new PlaybackBus([
      ...[read(0x4c, 7), read(0x46, 0x38), read(0x47, 0x04)],
      ...[read(0x4c, 0), read(0x46, 0xff), read(0x47, 0xff)],
    ]);
    const chip = chipOn(bus);
    await expect(chip.readFans()).resolves.toEqual([{ fan: 1, rpm: 5000, stalled: false }]);
    await expect(chip.readFans()).resolves.toEqual([{ fan: 1, rpm: 0, stalled: false }]);
    bus.finish();
  });

  it('count other fans than two-pulse ones', async () => {
    const bus = new PlaybackBus([read(0x4c, 7), read(0x46, 0x38), read(0x47, 0x04)]);
    await expect(chipOn(bus, { pulsesPerRevolution: 4 }).readFans()).resolves.toMatchObject([{ rpm: 2500 }]);
  });

  it('refuse a tach count of 0', async () => {
    const bus = new PlaybackBus([read(0x4c, 7), read(0x46, 0), read(0x47, 0)]);
    await expect(chipOn(bus).readFans()).rejects.toMatchObject({ kind: 'implausible' });
  });

  it('never claim more than full speed, though the register may hold it', async () => {
    const bus = new PlaybackBus([read(0x4c, 63)]);
    await expect(chipOn(bus).readDuty()).resolves.toBe(1);
  });

  it('have one fan only', () => {
    expect(() => chipOn(new PlaybackBus([]), { fans: [2] })).toThrow(/fan 2 was asked for/);
  });

  it('hold the configuration when the two that lead it read back, and read no more than those', async () => {
    const bus = new PlaybackBus([read(0x03, 0x04), read(0x4a, 0x24)]);
    await expect(chipOn(bus).holdsConfiguration()).resolves.toBe(true);
    bus.finish();
  });

  it('call a fan exactly at its slowest no stall', async () => {
    const transfers = [read(0x4c, 7), read(0x46, 0x28), read(0x47, 0x23)];
    const chip = chipOn(new PlaybackBus([...transfers, ...transfers]), { minimumRpm: 600 });
    await chip.readFans();
    await expect(chip.readFans()).resolves.toEqual([{ fan: 1, rpm: 600, stalled: false }]);
  });

  it('belong to one fan, which may be named', () => {
    expect(() => chipOn(new PlaybackBus([]), { fans: [1] })).not.toThrow();
    expect(() => chipOn(new PlaybackBus([]), { fans: [2] })).toThrow();
  });
});
