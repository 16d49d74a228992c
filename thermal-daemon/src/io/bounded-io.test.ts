import { BoundedIo } from './bounded-io';
import { HangError } from './deadline';

const never = (): Promise<never> => new Promise(() => undefined);

function bench() {
  const world = { nowMs: 0 };
  return { world, io: new BoundedIo(20, () => world.nowMs) };
}

describe('bounded input and output', () => {
  it('passes an answer or an error on that comes in time', async () => {
    const { io } = bench();
    await expect(io.within('a', async () => 5)).resolves.toBe(5);
    await expect(io.within('a', async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(io.hangingOperations).toBe(0);
  });

  it('gives an operation up that has no answer, and says which', async () => {
    const { io } = bench();
    await expect(io.within('read /x', never)).rejects.toThrow(new HangError('no answer within 20 ms: read /x'));
    expect(io.hangingOperations).toBe(1);
  });

  it('does not pile operations up on what hangs, but asks again after ten seconds', async () => {
    const { io, world } = bench();
    await expect(io.within('a', never)).rejects.toThrow('no answer');
    let asked = 0;
    const ask = () => io.within('a', async () => (asked += 1));
    world.nowMs = 9_999;
    await expect(ask()).rejects.toThrow('an earlier operation still hangs: a');
    expect(asked).toBe(0);
    world.nowMs = 10_000;
    await expect(ask()).resolves.toBe(1);
  });

  it('keeps threads for what has not hung yet when eight operations hang', async () => {
    const { io, world } = bench();
    for (let count = 0; count < 8; count += 1) await expect(io.within(`sensor ${count}`, never)).rejects.toThrow();
    world.nowMs = 60_000;
    await expect(io.within('sensor 0', async () => 1)).rejects.toThrow('still hangs');
    await expect(io.within('the fan', async () => 1)).resolves.toBe(1);
  });

  it('drops a late answer, hands it to whoever tidies it away, and takes the subject up again at once', async () => {
    const { io } = bench();
    let answer = (_late: number): void => undefined;
    const dropped: number[] = [];
    const given = io.within(
      'open',
      () => new Promise<number>((resolve) => (answer = resolve)),
      (late) => dropped.push(late),
    );
    await expect(given).rejects.toThrow(HangError);
    answer(7);
    await new Promise((soon) => setTimeout(soon, 1));
    expect(dropped).toEqual([7]);
    expect(io.hangingOperations).toBe(0);
    await expect(io.within('open', async () => 8)).resolves.toBe(8);
  });
});
