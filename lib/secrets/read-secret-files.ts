import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type SecretFileText, secretFolder } from './secret-path';

/** Every file of a rack's folder, whatever it is, sorted by path. A rack without a folder has none. */
export function readSecretFiles(root: string, rack: string): SecretFileText[] {
  const folder = join(root, secretFolder(rack));
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(folder, path), 'utf8') }));
}
