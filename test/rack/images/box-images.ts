import { type Progress, buildComponents } from '../../cluster/build/build-components';
import { debianTree } from '../../judges/tree/debian-tree';
import { standIns } from './all-stand-ins';
import { devicePlugin } from './device-plugin';
import { type Sources, canBeMade, imageArchive, localName } from './image-archive';
import { importedName } from './imported-name';
import { type NamedArchive, imageStore } from './image-store';
import { judgedImages } from './judged-images';
import { judgedPrograms } from './judged-programs';

/** Images by name without tag and digest, each with the references that objects have of it. */
export type References = ReadonlyMap<string, readonly string[]>;

const builtPrograms = [
  'coredns',
  'cloudnative-pg',
  'plugin-barman-cloud',
  'cert-manager-controller',
  'cert-manager-webhook',
  'cert-manager-cainjector',
  'containerd',
  'ctr',
] as const;

/**
 * Folder of a containerd with every image that objects name and that can be made here; made where the cache lacks it, which
 * takes minutes.
 *
 * @throws when a program cannot be built
 */
export async function boxImages(references: References, progress: Progress): Promise<string> {
  const built: Record<string, string> = await buildComponents(builtPrograms, progress);
  const programs = { ...built, ...judgedPrograms(), 'generic-device-plugin': devicePlugin() };
  const laidOut = judgedImages();
  const sources: Sources = {
    tree: debianTree('servers').root,
    program: (name) => programs[name as keyof typeof programs],
    judged: (name) => laidOut[name],
  };
  const archives: NamedArchive[] = [];
  for (const standIn of standIns) {
    const names = references.get(standIn.image) ?? [];
    if (names.length === 0 || !canBeMade(standIn, sources)) continue;
    const archive = imageArchive(standIn, sources);
    archives.push({ archive, local: localName(standIn), names: names.map(importedName) });
  }
  return imageStore(archives, { containerd: built['containerd']!, ctr: built['ctr']! }, progress);
}
