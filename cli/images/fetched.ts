import type { LockedImage } from '../../lib/facts/locked-image';
import { type Core, coresOf } from '../../lib/images/cores';
import { type Fetched, fetchedBy } from '../../lib/images/inventory';
import { nearest } from '../../lib/rack-file/did-you-mean';
import { printProblems } from '../../lib/rack-file/print-problems';
import type { RackSpec } from '../../lib/rack-file/rack';
import { Source } from '../../lib/rack-file/source';
import { statedMirrors } from '../../lib/rack-file/mirror';
import { readTextFile } from '../../lib/rack-file/text-file';
import type { BuiltRack } from '../../lib/synth';
import { builtRack } from '../build-rack';
import { CannotRun } from '../cannot-run';
import { type Place, rackFilesAt } from '../rack-root';

/** Something that racks of the repository fetch, with the machines that run it. */
export interface RackFetched extends Fetched {
  cores: Core[];
}

export interface RepositoryImages {
  fetched: RackFetched[];
  /** Own images that are not built yet: no registry can be asked for them. */
  unbuilt: RackFetched[];
  /** That the rack files state, by registry; of two racks that state two the later one in the alphabet. */
  mirrors: Readonly<Record<string, string>>;
  /** Text of images.lock.yaml at the root. */
  lockText: string;
  /** Entries that stand in it. */
  own: Readonly<Record<string, LockedImage>>;
  /** Line of an entry, or undefined where it comes with Rackwright. */
  lineOf: (name: string) => number | undefined;
}

export const lockFile = 'images.lock.yaml';

/**
 * Everything that the racks of a repository fetch.
 *
 * @throws CannotRun when a rack file has an error, or a name is none
 */
export function imagesOf(place: Place, names: readonly string[], files: readonly string[] = []): RepositoryImages {
  const built = rackFilesAt(place, files).map((file) =>
    wholeRack(builtRack(place.root, file, { withoutProofs: true })),
  );
  const all = merged(built);
  const lockText = readTextFile(place.root, lockFile);
  const source = new Source(lockFile, lockText);
  const own = (source.document.toJS({ maxAliasCount: 0 }) ?? {}) as Record<string, LockedImage>;
  const chosen = names.length === 0 ? all : names.map((name) => named(all, name));
  const isUnbuilt = ({ locked }: Fetched) => locked?.own !== undefined && locked.digest === undefined;
  return {
    fetched: chosen.filter((each) => !isUnbuilt(each)),
    unbuilt: chosen.filter(isUnbuilt),
    mirrors: Object.assign({}, ...built.map(({ rack }) => statedMirrors(rack))) as Record<string, string>,
    lockText,
    own,
    lineOf: (name) => (source.has([name]) ? source.lineOf([name]) : undefined),
  };
}

function named(all: readonly RackFetched[], name: string): RackFetched {
  const found = all.find((each) => each.name === name);
  if (found) return found;
  const near = nearest(
    name,
    all.map((each) => each.name),
  );
  throw new CannotRun(
    `No rack fetches ${name}${near === undefined ? '' : `: did you mean ${near}?`}\nrackwright images verify --shallow lists every name.`,
  );
}

type Whole = Required<Pick<BuiltRack, 'facts' | 'rack'>>;

function wholeRack({ facts, rack, problems, text, file }: BuiltRack): Whole {
  if (facts && rack) return { facts, rack };
  throw new CannotRun(
    `${printProblems(problems, { text }).trimEnd()}\n${file} must be sound before its images can be told.`,
  );
}

function merged(built: readonly Whole[]): RackFetched[] {
  const byKey = new Map<string, RackFetched>();
  for (const { facts, rack } of built) {
    for (const each of fetchedBy(facts)) {
      const key = `${each.repository}:${each.tag}`;
      const known = byKey.get(key);
      const cores = [...(known?.cores ?? []), ...coresOf(rack)];
      byKey.set(key, {
        ...each,
        commands: [...new Set([...(known?.commands ?? []), ...each.commands])],
        cores: cores.filter(
          (core, at) => cores.findIndex(({ arch, cpu }) => arch === core.arch && cpu === core.cpu) === at,
        ),
      });
    }
  }
  return [...byKey.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Cores of every rack of the repository. */
export function rackCores(place: Place): Core[] {
  const all = racksAt(place).flatMap(coresOf);
  return all.filter(({ arch, cpu }, at) => all.findIndex((each) => each.arch === arch && each.cpu === cpu) === at);
}

/** @throws CannotRun when the rack files state none, or several */
export function ownRegistryOf(place: Place): string {
  const stated = [...new Set(racksAt(place).flatMap(({ images }) => images.own ?? []))];
  const [own] = stated;
  if (own !== undefined && stated.length === 1) return own;
  throw new CannotRun(
    own === undefined
      ? 'The rack file does not say where your own images lie: images: { own: ghcr.io/<your name> }'
      : `The rack files say ${stated.join(' and ')} for where your own images lie; one repository has one place.`,
  );
}

function racksAt(place: Place): RackSpec[] {
  return rackFilesAt(place, []).map((file) => wholeRack(builtRack(place.root, file, { withoutProofs: true })).rack);
}
