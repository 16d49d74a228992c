import { type Requirement, link, program, root } from '../box/requirements';

const install = (name: string): string => `apt-get install --no-install-recommends ${name}`;

/** What a machine must have to emulate a blade: any processor that QEMU runs on, cgroups of any version. */
export const emulation: readonly Requirement[] = [
  root,
  ...['unshare', 'ip', 'bash', 'tar', 'openssl', 'apt-get', 'dpkg-deb'].map((name) => program(name)),
  program('qemu-system-aarch64', install('qemu-system-arm')),
  program('mkfs.ext4', install('e2fsprogs')),
  program('aarch64-linux-gnu-g++', install('g++-aarch64-linux-gnu')),
  program('make', install('make')),
  program('xz', install('xz-utils')),
  link('bridge', 'link', 'add', 'probe0', 'type', 'bridge'),
  link('tun', 'tuntap', 'add', 'dev', 'probe0', 'mode', 'tap'),
];
