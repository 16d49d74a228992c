import fc from 'fast-check';
import { diskParts } from './disk-parts';

const gibibyte = 2 ** 30;

test.each<[string, number, number, number, number]>([
  ['a terabyte: EPHEMERAL and the replicas stop at 100 GiB', 931, 100, 100, 729],
  ['a small disk: two fifths, and three twentieths', 60, 24, 9, 25],
  ['hardly a disk: nothing below one', 2, 1, 1, 1],
])('%s', (_, disk, ephemeralGib, replicasGib, localGib) => {
  expect(diskParts(disk * gibibyte)).toEqual({ ephemeralGib, replicasGib, localGib });
});

test('the parts of every disk that the rack file takes fit on it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10e9, max: 16e12 }), (bytes) => {
      const { ephemeralGib, replicasGib, localGib } = diskParts(bytes);
      return (ephemeralGib + replicasGib + localGib + 2) * gibibyte <= bytes;
    }),
  );
});
