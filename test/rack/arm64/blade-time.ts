import type { Guest } from '../../../thermal-daemon/vm/guest';
import { sleep } from '../../cluster/kube/wait';

/** On a machine that is busy with other things even a short answer takes its time. */
const answerSeconds = 300;

/** Runs a script as root on the blade. @returns what it printed @throws when it fails */
export const sh = ({ guest }: { guest: Guest }, script: string): Promise<string> => guest.sh(script, answerSeconds);

/** The same, with its exit status. */
export const attempt = ({ guest }: { guest: Guest }, script: string): Promise<{ status: number; output: string }> =>
  guest.attempt(script, answerSeconds);

/** Seconds since the blade has power, by its own clock: an emulated processor that gets no time makes them longer. */
export const bladeSeconds = async (blade: { guest: Guest }): Promise<number> =>
  Number(await sh(blade, 'read -r up _ </proc/uptime; echo $up'));

const pollMilliseconds = 1500;

/**
 * Polls until `probe` answers with something, and returns that. The seconds are the blade's.
 *
 * @throws after that many, with what was waited for and the last error of the probe
 */
export async function waitOnBlade<T>(
  blade: { guest: Guest },
  what: string,
  seconds: number,
  probe: () => Promise<T | undefined>,
): Promise<T> {
  const begun = await bladeSeconds(blade);
  let last = '';
  for (;;) {
    try {
      const result = await probe();
      if (result !== undefined) return result;
    } catch (error) {
      last = ` (${(error as Error).message})`;
    }
    if ((await bladeSeconds(blade)) - begun > seconds) throw new Error(`${what}: not within ${seconds} s${last}`);
    await sleep(pollMilliseconds);
  }
}
