import { sinkKelvinPerWatt } from './heat-model';
import type { HeatEstimate } from './heat-estimate';
import type { LawView } from './law';
import { judgeReach, withinReach, type Reach } from './out-of-reach';
import { defaultSettings } from './settings';

const nextRatio = 0.77;
const watts = 6;
/** What the last step to full speed takes off, in the model: a little more than 2 K at 6 W. */
const lastStepCelsius = watts * (sinkKelvinPerWatt(nextRatio) - sinkKelvinPerWatt(1));
const heat: HeatEstimate = {
  sinkCelsius: 50,
  watts,
  lastingWatts: watts,
  airCelsius: 30,
  atMs: 0,
  doubt: [0, 0, 0, 0, 0, 0],
};
const view = (celsius: number, seconds: number, change: Partial<LawView> = {}): LawView => ({
  fastCelsius: celsius,
  slowCelsius: celsius,
  aheadCelsius: celsius,
  heat,
  sinceSwitchSeconds: Infinity,
  nowMs: seconds * 1000,
  ...change,
});
const judged = (reach: Reach, dutyRatio: number, seen: LawView, changedAtSeconds = 0): Reach =>
  judgeReach(
    defaultSettings,
    { vainSeconds: 140, nextRatio },
    { dutyRatio, changedAtMs: changedAtSeconds * 1000, reach },
    seen,
  );
const vain: Reach = { vainSinceMs: 0, givenUp: false };
const givenUp: Reach = { vainSinceMs: 0, givenUp: true };

describe('whether the band is out of reach', () => {
  it.each<[string, Reach, number, LawView, Reach]>([
    [
      'begins to count at full speed, a kelvin above the band',
      withinReach,
      1,
      view(61, 5),
      { ...vain, vainSinceMs: 5000 },
    ],
    ['does not count nearer to it', withinReach, 1, view(60.9, 5), withinReach],
    ['does not count below full speed', withinReach, nextRatio, view(63, 5), withinReach],
    ['does not give up too early', vain, 1, view(62, 139.9), vain],
    ['gives up when it was in vain for long enough', vain, 1, view(62, 140), givenUp],
    ['forgets what came before a dip', vain, 1, view(60.9, 100), withinReach],
    ['gives nothing up within four kelvin of the limit', vain, 1, view(66, 140), vain],
    ['gives up just below them', vain, 1, view(65.9, 140), givenUp],
    ['judges by the average, not by a burst', vain, 1, view(62, 140, { slowCelsius: 60.5 }), withinReach],
    ['stays given up while a step less leaves it far above', givenUp, nextRatio, view(64, 1000), givenUp],
    ['takes full speed back within two kelvin of the limit', givenUp, nextRatio, view(68.1, 1), withinReach],
    ['not yet at two kelvin', givenUp, nextRatio, view(68, 1), givenUp],
    ['waits until the sink shows what a step less comes to', givenUp, nextRatio, view(60, 299.9), givenUp],
    ['takes full speed back when the load is gone', givenUp, nextRatio, view(60, 300), withinReach],
  ])('%s', (_name, before, dutyRatio, seen, expected) => expect(judged(before, dutyRatio, seen)).toEqual(expected));

  it('takes full speed back where it would bring the blade half a kelvin into the band', () => {
    const worthIt = 59.5 + lastStepCelsius;
    expect(judged(givenUp, nextRatio, view(worthIt - 0.01, 300))).toBe(withinReach);
    expect(judged(givenUp, nextRatio, view(worthIt + 0.01, 300))).toBe(givenUp);
  });

  it('counts the wait from the last change of the duty', () => {
    expect(judged(givenUp, nextRatio, view(55, 399), 100)).toBe(givenUp);
    expect(judged(givenUp, nextRatio, view(55, 400), 100)).toBe(withinReach);
  });
});
