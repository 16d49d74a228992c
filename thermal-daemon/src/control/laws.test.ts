import { bandLaw } from './band-law';
import { lawOf, type Law, type LawState, type LawView } from './law';
import { defaultSettings } from './settings';
import { stepCurveLaw } from './step-curve-law';
import { withFan } from './control-fixture';

const view = (tempCelsius: number, seconds: number, change: Partial<LawView> = {}): LawView => ({
  fastCelsius: tempCelsius,
  slowCelsius: tempCelsius,
  aheadCelsius: tempCelsius,
  nowMs: seconds * 1000,
  ...change,
});
const state = (dutyRatio: number, changedAtCelsius = 55): LawState => ({ dutyRatio, changedAtMs: 0, changedAtCelsius });

const next = (law: Law, dutyRatio: number, seen: LawView, changedAtCelsius?: number) => {
  const outcome = law.next(state(dutyRatio, changedAtCelsius), seen);
  return [Math.round(outcome.state.dutyRatio * 1000) / 1000, outcome.reason];
};

describe('the band law', () => {
  const law = bandLaw(defaultSettings);

  it.each<[string, number, LawView, [number, string]]>([
    ['holds inside the band', 0.4, view(57, 100), [0.4, 'hold']],
    ['holds at the very top', 0.4, view(60, 100), [0.4, 'hold']],
    ['holds at the very bottom', 0.4, view(50, 100), [0.4, 'hold']],
    ['starts at the floor, however hot', 0, view(68, 1), [0.2, 'too-warm']],
    ['starts without waiting', 0, view(61, 0), [0.2, 'too-warm']],
    ['raises by the distance to 1 K inside', 0.3, view(63, 90), [0.5, 'too-warm']],
    ['raises by one step at least', 0.3, view(60.1, 90, { aheadCelsius: 50 }), [0.35, 'too-warm']],
    ['waits for the answer to a raise', 0.3, view(62, 89, {}), [0.3, 'hold']],
    ['never asks for more than everything', 0.9, view(69, 90), [1, 'too-warm']],
    ['lets a burst pass', 0.3, view(58, 100, { fastCelsius: 65, aheadCelsius: 66 }), [0.3, 'hold']],
    ['acts on more than a burst', 0.3, view(58, 100, { fastCelsius: 65, aheadCelsius: 66.1 }), [0.65, 'too-warm']],
    [
      'acts on a warm sink though the die has just cooled',
      0.3,
      view(61, 100, { fastCelsius: 55, aheadCelsius: 55 }),
      [0.4, 'too-warm'],
    ],
    ['lowers by the distance to 1 K inside', 0.6, view(49, 30), [0.45, 'too-cool']],
    ['lowers no lower than the floor', 0.3, view(40, 30), [0.2, 'too-cool']],
    ['stops from the floor', 0.2, view(49.9, 30), [0, 'too-cool']],
    ['waits for the answer to a fall', 0.6, view(45, 29.9), [0.6, 'hold']],
    ['lowers when the die is cool, though the sink lags', 0.6, view(49, 30, { slowCelsius: 58 }), [0.45, 'too-cool']],
    ['tries less air after ten quiet minutes', 0.6, view(57.4, 600), [0.55, 'quieter']],
    ['not a moment sooner', 0.6, view(57.4, 599), [0.6, 'hold']],
    ['tries much sooner where the fan is heard', 0.65, view(57.4, 150), [0.6, 'quieter']],
    ['though not at once', 0.65, view(57.4, 149), [0.65, 'hold']],
    ['not within 2.5 K of the top', 0.6, view(57.5, 600), [0.6, 'hold']],
    ['not while the sink is warm', 0.6, view(55, 600, { slowCelsius: 57.5 }), [0.6, 'hold']],
    ['not while the die is warm', 0.6, view(55, 600, { fastCelsius: 57.5 }), [0.6, 'hold']],
    ['does not stop inside the band', 0.2, view(51, 6000), [0.2, 'hold']],
    ['goes down to the floor for quiet', 0.23, view(55, 600), [0.2, 'quieter']],
  ])('%s', (_name, duty, seen, expected) => expect(next(law, duty, seen, seen.aheadCelsius)).toEqual(expected));

  it('does not wait while it heats on by 2 K after a raise', () => {
    expect(next(law, 0.3, view(63, 10), 61)).toEqual([0.5, 'too-warm']);
    expect(next(law, 0.3, view(63, 10), 61.1)).toEqual([0.3, 'hold']);
  });

  it('remembers when and where it changed', () => {
    expect(law.next(state(0.3), view(62, 90)).state).toMatchObject({ changedAtMs: 90_000, changedAtCelsius: 62 });
  });

  it('stays the same object when nothing changes, at full speed too', () => {
    const full = state(1, 68);
    expect(law.next(full, view(69, 500)).state).toBe(full);
  });

  it('starts from the present duty, or from its lowest', () => {
    expect(law.start(view(55, 7), 0.4)).toEqual({ dutyRatio: 0.4, changedAtMs: 7000, changedAtCelsius: 55 });
    expect(bandLaw(withFan({ neverStop: true })).start(view(55, 7), 0)).toMatchObject({ dutyRatio: 0.2 });
  });

  it('keeps the floor where the fan must never stop', () => {
    const never = bandLaw(withFan({ neverStop: true }));
    expect(next(never, 0.2, view(40, 30))).toEqual([0.2, 'too-cool']);
  });
});

describe('the step-curve law', () => {
  const law = stepCurveLaw(defaultSettings);

  it.each<[string, number, LawView, [number, string]]>([
    ['follows the curve up at once', 0.3, view(50, 0), [0.5, 'curve-up']],
    ['acts before the point is reached', 0.3, view(48, 0, { aheadCelsius: 50 }), [0.5, 'curve-up']],
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
    const changed: LawState = { dutyRatio: 0.5, changedAtMs: 60_000, changedAtCelsius: 55 };
    expect(law.next(changed, view(30, 89.9)).state).toBe(changed);
    expect(law.next(changed, view(30, 90)).state).toMatchObject({ dutyRatio: 0, changedAtMs: 90_000 });
  });

  it('starts where the curve is, whatever the fan did before', () => {
    expect(stepCurveLaw(defaultSettings).start(view(55, 7), 1)).toEqual({
      dutyRatio: 0.5,
      changedAtMs: 7000,
      changedAtCelsius: 55,
    });
  });

  it('remembers when it changed', () => {
    expect(law.next(state(0.3), view(50, 9)).state).toEqual({
      dutyRatio: 0.5,
      changedAtMs: 9000,
      changedAtCelsius: 50,
    });
  });
});

describe('lawOf', () => {
  it('picks the law of the settings', () => {
    expect(next(lawOf(defaultSettings), 0, view(55, 100))).toEqual([0, 'hold']);
    expect(next(lawOf({ ...defaultSettings, law: 'curve' }), 0, view(55, 100))).toEqual([0.5, 'curve-up']);
  });
});
