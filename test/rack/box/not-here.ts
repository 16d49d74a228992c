/** Variable that says why a machine may lack something. */
export const notHere = 'RACKWRIGHT_RACK_NOT_HERE';

/**
 * A machine that lacks something fails, unless RACKWRIGHT_RACK_NOT_HERE says why it may: then both what
 * is lacking and that reason are printed, and nothing counts as passed.
 */
export function cannotRun(missing: readonly string[], reason: string | undefined): number {
  for (const line of missing) console.log(`${reason ? 'NOT RUN' : 'FAIL'} ${line}`);
  if (!reason) return 2;
  console.log(`accepted here, since ${reason}`);
  console.log('0 passed, 0 failed');
  return 0;
}
