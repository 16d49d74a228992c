import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Progress, buildComponents } from '../../cluster/build/build-components';

const bladePrograms = ['containerd', 'containerd-shim-runc-v2', 'ctr', 'kubelet'] as const;

/** Name under which a device plugin for arm64 is looked for on the PATH. */
const pluginOnPath = 'generic-device-plugin-arm64';

export interface Arm64Programs {
  /** Paths by name: what runs on the blade. */
  blade: Record<(typeof bladePrograms)[number], string>;
  /** Its image holds this one. */
  devicePlugin: string;
}

/** Built once for arm64 and kept. The device plugin may be on the PATH: not every module proxy has it. */
export async function arm64Programs(progress: Progress): Promise<Arm64Programs> {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const onPath = folders.map((folder) => join(folder, pluginOnPath)).find((path) => existsSync(path));
  const build = async () =>
    (await buildComponents(['generic-device-plugin'], progress, 'arm64'))['generic-device-plugin'];
  const devicePlugin = onPath ?? (await build());
  return { blade: await buildComponents(bladePrograms, progress, 'arm64'), devicePlugin };
}
