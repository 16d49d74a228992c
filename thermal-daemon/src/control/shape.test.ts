import { withFan } from './control-fixture';
import { shape, type ShapeInput } from './shape';

const settings = withFan({
  floorRatio: 0.2,
  minOnSeconds: 180,
  minOffSeconds: 120,
  riseRatioPerSecond: 0.25,
  fallRatioPerSecond: 0.025,
});
const calm: ShapeInput = {
  wanted: 0.5,
  beforeRatio: 0.5,
  sinceSwitchSeconds: 1000,
  elapsedSeconds: 2,
  tempCelsius: 55,
  rising: false,
  overruled: false,
};

describe('shape', () => {
  it.each<[string, Partial<ShapeInput>, number, string[]]>([
    ['passes an unchanged duty', {}, 0.5, []],
    ['rises by half in two seconds', { wanted: 1 }, 1, []],
    ['rises no faster', { wanted: 1, beforeRatio: 0.4 }, 0.9, ['slew-up']],
    ['falls by a twentieth in two seconds', { wanted: 0.45 }, 0.45, []],
    ['falls no faster', { wanted: 0.2 }, 0.45, ['slew-down']],
    ['falls towards the floor before it stops', { wanted: 0, beforeRatio: 0.26 }, 0.21, ['slew-down']],
    ['stops where the floor is within reach, which is one change and not two', { wanted: 0, beforeRatio: 0.25 }, 0, []],
    ['stops from the floor at once', { wanted: 0, beforeRatio: 0.2 }, 0, []],
    ['falls to the floor where it is within reach', { wanted: 0.2, beforeRatio: 0.25 }, 0.2, []],
    ['starts at the floor at once', { wanted: 0.2, beforeRatio: 0 }, 0.2, []],
    ['starts no faster than it rises', { wanted: 1, beforeRatio: 0 }, 0.5, ['slew-up']],
    ['lifts what lies below the floor', { wanted: 0.1, beforeRatio: 0.2 }, 0.2, ['floor']],
    ['does not stop too early', { wanted: 0, beforeRatio: 0.2, sinceSwitchSeconds: 179 }, 0.2, ['minimum-on']],
    ['stops when its time is up', { wanted: 0, beforeRatio: 0.2, sinceSwitchSeconds: 180 }, 0, []],
    ['does not start too early', { wanted: 0.2, beforeRatio: 0, sinceSwitchSeconds: 119 }, 0, ['minimum-off']],
    ['starts when its time is up', { wanted: 0.2, beforeRatio: 0, sinceSwitchSeconds: 120 }, 0.2, []],
    [
      'starts at once above the band',
      { wanted: 0.2, beforeRatio: 0, sinceSwitchSeconds: 1, tempCelsius: 60.1 },
      0.2,
      [],
    ],
    [
      'starts at once when the limit or throttling asks',
      { wanted: 0.2, beforeRatio: 0, sinceSwitchSeconds: 1, overruled: true },
      0.2,
      [],
    ],
    [
      'waits at the very top of the band',
      { wanted: 0.2, beforeRatio: 0, sinceSwitchSeconds: 1, tempCelsius: 60 },
      0,
      ['minimum-off'],
    ],
    [
      'does not fall while heat rises above the band',
      { wanted: 0.3, tempCelsius: 61, rising: true },
      0.5,
      ['no-fall-while-rising'],
    ],
    ['rises while heat rises above the band', { wanted: 0.6, tempCelsius: 61, rising: true }, 0.6, []],
    ['keeps while heat rises above the band', { tempCelsius: 61, rising: true }, 0.5, []],
    ['says nothing of a fan that stands and is to stand', { wanted: 0, beforeRatio: 0, sinceSwitchSeconds: 1 }, 0, []],
    ['falls above the band when heat falls', { wanted: 0.48, tempCelsius: 61 }, 0.48, []],
    ['falls while heat rises inside the band', { wanted: 0.48, rising: true }, 0.48, []],
    ['knows no slew at the first step', { wanted: 1, beforeRatio: 0, elapsedSeconds: Infinity }, 1, []],
  ])('%s', (_name, change, duty, reasons) => {
    const shaped = shape(settings, { ...calm, ...change });
    expect(shaped.duty).toBeCloseTo(duty);
    expect(shaped.reasons).toEqual(reasons);
  });

  it('keeps the floor instead of a standstill where the fan must never stop', () => {
    expect(shape(withFan({ neverStop: true }), { ...calm, wanted: 0, beforeRatio: 0.2 })).toEqual({
      duty: 0.2,
      reasons: ['floor'],
    });
  });
});
