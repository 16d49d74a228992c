/** Source of random bytes. The commands pass the system's; tests pass one that repeats itself. */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * A random integer below `bound`, every one equally likely: bytes that would favour the small ones are thrown away.
 *
 * @param bound 1 to 256
 */
export function randomBelow(bound: number, random: RandomBytes): number {
  const fair = 256 - (256 % bound);
  for (;;) {
    const [byte = 0] = random(1);
    if (byte < fair) return byte % bound;
  }
}
