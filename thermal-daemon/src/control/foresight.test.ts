import { momentsAhead } from './foresight';

describe('the moments of the near future', () => {
  it('share out all of the weight', () => {
    for (const foresightSeconds of [10, 41, 1000]) {
      const all = momentsAhead(foresightSeconds).reduce((sum, { weight }) => sum + weight, 0);
      expect(all).toBeCloseTo(1, 12);
    }
  });

  it('stand for the time around them, the last for a fifth more than its own, each discounted', () => {
    // 0 to 15, 15 to 35, 35 to 60 seconds
    const raw = [15 * Math.exp(-0.5), 20 * Math.exp(-1), 25 * Math.exp(-2.5)];
    const all = raw[0]! + raw[1]! + raw[2]!;
    const moments = momentsAhead(20, [10, 20, 50]);
    expect(moments.map(({ seconds }) => seconds)).toEqual([10, 20, 50]);
    moments.forEach(({ weight }, index) => expect(weight).toBeCloseTo(raw[index]! / all, 12));
  });

  it('count the farther the less the shorter the foresight', () => {
    const last = (foresightSeconds: number) => momentsAhead(foresightSeconds).at(-1)!.weight;
    expect(last(20)).toBeLessThan(last(40));
    expect(last(40)).toBeLessThan(last(400));
  });
});
