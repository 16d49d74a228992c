/** Programs of a few instructions, put together by hand: no compiler and no library is needed to run them. */

/** exit(0) */
const exits = {
  // mov x8, #93; mov x0, #0; svc #0
  arm64: [0xd2800ba8, 0xd2800000, 0xd4000001],
  // mov eax, 60; xor edi, edi; syscall
  amd64: [0xb8, 60, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05],
};

/** ldadd w0, w0, [sp]: an atomic addition of Armv8.1 (LSE), which a Cortex-A72 (Armv8.0) does not have. */
const atomicOfArmv81 = 0xb82003e0;

export type TestProgram = 'arm64' | 'amd64' | 'arm64-later-core';

/** A static ELF-64 executable: header, one loadable segment, code. */
export function program(kind: TestProgram): Buffer {
  const isArm = kind !== 'amd64';
  const code = isArm
    ? words(kind === 'arm64' ? exits.arm64 : [atomicOfArmv81, ...exits.arm64])
    : Buffer.from(exits.amd64);
  const headers = 64 + 56;
  const base = 0x400000;
  const bytes = Buffer.alloc(headers + code.length);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
  bytes.writeUInt16LE(2, 16); // executable
  bytes.writeUInt16LE(isArm ? 183 : 62, 18);
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(BigInt(base + headers), 24); // entry
  bytes.writeBigUInt64LE(64n, 32); // program headers
  bytes.writeUInt16LE(64, 52);
  bytes.writeUInt16LE(56, 54);
  bytes.writeUInt16LE(1, 56);
  bytes.writeUInt32LE(1, 64); // load
  bytes.writeUInt32LE(5, 68); // read, execute
  bytes.writeBigUInt64LE(BigInt(base), 80);
  bytes.writeBigUInt64LE(BigInt(base), 88);
  bytes.writeBigUInt64LE(BigInt(bytes.length), 96);
  bytes.writeBigUInt64LE(BigInt(bytes.length), 104);
  bytes.writeBigUInt64LE(0x10000n, 112);
  bytes.set(code, headers);
  return bytes;
}

function words(instructions: readonly number[]): Buffer {
  const bytes = Buffer.alloc(instructions.length * 4);
  instructions.forEach((instruction, at) => bytes.writeUInt32LE(instruction, at * 4));
  return bytes;
}
