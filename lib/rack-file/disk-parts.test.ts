import { diskParts } from './disk-parts';

const gibibyte = 2 ** 30;

test.each<[string, number, number, number, number]>([
  ['a terabyte: EPHEMERAL stops at 100 GiB', 931, 100, 279, 829],
  ['a small disk: two fifths', 60, 24, 18, 34],
  ['hardly a disk: nothing for volumes, and nothing below zero', 2, 1, 1, 0],
])('%s', (_, disk, ephemeralGib, leastVolumesGib, volumesGib) => {
  expect(diskParts(disk * gibibyte)).toEqual({ ephemeralGib, leastVolumesGib, volumesBytes: volumesGib * gibibyte });
});
