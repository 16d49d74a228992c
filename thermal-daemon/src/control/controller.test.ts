import { Drive, duties, withFan } from './control-fixture';
import { initialState, step } from './controller';
import type { Readings } from './readings';
import { defaultSettings } from './settings';

const fan = (stalled: boolean, dutyRatio: number) => ({
  dutyRatio,
  fans: [{ fan: 1, rpm: stalled ? 0 : 1500, stalled }],
});

describe('a healthy blade', () => {
  it('stands still at idle inside the band', () => {
    const drive = new Drive();
    expect(new Set(duties(drive.hold(54, 600)))).toEqual(new Set([0]));
    expect(drive.last).toMatchObject({ reasons: ['hold'], faults: [] });
  });

  it('starts within half a minute of leaving the band, and gives everything if that does not help', () => {
    const drive = new Drive();
    drive.hold(54, 60);
    expect(drive.hold(62, 30).at(-1)!.duty).toBeGreaterThanOrEqual(0.2);
    expect(drive.hold(62, 180).at(-1)!.duty).toBe(1);
  });

  it('goes straight to its duty on the very first step, without slew', () => {
    expect(new Drive().step(75)).toMatchObject({ duty: 1, reasons: ['limit'] });
  });

  it('gives full speed from the limit on, and says so', () => {
    const drive = new Drive();
    drive.hold(55, 20);
    const hot = drive.hold(70.2, 60);
    expect(hot.at(-1)).toMatchObject({ duty: 1, reasons: ['limit'], faults: [] });
    const reached = hot.findIndex(({ duty }) => duty === 1);
    expect(reached * 2).toBeLessThanOrEqual(30);
  });

  it('takes the limit itself for too hot', () => {
    expect(new Drive().step(70).reasons).toEqual(['limit']);
    expect(new Drive().step(69.9).reasons).toEqual(['too-warm']);
  });

  it('counts its standing from the first step on', () => {
    const drive = new Drive();
    drive.step(54);
    expect(drive.state.switchedAtMs).toBe(drive.nowMs);
  });

  it('does not fall back to the earlier duty right after the limit', () => {
    const drive = new Drive();
    drive.hold(75, 20);
    expect(drive.step(65).duty).toBe(1);
    expect(drive.state.law).toMatchObject({ dutyRatio: 1 });
    expect(drive.hold(62, 8).at(-1)).toMatchObject({ duty: 1, reasons: ['hold'] });
  });

  it('gives full speed while the processor is throttled', () => {
    const drive = new Drive();
    drive.hold(55, 20);
    drive.step(55.3, { throttled: true });
    drive.hold(55, 6, { throttled: true });
    expect(drive.last).toMatchObject({ duty: 1, reasons: ['throttled'], faults: [] });
  });

  it('names limit and throttling together', () => {
    expect(new Drive().step(80, { throttled: true }).reasons).toEqual(['limit', 'throttled']);
  });

  it('minds no throttling where the node does not tell', () => {
    expect(new Drive().step(55, { throttled: undefined })).toMatchObject({ duty: 0, reasons: ['hold'] });
  });
});

