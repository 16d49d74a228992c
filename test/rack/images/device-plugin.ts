import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Progress, buildComponents, moduleFolder, programPath } from '../../cluster/build/build-components';
import { components } from '../../cluster/build/component-table';

const name = 'generic-device-plugin';

/** Path of generic-device-plugin: that of the PATH before the one built here; undefined where there is neither. */
export function devicePlugin(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  return [...folders.map((folder) => join(folder, name)), programPath(components[name])].find((path) =>
    existsSync(path),
  );
}

/** Builds it unless it is there. Not every module proxy has it. @throws with the compiler's words */
export async function buildDevicePlugin(progress: Progress): Promise<void> {
  if (devicePlugin() === undefined) await buildComponents([name], progress);
}

/** Whether it is there or its source can be had. */
export function devicePluginCanBeHad(): boolean {
  const cwd = moduleFolder(components[name].module);
  return devicePlugin() !== undefined || spawnSync('go', ['mod', 'download'], { cwd }).status === 0;
}
