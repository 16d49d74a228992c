import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Rack files of a repository, as paths from its root, sorted. The examples below them are no racks of its own. */
export function rackFiles(root: string): string[] {
  return readdirSync(join(root, 'clusters'), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(({ name }) => `clusters/${name}`)
    .sort();
}
