import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folder of the checkout, found upwards from where the command was started: a bundle does not know its own source. */
export function projectRoot(from: string = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'test', 'cluster', 'components'))) return folder;
    if (folder === dirname(folder)) throw new Error(`${from} is not inside a checkout of this project`);
  }
}
