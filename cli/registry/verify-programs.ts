import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../lib/images/cores';
import { machineOf } from '../../lib/images/elf';
import { type Fault, faultRules } from '../../lib/images/fault';
import { LayeredFiles } from '../../lib/images/layered-files';
import { type Search, type Started, findPrograms, startedBy } from '../../lib/images/programs';
import type { Emulator } from './emulator';
import type { Layers } from './layers';
import type { PlatformImage } from './look-up';
import { RootFolder } from './root-folder';

export interface ProgramCheck {
  layers: Layers;
  repository: string;
  image: PlatformImage;
  /** Cores of this image's architecture. */
  cores: readonly Core[];
  /** First words of what pods start in it. */
  commands: readonly string[];
  /** @default - nothing is run */
  emulator?: Emulator;
}

/** Whether what a container starts is for the machine that it says, and runs on each core. */
export async function verifyPrograms(check: ProgramCheck): Promise<Fault[]> {
  const { image, commands } = check;
  const started = startedBy(image.config, commands);
  const { files, search } = await searched(check, started);
  if (started.names.length === 0) return verifyLibraries(files, image);
  const arch = image.platform.slice('linux/'.length);
  const others = search.programs.filter(({ machine }) => machine !== arch);
  const faults = [
    ...others.map(({ named, path, machine }): Fault => ({
      rule: faultRules.otherMachine,
      level: 'error',
      message: `${image.platform} starts ${named} (/${path}), which is a program for ${machine}`,
      fix: `it dies with "exec format error": take a version that is built for ${arch}, or build it: npx rackwright images repack`,
    })),
    ...[...search.missing, ...search.unreadable].map((named): Fault => ({
      rule: faultRules.noProgram,
      level: 'warning',
      message: `${image.platform} starts ${named}, which no layer has as a program`,
      fix: 'look at the entry point of the image and at the command of the pod',
    })),
  ];
  const own = search.programs.filter(({ machine }) => machine === arch);
  return own.length === 0 ? faults : [...faults, ...(await runAll(check, [...new Set(own.map(({ path }) => path))]))];
}

/** Looks from the top layer down until everything is found. */
async function searched(
  { layers, repository, image }: ProgramCheck,
  started: Started,
): Promise<{ files: LayeredFiles; search: Search }> {
  const files = new LayeredFiles();
  let search: Search = { programs: [], missing: [...started.names], unreadable: [] };
  for (const layer of [...image.manifest.layers].reverse()) {
    files.addLayer(await layers.entries(repository, layer));
    search = findPrograms(files, started, image.config);
    if (started.names.length > 0 && search.missing.length === 0) break;
  }
  return { files, search };
}

/** An image that starts nothing, such as one that is mounted as a volume: what it holds must be for the machine. */
function verifyLibraries(files: LayeredFiles, { platform }: PlatformImage): Fault[] {
  const arch = platform.slice('linux/'.length);
  const wrong = [...files.files()].flatMap(({ path, head }) => {
    const machine = machineOf(head);
    return machine === undefined || machine === arch ? [] : [{ path, machine }];
  });
  const [first] = wrong;
  if (!first) return [];
  return [
    {
      rule: faultRules.otherMachine,
      level: 'error',
      message: `${platform} holds /${first.path}, which is for ${first.machine}${wrong.length > 1 ? `, and ${wrong.length - 1} more like it` : ''}`,
      fix: `take a version that is built for ${arch}, or build it: npx rackwright images repack`,
    },
  ];
}

async function runAll(
  { layers, repository, image, cores, emulator }: ProgramCheck,
  paths: readonly string[],
): Promise<Fault[]> {
  if (!emulator || cores.length === 0) return [];
  const folder = join(layers.folder, 'root');
  try {
    const root = new RootFolder(folder);
    for (const layer of image.manifest.layers) await layers.visit(repository, layer, root);
    root.close();
    return cores.flatMap((core) => paths.flatMap((path) => outcome(emulator, folder, path, core, image.platform)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function outcome(emulator: Emulator, folder: string, path: string, core: Core, platform: string): Fault[] {
  const so = emulator.run(folder, path, core);
  if (so.kind === 'ran') return [];
  if (so.kind === 'illegal-instruction') {
    return [
      {
        rule: faultRules.laterCore,
        level: 'error',
        message: `/${path} of ${platform} uses an instruction that a ${core.cpu} does not have`,
        fix: 'take a version for older processors, or build it for this one: npx rackwright images repack',
      },
    ];
  }
  return [
    {
      rule: faultRules.doesNotStart,
      level: 'error',
      message: `/${path} of ${platform} does not start on an emulated ${core.cpu}: ${so.said}`,
      fix: 'its loader or a library is missing for this architecture; take another version',
    },
  ];
}
