import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Timing, race } from './measure';

export interface ManyRacks {
  one: Timing;
  ten: Timing;
}

/**
 * One rack and ten like it, each synthesized in one process. The copies are the reference rack under its own name in ten
 * files of ten repositories, since its example key is refused for any other rack; one process reads and writes them all.
 */
export function manyRacks(root: string, rounds: number): ManyRacks {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-racks-'));
  for (let i = 0; i < 10; i++) copyOfRepository(root, join(folder, String(i)));
  const synth = (count: number) => ({
    name: `${count} rack${count === 1 ? '' : 's'}`,
    command: process.execPath,
    args: ['bin/run.cjs', 'test/bench/synth-racks.ts', '--', folder, String(count)],
    cwd: root,
  });
  const { one, ten } = race({ one: synth(1), ten: synth(10) }, rounds);
  rmSync(folder, { recursive: true });
  return { one: one!, ten: ten! };
}

function copyOfRepository(root: string, folder: string): void {
  mkdirSync(join(folder, 'clusters'), { recursive: true });
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'clusters/homelab.yaml'), readFileSync(join(root, 'clusters/homelab.yaml')));
  cpSync(join(root, 'secrets'), join(folder, 'secrets'), { recursive: true });
  symlinkSync(join(root, 'images.lock.yaml'), join(folder, 'images.lock.yaml'));
}
