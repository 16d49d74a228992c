import type * as z from 'zod';
import { secondsOf } from './duration';
import { duration, quantity } from './fields';
import { bytesOf } from './quantity';

/** A size below which the program does not start, or dies on its first day; `because` says who knows. */
export function atLeast(least: string, because: string): z.ZodString {
  return quantity.refine((text) => bytesOf(text) >= bytesOf(least), `at least ${least} is needed: ${because}`);
}

const seconds = { hours: 3600, days: 86_400 } as const;

/** A time that a program counts in whole hours or days: what it would round is refused instead. */
export function whole(unit: keyof typeof seconds, because: string): z.ZodString {
  return duration.refine((text) => {
    const time = secondsOf(text);
    return time >= seconds[unit] && time % seconds[unit] === 0;
  }, `whole ${unit} only: ${because}`);
}
