export interface Counted {
  passed: number;
  failed: number;
}

/**
 * What a judge says of itself: the last `N passed, N failed` that it printed. One that ends without such a line, or with
 * nothing passed, never asked its program and has failed, whatever its exit code.
 */
export function countOf(text: string, code: number): Counted {
  const [, passed = '0', failed = '0'] = [...text.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
  const asked = Number(passed) > 0;
  return { passed: Number(passed), failed: Math.max(Number(failed), code === 0 && asked ? 0 : 1) };
}