describe('faults', () => {
  it.each<[string, Partial<Readings>, string]>([
    ['an unreadable sensor', { temperature: undefined }, 'sensor-unreadable'],
    ['a stale sample', { temperature: { tempCelsius: 55, atMs: 0 } }, 'sensor-stale'],
    ['a temperature no processor has', { temperature: { tempCelsius: 400, atMs: 1_060_000 } }, 'sensor-implausible'],
    ['a silent chip', { chip: undefined }, 'chip-silent'],
    ['a broken configuration', { configurationBroken: true }, 'configuration-broken'],
  ])('give full speed in the very step that shows %s', (_name, change, fault) => {
    const drive = new Drive();
    drive.hold(54, 60);
    expect(drive.step(54.2, change)).toMatchObject({ duty: 1, reasons: [fault], faults: [fault] });
  });

  it('give full speed at start too', () => {
    expect(new Drive().step(40, { temperature: undefined })).toMatchObject({ duty: 1, faults: ['sensor-unreadable'] });
  });

  it('are all named', () => {
    const broken = { temperature: undefined, chip: undefined, configurationBroken: true };
    const drive = new Drive();
    drive.step(50);
    expect(drive.step(50, broken, 60_000).faults).toEqual([
      'sensor-unreadable',
      'clock-jump',
      'chip-silent',
      'configuration-broken',
    ]);
  });

  it('keep full speed until a healthy minute has passed, then give way to the law', () => {
    const drive = new Drive();
    drive.hold(54, 60);
    drive.step(54, { chip: undefined });
    const after = drive.hold(54, 70);
    expect(after.slice(0, 29).every(({ duty, reasons }) => duty === 1 && reasons[0] === 'recovering')).toBe(true);
    expect(after.slice(0, 29).every(({ faults }) => faults.length === 0)).toBe(true);
    expect(after[29]!.reasons).not.toContain('recovering');
    expect(after[29]!.duty).toBeLessThan(1);
  });

  it('begin the healthy minute anew when they come back', () => {
    const drive = new Drive();
    drive.step(54, { chip: undefined });
    drive.hold(54, 50);
    drive.step(54, { chip: undefined });
    expect(drive.hold(54, 58).every(({ duty }) => duty === 1)).toBe(true);
  });

  it('let the law go on from where it was, so that a short one costs a minute and no more', () => {
    const drive = new Drive();
    drive.hold(62, 100);
    const before = drive.state.law!.dutyRatio;
    drive.step(58, { temperature: undefined });
    drive.hold(58, 100);
    expect(drive.state.dutyRatio).toBeCloseTo(before);
    expect(before).toBeGreaterThan(0);
  });

  it('do not let averages span the blind time', () => {
    const drive = new Drive();
    drive.hold(50, 60);
    drive.step(50, { temperature: undefined });
    drive.step(65);
    expect(drive.state.estimate).toMatchObject({ fastCelsius: 65, slowCelsius: 65 });
  });
});

describe('the clock', () => {
  it.each([
    ['backwards by a millisecond', -1, true],
    ['forwards by more than five intervals', 10_001, true],
    ['forwards by five intervals', 10_000, false],
    ['not at all', 0, false],
  ])('that moves %s', (_name, elapsedMs, fault) => {
    const drive = new Drive();
    drive.hold(54, 20);
    expect(drive.step(54.4, {}, elapsedMs).faults).toEqual(fault ? ['clock-jump'] : []);
  });

  it('that went back by an hour holds nothing up for an hour', () => {
    const drive = new Drive();
    drive.hold(62, 300);
    drive.step(55, {}, -3_600_000);
    drive.hold(45, 600);
    expect(drive.last).toMatchObject({ duty: 0, faults: [] });
  });

  it('that went back does not make an old stall or disobedience older', () => {
    const drive = new Drive();
    drive.step(55);
    drive.step(55.5, { chip: { dutyRatio: 0.9, fans: [{ fan: 1, rpm: 0, stalled: true }] } });
    expect(drive.state.stalledSinceMs).toBe(drive.nowMs);
    expect(drive.state.disobeyedSinceMs).toBe(drive.nowMs);
    drive.step(55, { chip: { dutyRatio: 0.9, fans: [{ fan: 1, rpm: 0, stalled: true }] } }, -60_000);
    expect(drive.state).toMatchObject({ stalledSinceMs: drive.nowMs, disobeyedSinceMs: undefined });
    expect(drive.state.switchedAtMs).toBeLessThanOrEqual(drive.nowMs);
  });
});

describe('a jump of the clock forwards', () => {
  it('forgets nothing: an old stall and an old disobedience count at once, the fan has been running', () => {
    const drive = new Drive();
    drive.hold(62, 100);
    const since = drive.state.switchedAtMs;
    drive.step(61, { chip: { dutyRatio: 0.5, fans: [{ fan: 1, rpm: 0, stalled: true }] } });
    drive.step(61.5, { chip: { dutyRatio: 0.2, fans: [{ fan: 1, rpm: 0, stalled: true }] } }, 60_000);
    expect(drive.last!.faults).toEqual(['clock-jump', 'chip-disobeys', 'fan-stalled']);
    expect(drive.state.switchedAtMs).toBe(since);
  });

  it('leaves a later stall and a later disobedience to be noticed', () => {
    const drive = new Drive();
    drive.hold(62, 100);
    drive.step(61, {}, 60_000);
    drive.hold(61, 12, { chip: { dutyRatio: 0.2, fans: [{ fan: 1, rpm: 0, stalled: true }] } });
    expect(drive.last!.faults).toEqual(['chip-disobeys', 'fan-stalled']);
  });
});

