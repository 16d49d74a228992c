import path from 'node:path';
import type { BoundedIo } from '../io/bounded-io';

export interface Adapter {
  /** The N of /dev/i2c-N. */
  readonly bus: number;
  /** As the kernel names it: "bcm2835 (i2c@7e804000)". Numbers change between device trees, names hardly. */
  readonly name: string;
  /** Whether /dev/i2c-N is there: a pod sees all of /sys but only the devices it was given. */
  readonly usable: boolean;
}

/** @param root prefix of /sys and /dev; '' on a real machine. No adapters and no i2c-dev look the same: an empty list. */
export async function listAdapters(io: BoundedIo, root = ''): Promise<Adapter[]> {
  const directory = path.join(root, '/sys/class/i2c-dev');
  const entries = await io.list(directory).catch((): string[] => []);
  const buses = entries.flatMap((entry) => /^i2c-(\d+)$/.exec(entry)?.[1] ?? []).map(Number);
  return Promise.all(
    buses
      .sort((a, b) => a - b)
      .map(async (bus) => ({
        bus,
        name: (await io.read(path.join(directory, `i2c-${bus}`, 'name')).catch(() => 'unnamed')).trim(),
        usable: await io.exists(path.join(root, `/dev/i2c-${bus}`)),
      })),
  );
}
