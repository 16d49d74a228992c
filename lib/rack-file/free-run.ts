/**
 * The run of `count` free numbers between `first` and `last` that lies nearest to `wanted`; of two as near, the upper.
 * undefined when there is none within `reach` steps: a suggestion may be missing, but never slow.
 */
export function freeRun(
  { wanted, count, first, last }: { wanted: number; count: number; first: number; last: number },
  isTaken: (value: number) => boolean,
  reach = 2048,
): number | undefined {
  const fits = (start: number) => {
    if (start < first || start + count - 1 > last) return false;
    for (let value = start; value < start + count; value++) if (isTaken(value)) return false;
    return true;
  };
  for (let step = 0; step <= reach; step++) {
    if (fits(wanted + step)) return wanted + step;
    if (fits(wanted - step)) return wanted - step;
  }
  return undefined;
}
