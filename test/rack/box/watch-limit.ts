import { readFileSync, writeFileSync } from 'node:fs';
import type { Progress } from '../../cluster/build/build-components';

const setting = '/proc/sys/fs/inotify/max_user_instances';
/** As Talos sets it. All blades of all boxes are one user of this kernel, and each needs some twenty. */
const wanted = 8192;

/** Without room for one more watch containerd comes up and serves no kubelet ("too many open files"). */
export function raiseWatchLimit(progress: Progress): void {
  const found = Number(readFileSync(setting, 'utf8'));
  if (found >= wanted) return;
  writeFileSync(setting, String(wanted));
  progress(`fs.inotify.max_user_instances is ${wanted} now, was ${found}: stays so until this machine starts again`);
}
