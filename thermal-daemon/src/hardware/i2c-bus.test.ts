import { BoundedIo } from '../io/bounded-io';
import fs from 'node:fs';
import { describeAddress } from './bus';
import { openI2cBus } from './i2c-bus';
import { RecoveringBus } from './recovering-bus';

/**
 * i2c-bus' own JavaScript over a native layer of ours, which behaves as /dev/i2c-N: each descriptor has an address, 0
 * until the ioctl that sets it succeeds, and writes go to that address.
 */
interface Native {
  readonly addressOf: Map<number, number>;
  readonly writes: { address: number; register: number; value: number }[];
  readonly forced: boolean[];
  /** Errors of the coming setAddr calls. */
  readonly setAddressFails: Error[];
}

const mockNative: Native = { addressOf: new Map(), writes: [], forced: [], setAddressFails: [] };

jest.mock('bindings', () => () => ({
  setAddrAsync(fd: number, address: number, force: boolean, done: (error: Error | null) => void) {
    mockNative.forced.push(Boolean(force));
    const error = mockNative.setAddressFails.shift();
    if (!error) mockNative.addressOf.set(fd, address);
    setImmediate(() => done(error ?? null));
  },
  writeByteAsync(fd: number, register: number, value: number, done: (error: Error | null) => void) {
    mockNative.writes.push({ address: mockNative.addressOf.get(fd) ?? 0, register, value });
    setImmediate(() => done(null));
  },
  readByteAsync(fd: number, _register: number, done: (error: Error | null, value?: number) => void) {
    setImmediate(() => done(null, mockNative.addressOf.get(fd) ?? 0));
  },
}));

const busy = (): Error => Object.assign(new Error('EBUSY, Device or resource busy'), { code: 'EBUSY', errno: 16 });
const where = { bus: 1, address: 0x2f };
const opened: string[] = [];

beforeEach(() => {
  mockNative.addressOf.clear();
  mockNative.writes.length = 0;
  mockNative.forced.length = 0;
  opened.length = 0;
  const realOpen = fs.open;
  jest.spyOn(fs, 'open').mockImplementation(((
    file: string,
    _flags: string,
    done: (e: Error | null, fd: number) => void,
  ) => {
    opened.push(file);
    realOpen('/dev/null', 'r+', done);
  }) as typeof fs.open);
});
afterEach(() => jest.restoreAllMocks());

describe('the i2c-bus package', () => {
  it('writes to address 0 and says it went well, when a bus is used again after EBUSY', async () => {
    mockNative.setAddressFails.push(busy());
    const bus = await openI2cBus(where);
    await expect(bus.writeByte(0x30, 0x80)).rejects.toMatchObject({ kind: 'busy' });
    await expect(bus.writeByte(0x30, 0x80)).resolves.toBeUndefined();
    expect(mockNative.writes).toEqual([{ address: 0, register: 0x30, value: 0x80 }]);
    await bus.close();
  });
});

describe('openI2cBus under RecoveringBus', () => {
  it('never writes to address 0, because it never uses a bus again after an error', async () => {
    mockNative.setAddressFails.push(busy(), busy());
    const bus = new RecoveringBus({
      io: new BoundedIo(),
      open: () => openI2cBus(where),
      where: describeAddress(where),
      nowMilliseconds: () => 0,
    });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(bus.writeByte(0x30, 0x80)).rejects.toMatchObject({ kind: 'busy' });
    }
    await bus.writeByte(0x30, 0x80);
    expect(mockNative.writes).toEqual([{ address: 0x2f, register: 0x30, value: 0x80 }]);
    expect(opened).toEqual(['/dev/i2c-1', '/dev/i2c-1', '/dev/i2c-1']);
    await bus.close();
  });

  it('takes no chip from a kernel driver unless that is asked for', async () => {
    for (const options of [undefined, {}, { forceAccess: true }]) {
      const bus = await openI2cBus(where, options);
      await bus.writeByte(0x30, 1);
      await bus.close();
    }
    expect(mockNative.forced).toEqual([false, false, true]);
  });

  it('keeps one descriptor while all goes well', async () => {
    const bus = await openI2cBus(where);
    await bus.writeByte(0x30, 1);
    await bus.writeByte(0x30, 2);
    await expect(bus.readByte(0xfd)).resolves.toBe(0x2f);
    expect(opened).toHaveLength(1);
    await bus.close();
  });
});
