import { ExcessMeter } from './excess';

const over = (pairs: readonly (readonly [blade: number, oracle: number])[]) => {
  const meter = new ExcessMeter();
  for (const [blade, oracle] of pairs) meter.add(blade, oracle, 2);
  return meter.total();
};

describe('time above 80 °C beside the oracle', () => {
  it.each<[string, readonly (readonly [number, number])[], number, number]>([
    ['none at 80 °C', [[80, 79]], 0, 0],
    ['none where both are above', [[81, 80.1]], 0, 0],
    [
      'needless where the oracle stays at 80 °C',
      [
        [81, 80],
        [81, 80],
      ],
      4,
      0,
    ],
    [
      'only sooner where the oracle follows',
      [
        [81, 79],
        [82, 81],
        [83, 82],
      ],
      0,
      2,
    ],
    [
      'only sooner, and longer, where the oracle is back first',
      [
        [81, 81],
        [81, 79],
        [79, 79],
      ],
      0,
      2,
    ],
    [
      'needless in a heat that ends before the oracle has one',
      [
        [81, 79],
        [79, 79],
        [81, 81],
      ],
      2,
      0,
    ],
    [
      'the longest lead of several heats',
      [
        [81, 79],
        [81, 81],
        [79, 79],
        [81, 79],
        [81, 79],
        [81, 81],
      ],
      0,
      4,
    ],
    [
      'needless in each of several heats',
      [
        [81, 79],
        [79, 79],
        [81, 79],
      ],
      4,
      0,
    ],
  ])('is %s', (_name, pairs, needlessSeconds, soonerSeconds) =>
    expect(over(pairs)).toEqual({ needlessSeconds, soonerSeconds }),
  );
});
