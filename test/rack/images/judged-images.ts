import { join } from 'node:path';
import { programPath } from '../../cluster/build/build-components';
import { components } from '../../cluster/build/component-table';
import { barmanImage } from '../../judges/drill/programs';
import { images } from '../../judges/models/programs';
import { judgesCache } from '../../judges/tree/checkout';
import { debianTree } from '../../judges/tree/debian-tree';
import type { LaidOut } from './laid-out';
import { builtThermalImage } from './thermal-image';

export type JudgedImage = 'litellm' | 'openWebui' | 'llama' | 'barman' | 'thermalDaemon';

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
    barman: {
      ...barmanImage(python, join(judgesCache(), 'barman-venv')),
      tree: python,
      programs: { manager: programPath(components['plugin-barman-cloud']) },
      entrypoint: ['manager'],
      env: { PATH: '/venv/bin:/usr/local/bin:/usr/bin', PYTHONPATH: '/site' },
    },
    thermalDaemon: builtThermalImage(),
  };
}
