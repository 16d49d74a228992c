import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Adapter {
  /** The N of /dev/i2c-N. */
  readonly bus: number;
  /** As the kernel names it: "bcm2835 (i2c@7e804000)". Numbers change between device trees, names hardly. */
  readonly name: string;
  /** Whether /dev/i2c-N is there: a pod sees all of /sys but only the devices it was given. */
  readonly usable: boolean;
}

/** @param root prefix of /sys and /dev; '' on a real machine. No adapters and no i2c-dev look the same: an empty list. */
export function listAdapters(root = ''): Adapter[] {
  const directory = path.join(root, '/sys/class/i2c-dev');
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .flatMap((entry) => {
      const bus = /^i2c-(\d+)$/.exec(entry)?.[1];
      return bus === undefined ? [] : [adapter(root, path.join(directory, entry), Number(bus))];
    })
    .sort((a, b) => a.bus - b.bus);
}

function adapter(root: string, directory: string, bus: number): Adapter {
  const nameFile = path.join(directory, 'name');
  return {
    bus,
    name: existsSync(nameFile) ? readFileSync(nameFile, 'utf8').trim() : 'unnamed',
    usable: existsSync(path.join(root, `/dev/i2c-${bus}`)),
  };
}
