/** A moment of the near future, with its share of what counts. */
export interface Moment {
  readonly seconds: number;
  readonly weight: number;
}

const MOMENTS_SECONDS = [15, 45, 90, 150, 240, 360, 540] as const;
/** The last moment stands for the time until so much later. */
const BEYOND_RATIO = 1.2;

/** Each moment stands for the time around it, and counts less by a factor e after every `foresightSeconds`. */
export function momentsAhead(
  foresightSeconds: number,
  moments: readonly number[] = MOMENTS_SECONDS,
): readonly Moment[] {
  const raw = moments.map((seconds, index) => {
    const from = index === 0 ? 0 : (seconds + moments[index - 1]!) / 2;
    const to = index === moments.length - 1 ? seconds * BEYOND_RATIO : (seconds + moments[index + 1]!) / 2;
    return { seconds, weight: (to - from) * Math.exp(-seconds / foresightSeconds) };
  });
  const all = raw.reduce((sum, { weight }) => sum + weight, 0);
  return raw.map(({ seconds, weight }) => ({ seconds, weight: weight / all }));
}
