import type { Guest } from '../../../thermal-daemon/vm/guest';
import { waitBy } from '../../cluster/kube/wait';

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

/** As `waitFor`, in seconds of the blade. */
export const waitOnBlade = <T>(
  blade: { guest: Guest },
  what: string,
  seconds: number,
  probe: () => Promise<T | undefined>,
): Promise<T> => waitBy({ now: () => bladeSeconds(blade), pollMilliseconds }, what, seconds, probe);
