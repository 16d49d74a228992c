export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A clock that a wait goes by, in seconds, and how often it looks. */
export interface Clock {
  now: () => Promise<number> | number;
  pollMilliseconds: number;
}

/**
 * Polls until `probe` answers with something, and returns that.
 *
 * @throws after `timeoutSeconds`, with what was waited for and the last error of the probe
 */
export function waitFor<T>(
  what: string,
  timeoutSeconds: number,
  probe: () => Promise<T | undefined> | T | undefined,
  pollMilliseconds = 200,
): Promise<T> {
  return waitBy({ now: () => Date.now() / 1000, pollMilliseconds }, what, timeoutSeconds, probe);
}

/** The same by another clock. */
export async function waitBy<T>(
  { now, pollMilliseconds }: Clock,
  what: string,
  timeoutSeconds: number,
  probe: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const begun = await now();
  let last = '';
  for (;;) {
    try {
      const result = await probe();
      if (result !== undefined) return result;
    } catch (error) {
      last = ` (${(error as Error).message})`;
    }
    if ((await now()) - begun > timeoutSeconds) throw new Error(`${what}: not within ${timeoutSeconds} s${last}`);
    await sleep(pollMilliseconds);
  }
}
