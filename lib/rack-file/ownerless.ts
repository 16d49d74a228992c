import type { ReadRack } from './compare-racks';
import type { Fault, SpecProblem } from './problem';
import { Source } from './source';
import { listed } from '../units/words';

/** Folders of the repository that are named after racks. */
export interface RackFolders {
  /** Names below `secrets/`. */
  secrets: readonly string[];
  /** Those of them that everybody can open: the reference rack's example. */
  examples: readonly string[];
  /** Names below `dist/`. */
  dist: readonly string[];
}

/**
 * Folders that no rack file names any more: a rack was renamed, or another rack file was copied over its own. A rack that
 * has no Secrets beside ones without an owner is stopped here, before anybody makes new passwords for running databases.
 */
export function ownerlessFolders(racks: readonly ReadRack[], folders: RackFolders): SpecProblem[] {
  const names = new Set(racks.map(({ rack }) => rack.name));
  const left = (list: readonly string[]) => list.filter((name) => !names.has(name));
  const [secrets, dist] = [left(folders.secrets), left(folders.dist)];
  return racks.flatMap(({ file, text, rack }, index) => {
    const source = new Source(file, text);
    const before = secrets.filter((name) => !folders.examples.includes(name));
    const isNew = !folders.secrets.includes(rack.name);
    const faults =
      isNew && before.length > 0
        ? [renamed(rack.name, before)]
        : index === 0
          ? [...new Set([...secrets, ...dist])].map((name) => ownerless(name, rack.name, { secrets, dist }))
          : [];
    return faults.map((fault) => source.problem(fault));
  });
}

function renamed(name: string, before: readonly string[]): Fault {
  const [first] = before;
  const folders = before.map((each) => `secrets/${each}`);
  return {
    at: ['name'],
    title: `secrets/${name} is missing, and ${listed(folders)} ${before.length > 1 ? 'belong' : 'belongs'} to no rack file`,
    detail: `a rack that runs keeps its passwords: if ${first} was its name, git mv secrets/${first} secrets/${name}, then dist and talos likewise (docs/rename-a-rack.md). New ones would lock the apps out of their own databases. If ${first} is another rack that is gone: git rm -r secrets/${first} dist/${first} talos/${first}`,
  };
}

function ownerless(
  name: string,
  to: string,
  { secrets, dist }: { secrets: readonly string[]; dist: readonly string[] },
): Fault {
  const folders = [...(secrets.includes(name) ? ['secrets'] : []), ...(dist.includes(name) ? ['dist'] : [])];
  const paths = folders.map((folder) => `${folder}/${name}`);
  const stays = dist.includes(name) ? 'a cluster that Flux points there goes on applying it' : 'nothing reads it';
  const moves = paths.map((path, i) => `git mv ${path} ${folders[i]!}/${to}`).join(', ');
  return {
    at: ['name'],
    level: 'warning',
    title: `${listed(paths)} ${paths.length > 1 ? 'belong' : 'belongs'} to no rack file`,
    detail: `${stays}. If ${to} was called ${name} before: ${moves} (docs/rename-a-rack.md). If ${name} is gone: git rm -r ${paths.join(' ')}`,
  };
}
