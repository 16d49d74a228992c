import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkout } from './checkout';

const mark = 'RACKWRIGHT_JUDGE_WORLD';

/** Before a command that must not outlive the process that starts it, however that one ends. Of util-linux, as unshare is. */
export const diesWithParent = ['setpriv', '--pdeathsig', 'KILL'] as const;

/**
 * Starts the running entry again in namespaces of its own (network, mounts, processes) and says whether this is already
 * inside: no packet can leave, and whatever is started or mounted ends with it. Make downloads and builds before.
 */
export function inOwnWorld(): boolean {
  if (process.env[mark]) return true;
  if (process.getuid?.() !== 0) throw new Error('needs root, for network namespaces and chroot: run it with sudo');
  const entry = [join(checkout(), 'bin', 'run.cjs'), process.argv[1]!, '--', ...process.argv.slice(2)];
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const [command, ...before] = diesWithParent;
  const { status, error } = spawnSync(command, [...before, 'unshare', ...namespaces, process.execPath, ...entry], {
    stdio: 'inherit',
    env: { ...process.env, [mark]: '1' },
  });
  if (error) throw new Error(`cannot run setpriv or unshare (util-linux): ${error.message}`);
  process.exitCode = status ?? 2;
  return false;
}