describe('a jump of the clock backwards', () => {
  it('does not give a stuck sensor an hour more', () => {
    const drive = new Drive();
    for (let count = 0; count < 30; count += 1) drive.step(55);
    drive.step(55, {}, -3_600_000);
    for (let count = 0; count < 60; count += 1) drive.step(55);
    expect(drive.last!.faults).toEqual(['sensor-stuck']);
  });
});

describe('a fan of two blades', () => {
  const neighbour = (tempCelsius: number, leastDutyRatio = 0) => ({ neighbour: { tempCelsius, leastDutyRatio } });

  it('cools for the hotter one, whichever that is', () => {
    const drive = new Drive();
    expect(drive.hold(54, 60, neighbour(40)).at(-1)!.duty).toBe(0);
    expect(drive.hold(54, 120, neighbour(68)).at(-1)!.duty).toBe(1);
    expect(new Drive().step(54, neighbour(75))).toMatchObject({ duty: 1, reasons: ['limit'] });
  });

  it('gives full speed in the step in which nobody knows the other blade any more, and recovers', () => {
    const drive = new Drive();
    drive.hold(54, 60, neighbour(50));
    expect(drive.step(54.1, { neighbour: 'unknown' })).toMatchObject({ duty: 1, faults: ['neighbour-unknown'] });
    expect(drive.hold(54, 30, neighbour(50)).at(-1)!).toMatchObject({ duty: 1, reasons: ['recovering'] });
    expect(drive.hold(49, 300, neighbour(49)).at(-1)!.duty).toBe(0);
  });

  it('is no reason to believe the own sensor less: a jump of the hotter one is none of it', () => {
    const drive = new Drive();
    drive.hold(54, 60, neighbour(30));
    expect(drive.step(54, neighbour(62)).faults).toEqual([]);
  });
});

describe('a disk that is warm', () => {
  it('gets the air that it asks for, also where the processor needs none', () => {
    const drive = new Drive();
    drive.hold(54, 60);
    expect(drive.hold(54, 60, { leastDutyRatio: 0.6 }).at(-1)!).toMatchObject({ duty: 0.6, reasons: ['disk'] });
    expect(drive.hold(54, 90).at(-1)!.duty).toBe(0);
  });

  it('asks in vain for less than the processor needs', () => {
    expect(new Drive().step(75, { leastDutyRatio: 0.2 }).duty).toBe(1);
  });
});

describe('the average temperature', () => {
  it('is forgotten in a fault, and begins anew while full speed recovers', () => {
    const drive = new Drive();
    drive.hold(57, 60);
    drive.step(57.5, { configurationBroken: true });
    expect(drive.state.estimate).toBeUndefined();
    drive.step(52);
    expect(drive.last!.reasons).toEqual(['recovering']);
    expect(drive.state.estimate).toMatchObject({ fastCelsius: 52, atMs: drive.nowMs });
  });
});

describe('the slope of the duty', () => {
  /** At full speed after heat, then cold: the law wants much less. */
  const falling = () => {
    const drive = new Drive(withFan({ fallRatioPerSecond: 0.005 }));
    drive.hold(75, 20);
    drive.hold(58, 30);
    drive.hold(45, 70);
    return drive;
  };

  it('follows the time that has passed', () => {
    const drive = falling();
    const duty = drive.state.dutyRatio;
    expect(duty).toBeLessThan(1);
    expect(drive.step(45.1).duty).toBeCloseTo(duty - 0.01, 5);
    expect(drive.step(45.2, {}, 6000).duty).toBeCloseTo(duty - 0.04, 5);
    expect(drive.last!.reasons).toContain('slew-down');
  });

  it('stands while a temperature above the band rises, and only then', () => {
    const drive = falling();
    drive.step(60.5);
    const duty = drive.state.dutyRatio;
    expect(drive.step(61).duty).toBe(duty);
    expect(drive.last!.reasons).toContain('no-fall-while-rising');
    expect(drive.step(61).duty).toBeCloseTo(duty - 0.01, 5);
    expect(drive.step(60.6).duty).toBeCloseTo(duty - 0.02, 5);
    expect(drive.step(60.7).duty).toBeCloseTo(duty - 0.02, 5);
  });
});

