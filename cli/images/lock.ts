import type { EntryChange } from '../../lib/images/edit-lock';
import { changeFor, leftOver } from '../../lib/images/plan-lock';
import { repositoryPlace } from '../../lib/images/place';
import type { RegistryClient } from '../registry/registry-client';
import { RegistryError } from '../registry/registry-error';
import type { Place } from '../rack-root';
import { askRegistry } from './ask';
import { type RackFetched, type RepositoryImages, imagesOf, lockFile } from './fetched';
import type { ImagesWorld } from './world';
import { writeLock } from './write-lock';

/** `rackwright images lock`: asks registries for what the lock does not say yet, and writes it into the owner's. */
export async function lock(
  world: ImagesWorld,
  place: Place,
  names: readonly string[],
  { all = false }: { all?: boolean },
): Promise<0 | 1> {
  const images = imagesOf(place, names);
  const client = world.clientFor({});
  const changes = new Map<string, EntryChange | 'remove'>();
  let failed = 0;
  for (const each of images.fetched.filter((one) => names.length > 0 || all || isOpen(one, images))) {
    const so = await lockOne(world, client, each, images);
    if (so === 'failed') failed += 1;
    else if (so) changes.set(each.name, so);
  }
  if (names.length === 0) for (const name of leftOver(images.own, images.fetched)) changes.set(name, 'remove');
  if (changes.size > 0) writeLock(place.root, images.lockText, changes);
  for (const [name, change] of changes)
    world.out(`${name}: ${change === 'remove' ? 'removed, no rack fetches it' : said(change)}\n`);
  const counts = `${changes.size} of ${images.fetched.length} entries written to ${lockFile}`;
  world.err(
    `${counts}${failed > 0 ? `, ${failed} could not be asked` : ''}. npx rackwright images verify looks into what they name.\n`,
  );
  return failed > 0 ? 1 : 0;
}

/** What nobody has vouched for, and the owner's own entries, which may have been moved on by others. */
function isOpen({ name, locked }: RackFetched, { own }: RepositoryImages): boolean {
  return locked?.digest === undefined || name in own;
}

async function lockOne(
  world: ImagesWorld,
  client: RegistryClient,
  each: RackFetched,
  { own }: RepositoryImages,
): Promise<EntryChange | 'failed' | undefined> {
  try {
    const asked = await askRegistry(client, each);
    const entry = own[each.name];
    if (entry?.digest !== undefined && entry.digest !== asked.digest && entry.tag === each.tag) {
      world.err(
        `${each.name}: the tag ${each.tag} now leads to ${asked.digest}, locked is ${entry.digest}; npx rackwright images bump ${each.name} ${each.tag} takes it\n`,
      );
      return 'failed';
    }
    return changeFor(each, asked, entry, vouching(each.repository, world.today));
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    world.err(`${each.name}: ${error.message}\n`);
    return 'failed';
  }
}

/** Who says that a digest is the tag's: the first answer is believed, and later moves are seen. */
export function vouching(repository: string, today: string): string {
  return `${repositoryPlace(repository.replace(/^https:\/\//, '')).registry}, asked on ${today}`;
}

function said({ digest, size, platforms }: EntryChange): string {
  const sizes = Object.entries(size ?? {}).map(([platform, text]) => `${platform} ${text}`);
  return [digest, sizes.join(', ') || platforms?.join(', ')].filter((each) => each).join(', ');
}
