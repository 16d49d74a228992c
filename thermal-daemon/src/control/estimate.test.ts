import { follow, rateCelsiusPerSecond, type Estimate } from './estimate';

const run = (seconds: number, tempAt: (second: number) => number): Estimate => {
  let estimate: Estimate | undefined;
  for (let second = 0; second <= seconds; second += 2) estimate = follow(estimate, tempAt(second), second * 1000);
  return estimate!;
};

describe('the estimate', () => {
  it('starts where the first reading is, at rest', () => {
    const first = follow(undefined, 57, 5000);
    expect(first).toEqual({ fastCelsius: 57, slowCelsius: 57, atMs: 5000 });
    expect(rateCelsiusPerSecond(first)).toBe(0);
  });

  it('measures a steady slope within a tenth', () => {
    expect(rateCelsiusPerSecond(run(300, (second) => 40 + 0.05 * second))).toBeCloseTo(0.05, 2);
    expect(rateCelsiusPerSecond(run(300, (second) => 80 - 0.05 * second))).toBeCloseTo(-0.05, 2);
  });

  it('moves by less than a third of the sensor step for one step of noise', () => {
    const calm = run(300, () => 55);
    const nudged = follow(calm, 55.487, 302_000);
    expect(nudged.fastCelsius - 55).toBeCloseTo(0.487 * (1 - Math.exp(-0.4)), 6);
    expect(nudged.slowCelsius - 55).toBeCloseTo(0.487 * (1 - Math.exp(-2 / 30)), 6);
    expect(Math.abs(rateCelsiusPerSecond(nudged))).toBeLessThan(0.01);
  });

  it('forgets by time, not by count', () => {
    const often = run(60, (second) => (second < 30 ? 50 : 60));
    let seldom = follow(undefined, 50, 0);
    seldom = follow(seldom, 50, 28_000);
    seldom = follow(seldom, 60, 60_000);
    expect(seldom.slowCelsius).toBeCloseTo(often.slowCelsius, 1);
  });
});
