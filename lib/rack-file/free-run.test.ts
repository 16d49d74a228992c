import fc from 'fast-check';
import { freeRun } from './free-run';

it('takes the nearest, and of two as near the upper', () => {
  const taken = new Set([5]);
  expect(freeRun({ wanted: 5, count: 1, first: 1, last: 9 }, (n) => taken.has(n))).toBe(6);
});

it('stays within its bounds, free and as near as can be', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 6 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 40 })),
      (wanted, count, takenList) => {
        const isTaken = (n: number) => takenList.includes(n);
        const isFree = (start: number) =>
          start >= 0 &&
          start + count - 1 <= 40 &&
          Array.from({ length: count }, (_, i) => start + i).every((n) => !isTaken(n));
        const found = freeRun({ wanted, count, first: 0, last: 40 }, isTaken);
        const all = Array.from({ length: 41 }, (_, start) => start).filter(isFree);
        if (found === undefined) expect(all).toEqual([]);
        else {
          expect(isFree(found)).toBe(true);
          expect(Math.abs(found - wanted)).toBe(Math.min(...all.map((start) => Math.abs(start - wanted))));
        }
      },
    ),
  );
});
