/** Air goes with the logarithm of the duty, so duties are a ratio apart: finer ones are inaudible, and each is a change. */
const NEXT_DUTY_RATIO = 1.3;
/** A duty nearer to the one below is left out, full speed aside. */
export const LEAST_STEP_RATIO = 1.1;

/** The duties of a turning fan, rising: its floor, full speed, and steps of equal ratio between them. */
export function dutiesFrom(floorRatio: number): readonly number[] {
  if (floorRatio >= 1) return [1];
  const above = [1];
  for (let steps = 1; ; steps += 1) {
    const duty = NEXT_DUTY_RATIO ** -steps;
    if (duty <= floorRatio * LEAST_STEP_RATIO) return [floorRatio, ...above];
    above.unshift(duty);
  }
}
