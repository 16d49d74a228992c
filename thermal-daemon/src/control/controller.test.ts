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

describe('a disk that is warm', () => {
  it('gets the air that it asks for, also where the processor needs none', () => {
    const drive = new Drive();
    drive.hold(54, 60);
    expect(drive.hold(54, 60, { leastDutyRatio: 0.6 }).at(-1)!).toMatchObject({ duty: 0.6, reasons: ['disk'] });
    expect(drive.hold(54, 90).at(-1)!.duty).toBe(0);
  });

  it('cannot get by asking for less than the processor needs', () => {
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
