import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeCpio, type CpioEntry } from './cpio';
import type { GuestKernel } from './guest-kernel';

/** What the kernel starts from: busybox, modules, our /init and what else that wants. */
export function initramfs(kernel: GuestKernel, initScript: string, more: readonly CpioEntry[] = []): Buffer {
  const name = (file: string): string => path.basename(file, '.ko');
  const modules = [...kernel.modules, ...Object.values(kernel.onDemand)];
  const entries: CpioEntry[] = [
    ...['bin', 'proc', 'sys', 'dev', 'modules'].map((each) => ({ path: each, mode: 0o040755 })),
    { path: 'init', mode: 0o100755, content: readFileSync(initScript) },
    { path: 'bin/busybox', mode: 0o100755, content: readFileSync(kernel.busybox) },
    { path: 'modules/order', mode: 0o100644, content: Buffer.from(`${kernel.modules.map(name).join('\n')}\n`) },
    ...modules.map((file) => ({ path: `modules/${name(file)}.ko`, mode: 0o100644, content: readFileSync(file) })),
    ...more,
  ];
  return gzipSync(writeCpio(entries), { level: 1 });
}
