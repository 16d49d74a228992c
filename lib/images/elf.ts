/** What the header of a program says of the machine it is for. ELF-64, System V ABI, chapter 4. */
export type Machine = 'arm64' | 'amd64' | 'arm' | '386' | 'riscv64' | 'ppc64' | 's390x' | `machine ${number}`;

/** `e_machine`. */
const machines: Readonly<Record<number, Machine>> = {
  3: '386',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'amd64',
  183: 'arm64',
  243: 'riscv64',
};

/** Bytes of a file that are enough for `machineOf` and for the first line of a script. */
export const headBytes = 256;

/**
 * @param head at least the first 20 bytes of a file
 * @returns undefined for what is no ELF file
 */
export function machineOf(head: Buffer): Machine | undefined {
  if (head.length < 20 || head.readUInt32BE(0) !== 0x7f454c46) return undefined;
  const isBigEndian = head[5] === 2;
  const machine = isBigEndian ? head.readUInt16BE(18) : head.readUInt16LE(18);
  return machines[machine] ?? `machine ${machine}`;
}

/** Program and argument of a script's first line, `#!/usr/bin/env node` → ['/usr/bin/env', 'node']. */
export function interpreterOf(head: Buffer): string[] | undefined {
  const [, line] = /^#![ \t]*([^\n\0]+)/.exec(head.toString('latin1')) ?? [];
  return line?.trim().split(/[ \t]+/);
}
