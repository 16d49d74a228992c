import { kubectl, postgresPrimary } from './apps';
import type { RackContext } from './scenario';

const everyMilliseconds = 15_000;

/**
 * Waits for standbys and asks the primary for checkpoints meanwhile. A standby is copied after the next one, which a primary
 * writes at leisure, for up to 270 s; nothing is shown by waiting for that.
 *
 * @param primary pod that leads; the first cluster's unless it is named
 */
export async function withCheckpoints<T>(
  context: RackContext,
  wait: () => Promise<T>,
  primary = () => postgresPrimary(context),
): Promise<T> {
  const ask = async () => {
    const exec = ['-n', 'data', 'exec', await primary(), '-c', 'postgres', '--'];
    await kubectl(context, ...exec, 'psql', '-qAtc', 'checkpoint');
  };
  const asking = setInterval(() => void ask().catch(() => undefined), everyMilliseconds); // no primary yet: asked again
  return wait().finally(() => clearInterval(asking));
}
