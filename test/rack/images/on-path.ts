import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where a program of the PATH lies; undefined where there is none. */
export function onPath(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
