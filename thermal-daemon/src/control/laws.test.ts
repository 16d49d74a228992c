import { withFan } from './control-fixture';
import { holdLaw, type HoldTuning } from './hold-law';
import type { Law, LawState, LawView } from './law';
import { defaultSettings } from './settings';
import { stepCurveLaw } from './step-curve-law';

const view = (tempCelsius: number, seconds: number, change: Partial<LawView> = {}): LawView => ({
  fastCelsius: tempCelsius,
  slowCelsius: tempCelsius,
  sinceSwitchSeconds: Infinity,
  nowMs: seconds * 1000,
  ...change,
});
const state = (dutyRatio: number): LawState => ({ dutyRatio, changedAtMs: 0 });
const rounded = (ratio: number) => Math.round(ratio * 1000) / 1000;

const next = (law: Law, dutyRatio: number, seen: LawView) => {
  const outcome = law.next(state(dutyRatio), seen);
  return [rounded(outcome.state.dutyRatio), outcome.reason];
};

describe('the hold law', () => {
  /** Round numbers, so that a row shows the rule and not the tuning. */
  const tuning: HoldTuning = {
    proportional: 0.1,
    integral: 0.001,
    spareCelsius: { low: 1, high: 1 },
    stepRatio: 1.3,
    apartSeconds: 30,
  };
  const law = holdLaw(defaultSettings, tuning);

  it.each<[string, number, LawView, [number, string]]>([
    ['holds inside the band', 0.35, view(55, 1000), [0.35, 'hold']],
    ['holds at either end of the dead band', 0.35, view(59, 1000), [0.35, 'hold']],
    ['holds a standing fan below the band: nothing else is warmer', 0, view(40, 1000), [0, 'hold']],
    ['holds full speed above the band: nothing else is cooler', 1, view(65, 1000), [1, 'hold']],
    ['starts at the floor', 0, view(59.01, 1000), [0.2, 'too-warm']],
    ['starts higher in greater heat', 0, view(69, 1000), [0.544, 'too-warm']],
    ['rises by the error', 0.3, view(62, 30), [0.443, 'too-warm']],
    ['rises by how long the error has lasted', 0.3, view(60, 400), [0.495, 'too-warm']],
    ['does not bother with a step that nobody hears', 0.3, view(60, 30), [0.3, 'hold']],
    ['goes all the way to full speed, however short that is', 0.9, view(61, 30), [1, 'too-warm']],
    ['falls by the error', 0.5, view(46, 30), [0.261, 'too-cool']],
    ['falls no further than its floor at first', 0.3, view(30, 30), [0.2, 'too-cool']],
    ['stops from there', 0.2, view(50, 30), [0, 'too-cool']],
    ['waits between two changes', 0.3, view(69, 29.9), [0.3, 'hold']],
    ['does not stop before its minimum', 0.2, view(45, 100, { sinceSwitchSeconds: 59 }), [0.2, 'hold']],
    ['stops after it', 0.2, view(45, 100, { sinceSwitchSeconds: 60 }), [0, 'too-cool']],
  ])('%s', (_name, duty, seen, expected) => expect(next(law, duty, seen)).toEqual(expected));

  it('never stops a fan that must not stop, and starts one that stands', () => {
    const turning = holdLaw(withFan({ neverStop: true }), tuning);
    expect(next(turning, 0.2, view(40, 1000))).toEqual([0.2, 'hold']);
    expect(turning.start(view(40, 7), 0)).toEqual({ dutyRatio: 0.2, changedAtMs: -23_000 });
  });

  it('takes a fan over at what it does, and need not wait for its first change', () => {
    const start = law.start(view(69, 7), 0.3);
    expect(start).toEqual({ dutyRatio: 0.3, changedAtMs: -23_000 });
    expect(law.next(start, view(69, 7)).reason).toBe('too-warm');
  });

  it('stays the same object when nothing changes, and remembers when it changed', () => {
    const full = state(1);
    expect(law.next(full, view(62, 500)).state).toBe(full);
    expect(law.next(state(0.3), view(69, 90)).state.changedAtMs).toBe(90_000);
  });

  it('has nothing to do with a fan whose floor is full speed', () => {
    const only = holdLaw(withFan({ floorRatio: 1, neverStop: true }), tuning);
    expect([40, 55, 69].map((celsius) => next(only, 1, view(celsius, 1000))[0])).toEqual([1, 1, 1]);
  });
});

describe('the step-curve law', () => {
  const law = stepCurveLaw(defaultSettings);

  it.each<[string, number, LawView, [number, string]]>([
    ['follows the curve up at once', 0.3, view(50, 0), [0.5, 'curve-up']],
    ['waits for the point', 0.3, view(49.9, 0), [0.3, 'hold']],
    ['skips steps on the way up', 0, view(71, 0), [1, 'curve-up']],
    ['holds on its own step', 0.5, view(55, 100), [0.5, 'hold']],
    ['holds within the hysteresis', 0.5, view(46, 100), [0.5, 'hold']],
    ['lets go below it', 0.5, view(45.9, 100), [0.3, 'curve-down']],
    ['holds while the sink is above it', 0.5, view(45, 100, { slowCelsius: 46 }), [0.5, 'hold']],
    ['holds while the die is above it', 0.5, view(45, 100, { fastCelsius: 46 }), [0.5, 'hold']],
    ['holds a change for half a minute', 0.5, view(30, 29.9), [0.5, 'hold']],
    ['then falls as far as the heat did', 0.75, view(30, 30), [0, 'curve-down']],
  ])('%s', (_name, duty, seen, expected) => expect(next(law, duty, seen)).toEqual(expected));

  it('counts half a minute from its own last change', () => {
    const changed: LawState = { ...state(0.5), changedAtMs: 60_000 };
    expect(law.next(changed, view(30, 89.9)).state).toBe(changed);
    expect(law.next(changed, view(30, 90)).state).toMatchObject({ dutyRatio: 0, changedAtMs: 90_000 });
  });

  it('starts where the curve is, whatever the fan did before', () => {
    expect(stepCurveLaw(defaultSettings).start(view(55, 7), 1)).toEqual({
      dutyRatio: 0.5,
      changedAtMs: 7000,
    });
  });

  it('remembers when it changed', () => {
    expect(law.next(state(0.3), view(50, 9)).state).toEqual({
      dutyRatio: 0.5,
      changedAtMs: 9000,
    });
  });
});
