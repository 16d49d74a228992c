import { assessSensor, noSensorYet, type SensorState } from './plausibility';
import { defaultSettings } from './settings';

const limits = defaultSettings.sensor;
const at = (nowMs: number) => ({ dutyRatio: 0.3, loadWatts: undefined, nowMs });
const assess = (state: SensorState, tempCelsius: number, nowMs: number, atMs = nowMs) =>
  assessSensor(limits, state, { tempCelsius, atMs }, at(nowMs));

describe('assessSensor', () => {
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
    const verdict = assess(noSensorYet, tempCelsius, 100_000, 100_000 - ageMs);
    expect(verdict.faults).toEqual(faults);
    expect(verdict.tempCelsius).toBe(faults.length === 0 ? tempCelsius : undefined);
  });

  it.each([
    ['up by the most that heat can', 75, []],
    ['up by more', 75.1, ['sensor-jump']],
    ['down by the most', 35, []],
    ['down by more', 34.9, ['sensor-jump']],
  ])('assesses a move %s', (_name, tempCelsius, faults) => {
    const first = assess(noSensorYet, 55, 0).state;
    expect(assess(first, tempCelsius, 2000).faults).toEqual(faults);
  });

  const sequence = (...temperatures: number[]) => {
    let state = assess(noSensorYet, temperatures[0]!, 0).state;
    return temperatures.slice(1).map((tempCelsius, index) => {
      const verdict = assess(state, tempCelsius, 2000 * (index + 1));
      state = verdict.state;
      return verdict.faults.length;
    });
  };

  it.each<[string, number[], number[]]>([
    ['forgets a glitch downwards when the reading is back', [55, 10, 55.5, 56], [1, 1, 0]],
    ['forgets a glitch upwards when the reading is back', [55, 100, 55.5, 55], [1, 1, 1]],
    ['believes a level that it jumped up to', [55, 80, 80.5, 81], [1, 0, 0]],
    ['never believes a level that it fell to, however steady', [55, 30, 30.5, 31, 30.5, 31], [1, 1, 1, 1, 1]],
    ['believes again from where it fell', [55, 30, 45, 54.9, 55, 54], [1, 1, 1, 0, 0]],
    ['believes again after a jump back up', [80, 20, 20.5, 45, 45.5], [1, 1, 1, 0]],
    ['is not talked down by a second fall', [80, 50, 25, 40, 60, 79.9, 80], [1, 1, 1, 1, 1, 0]],
  ])('%s', (_name, temperatures, faults) => expect(sequence(...temperatures)).toEqual(faults));

  it('compares with no sample that is stale itself: a blade may have cooled meanwhile', () => {
    const { state } = assess(noSensorYet, 70, 0);
    expect(assess(state, 40, 6000).faults).toEqual(['sensor-jump']);
    expect(assess(state, 40, 6001).faults).toEqual([]);
  });

  it('calls a reading stuck after a minute and a half without any change, until it changes', () => {
    let { state } = assess(noSensorYet, 50, 0);
    const read = (nowMs: number, tempCelsius = 55) => {
      const verdict = assess(state, tempCelsius, nowMs);
      state = verdict.state;
      return [verdict.faults, verdict.tempCelsius];
    };
    expect(read(1000)).toEqual([[], 55]);
    expect(read(90_999)).toEqual([[], 55]);
    expect(read(91_000)).toEqual([['sensor-stuck'], undefined]);
    expect(read(500_000)).toEqual([['sensor-stuck'], undefined]);
    expect(read(502_000, 55.487)).toEqual([[], 55.487]);
  });

  it('keeps what it knew through a reading that it refuses', () => {
    const { state } = assess(noSensorYet, 55, 0);
    expect(assess(state, NaN, 2000).state).toBe(state);
    expect(assessSensor(limits, state, undefined, at(2000))).toEqual({
      state,
      faults: ['sensor-unreadable'],
      tempCelsius: undefined,
    });
  });

  it('does not take a time of silence for movement', () => {
    const { state } = assess(noSensorYet, 55, 0);
    const silent = assessSensor(limits, state, undefined, at(60_000)).state;
    expect(assess(silent, 55, 130_000).faults).toEqual(['sensor-stuck']);
  });
});
