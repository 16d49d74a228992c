import { repositoryPlace } from '../../lib/images/place';
import { inMirror } from '../../lib/rack-file/mirror';
import { CannotRun } from '../cannot-run';
import type { Place } from '../rack-root';
import { chartManifest } from '../registry/chart-artifact';
import { copy } from '../registry/copy';
import { type RegistryClient, absentAs } from '../registry/registry-client';
import { RegistryError } from '../registry/registry-error';
import { isOnWebServer, webChart } from '../registry/web-chart';
import { type RackFetched, imagesOf } from './fetched';
import type { ImagesWorld } from './world';

/** `rackwright images mirror`: copies what the lock names into the registry that the rack file states for it. */
export async function mirror(world: ImagesWorld, place: Place, names: readonly string[]): Promise<0 | 1> {
  const images = imagesOf(place, names);
  const { mirrors } = images;
  if (Object.keys(mirrors).length === 0) throw new CannotRun(noMirror);
  const client = world.clientFor({});
  const homeless = new Set<string>();
  let [copied, failed] = [0, 0];
  for (const each of images.fetched) {
    const target = inMirror({ mirrors, helpers: [] }, each.repository);
    if (!target) {
      homeless.add(registryOf(each));
      continue;
    }
    try {
      world.out(
        `${each.name} → ${target.repository}:${each.tag} ${await mirrorOne(client, each, target.repository)}\n`,
      );
      copied += 1;
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      failed += 1;
      world.err(`${each.name}: ${error.message}\n`);
    }
  }
  for (const registry of [...homeless].sort())
    world.err(`Not copied: what lies at ${registry}, for which the rack file states no mirror.\n`);
  world.err(`${copied} in the mirror, ${failed} not. rackwright images verify --mirror asks it alone.\n`);
  return failed > 0 ? 1 : 0;
}

async function mirrorOne(client: RegistryClient, each: RackFetched, to: string): Promise<string> {
  const digest = each.locked?.digest ?? each.pinned;
  if (digest === undefined)
    throw new RegistryError(
      'absent',
      `${each.repository}:${each.tag} has no digest: rackwright images lock ${each.name}`,
    );
  if (isOnWebServer(each.repository)) return mirrorWebChart(client, each, to, digest);
  const platforms = each.locked?.platforms ?? [];
  const { wasThere, beside } = await copy(client, { from: each.repository, to, tag: each.tag, digest, platforms });
  return [wasThere ? 'was there' : 'copied', ...(beside > 0 ? [`with ${beside} signatures or attestations`] : [])].join(
    ', ',
  );
}

async function mirrorWebChart(client: RegistryClient, each: RackFetched, to: string, digest: string): Promise<string> {
  const there = await client.manifest(to, each.tag).catch(absentAs(undefined));
  if (there?.digest === digest) return 'was there';
  const { bytes, archive } = await webChart(client, each.repository, each.tag);
  const artifact = chartManifest(bytes);
  if (archive !== each.locked?.archive || artifact.digest !== digest) {
    throw new RegistryError(
      'broken',
      `${each.repository} ${each.tag}: the archive is ${archive}, locked is ${each.locked?.archive}`,
    );
  }
  await client.pushBlob(to, artifact.configDescriptor, once(artifact.config));
  await client.pushBlob(to, artifact.layerDescriptor, once(bytes));
  const mediaType = artifact.mediaType;
  for (const reference of [digest, each.tag])
    await client.pushManifest(to, reference, { bytes: artifact.manifest, mediaType });
  return 'copied as an artifact';
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

const registryOf = ({ repository }: RackFetched): string =>
  repositoryPlace(repository.replace(/^https:\/\//, '')).registry;

const noMirror = `The rack file states no mirror. Name a registry of yours for each that is to be copied, readable by the blades without a password:
  mirrors:
    docker.io: https://registry.example.net/docker.io
    ghcr.io: https://registry.example.net/ghcr.io
    quay.io: https://registry.example.net/quay.io
    registry.k8s.io: https://registry.example.net/registry.k8s.io
    factory.talos.dev: https://registry.example.net/factory.talos.dev
    charts.longhorn.io: https://registry.example.net/charts.longhorn.io`;
