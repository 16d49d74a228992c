import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildRack, writeRack } from '../../lib/synth';

/** `<folder> <count>`: builds and writes, from nothing, the racks of the first repositories in a folder. */
const [folder, count] = process.argv.slice(2) as [string, string];
for (let i = 0; i < Number(count); i++) {
  const root = join(folder, String(i));
  rmSync(join(root, 'dist/homelab'), { recursive: true, force: true });
  const built = buildRack({ root, file: 'clusters/homelab.yaml' });
  if (!built.tree) throw new Error(JSON.stringify(built.findings, null, 2));
  writeRack(root, built);
}
