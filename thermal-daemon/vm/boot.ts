import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DebianPackages } from '../image/debian';
import { absentPrograms, Missing, run } from '../image/run';
import { Guest, type MachineKind } from './guest';
import { guestKernel } from './guest-kernel';
import { initramfs } from './initramfs';
import { rootDisk, type RootDisk } from './root-disk';

/** program → Debian package */
const tools: Readonly<Record<string, string>> = {
  'qemu-system-aarch64': 'qemu-system-arm',
  'mkfs.erofs': 'erofs-utils',
  'aarch64-linux-gnu-g++': 'g++-aarch64-linux-gnu',
  'x86_64-linux-gnu-g++': 'g++-x86-64-linux-gnu',
  make: 'make',
  xz: 'xz-utils',
  'apt-get': 'apt',
  'dpkg-deb': 'dpkg',
};

/** @param install whether apt-get may be run, which needs root. @throws Missing with the command that helps */
export function requireGuestTools(install: boolean): void {
  const absent = absentPrograms(Object.keys(tools));
  if (absent.length === 0) return;
  const command = ['install', '-y', '--no-install-recommends', ...absent.map((program) => tools[program] ?? program)];
  if (!install) throw new Missing(`not installed: ${absent.join(', ')}\n  apt-get ${command.join(' ')}`);
  run('apt-get', ['-q', 'update']);
  run('apt-get', ['-q', ...command]);
}

export interface Machine {
  readonly disk: RootDisk;
  boot(kind?: MachineKind): Promise<Guest>;
}

/** Everything that a boot needs, made once. */
export function prepareMachine(packageRoot: string, layout: string): Machine {
  const packages = new DebianPackages(path.join(packageRoot, '.cache', 'image'));
  const cache = path.join(packageRoot, '.cache', 'vm');
  mkdirSync(cache, { recursive: true });
  const kernel = guestKernel(packages, packageRoot, cache);
  const disk = rootDisk(layout, cache);
  const initial = path.join(cache, 'initramfs.cpio.gz');
  writeFileSync(initial, initramfs(kernel, path.join(packageRoot, 'vm', 'init.sh')));
  return { disk, boot: (kind) => Guest.boot({ kernel: kernel.image, initramfs: initial, root: disk.file }, kind) };
}
