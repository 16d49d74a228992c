import { judgeSensor, noSensorYet, type SensorState } from './plausibility';
import { defaultSettings } from './settings';

const limits = defaultSettings.sensor;
const judge = (state: SensorState, tempCelsius: number, nowMs: number, atMs = nowMs) =>
  judgeSensor(limits, state, { tempCelsius, atMs }, nowMs);

describe('judgeSensor', () => {
  it.each([
    ['takes a first reading', 55, 0, []],
    ['takes the coldest plausible', -20, 0, []],
    ['takes the hottest plausible', 110, 0, []],
    ['refuses colder', -20.1, 0, ['sensor-implausible']],
    ['refuses hotter', 110.1, 0, ['sensor-implausible']],
    ['refuses what is not a number', NaN, 0, ['sensor-implausible']],
    ['takes a sample as old as may be', 55, 6000, []],
    ['refuses an older one', 55, 6001, ['sensor-stale']],
    ['refuses one from the future', 55, -1, ['sensor-stale']],
  ])('%s', (_name, tempCelsius, ageMs, faults) => {
    const verdict = judge(noSensorYet, tempCelsius, 100_000, 100_000 - ageMs);
    expect(verdict.faults).toEqual(faults);
    expect(verdict.tempCelsius).toBe(faults.length === 0 ? tempCelsius : undefined);
  });

  it.each([
    ['up by the most that heat can', 75, []],
    ['up by more', 75.1, ['sensor-jump']],
    ['down by the most', 35, []],
    ['down by more', 34.9, ['sensor-jump']],
  ])('judges a move %s', (_name, tempCelsius, faults) => {
    const first = judge(noSensorYet, 55, 0).state;
    expect(judge(first, tempCelsius, 2000).faults).toEqual(faults);
  });

  it('believes the new level after a jump, so that one glitch is two faults and no more', () => {
    let state = judge(noSensorYet, 55, 0).state;
    const faults = [55, 0, 55, 55.5].map((tempCelsius, index) => {
      const verdict = judge(state, tempCelsius, 2000 * (index + 1));
      state = verdict.state;
      return verdict.faults;
    });
    expect(faults).toEqual([[], ['sensor-jump'], ['sensor-jump'], []]);
  });

  it('calls a reading stuck after two minutes without any change, until it changes', () => {
    let state = judge(noSensorYet, 55, 1000).state;
    const at = (nowMs: number, tempCelsius = 55) => {
      const verdict = judge(state, tempCelsius, nowMs);
      state = verdict.state;
      return [verdict.faults, verdict.tempCelsius];
    };
    expect(at(120_999)).toEqual([[], 55]);
    expect(at(121_000)).toEqual([['sensor-stuck'], undefined]);
    expect(at(500_000)).toEqual([['sensor-stuck'], undefined]);
    expect(at(502_000, 55.487)).toEqual([[], 55.487]);
    expect(at(504_000, 55.487)).toEqual([[], 55.487]);
  });

  it('keeps what it knew through a reading that it refuses', () => {
    const { state } = judge(noSensorYet, 55, 0);
    expect(judge(state, NaN, 2000).state).toBe(state);
    expect(judgeSensor(limits, state, undefined, 2000)).toEqual({ state, faults: ['sensor-unreadable'], tempCelsius: undefined });
  });

  it('does not take a time of silence for movement', () => {
    const { state } = judge(noSensorYet, 55, 0);
    const silent = judgeSensor(limits, state, undefined, 100_000).state;
    expect(judge(silent, 55, 130_000).faults).toEqual(['sensor-stuck']);
  });
});
