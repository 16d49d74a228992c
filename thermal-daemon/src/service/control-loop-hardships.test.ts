import { defaultConfig, parseConfig, type Config } from '../config/config';
import { HangError } from '../io/deadline';
import { dryRun } from './dry-run';
import { bench } from './control-loop-bench';

describe('a refused configuration', () => {
  it('keeps the old one in force at full speed, and a good one ends it after the healthy minute', async () => {
    const { loop, steps } = bench();
    await steps(3);
    loop.refuse(['config.json:1:1 nonsense']);
    expect(await steps(3)).toMatchObject({
      dutyRatio: 1,
      faults: ['configuration-broken'],
      config: defaultConfig,
      configProblems: ['config.json:1:1 nonsense'],
      reloads: { good: 0, broken: 1 },
    });
    await loop.reconfigure(defaultConfig);
    expect(await steps(29)).toMatchObject({
      dutyRatio: 1,
      reasons: ['recovering'],
      configProblems: [],
      reloads: { good: 1, broken: 1 },
    });
    expect((await steps(10)).dutyRatio).toBeLessThan(1);
  });
});

describe('a new configuration', () => {
  const taken = (source: string): Config => {
    const checked = parseConfig(source);
    if (!checked.ok) throw new Error('not a configuration');
    return checked.config;
  };

  it('holds from the next step on', async () => {
    const { loop, steps, world } = bench();
    world.tempCelsius = 55;
    await steps(70);
    await loop.reconfigure(taken('{ "law": "curve" }'));
    expect((await steps(1)).dutyRatio).toBe(0.5);
    expect(world.opened).toBe(1);
  });

  it('with other hardware lets go of the old chip', async () => {
    const { loop, steps, world } = bench();
    await steps(2);
    await loop.reconfigure(taken('{ "hardware": { "bus": "i2c-0" } }'));
    await steps(1);
    expect(world).toMatchObject({ opened: 2, closed: 1 });
  });
});

describe('at the end', () => {
  it('leaves the fan at full speed', async () => {
    const { loop, steps, world } = bench();
    await steps(2);
    expect(await loop.stop()).toBe(true);
    expect(world).toMatchObject({ chip: { duty: 1 }, closed: 1 });
  });

  it('tries once more on a fresh bus, and tells when that failed too', async () => {
    const { loop, steps, world } = bench();
    await steps(2);
    world.chip.failing = 'all';
    expect(await loop.stop()).toBe(false);
    expect(world.opened).toBe(2);
  });
});

describe('what the platform does not tell', () => {
  it('is throttling below 80 °C: nobody knows; from there on it is taken for granted', async () => {
    const { world, steps } = bench();
    world.throttled = undefined;
    expect((await steps(2)).platform.throttled).toBeUndefined();
    for (const celsius of [70, 79.8]) {
      world.tempCelsius = celsius;
      expect((await steps(1)).platform.throttled).toBeUndefined();
    }
    world.tempCelsius = 80.2;
    expect(await steps(2)).toMatchObject({ platform: { throttled: true }, throttledSeconds: 4 });
  });
});

describe('what hangs', () => {
  const never = (): Promise<never> => new Promise(() => undefined);
  /** As BoundedIo gives up a read of a file. */
  const givenUp = async (): Promise<never> => {
    throw new HangError('no answer within 1100 ms: read /t');
  };

  it('gives full speed before the first reading of a fresh process', async () => {
    const { world, loop } = bench({ temperatureCelsius: never });
    await loop.begin();
    expect(world.chip).toMatchObject({ writes: [1], configured: true });
  });

  it('gives full speed before it reads a chip, when the sensor hangs', async () => {
    const { world, steps } = bench({ temperatureCelsius: givenUp });
    const order: string[] = [];
    world.chip.readDuty = async () => {
      order.push(`read at duty ${world.chip.duty}`);
      return world.chip.duty;
    };
    expect(await steps(1)).toMatchObject({ dutyRatio: 1, faults: ['sensor-unreadable'] });
    expect(order).toEqual(['read at duty 1']);
  });

  it('gives full speed within three seconds when reading the chip hangs, and says so', async () => {
    const { world, steps, messages } = bench();
    await steps(2);
    world.chip.readFans = never;
    const startedAt = performance.now();
    expect(await steps(1)).toMatchObject({ dutyRatio: 1, faults: ['chip-silent'], hardwareErrors: { hangs: 1 } });
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(world.chip.duty).toBe(1);
    expect(messages()).toContain('error read-chip failed');
  });

  it('gives a write up that hangs, opens the chip anew, and gives full speed with it', async () => {
    const { world, steps } = bench();
    await steps(2);
    const { setDuty } = world.chip;
    world.chip.setDuty = never;
    await steps(1);
    world.chip.setDuty = setDuty;
    expect(await steps(1)).toMatchObject({ dutyRatio: 1, faults: ['chip-silent'] });
    expect(world).toMatchObject({ opened: 2, chip: { duty: 1 } });
  });

  it('ends at full speed while a step hangs, and that step cannot take it back', async () => {
    let answer = (_celsius: number): void => undefined;
    const { world, steps, loop } = bench();
    await steps(2);
    const hanging = bench({ temperatureCelsius: () => new Promise((resolve) => (answer = resolve)) });
    const step = hanging.loop.step();
    expect(await hanging.loop.stop()).toBe(true);
    expect(hanging.world.chip.duty).toBe(1);
    answer(30);
    await step;
    expect(hanging.world.chip.writes).toEqual([1, 1]);
    expect([world.chip.duty, await loop.stop()]).toEqual([0, true]);
  });
});

describe('a dry run', () => {
  it('decides and records, and writes nothing to the chip', async () => {
    const { hardware, world } = bench();
    const dry = bench({ hardware: () => dryRun(hardware) });
    world.chip.configured = false;
    dry.world.tempCelsius = 75;
    const snapshot = await dry.steps(20);
    expect(snapshot).toMatchObject({ dutyRatio: 1, readbackRatio: 1, faults: [], fans: [{ rpm: 1200 }] });
    expect(world.chip).toMatchObject({ writes: [], configurations: 0 });
  });

  it('shows the real duty until it has decided on one', async () => {
    const { hardware, world } = bench();
    world.chip.duty = 0.7;
    const chip = await dryRun(hardware).open();
    expect(await chip.readDuty()).toBe(0.7);
    await chip.setDuty(0.2);
    expect(await chip.readDuty()).toBe(0.2);
    expect(world.chip.duty).toBe(0.7);
  });
});
