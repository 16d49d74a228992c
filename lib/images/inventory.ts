import type { RackFacts } from '../facts/facts';
import type { Footprint } from '../facts/footprint';
import type { LockedImage } from '../facts/locked-image';
import { isRecord, recordOf, textOf } from '../manifest/field-path';
import { parseImage } from '../manifest/image-reference';
import type { Manifest } from '../manifest/manifest';
import { containersOf, podTemplatesOf } from '../manifest/pod-templates';
import { dutyImages } from '../rack-file/helper-machines';
import { repositoryPlace } from './place';
import { talosImages } from './talos-images';

/** An image or a chart that racks fetch. */
export interface Fetched {
  kind: 'image' | 'chart';
  /** Name in images.lock.yaml, or the one that it would have there. */
  name: string;
  /** Repository with its registry; of a chart on a web server with `https://` and the chart's name at the end. */
  repository: string;
  tag: string;
  /** As the lock has it. */
  locked?: LockedImage;
  /** Digest in a reference that somebody else spells out, such as a chart. @default - it names a tag alone */
  pinned?: string;
  /** What decides its tag, where that is not the lock: a chart, Flux, Talos. */
  follows?: string;
  /** First words of what pods start in it, instead of the image's own entry point. */
  commands: readonly string[];
}

/** Everything that a rack fetches, by name. */
export function fetchedBy(facts: RackFacts): Fetched[] {
  const commands = commandsByImage(facts.rendered.map(({ manifest }) => manifest));
  const all = [
    ...ownReferences(facts),
    ...facts.releases.flatMap(({ id, footprint }) => imagesIn(footprint).map((image) => brought(lastPart(id), image))),
    ...chartsOf(facts),
    ...facts.operatorMade.flatMap(({ images = [], app = 'talos' }) => images.map((image) => brought(app, image))),
    ...talosImages(facts.rack).map((image) => brought('talos', image)),
  ];
  const byName = new Map<string, Fetched>();
  for (const each of all)
    if (!byName.has(keyOf(each))) byName.set(keyOf(each), { ...each, commands: commands.get(keyOf(each)) ?? [] });
  return [...byName.values()].map((each) => withLock(each, facts)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Named = Omit<Fetched, 'commands' | 'locked'>;

const keyOf = ({ repository, tag }: Pick<Fetched, 'repository' | 'tag'>): string => `${repository}:${tag}`;

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Entries that an object names, or that a helper's compose file does. */
function ownReferences({ images, rendered, rack }: RackFacts): Named[] {
  const named = new Set(
    rendered.flatMap(({ manifest }) => [...textsIn(manifest)]).map((text) => parseImage(text).repository),
  );
  const byHelpers = new Set(rack.helpers.flatMap(({ does }) => does.flatMap((duty) => dutyImages[duty])));
  return Object.entries(images).flatMap(([name, { image, tag, chart, follows }]): Named[] =>
    chart === undefined &&
    (follows === undefined || follows === 'rackwright') &&
    (named.has(image) || byHelpers.has(name))
      ? [{ kind: 'image', name, repository: image, tag }]
      : [],
  );
}

function* textsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') {
    if (value.length < 512 && value.includes('/') && value.includes(':')) yield value;
  } else if (Array.isArray(value)) for (const each of value) yield* textsIn(each);
  else if (isRecord(value)) for (const each of Object.values(value)) yield* textsIn(each);
}

/** Images of the pods that a chart makes, and those that it names elsewhere. */
export function imagesIn(footprint: Footprint | undefined): readonly string[] {
  return [...(footprint?.workloads.flatMap(({ images }) => images) ?? []), ...(footprint?.images ?? [])];
}

function brought(follows: string, reference: string): Named {
  const { repository: written, tag = 'latest', digest } = parseImage(reference);
  const { registry, repository: path } = repositoryPlace(written);
  const repository = `${registry}/${path}`;
  const name = `${follows}.${lastPart(repository)}`;
  return { kind: 'image', name, repository, tag, follows, ...(digest !== undefined && { pinned: digest }) };
}

/** Charts of releases, from where their projects publish them, and artifacts that an owner's manifests name themselves. */
function chartsOf({ releases, rendered }: RackFacts): Named[] {
  const named = (name: string, repository: string, tag: string): Named => ({
    kind: 'chart',
    name: `${name}.chart`,
    follows: name,
    repository,
    tag,
  });
  const ofReleases = releases.flatMap(({ id, chart }) =>
    chart ? [named(lastPart(id), chart.repository, chart.version)] : [],
  );
  const known = new Set(ofReleases.map(({ follows }) => follows));
  const others = rendered.flatMap(({ manifest: { kind, spec, metadata } }) => {
    const { url, ref } = recordOf(spec);
    const tag = textOf(recordOf(ref).tag);
    if (kind !== 'OCIRepository' || tag === undefined || known.has(metadata.name)) return [];
    return [named(metadata.name, (textOf(url) ?? '').replace(/^oci:\/\//, ''), tag)];
  });
  return [...ofReleases, ...others];
}

/** First words of commands, by the image that they are run in. */
function commandsByImage(manifests: readonly Manifest[]): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const manifest of manifests) {
    for (const { container } of podTemplatesOf(manifest).flatMap(containersOf)) {
      const [command] = (recordOf(container).command as unknown[] | undefined) ?? [];
      if (container.image === undefined || typeof command !== 'string') continue;
      const { repository, tag = '' } = parseImage(container.image);
      const key = keyOf({ repository, tag });
      found.set(key, (found.get(key) ?? new Set()).add(command));
    }
  }
  return new Map([...found].map(([image, words]) => [image, [...words].sort()]));
}

/** By name, or by what it is: an entry of another tag says nothing of this one. */
function withLock(each: Fetched, { images }: RackFacts): Fetched {
  const entries = Object.entries(images);
  const isIt = ({ image, chart, tag }: LockedImage) => (chart ?? image) === each.repository && tag === each.tag;
  const found =
    entries.find(([name, entry]) => name === each.name && isIt(entry)) ?? entries.find(([, entry]) => isIt(entry));
  return found ? { ...each, name: found[0], locked: found[1] } : each;
}
