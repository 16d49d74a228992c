import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { hierarchies } from './cgroups';

/** What a machine must have, how to tell, and what to do about it. */
export interface Requirement {
  what: string;
  met: () => boolean;
  how: string;
}

export const root: Requirement = {
  what: 'root',
  met: () => process.getuid?.() === 0,
  how: 'namespaces and mounts need it: run it with sudo',
};

export function program(name: string, how = `install the package that holds ${name}`): Requirement {
  return { what: name, met: () => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0, how };
}

/** A kind of network link, with the arguments that make one. */
export function link(kind: string, ...args: string[]): Requirement {
  return {
    what: `network links of kind ${kind}`,
    met: () => inNetwork('ip', ...args),
    how: `CONFIG_${kind.toUpperCase()}, or modprobe ${kind}`,
  };
}

/** For blades of this machine's own kernel. */
const requirements: Requirement[] = [
  root,
  ...['unshare', 'nsenter', 'ip', 'bash', 'tar', 'openssl', 'apt-get', 'dpkg-deb'].map((name) => program(name)),
  {
    what: 'an amd64 processor',
    met: () => process.arch === 'x64',
    how: 'the stand-in images are made for amd64 alone',
  },
  {
    what: 'cgroups of version 1',
    met: () =>
      ['memory', 'cpuset', 'pids', 'devices', 'freezer'].every((name) =>
        hierarchies().some(({ options }) => options.split(',').includes(name)),
      ),
    how: 'boot with systemd.unified_cgroup_hierarchy=0: blades on version 2 alone were never tried',
  },
  {
    what: 'overlay file systems',
    met: () => fileSystems().includes('overlay'),
    how: 'CONFIG_OVERLAY_FS, or modprobe overlay',
  },
  link('veth', 'link', 'add', 'probe0', 'type', 'veth'),
  link('bridge', 'link', 'add', 'probe0', 'type', 'bridge'),
];

/** Lines that say what this machine lacks and what helps; empty when blades can run on it. */
export function lacking(wanted: readonly Requirement[] = requirements): string[] {
  return wanted.filter(({ met }) => !met()).map(({ what, how }) => `needs ${what}: ${how}`);
}

function fileSystems(): string {
  return existsSync('/proc/filesystems') ? readFileSync('/proc/filesystems', 'utf8') : '';
}

/** Whether a command succeeds in a network namespace of its own. */
function inNetwork(...command: string[]): boolean {
  return spawnSync('unshare', ['--net', '--', ...command]).status === 0;
}
