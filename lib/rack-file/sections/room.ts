import * as z from 'zod';
import { degreeRange, noise } from '../fields/measures';

export const room = z.strictObject({
  temperature: degreeRange
    .prefault('18C-28C')
    .describe('air that the blades breathe, coldest to warmest; the default is an office over the year'),
  noise: noise.prefault('30dB').describe('what the fans may be heard with, in dB(A); the default is a quiet office'),
});

/** Air that the blades breathe, and what may be heard. */
export interface Room {
  minCelsius: number;
  maxCelsius: number;
  noiseDecibelA: number;
}

export function roomOf({ temperature, noise: noiseDecibelA }: z.output<typeof room>): Room {
  return { minCelsius: temperature.min, maxCelsius: temperature.max, noiseDecibelA };
}
