import { HardwareError } from '../hardware/hardware-error';
import { bench } from './control-loop-bench';

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
