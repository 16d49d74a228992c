import type { Machine } from './machine';

/** CM4 blades, the first three of them control plane: what the bench runs without a rack file. */
export function blades(count: number): Machine[] {
  return Array.from({ length: count }, (_, index): Machine => ({
    name: `blade-${String(index + 1).padStart(2, '0')}`,
    arch: 'arm64',
    cores: 4,
    memoryBytes: 8_000_000_000,
    role: index < 3 ? 'control-plane' : 'worker',
    address: `192.168.1.${index + 11}`,
    ...(index >= 3 && { localBytes: 700 * 2 ** 30 }),
    reserved: { milliCpu: 200, memoryBytes: 700_000_000 },
  }));
}
