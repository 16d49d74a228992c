import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RackFacts } from '../../../lib/facts/facts';
import { type Manifest, objectId } from '../../../lib/manifest/manifest';
import { layOut } from '../../../lib/output/layout';
import { readFiles } from '../../../lib/output/read-texts';

/**
 * Files of objects that are not what a composition writes, and those that it does not write.
 *
 * @param dist folder with `<rack>/`
 */
export function filesNotAsCommitted({ rack, rendered }: RackFacts, dist: string): string[] {
  const folder = join(dist, rack.name);
  const { files, problems } = layOut(rendered);
  const odd = [...files].filter(([path, content]) => {
    const at = join(folder, path);
    return !existsSync(at) || !readFileSync(at).equals(Buffer.from(content));
  });
  // Encrypted Secrets are copies of files in secrets/: no composition holds them.
  const unasked = [...readFiles(join(folder, 'apps')).keys()].filter(
    (path) => !path.endsWith('.sops.yaml') && !files.has(`apps/${path}`),
  );
  return [
    ...problems.map(({ message }) => message),
    ...odd.map(([path]) => `dist/${rack.name}/${path} is another`),
    ...unasked.map((path) => `dist/${rack.name}/apps/${path} comes from nowhere`),
  ];
}

/** Ids of objects that one composition has otherwise than the other, or alone. */
export function differingObjects(committed: RackFacts, judged: RackFacts): string[] {
  const texts = ({ rendered }: RackFacts) =>
    new Map(rendered.map(({ manifest }) => [objectId(manifest), textOf(manifest)]));
  const before = texts(committed);
  const after = texts(judged);
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids.filter((id) => before.get(id) !== after.get(id));
}

function textOf(manifest: Manifest): string {
  return JSON.stringify(manifest);
}
