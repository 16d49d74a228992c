import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DebianPackages } from '../../../thermal-daemon/image/debian';
import type { CpioEntry } from '../../../thermal-daemon/vm/cpio';
import { Guest } from '../../../thermal-daemon/vm/guest';
import { type GuestKernel, guestKernel } from '../../../thermal-daemon/vm/guest-kernel';
import { initramfs } from '../../../thermal-daemon/vm/initramfs';
import { fanGroupId } from '../../../lib/facts/node-hardware';
import { projectRoot } from '../../cluster/project-root';
import { host } from '../../judges/tree/pod-world';
import type { BladeSpec } from '../box/blade-files';
import { type RackNetwork, bridge, makeNetwork } from '../box/network';
import type { BladeDisk } from './disk';

/** For its disk, its network, its pods; and what xtables asks of the kernel, which a kubelet and the network plugins use. */
const modules = [
  ...['ext4', 'virtio_net', 'veth', 'nf_tables', 'nft_compat', 'nft_chain_nat'],
  ...['xt_comment', 'xt_mark', 'xt_conntrack', 'xt_tcpudp', 'xt_MASQUERADE'],
];

/** Kernel and modules of Debian, and the thermal daemon's own fan chip. Needs a network where they are not in the cache. */
export function bladeKernel(): GuestKernel {
  const packageRoot = join(projectRoot(), 'thermal-daemon');
  const cache = join(packageRoot, '.cache', 'vm');
  mkdirSync(cache, { recursive: true });
  return guestKernel(new DebianPackages(join(packageRoot, '.cache', 'image')), packageRoot, cache, modules);
}

export interface EmulatedBladeOptions {
  spec: BladeSpec;
  network: RackNetwork;
  kernel: GuestKernel;
  disk: BladeDisk;
  /** Files below `/`, by path. */
  files: Record<string, string>;
  /** Take the place of those of `blade.env`. */
  variables?: Record<string, string>;
  /** Goes with the blade. */
  folder: string;
}

const tap = 'emulated0';

const bootSeconds = 300;

/** Less than a CM4 has: enough for what a blade keeps for itself and two small pods. */
const memoryMebibytes = 2048;

/** The rack's bridge, and the link that leads from it to the blade. */
export function makeNetworkOf(spec: BladeSpec, network: RackNetwork): void {
  makeNetwork(network, [spec]);
  host('ip', 'tuntap', 'add', 'dev', tap, 'mode', 'tap');
  host('ip', 'link', 'set', tap, 'master', bridge, 'up');
}

/** Another blade may follow in the same world. */
export function removeNetwork(): void {
  for (const link of [tap, bridge]) host('ip', 'link', 'delete', link);
}

/** A blade with a processor of another architecture, under emulation, on the bridge of the rack. Inside `inOwnWorld`. */
export async function startEmulatedBlade(options: EmulatedBladeOptions): Promise<Guest> {
  const { kernel, disk, folder } = options;
  const initial = join(folder, 'initramfs');
  writeFileSync(initial, initramfs(kernel, own('guest-init.sh'), filesOf(options)));
  const parts = { kernel: kernel.image, initramfs: initial, root: disk.file, scratch: true, memoryMebibytes, tap };
  return Guest.boot({ ...parts, bootSeconds }, 'paced');
}

const own = (name: string) => join(projectRoot(), 'test', 'rack', 'arm64', name);

/** Below `/blade` of the initial file system, from where they go to the disk. */
function filesOf({ spec, network, files, variables: others }: EmulatedBladeOptions): CpioEntry[] {
  const variables = {
    NAME: spec.name,
    ADDRESS: `${spec.address}/${network.prefixLength}`,
    GATEWAY: network.gateway,
    FAN_GROUP: fanGroupId,
    NODE_LABELS: Object.entries(spec.labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(),
    ...others,
  };
  const all = {
    ...files,
    'blade-init.sh': readFileSync(own('blade-init.sh'), 'utf8'),
    'blade.env': Object.entries(variables)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
  };
  const folders = new Set(
    Object.keys(all).flatMap((path) => path.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/'))),
  );
  return [
    ...[...folders].sort().map((path) => ({ path: join('blade', path), mode: 0o040755 })),
    ...Object.entries(all).map(([path, text]) => ({
      path: join('blade', path),
      mode: 0o100644,
      content: Buffer.from(text),
    })),
  ];
}
