import { findingsAsText } from '../../lib/report/findings-as-text';
import { bumped } from '../../lib/images/plan-lock';
import { CannotRun } from '../cannot-run';
import { Layers } from '../registry/layers';
import { RegistryError } from '../registry/registry-error';
import { verifyImage } from '../registry/verify-image';
import type { Place } from '../rack-root';
import { runReview } from '../review';
import { runSynth } from '../synth';
import { askRegistry } from './ask';
import { type RackFetched, imagesOf } from './fetched';
import { vouching } from './lock';
import { findingOf } from './verify';
import { type ImagesWorld, signingIn } from './world';
import { replaceLock, writeLock } from './write-lock';

/**
 * `rackwright images bump <name> <tag>`: one image moves on, dist/ with it, and what that does to the cluster is printed.
 * An image that does not hold what it says is refused before anything is written.
 */
export async function bump(world: ImagesWorld, place: Place, name: string, tag: string): Promise<0 | 1 | 2 | 3> {
  const images = imagesOf(place, [name]);
  const [each] = [...images.fetched, ...images.unbuilt];
  if (!each) throw new CannotRun(`No rack fetches ${name}.`);
  if (each.follows !== undefined) {
    throw new CannotRun(`${name} follows ${each.follows}, which decides its tag: it moves with that.`);
  }
  const client = world.clientFor({});
  const asked = await askRegistry(client, { ...each, tag }).catch((error: unknown) => {
    throw error instanceof RegistryError ? new CannotRun(`${error.message}\nNothing was written.`) : error;
  });
  const change = bumped(each, tag, asked, vouching(each.repository, world.today));
  // What it was for, it must be for: the change itself says only what the new one is for.
  const { platforms } = each.locked ?? change;
  const locked = { ...each.locked, ...change, platforms, image: each.repository } as RackFetched['locked'];
  const layers = new Layers(client);
  const emulator = world.emulator();
  try {
    const faults = await verifyImage(
      { ...each, tag, ...(locked && { locked }) },
      {
        client,
        layers,
        cores: each.cores,
        signing: signingIn(place.root, client, world),
        ...(typeof emulator !== 'string' && { emulator }),
      },
    );
    if (faults.length > 0) world.out(findingsAsText(faults.map((fault) => findingOf(fault, each, images))));
    if (faults.some(({ level }) => level === 'error')) {
      world.err(`${name} stays at ${each.tag}. Nothing was written.\n`);
      return 1;
    }
  } finally {
    layers.remove();
  }
  if (typeof emulator === 'string') world.err(`Not asked: whether it runs on the cores of the rack: ${emulator}.\n`);
  const text = writeLock(place.root, images.lockText, new Map([[name, change]]));
  world.out(`${name}: ${each.tag} → ${tag}, ${asked.digest}\n`);
  const code = runSynth({
    place,
    files: [],
    json: false,
    out: { write: (more: string) => world.out(more) } as NodeJS.WritableStream,
  });
  if (code === 1 || code === 2) {
    replaceLock(place.root, text, images.lockText);
    world.err(`${name} stays at ${each.tag}: with ${tag} the rack has errors. Nothing was written.\n`);
    return code;
  }
  const reviewed = runReview(place, 'HEAD', 'dist', { out: { write: (more) => world.out(more) } });
  return code === 3 ? 3 : reviewed;
}