describe('the fan', () => {
  it('counts as stalled only after its time to spin up', () => {
    const drive = new Drive();
    drive.hold(55, 20);
    const steps = [0, 2, 4, 6].map(
      (second) => drive.step(55 + second / 10, { chip: fan(true, drive.state.dutyRatio) }).faults,
    );
    expect(steps).toEqual([[], [], [], ['fan-stalled']]);
  });

  it('is forgiven when it turns again in time', () => {
    const drive = new Drive();
    drive.hold(55, 20);
    for (const stalled of [true, true, true, false, true, true, true]) {
      expect(drive.step(55 + (stalled ? 0.1 : 0.2), { chip: fan(stalled, drive.state.dutyRatio) }).faults).toEqual([]);
    }
  });

  it('stalls for all when one of five does', () => {
    const drive = new Drive();
    const fans = [1, 2, 3, 4, 5].map((number) => ({ fan: number, rpm: 900, stalled: number === 4 }));
    for (const tenth of [0, 1, 2, 3]) drive.step(55 + tenth / 10, { chip: { dutyRatio: drive.state.dutyRatio, fans } });
    expect(drive.last!.faults).toEqual(['fan-stalled']);
  });

  it('keeps its stall while the chip is silent', () => {
    const drive = new Drive();
    drive.hold(55, 20);
    drive.step(55.1, { chip: fan(true, 0) });
    drive.step(55.2, { chip: undefined });
    drive.step(55.3, { chip: undefined });
    expect(drive.step(55.4, { chip: fan(true, 1) }).faults).toEqual(['fan-stalled']);
  });
});

describe('the chip', () => {
  it('disobeys when it drives something else for ten seconds', () => {
    const drive = new Drive();
    drive.hold(54, 20);
    const faults = [0, 1, 2, 3, 4, 5].map((tenth) => drive.step(54 + tenth / 10, { chip: fan(false, 0.5) }).faults);
    expect(faults).toEqual([[], [], [], [], [], ['chip-disobeys']]);
  });

  it('may round by a tenth', () => {
    const drive = new Drive();
    drive.hold(54, 20);
    drive.hold(54, 20, { chip: fan(false, 0.1) });
    expect(drive.last!.faults).toEqual([]);
  });

  it('disobeys with a readback that is no number', () => {
    const drive = new Drive();
    drive.hold(54, 20);
    drive.hold(54, 12, { chip: fan(false, NaN) });
    expect(drive.last!.faults).toEqual(['chip-disobeys']);
  });

  it('has told nothing before the first step', () => {
    const drive = new Drive();
    drive.step(54, { chip: fan(false, 0.8) });
    expect(drive.state.disobeyedSinceMs).toBeUndefined();
  });

  it('keeps its disobedience while it is silent', () => {
    const drive = new Drive();
    drive.hold(54, 20);
    drive.step(54.1, { chip: fan(false, 0.5) });
    drive.step(54.2, { chip: undefined }, 9000);
    expect(drive.step(54.3, { chip: fan(false, 0.5) }).faults).toEqual(['chip-disobeys']);
  });
});

describe('new settings', () => {
  it('may bring another law, which goes on from where the fan is', () => {
    const drive = new Drive();
    drive.hold(55, 130);
    const readings = {
      temperature: { tempCelsius: 55.4, atMs: drive.nowMs },
      chip: fan(false, 0),
      throttled: false,
      loadWatts: undefined,
      configurationBroken: false,
    };
    const next = step({ ...defaultSettings, law: 'curve' }, drive.state, readings, drive.nowMs + 2000);
    expect(next).toMatchObject({ duty: 0.5 });
    const back = step(defaultSettings, next.state, { ...readings, chip: fan(false, 0.5) }, drive.nowMs + 4000);
    expect(back).toMatchObject({ duty: 0.5, reasons: ['hold'] });
  });
});

describe('starting and stopping', () => {
  it('runs for its minimum before it stops', () => {
    const drive = new Drive(withFan({ minOnSeconds: 300 }));
    drive.hold(62, 60);
    expect(drive.state.dutyRatio).toBeGreaterThan(0);
    const started = drive.state.switchedAtMs!;
    const stopping = drive.hold(45, 400);
    const stop = stopping.find(({ duty }) => duty === 0)!;
    expect(stop.state.switchedAtMs! - started).toBeGreaterThanOrEqual(300_000);
  });

  it('never stops where that is asked for', () => {
    const drive = new Drive(withFan({ neverStop: true, floorRatio: 0.3 }));
    expect(Math.min(...duties(drive.hold(30, 900)))).toBe(0.3);
  });

  it('begins with nothing known', () => {
    expect(initialState).toMatchObject({ dutyRatio: 0, lastStepMs: undefined, recoverAtMs: undefined });
  });
});
