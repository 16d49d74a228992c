import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const mountPoint = '/sys/fs/cgroup';
/** All blades of all boxes lie below it; a box has a folder of its own in it. */
const parent = 'rackwright-box';

/** One cgroup hierarchy of version 1: `memory` or `cpu,cpuacct`, and the folder at which the host has mounted it. */
export interface Hierarchy {
  /** What `mount -o` wants: controllers, or `name=systemd`. */
  options: string;
  folder: string;
}

/** The hierarchies of version 1 that this process lives in; empty on a host that has version 2 only. */
export function hierarchies(cgroupOfSelf = readFileSync('/proc/self/cgroup', 'utf8')): Hierarchy[] {
  const lines = cgroupOfSelf.trim().split('\n');
  return lines.flatMap((line) => {
    const options = line.split(':')[1]!;
    if (options === '') return []; // version 2
    const folder = join(mountPoint, options.replace(/^name=/, ''));
    return existsSync(folder) ? [{ options, folder }] : [];
  });
}

/**
 * The folders of a blade, one in each hierarchy, with its memory as their limit.
 *
 * @returns the files that a process writes its pid to, to become part of the blade
 */
export function makeCgroups(box: string, blade: string, memoryBytes: number): string[] {
  return hierarchies().map(({ options, folder }) => {
    const levels = [join(folder, parent), join(folder, parent, box), join(folder, parent, box, blade)];
    for (const level of levels) {
      mkdirSync(level, { recursive: true });
      // Without processors and memory nodes of its own no process may enter.
      if (options.includes('cpuset'))
        for (const file of ['cpuset.cpus', 'cpuset.mems'])
          writeFileSync(join(level, file), readFileSync(join(level, '..', file)));
    }
    const own = levels.at(-1)!;
    if (options.includes('memory')) writeFileSync(join(own, 'memory.limit_in_bytes'), String(memoryBytes));
    return join(own, 'cgroup.procs');
  });
}

/** Removes the cgroups of boxes whose process is gone: one that was killed could not do so. Names are `box-<pid>`. */
export function removeDeadBoxes(isAlive: (pid: number) => boolean): void {
  for (const { folder } of hierarchies())
    for (const name of foldersIn(join(folder, parent))) {
      const pid = Number(/^box-(\d+)$/.exec(name)?.[1]);
      if (!isAlive(pid)) removeCgroups(name);
    }
}

/** Removes what dead containers left: a kubelet that starts again tries each of them for seconds, and a real blade forgets. */
export function removeCgroups(box: string, blade = ''): void {
  for (const { folder } of hierarchies()) {
    removeFolders(join(folder, parent, box, blade));
    if (blade === '' && foldersIn(join(folder, parent)).length === 0) removeFolders(join(folder, parent));
  }
}

function removeFolders(folder: string): void {
  for (const name of foldersIn(folder)) removeFolders(join(folder, name));
  try {
    rmdirSync(folder);
  } catch {
    // Gone already, or a process is still dying in it: the next removal finds it.
  }
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
