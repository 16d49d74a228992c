import fc from 'fast-check';
import { checkCurve, defaultCurve, dutyAt, dutyWithHysteresis, type CurvePoint } from './curve';

const at = (...pairs: [number, number][]): CurvePoint[] =>
  pairs.map(([tempCelsius, dutyRatio]) => ({ tempCelsius, dutyRatio }));

const problemsOf = (points: CurvePoint[]) => {
  const checked = checkCurve(points);
  return checked.ok
    ? []
    : checked.problems.map(({ point, field, message }) => `${point ?? '-'} ${field ?? '-'} ${message}`);
};

describe('checkCurve', () => {
  it.each<[string, CurvePoint[], string[]]>([
    ['accepts the default curve', [...defaultCurve], []],
    ['accepts a single point at 100 %', at([50, 1]), []],
    ['accepts two points with the same duty', at([40, 0.3], [50, 0.3], [60, 1]), []],
    ['accepts 0 and 75 °C', at([0, 0.2], [75, 1]), []],
    ['rejects an empty curve', [], ['- - the curve has no points']],
    [
      'rejects a curve that falls as heat rises',
      at([40, 0.5], [50, 0.3], [60, 1]),
      ['1 dutyRatio the duty falls from 50 % to 30 % as heat rises'],
    ],
    [
      'rejects points out of order',
      at([50, 0.3], [40, 0.5], [60, 1]),
      ['1 tempCelsius 40 °C does not come after 50 °C'],
    ],
    ['rejects the same temperature twice', at([50, 0.3], [50, 1]), ['1 tempCelsius 50 °C does not come after 50 °C']],
    ['rejects an end below 100 %', at([40, 0.3], [60, 0.9]), ['1 dutyRatio the hottest point stops at 90 %']],
    ['rejects full speed after 75 °C', at([40, 0.3], [76, 1]), ['1 tempCelsius 76 °C is outside 0 to 75 °C']],
    ['rejects frost', at([-1, 0.3], [60, 1]), ['0 tempCelsius -1 °C is outside 0 to 75 °C']],
    [
      'rejects percent written as a ratio',
      at([40, 30], [60, 100]),
      ['0 dutyRatio 3000 % is no duty', '1 dutyRatio 10000 % is no duty'],
    ],
    ['rejects a negative duty', at([40, -0.1], [60, 1]), ['0 dutyRatio -10 % is no duty']],
    [
      'rejects what is not a number',
      at([NaN, NaN]),
      ['0 tempCelsius NaN °C is outside 0 to 75 °C', '0 dutyRatio NaN % is no duty'],
    ],
    [
      'tells every problem at once, by point',
      at([50, 0.5], [40, 0.3]),
      [
        '1 tempCelsius 40 °C does not come after 50 °C',
        '1 dutyRatio the duty falls from 50 % to 30 % as heat rises',
        '1 dutyRatio the hottest point stops at 30 %',
      ],
    ],
    [
      'tells what is wrong with a point before what is wrong with the next',
      at([50, 0.5], [40, 0.6], [76, 1]),
      ['1 tempCelsius 40 °C does not come after 50 °C', '2 tempCelsius 76 °C is outside 0 to 75 °C'],
    ],
    ['accepts a point at which the fan stands', at([30, 0], [60, 1]), []],
    ['rejects an end at a standstill', at([40, 0]), ['0 dutyRatio the hottest point stops at 0 %']],
  ])('%s', (_name, points, expected) => expect(problemsOf(points)).toEqual(expected));

  it('says how to repair each problem', () => {
    const checked = checkCurve(at([80, 2], [40, 0.3]));
    expect(checked.ok ? [] : checked.problems.map(({ fix }) => fix)).toEqual([
      'the processor throttles from 80 °C: reach full speed by 75 °C',
      'a duty lies between 0 % and 100 %',
      'list the points from cold to hot, each temperature once',
      'use at least 200 %',
      'end at 100 %, at 75 °C or below',
    ]);
    expect(checkCurve([])).toMatchObject({ problems: [{ fix: 'give at least one, ending at 100 %' }] });
  });

  it('keeps a copy that later changes of the input do not reach', () => {
    const points = [{ tempCelsius: 50, dutyRatio: 1 }];
    const checked = checkCurve(points);
    points[0]!.dutyRatio = 0;
    expect(checked).toEqual({ ok: true, curve: [{ tempCelsius: 50, dutyRatio: 1 }] });
  });
});

describe('a curve', () => {
  it.each([
    ['stands below the first point', 39.9, 0],
    ['starts exactly at a point', 40, 0.3],
    ['holds until the next', 49.9, 0.3],
    ['reaches the second', 50, 0.5],
    ['gives everything at the last', 70, 1],
    ['and above it', 120, 1],
  ])('%s', (_name, tempCelsius, duty) => expect(dutyAt(defaultCurve, tempCelsius)).toBe(duty));

  it.each([
    ['goes up at the point itself', 0.3, 50, 0.5],
    ['keeps a duty within the hysteresis', 0.5, 47, 0.5],
    ['lets go below it', 0.5, 45.9, 0.3],
    ['falls as far as the heat did', 1, 30, 0],
  ])('with hysteresis %s', (_name, before, tempCelsius, duty) =>
    expect(dutyWithHysteresis(defaultCurve, before, tempCelsius, 4)).toBe(duty),
  );

  it('never gives less air to more heat, on any valid curve', () => {
    const points = fc.array(
      fc.record({
        tempCelsius: fc.integer({ min: -10, max: 80 }),
        dutyRatio: fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(
        points,
        fc.double({ min: -20, max: 120, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (given, cold, more) => {
          const sorted = [...given].sort((a, b) => a.tempCelsius - b.tempCelsius || a.dutyRatio - b.dutyRatio);
          const checked = checkCurve([...sorted, { tempCelsius: 75, dutyRatio: 1 }]);
          fc.pre(checked.ok);
          const duty = (tempCelsius: number) => dutyAt(checked.curve, tempCelsius);
          expect(duty(cold + more)).toBeGreaterThanOrEqual(duty(cold));
          expect(duty(75)).toBe(1);
        },
      ),
    );
  });
});
