import type { LockedImage } from '../facts/locked-image';
import type { EntryChange } from './edit-lock';
import type { Fetched } from './inventory';

/** What a registry says of something that is fetched. */
export interface Asked {
  digest: string;
  /** All that it is for, `linux/arm64`; of a chart none. */
  platforms: readonly string[];
  /** Compressed bytes by platform. */
  bytes: Readonly<Record<string, number>>;
  /** Of a chart on a web server. */
  archive?: string;
}

/** Platforms that a rack's machines can have. */
const known: readonly string[] = ['linux/amd64', 'linux/arm64'];

/**
 * What the owner's lock is to say. A digest that stands there stays: that the registry serves another now is for a person to
 * look into.
 *
 * @param own entry of the owner's lock; undefined where it has none
 * @param by who asked whom when, in words
 * @returns undefined where nothing changes
 */
export function changeFor(
  fetched: Fetched,
  asked: Asked,
  own: LockedImage | undefined,
  by: string,
): EntryChange | undefined {
  const isMoved = own?.digest !== undefined && own.digest !== asked.digest;
  if (isMoved) return undefined;
  const facts = factsOf(fetched, asked);
  if (!own) return { ...nameOf(fetched), tag: fetched.tag, digest: asked.digest, ...facts, vouchedBy: by };
  const change: EntryChange = {
    ...facts,
    ...(own.digest === undefined && { digest: asked.digest, vouchedBy: by, withoutDigest: undefined }),
    ...(own.tag !== fetched.tag && { tag: fetched.tag }),
    // Somebody moved tag and digest on since the registry was asked last, such as Renovate.
    ...(own.size && JSON.stringify(facts.size) !== JSON.stringify(own.size) && { vouchedBy: by }),
  };
  const isSame = Object.entries(change).every(
    ([field, value]) => JSON.stringify(own[field as keyof LockedImage]) === JSON.stringify(value),
  );
  return isSame ? undefined : change;
}

/** An entry that moves to a tag, whose digest was looked up. */
export function bumped(fetched: Fetched, tag: string, asked: Asked, by: string): EntryChange {
  return {
    ...(fetched.locked?.own === undefined ? { image: fetched.repository } : { own: fetched.locked.own }),
    tag,
    digest: asked.digest,
    ...factsOf(fetched, asked),
    vouchedBy: by,
    withoutDigest: undefined,
    follows: undefined,
  };
}

/** Names of the owner's entries that only follow something, and that no rack fetches any more. */
export function leftOver(own: Readonly<Record<string, LockedImage>>, fetched: readonly Fetched[]): string[] {
  const used = new Set(fetched.flatMap(({ name, locked }) => (locked ? [name] : [])));
  return Object.entries(own)
    .filter(([name, { follows }]) => follows !== undefined && !used.has(name))
    .map(([name]) => name);
}

function factsOf({ kind }: Fetched, { platforms, bytes, archive }: Asked): EntryChange {
  if (kind === 'chart') return archive === undefined ? {} : { archive };
  const wanted = known.filter((platform) => platforms.includes(platform));
  return {
    platforms: wanted,
    size: Object.fromEntries(
      wanted.flatMap((platform) => (bytes[platform] === undefined ? [] : [[platform, megabytes(bytes[platform])]])),
    ),
  };
}

/** How an entry names what it is about. What comes with Rackwright follows it, so that a newer version is not held back. */
function nameOf({ kind, repository, follows, locked }: Fetched): EntryChange {
  if (locked?.own !== undefined) return { own: locked.own, follows: 'rackwright' };
  return { ...(kind === 'chart' ? { chart: repository } : { image: repository }), follows: follows ?? 'rackwright' };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)}MB`;
}
