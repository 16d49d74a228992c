/** Asks again and again until the answer is not undefined; undefined when time is up. */
export async function until<T>(
  seconds: number,
  ask: () => T | undefined | Promise<T | undefined>,
  everyMilliseconds = 100,
): Promise<T | undefined> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) return undefined;
    await pause(everyMilliseconds);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** Seconds since now, with one decimal, at each call. */
export function stopwatch(): () => number {
  const startedAt = performance.now();
  return () => Math.round((performance.now() - startedAt) / 100) / 10;
}
