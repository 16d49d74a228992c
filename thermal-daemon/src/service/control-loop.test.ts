import { defaultConfig, parseConfig, type Config } from '../config/config';
import type { FanChip, FanReading, Hardware } from '../hardware/fan-chip';
import type { NeighbourReading } from '../control/readings';
import { HardwareError } from '../hardware/hardware-error';
import { HangError } from '../io/deadline';
import { ControlLoop, type Surroundings } from './control-loop';
import { dryRun } from './dry-run';
import { jsonLog } from './log';
import { silentPlatform } from './platform';

/** A chip that counts, obeys and fails on demand. */
class TestChip implements FanChip {
  readonly name = 'emc2301';
  readonly watchdogSeconds = 4;
  duty = 0;
  configured = false;
  configurations = 0;
  writes: number[] = [];
  failing: 'nothing' | 'reads' | 'writes' | 'all' = 'nothing';
  fans: FanReading[] = [{ fan: 1, rpm: 1200, stalled: false }];

  async configure() {
    this.touch('writes');
    this.configured = true;
    this.configurations += 1;
  }
  async holdsConfiguration() {
    this.touch('reads');
    return this.configured;
  }
  async setDuty(ratio: number) {
    this.touch('writes');
    this.duty = ratio;
    this.writes.push(ratio);
  }
  async readDuty() {
    this.touch('reads');
    return this.duty;
  }
  async readFans() {
    this.touch('reads');
    return this.fans;
  }
  private touch(what: 'reads' | 'writes') {
    if (this.failing === what || this.failing === 'all') throw new HardwareError('no-answer', 'i2c-1 address 0x2f');
  }
}

function bench(given: Partial<Surroundings> = {}, config: Config = defaultConfig) {
  const lines: { level: string; message: string; [field: string]: unknown }[] = [];
  const chip = new TestChip();
  const world = {
    chip,
    nowMs: 0,
    tempCelsius: 55 as number | Error,
    leastDutyRatio: 0,
    neighbour: undefined as NeighbourReading | 'unknown' | undefined,
    opened: 0,
    closed: 0,
    absent: false,
    throttled: false as boolean | undefined,
    underVoltage: undefined as boolean | undefined,
    busError: (_error: HardwareError): void => undefined,
    lines,
  };
  const hardware: Hardware = {
    open: async () => {
      if (world.absent) throw new HardwareError('missing', 'search for a fan chip');
      world.opened += 1;
      return chip;
    },
    close: async () => {
      world.closed += 1;
    },
    describe: async () => ({ lines: [] }),
  };
  const loop = new ControlLoop(config, {
    nowMs: () => world.nowMs,
    wallSeconds: () => 1_700_000_000 + world.nowMs / 1000,
    hardware: (_config, onBusError) => {
      world.busError = onBusError;
      return hardware;
    },
    temperatureCelsius: async () => {
      if (world.tempCelsius instanceof Error) throw world.tempCelsius;
      return world.tempCelsius;
    },
    otherSensors: async () => ({ leastDutyRatio: world.leastDutyRatio, readings: [] }),
    neighbour: () => world.neighbour,
    platform: async () => ({ ...silentPlatform, throttled: world.throttled, underVoltage: world.underVoltage }),
    log: jsonLog(
      (line) => lines.push(JSON.parse(line)),
      () => new Date(0),
    ),
    ...given,
  });
  const steps = async (count: number) => {
    for (let step = 0; step < count; step += 1) {
      world.nowMs += 2000;
      if (typeof world.tempCelsius === 'number') world.tempCelsius += step % 2 ? 0.1 : -0.1;
      await loop.step();
    }
    return loop.snapshot();
  };
  return { world, loop, steps, hardware, messages: () => lines.map(({ level, message }) => `${level} ${message}`) };
}

