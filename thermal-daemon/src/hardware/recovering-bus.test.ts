import { BoundedIo } from '../io/bounded-io';
import type { OpenBus } from './bus';
import type { HardwareErrorKind } from './hardware-error';
import { RecoveringBus } from './recovering-bus';
import { i2cError } from './testing/chip-model';
import { PlaybackBus, type Transfer } from './testing/playback-bus';

const where = 'i2c-1 address 0x2f';

/** One script per opening of the bus; opening more often than scripted fails. */
function bench(scripts: readonly (readonly Transfer[] | Error)[], nowMilliseconds = (): number => 0) {
  const opened: PlaybackBus[] = [];
  const kinds: HardwareErrorKind[] = [];
  let next = 0;
  const bus = new RecoveringBus({
    io: new BoundedIo(),
    where,
    nowMilliseconds,
    onError: ({ kind }) => kinds.push(kind),
    open: async (): Promise<OpenBus> => {
      const script = scripts[next++];
      if (script === undefined) throw new Error('opened more often than expected');
      if (script instanceof Error) throw script;
      const playback = new PlaybackBus(script);
      opened.push(playback);
      return playback;
    },
  });
  const finish = (): void => {
    expect(next).toBe(scripts.length);
    opened.forEach((each) => each.finish());
  };
  return { bus, opened, kinds, finish };
}

describe('RecoveringBus', () => {
  it('opens once for many transfers', async () => {
    const { bus, opened, finish } = bench([
      [
        { read: 0xfd, gives: 0x37 },
        { write: 0x30, value: 0x80 },
      ],
    ]);
    await expect(bus.readByte(0xfd)).resolves.toBe(0x37);
    await bus.writeByte(0x30, 0x80);
    expect(opened).toHaveLength(1);
    finish();
  });

  it.each([
    ['no acknowledge', 121],
    ['a timeout', 110],
    ['lost arbitration', 11],
    ['a bus fault', 5],
  ])('tries again on a newly opened bus after %s', async (_, errno) => {
    const { bus, opened, kinds, finish } = bench([
      [{ write: 0x30, fails: i2cError(errno) }],
      [{ write: 0x30, value: 0x80 }],
    ]);
    await bus.writeByte(0x30, 0x80);
    expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
    expect(kinds).toHaveLength(1);
    finish();
  });

  it('gives up after three attempts, leaves no bus open, and starts anew with the next transfer', async () => {
    const nak: Transfer[] = [{ read: 0xfd, fails: i2cError(121) }];
    const { bus, opened, kinds, finish } = bench([nak, nak, nak, [{ read: 0xfd, gives: 0x37 }]]);
    await expect(bus.readByte(0xfd)).rejects.toMatchObject({ kind: 'no-answer' });
    expect(opened.every(({ closed }) => closed)).toBe(true);
    expect(kinds).toEqual(['no-answer', 'no-answer', 'no-answer']);
    await expect(bus.readByte(0xfd)).resolves.toBe(0x37);
    finish();
  });

  it.each([
    ['a kernel driver that owns the chip', 16, 'busy'],
    ['refused access', 13, 'permission'],
    ['a missing device', 2, 'missing'],
    ['a vanished device', 19, 'gone'],
  ])('does not insist on %s, but closes', async (_, errno, kind) => {
    const { bus, opened, finish } = bench([[{ read: 0xfd, fails: i2cError(errno) }]]);
    await expect(bus.readByte(0xfd)).rejects.toMatchObject({ kind });
    expect(opened[0]?.closed).toBe(true);
    finish();
  });

  it('begins no new attempt when the step has no time left for it', async () => {
    let now = 0;
    const slow: Transfer[] = [{ read: 0xfd, fails: i2cError(110, 'ETIMEDOUT') }];
    const { bus, kinds } = bench([slow, slow, slow], () => (now += 600));
    await expect(bus.readByte(0xfd)).rejects.toMatchObject({ kind: 'timeout' });
    expect(kinds).toHaveLength(2);
  });

  it('treats a failure to open like a failed transfer', async () => {
    const { bus, finish } = bench([i2cError(110), [{ read: 0xfd, gives: 0x37 }]]);
    await expect(bus.readByte(0xfd)).resolves.toBe(0x37);
    finish();
  });

  it('closes quietly, also when closing fails', async () => {
    const stuck: OpenBus = {
      readByte: async () => 0,
      writeByte: async () => undefined,
      close: async () => {
        throw i2cError(5);
      },
    };
    const bus = new RecoveringBus({
      io: new BoundedIo(),
      open: async () => stuck,
      where,
      nowMilliseconds: () => 0,
    });
    await bus.readByte(0);
    await expect(bus.close()).resolves.toBeUndefined();
  });
});
