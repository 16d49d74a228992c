import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError, fileProblem } from '../rack-file/input-error';
import { readTextFile } from '../rack-file/text-file';
import { type SecretFileText, secretFolder } from './secret-path';

/**
 * Every file of a rack's folder, whatever it is, sorted by path. A rack without a folder has none.
 *
 * @throws InputError for one that cannot be read, a link among them, and for a file in place of the folder
 */
export function readSecretFiles(root: string, rack: string): SecretFileText[] {
  const folder = join(root, secretFolder(rack));
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) {
    throw new InputError([fileProblem(secretFolder(rack), 'is no folder', 'move that file away: the Secrets of the rack lie there')]);
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readTextFile(root, `${secretFolder(rack)}/${path}`, { links: false }) }));
}
