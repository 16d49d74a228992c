import { type Machine, interpreterOf, machineOf } from './elf';
import type { KnownEntry, LayeredFiles } from './layered-files';
import type { ImageConfig } from './manifest';

/** A program that a container of the image starts with. */
export interface Program {
  /** As the image or a pod names it, `redis-server`. */
  named: string;
  /** Where it lies in the image, after every link, `usr/local/bin/redis-server`. */
  path: string;
  machine: Machine;
  /** Script that names the program as its interpreter. @default - it is started itself */
  script?: string;
}

export interface Search {
  programs: Program[];
  /** Names that nothing was found for in the layers seen so far. */
  missing: string[];
  /** Files that are there and are neither ELF nor a script. */
  unreadable: string[];
}

/** More interpreters one behind the other than Linux takes. */
const mostScripts = 4;

const usualPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What a container starts. */
export interface Started {
  names: string[];
  /** First word behind an entry point: what a script there usually ends in, or no program at all. */
  perhaps?: string;
}

/**
 * The entry point, or the command where there is none, and what pods name instead.
 *
 * @param commands first words of `command` of the pods that run the image
 */
export function startedBy({ config }: ImageConfig, commands: readonly string[]): Started {
  const [entry] = config?.Entrypoint ?? [];
  const [command] = config?.Cmd ?? [];
  const own = entry ?? command;
  const names = [...new Set([...(own === undefined ? [] : [own]), ...commands])];
  return entry !== undefined && command !== undefined ? { names, perhaps: command } : { names };
}

/** Looks programs up as the kernel would, links, `PATH` and interpreters included. */
export function findPrograms(files: LayeredFiles, { names, perhaps }: Started, { config }: ImageConfig): Search {
  const search = lookedUp(files, names, config);
  if (perhaps === undefined || !search.programs.some(({ script }) => script !== undefined)) return search;
  return { ...search, programs: [...search.programs, ...lookedUp(files, [perhaps], config).programs] };
}

function lookedUp(files: LayeredFiles, names: readonly string[], config: ImageConfig['config']): Search {
  const search: Search = { programs: [], missing: [], unreadable: [] };
  const folders = (config?.Env?.find((line) => line.startsWith('PATH=')) ?? usualPath).slice('PATH='.length).split(':');
  for (const named of names) {
    let wanted: string[] = [named];
    let script: string | undefined;
    for (let depth = 0; depth <= mostScripts; depth++) {
      const found = located(files, wanted[0] ?? '', folders, config?.WorkingDir ?? '/');
      if (!found) {
        search.missing.push(script === undefined ? named : `${named} (${wanted[0]}, its interpreter)`);
        break;
      }
      const machine = machineOf(found.entry.head);
      if (machine !== undefined) {
        search.programs.push({ named, path: found.path, machine, ...(script !== undefined && { script }) });
        break;
      }
      const interpreter = interpreterOf(found.entry.head);
      if (!interpreter) {
        search.unreadable.push(named);
        break;
      }
      script = found.path;
      // `env` only looks its argument up in PATH, so that is what is started.
      wanted = /\/env$/.test(interpreter[0] ?? '')
        ? interpreter.slice(1).filter((word) => !word.startsWith('-') && !word.includes('='))
        : interpreter;
    }
  }
  return search;
}

function located(
  files: LayeredFiles,
  name: string,
  folders: readonly string[],
  workingDirectory: string,
): { path: string; entry: KnownEntry } | undefined {
  if (name === '') return undefined;
  const candidates = name.startsWith('/')
    ? [name]
    : name.includes('/')
      ? [`${workingDirectory}/${name}`]
      : folders.map((folder) => `${folder}/${name}`);
  for (const candidate of candidates) {
    const found = files.find(candidate);
    if (found.kind === 'file') return found;
  }
  return undefined;
}
