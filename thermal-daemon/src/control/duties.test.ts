import { dutiesFrom } from './duties';

const rounded = (duties: readonly number[]) => duties.map((duty) => Math.round(duty * 1000) / 1000);

describe('the duties of a turning fan', () => {
  it.each([
    [0.2, [0.2, 0.269, 0.35, 0.455, 0.592, 0.769, 1]],
    [0.25, [0.25, 0.35, 0.455, 0.592, 0.769, 1]],
    [0.5, [0.5, 0.592, 0.769, 1]],
    [0.69, [0.69, 0.769, 1]],
    [0.7, [0.7, 1]],
    [0.8, [0.8, 1]],
    [0.99, [0.99, 1]],
    [1, [1]],
  ])('from a floor of %d are %j', (floorRatio, expected) => expect(rounded(dutiesFrom(floorRatio))).toEqual(expected));

  it('leave a step out that is only a tenth above the floor', () => {
    const step = 1.3 ** -2;
    expect(dutiesFrom(step / 1.1)[1]).toBeCloseTo(1.3 ** -1, 12);
    expect(dutiesFrom(step / 1.101)[1]).toBeCloseTo(step, 12);
  });
});
