import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import type { DebianPackages } from '../image/debian';
import { run } from '../image/run';
import { guestPackages, kernelRelease, kernelSeries, type GuestPackage } from './pins';

/** Ours, and drivers of the kernel's own that Debian does not build. */
const onDemand = ['fanfake', 'pwmpin', 'zonefake', 'emc2305', 'pwm-gpio'] as const;
export type OnDemand = (typeof onDemand)[number];

export interface GuestKernel {
  readonly image: string;
  /** Files to insert, in an order that satisfies what each depends on. */
  readonly modules: readonly string[];
  /** Modules that the scenarios insert themselves: name → file. */
  readonly onDemand: Readonly<Record<OnDemand, string>>;
  readonly busybox: string;
}

/** Disk and the shell's line (virtio), root file system (and a checksum that its driver asks for by name only), its writable layer, /dev/i2c-N. */
const wantedModules = ['crc32c_generic', 'virtio_mmio', 'virtio_blk', 'erofs', 'overlay', 'i2c-dev'];

/** @param more modules beside those that the thermal daemon needs @throws Error when Debian does not build one */
export function guestKernel(
  debian: DebianPackages,
  packageRoot: string,
  cacheDirectory: string,
  more: readonly string[] = [],
): GuestKernel {
  const unpacked = (pin: GuestPackage): string => unpack(debian, pin, cacheDirectory);
  const kernel = unpacked(guestPackages.kernel);
  const moduleTree = path.join(kernel, 'lib', 'modules', kernelRelease, 'kernel');
  return {
    image: path.join(kernel, 'boot', `vmlinuz-${kernelRelease}`),
    modules: insertionOrder([...wantedModules, ...more], moduleTree, cacheDirectory),
    onDemand: buildModules(unpacked, path.join(packageRoot, 'vm', 'modules'), cacheDirectory),
    busybox: path.join(unpacked(guestPackages.busybox), 'bin', 'busybox'),
  };
}

function unpack(debian: DebianPackages, pin: GuestPackage, cacheDirectory: string): string {
  const directory = path.join(cacheDirectory, `${pin.package}-${pin.sha256.slice(0, 12)}`);
  if (existsSync(directory)) return directory;
  const deb = debian.fetch(pin.package, pin.version, pin.architecture, pin.sha256);
  const scratch = `${directory}.part`;
  rmSync(scratch, { recursive: true, force: true });
  run('dpkg-deb', ['-x', deb, scratch]);
  run('mv', [scratch, directory]);
  return directory;
}

/** Every .ko names what it needs in its .modinfo section; the kernel calls '-' and '_' the same. */
function insertionOrder(names: readonly string[], moduleTree: string, cacheDirectory: string): string[] {
  const files = new Map(
    readdirSync(moduleTree, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ko(\.xz)?$/.test(file))
      .map((file) => [canonical(path.basename(file).replace(/\.ko(\.xz)?$/, '')), path.join(moduleTree, file)]),
  );
  const order: string[] = [];
  const visit = (name: string): void => {
    const packed = files.get(canonical(name));
    if (packed === undefined) throw new Error(`kernel ${kernelRelease} has no module ${name}`);
    const file = plainModule(packed, cacheDirectory);
    if (order.includes(file)) return;
    const depends = /\0depends=([^\0]*)\0/.exec(`\0${readFileSync(file, 'latin1')}`)?.[1] ?? '';
    for (const other of depends.split(',').filter(Boolean)) visit(other);
    order.push(file);
  };
  names.forEach(visit);
  return order;
}

/** The guest's insmod takes no compressed module. */
function plainModule(file: string, cacheDirectory: string): string {
  if (!file.endsWith('.xz')) return file;
  const plain = path.join(cacheDirectory, `plain-${kernelRelease}`, path.basename(file, '.xz'));
  mkdirSync(path.dirname(plain), { recursive: true });
  if (!existsSync(plain)) writeFileSync(plain, run('xz', ['-dc', file], { from: 'xz-utils' }));
  return plain;
}

const canonical = (name: string): string => name.replaceAll('-', '_');

/** Builds our fake chips and the kernel's own driver of the real one against the guest's headers. */
function buildModules(
  unpacked: (pin: GuestPackage) => string,
  sources: string,
  cacheDirectory: string,
): GuestKernel['onDemand'] {
  const texts = readdirSync(sources).map((file) => readFileSync(path.join(sources, file), 'utf8'));
  const key = createHash('sha256').update(texts.join('\0')).update(kernelRelease).digest('hex').slice(0, 12);
  const directory = path.join(cacheDirectory, `modules-${key}`);
  const built = (name: string): string => path.join(directory, `${name}.ko`);
  const result = Object.fromEntries(onDemand.map((name) => [name, built(name)])) as GuestKernel['onDemand'];
  if (Object.values(result).every((file) => existsSync(file))) return result;

  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const file of readdirSync(sources)) copyFileSync(path.join(sources, file), path.join(directory, file));
  for (const file of ['drivers/hwmon/emc2305.c', 'drivers/pwm/pwm-gpio.c']) {
    writeFileSync(path.join(directory, path.basename(file)), kernelSource(unpacked(guestPackages.source), file));
  }
  const headers = joinedHeaders(unpacked, cacheDirectory);
  run(
    'make',
    [
      '-C',
      headers,
      `M=${directory}`,
      'ARCH=arm64',
      'CROSS_COMPILE=aarch64-linux-gnu-',
      // Type information for BPF would need the kernel's own, which Debian ships apart.
      'CONFIG_DEBUG_INFO_BTF_MODULES=',
      `-j${cpus().length}`,
      'modules',
    ],
    { from: 'make g++-aarch64-linux-gnu' },
  );
  return result;
}

function kernelSource(sourcePackage: string, file: string): Buffer {
  const archive = path.join(sourcePackage, 'usr', 'src', `linux-source-${kernelSeries}.tar.xz`);
  return run('tar', ['-xJf', archive, '-O', `linux-source-${kernelSeries}/${file}`], { from: 'tar xz-utils' });
}

/** The header packages refer to one another by absolute path; here they lie side by side in a tree of our own. */
function joinedHeaders(unpacked: (pin: GuestPackage) => string, cacheDirectory: string): string {
  const tree = path.join(cacheDirectory, `headers-${kernelRelease}`);
  const ours = path.join(tree, 'usr', 'src', `linux-headers-${kernelRelease}`);
  const common = path.join(tree, 'usr', 'src', guestPackages.commonHeaders.package);
  mkdirSync(tree, { recursive: true });
  for (const pin of [guestPackages.headers, guestPackages.commonHeaders, guestPackages.buildTools]) {
    run('cp', ['-a', `${unpacked(pin)}/.`, tree]);
  }
  writeFileSync(path.join(ours, 'Makefile'), `include ${common}/Makefile\n`);
  return ours;
}
