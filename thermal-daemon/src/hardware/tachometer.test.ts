import fc from 'fast-check';
import {
  emc2101Limit,
  emc2101Rpm,
  emc230xCount,
  emc230xRpm,
  emc230xValidCount,
  rangeFor,
  slowestRpm,
  tachRanges,
} from './tachometer';

describe('EMC230x tach', () => {
  it.each([
    ['the power-on reading is a standing fan', 0xff, 0xf8, 2, 0],
    ['a count just below the ceiling is a standing fan too', 0xff, 0xc0, 1, 0],
    ['the highest moving count', 0xfe, 0xf8, 1, 3_932_160 / 0x1fdf],
    ['the power-on stall limit, count 7840 at range 2, is 1003 rpm', 0xf5, 0x00, 2, (2 * 3_932_160) / 7840],
    ['a fast fan at range 1', 0x18, 0x90, 1, 3_932_160 / 786],
    ['a count of 0 is no fan', 0x00, 0x07, 1, undefined],
  ] as const)('%s', (_, high, low, range, rpm) => {
    expect(emc230xRpm(emc230xCount(high, low), range)).toBe(rpm);
  });

  it.each([
    [500, 1],
    [600, 1],
    [1199, 1],
    [1201, 2],
    [2401, 4],
    [4801, 8],
    [100, 1],
  ])('measures a fan of at least %p rpm at range %p', (minimumRpm, range) => {
    expect(rangeFor(minimumRpm)).toBe(range);
  });

  it('has floors of 480, 960, 1920 and 3840 rpm', () => {
    expect(tachRanges.map((range) => Math.round(slowestRpm(range)))).toEqual([480, 960, 1920, 3840]);
  });

  it('reads every speed that its range can tell back within a percent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tachRanges), fc.double({ min: 1.02, max: 20, noNaN: true }), (range, above) => {
        const rpm = slowestRpm(range) * above;
        const count = Math.floor((3_932_160 * range) / rpm);
        const read = emc230xRpm(emc230xCount(count >> 5, (count & 0x1f) << 3), range);
        expect(Math.abs((read ?? 0) / rpm - 1)).toBeLessThan(0.01);
      }),
    );
  });

  it('asks the chip for a stall at the minimum speed, rounded to the faster side', () => {
    const highByte = emc230xValidCount(600, 1);
    expect(highByte).toBe(0xcc);
    expect(emc230xRpm(highByte << 5, 1)).toBeGreaterThan(600);
    expect(emc230xRpm((highByte + 1) << 5, 1)).toBeLessThan(600);
    expect(emc230xValidCount(1, 1)).toBe(0xff);
  });
});

describe('EMC2101 tach', () => {
  it.each([
    ['0xffff is a standing fan, not 82 rpm', 0xffff, 0],
    ['0xfffe is 82 rpm', 0xfffe, 5_400_000 / 0xfffe],
    ['1080 is 5000 rpm', 1080, 5000],
    ['0 is no fan', 0, undefined],
  ])('%s', (_, count, rpm) => {
    expect(emc2101Rpm(count)).toBe(rpm);
  });

  it('limits at the minimum speed', () => {
    expect(emc2101Limit(600)).toBe(9000);
    expect(emc2101Limit(10)).toBe(0xffff);
  });

  it('take the first count that means standing for standing', () => {
    expect(emc230xRpm(0x1fe0, 1)).toBe(0);
    expect(emc230xRpm(0x1fdf, 1)).toBeGreaterThan(0);
  });
});
