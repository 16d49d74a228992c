/** @throws RangeError: a duty outside 0 to 1 is a fault of the caller, never something to clamp silently */
export function checkedRatio(ratio: number): number {
  if (!(ratio >= 0 && ratio <= 1)) throw new RangeError(`a duty must lie between 0 and 1, not ${ratio}`);
  return ratio;
}