describe('the control loop', () => {
  it('opens and configures the chip once and tells it a duty at every step, which feeds the watchdog', async () => {
    const { world, steps } = bench();
    const snapshot = await steps(5);
    expect(world).toMatchObject({ opened: 1, chip: { configurations: 1, writes: [0, 0, 0, 0, 0] } });
    expect(snapshot).toMatchObject({
      dutyRatio: 0,
      readbackRatio: 0,
      faults: [],
      chip: { name: 'emc2301', watchdogSeconds: 4 },
      fans: [{ fan: 1, rpm: 1200 }],
      lastSuccessUnixSeconds: 1_700_000_010,
      lastStepMs: 10_000,
      chipConfigurations: 1,
    });
    expect(Object.values(snapshot.steps).map(({ succeeded }) => succeeded)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('writes the configuration again when the chip lost power, and says so', async () => {
    const { world, steps, messages } = bench();
    await steps(2);
    world.chip.configured = false;
    expect(await steps(1)).toMatchObject({ chipConfigurations: 2, faults: [] });
    expect(world.chip.configured).toBe(true);
    expect(messages()).toContain('warn the fan chip has lost its configuration (power or reset); written again');
  });

  it('gives full speed in the same step in which the temperature cannot be read', async () => {
    const { world, steps } = bench();
    await steps(3);
    world.tempCelsius = new Error('/t: ENOENT');
    expect(await steps(1)).toMatchObject({
      dutyRatio: 1,
      tempCelsius: undefined,
      faults: ['sensor-unreadable'],
      steps: { 'read-temperature': { succeeded: false } },
    });
    expect(world.chip.duty).toBe(1);
  });

  it('asks a chip that cannot be read for full speed all the same', async () => {
    const { world, steps } = bench();
    await steps(3);
    world.chip.failing = 'reads';
    const snapshot = await steps(1);
    expect(world.chip.duty).toBe(1);
    expect(snapshot).toMatchObject({
      faults: ['chip-silent'],
      readbackRatio: undefined,
      fans: [],
      hardwareErrors: { 'no-answer': 1 },
    });
  });

  it('counts what a retry made good, although no step failed', async () => {
    const { world, steps } = bench();
    await steps(1);
    world.busError(new HardwareError('timeout', 'i2c-1 address 0x2f'));
    expect(await steps(1)).toMatchObject({ faults: [], hardwareErrors: {}, busErrors: { timeout: 1 } });
  });

  it('takes a failed write for silence in the next step and opens the chip anew', async () => {
    const { world, steps } = bench();
    await steps(3);
    world.chip.failing = 'writes';
    expect(await steps(1)).toMatchObject({
      faults: [],
      steps: { 'write-duty': { succeeded: false } },
      chip: undefined,
    });
    world.chip.failing = 'nothing';
    expect(await steps(1)).toMatchObject({ faults: ['chip-silent'], dutyRatio: 1 });
    expect(world).toMatchObject({ opened: 2, chip: { duty: 1 } });
    expect(world.closed).toBeGreaterThan(0);
  });

  it('keeps looking for an absent chip, and finds it when it comes', async () => {
    const { world, steps } = bench();
    world.absent = true;
    expect(await steps(4)).toMatchObject({
      faults: ['chip-silent'],
      chip: undefined,
      lastSuccessUnixSeconds: undefined,
    });
    world.absent = false;
    expect(await steps(1)).toMatchObject({ chip: { name: 'emc2301' } });
    expect(await steps(40)).toMatchObject({ faults: [], reasons: expect.not.arrayContaining(['recovering']) });
  });

  it('says each change once, however long it lasts', async () => {
    const { world, steps, messages } = bench();
    await steps(2);
    world.tempCelsius = new Error('/t: ENOENT');
    await steps(50);
    world.tempCelsius = 55;
    await steps(50);
    expect(messages()).toEqual([
      'error read-temperature failed',
      'error full speed',
      'info read-temperature works again',
      'info no fault any more; full speed for a while longer',
    ]);
    expect(world.lines[1]).toMatchObject({
      faults: ['sensor-unreadable'],
      meaning: ['the temperature cannot be read'],
    });
  });

  it('warns of low voltage once and does not touch the fan for it', async () => {
    const { world, steps, messages } = bench();
    world.underVoltage = true;
    expect(await steps(3)).toMatchObject({ faults: [], dutyRatio: 0, platform: { underVoltage: true } });
    world.underVoltage = false;
    await steps(3);
    expect(messages()).toEqual([
      'warn the supply voltage is too low: check the cable or the switch port',
      'info the supply voltage is good again',
    ]);
  });

  it('counts duty changes and faults, not steps', async () => {
    const { world, steps } = bench();
    await steps(3);
    world.tempCelsius = new Error('gone');
    await steps(5);
    expect(await steps(5)).toMatchObject({ dutyChanges: 1, faultsSeen: { 'sensor-unreadable': 1 } });
  });

  it('knows how old its temperature is, and how long it has stood still', async () => {
    const { world, steps } = bench();
    expect(await steps(3)).toMatchObject({ tempReadUnixSeconds: 1_700_000_006, tempUnchangedSeconds: 0 });
    world.tempCelsius = new Error('gone');
    expect(await steps(2)).toMatchObject({
      tempReadUnixSeconds: 1_700_000_006,
      tempUnchangedSeconds: 4,
      lastStepUnixSeconds: 1_700_000_010,
      lastSuccessUnixSeconds: 1_700_000_006,
    });
  });

  it('adds up the time with throttling and with low voltage, where the node tells', async () => {
    const { world, steps } = bench();
    world.throttled = undefined;
    expect(await steps(2)).toMatchObject({ throttledSeconds: undefined, underVoltageSeconds: undefined });
    world.underVoltage = true;
    world.throttled = false;
    expect(await steps(3)).toMatchObject({ throttledSeconds: 0, underVoltageSeconds: 6 });
    world.underVoltage = false;
    world.throttled = true;
    await steps(1);
    world.throttled = undefined;
    expect(await steps(3)).toMatchObject({ throttledSeconds: 2, underVoltageSeconds: 6 });
  });

  it('counts starts of the fan, not changes of its speed', async () => {
    const { world, steps } = bench();
    expect(await steps(3)).toMatchObject({ fanStarts: 0 });
    world.tempCelsius = 80;
    expect(await steps(5)).toMatchObject({ fanStarts: 1 });
    world.tempCelsius = 71;
    expect(await steps(20)).toMatchObject({ fanStarts: 1 });
  });

  it('survives what is no error object', async () => {
    const { steps } = bench({ temperatureCelsius: () => Promise.reject(undefined) });
    expect(await steps(1)).toMatchObject({ faults: ['sensor-unreadable'] });
  });
});

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
