export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Polls until `probe` answers with something, and returns that.
 *
 * @throws after `timeoutSeconds`, with what was waited for and the last error of the probe
 */
export async function waitFor<T>(
  what: string,
  timeoutSeconds: number,
  probe: () => Promise<T | undefined> | T | undefined,
  pollMilliseconds = 200,
): Promise<T> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  let last = '';
  for (;;) {
    try {
      const result = await probe();
      if (result !== undefined) return result;
    } catch (error) {
      last = ` (${(error as Error).message})`;
    }
    if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutSeconds} s${last}`);
    await sleep(pollMilliseconds);
  }
}
