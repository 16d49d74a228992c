import { images } from '../../judges/models/programs';
import type { Image } from '../../judges/tree/container-root';
import { debianTree } from '../../judges/tree/debian-tree';
import { builtThermalImage } from './thermal-image';

/** An image that the judges lay out from packages, with the root of the Debian tree that it builds on. */
export type LaidOut = Image & { tree: string };

export type JudgedImage = 'litellm' | 'openWebui' | 'llama' | 'thermalDaemon';

/**
 * Installed once for the judges and the box, from the same locks. Needs a network where the cache lacks them. That of the
 * thermal daemon is there once it was built.
 */
export function judgedImages(): Record<JudgedImage, LaidOut | undefined> {
  const { litellm, openWebui, llama } = images();
  const python = debianTree('python').root;
  return {
    litellm: { ...litellm, tree: python },
    openWebui: { ...openWebui, tree: python },
    llama: { ...llama, tree: debianTree('llama').root },
    thermalDaemon: builtThermalImage(),
  };
}
