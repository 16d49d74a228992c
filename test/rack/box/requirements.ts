import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { hierarchies } from './cgroups';

/** What a machine must have for blades to run on it: each with how to tell, and what to do about it. */
const requirements: { what: string; met: () => boolean; how: string }[] = [
  { what: 'root', met: () => process.getuid?.() === 0, how: 'namespaces and mounts need it: run it with sudo' },
  ...['unshare', 'nsenter', 'ip', 'bash', 'tar', 'openssl', 'apt-get', 'dpkg-deb'].map((program) => ({
    what: program,
    met: () => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0,
    how: `install the package that holds ${program}`,
  })),
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
  ...[
    ['veth', ['type', 'veth']],
    ['bridge', ['type', 'bridge']],
  ].map(([kind, args]) => ({
    what: `network links of kind ${kind as string}`,
    met: () => inNetwork('ip', 'link', 'add', 'probe0', ...(args as string[])),
    how: `CONFIG_${(kind as string).toUpperCase()}, or modprobe ${kind as string}`,
  })),
];

/** Lines that say what this machine lacks and what helps; empty when blades can run on it. */
export function lacking(): string[] {
  return requirements.filter(({ met }) => !met()).map(({ what, how }) => `needs ${what}: ${how}`);
}

function fileSystems(): string {
  return existsSync('/proc/filesystems') ? readFileSync('/proc/filesystems', 'utf8') : '';
}

/** Whether a command succeeds in a network namespace of its own. */
function inNetwork(...command: string[]): boolean {
  return spawnSync('unshare', ['--net', '--', ...command]).status === 0;
}
