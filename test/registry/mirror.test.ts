import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { lock } from '../../cli/images/lock';
import { mirror } from '../../cli/images/mirror';
import { verify } from '../../cli/images/verify';
import { type RackFetched, imagesOf } from '../../cli/images/fetched';
import { builtRack } from '../../cli/build-rack';
import { RegistryClient, digestOf } from '../../cli/registry/registry-client';
import type { LockedImage } from '../../lib/facts/locked-image';
import { mediaTypes } from '../../lib/images/media-types';
import { everyNodePatch } from '../../lib/talos/every-node-patch';
import { InProcessRegistry, type TestRegistry } from './in-process-registry';
import { insideOf, publishAll, rackRepository, upstream, worldOf } from './rack-and-registry';
import { registries as eachRegistry } from './registries';
import { json, pushBytes } from './test-images';

const example = 'one-board';
const registries = [
  'docker.io',
  'ghcr.io',
  'quay.io',
  'registry.k8s.io',
  'factory.talos.dev',
  'charts.longhorn.io',
  'openebs.github.io',
];
describe.each(eachRegistry)('the owner’s registry is %s', (_, start) => {
  let registry: InProcessRegistry;
  let own: TestRegistry;
  let place: ReturnType<typeof rackRepository>;
  let chosen: string[];
  const lockOf = () => parse(place.read('images.lock.yaml')) as Record<string, LockedImage>;

  beforeAll(async () => {
    registry = await InProcessRegistry.start();
    own = await start();
    place = rackRepository(example);
    chosen = oneOfEach(await publishAll(registry, place));
    const lines = registries.map((name) => `  ${name}: http://${own.address}/${name}\n`).join('');
    const file = join(place.root, 'clusters/one-board.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}mirrors:\n${lines}`);
    expect(await lock(worldOf(registry), place, chosen, {})).toBe(0);
  });
  afterAll(async () => {
    place.remove();
    await Promise.all([registry.stop(), own.stop()]);
  });

  it('is filled once; a second time everything is there, signatures and attestations too', async () => {
    const client = upstream(registry);
    const { image = '', digest = '' } = lockOf()['cilium.cilium']!;
    const config = await pushBytes(client, image, mediaTypes.empty, Buffer.from('{}'));
    const bundle = json({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      config,
      layers: [config],
      subject: { mediaType: mediaTypes.index, digest, size: 1 },
    });
    await client.pushManifest(image, digestOf(bundle), { bytes: bundle, mediaType: mediaTypes.manifest });

    const first = worldOf(registry);
    expect(await mirror(first, place, chosen)).toBe(0);
    expect(first.told.join('')).toMatch(/^\d+ in the mirror, 0 not\./);
    expect(first.printed.join('')).toMatch(/^cilium\.cilium → \S+ copied, with 1 signatures or attestations$/m);
    const again = worldOf(registry);
    expect(await mirror(again, place, chosen)).toBe(0);
    expect(again.printed.join('')).not.toMatch(/ copied(,|$)/m);
    const referring = await client.referrers(`${own.address}/quay.io/cilium/cilium`, digest);
    expect(referring.map((each) => each.digest)).toEqual([digestOf(bundle)]);
  });

  it('serves everything when every upstream is gone', async () => {
    const gone = await InProcessRegistry.start();
    const { address } = gone;
    await gone.stop();
    const world = {
      ...worldOf(registry),
      clientFor: () => new RegistryClient({ credentials: () => undefined, ...insideOf(address) }),
    };
    expect(await verify(world, place, chosen, { mirror: true })).toBe(0);
    expect(world.printed.join('')).toBe('No findings.\n');
    expect(await verify(world, place, ['cilium.cilium'], {})).toBe(1); // upstream, which is gone
  });

  it('is where every reference of the rack leads', async () => {
    const { rack, facts } = builtRack(place.root, 'clusters/one-board.yaml', { withoutProofs: true });
    const documents = everyNodePatch(rack!).filter(({ kind }) => kind === 'RegistryMirrorConfig');
    const endpoints = new Map(
      documents.map((each) => [
        String(each['name']),
        (each['endpoints'] as object[])[0] as { url: string; overridePath: boolean },
      ]),
    );
    const there = async (url: string) =>
      (await fetch(url, { headers: { accept: `${mediaTypes.index}, ${mediaTypes.manifest}` } })).status;
    const images = imagesOf(place, []).fetched.filter(({ kind }) => kind === 'image');
    // As containerd asks for it: the address as it is, then the repository.
    const asked: string[] = [];
    for (const { name, repository, locked } of images) {
      const [registryName = '', ...path] = repository.split('/');
      const endpoint = endpoints.get(registryName);
      expect(endpoint).toMatchObject({ url: expect.stringContaining(own.address) as string, overridePath: true });
      if (chosen.includes(name)) asked.push(`${endpoint!.url}/${path.join('/')}/manifests/${locked!.digest}`);
    }
    expect(new Set(await Promise.all(asked.map(there)))).toEqual(new Set([200]));

    const objects = facts!.rendered.map(({ manifest }) => manifest as unknown as Record<string, unknown>);
    expect(objects.filter(({ kind }) => kind === 'HelmRepository')).toEqual([]);
    const charts = objects
      .filter(({ kind }) => kind === 'OCIRepository')
      .map(({ spec }) => spec as { url: string; ref: { digest: string }; insecure: boolean });
    expect(charts.length).toBeGreaterThan(2);
    for (const { url, ref, insecure } of charts) {
      expect({ url, insecure }).toEqual({
        url: expect.stringContaining(`oci://${own.address}/`) as string,
        insecure: true,
      });
      expect(
        await there(`${url.replace(`oci://${own.address}`, `http://${own.address}/v2`)}/manifests/${ref.digest}`),
      ).toBe(200);
    }
  });

  const skopeo = spawnSync('skopeo', ['--version']).status === 0;
  it(skopeo ? 'is read by skopeo, too' : 'is read by our client alone: skopeo is not installed', async () => {
    const { digest = '' } = lockOf()['cilium.cilium']!;
    const reference = `${own.address}/quay.io/cilium/cilium`;
    const client = new RegistryClient({ credentials: () => undefined });
    const words = ['inspect', '--raw', '--tls-verify=false', `docker://${reference}@${digest}`];
    // Not in step: the registry may be in this very process.
    const served = skopeo
      ? (await promisify(execFile)('skopeo', words, { encoding: 'buffer' })).stdout
      : (await client.manifest(reference, digest)).bytes;
    expect(digestOf(served)).toBe(digest);
  });
});

/** Every chart, and one image of each registry: HTTP to itself is what takes the time of this test. */
function oneOfEach(fetched: readonly RackFetched[]): string[] {
  const registryOf = ({ repository }: RackFetched) => repository.split('/')[0];
  const images = fetched.filter(({ kind }) => kind === 'image');
  const first = images.filter((each, at) => images.findIndex((other) => registryOf(other) === registryOf(each)) === at);
  const names = [...first, ...fetched.filter(({ kind }) => kind === 'chart')].map(({ name }) => name);
  return [...new Set([...names, 'cilium.cilium'])];
}

test('without a mirror in the rack file the command says how one is stated', async () => {
  const registry = await InProcessRegistry.start();
  const place = rackRepository(example);
  await expect(mirror(worldOf(registry), place, [])).rejects.toThrow(/states no mirror.*\n {2}mirrors:\n/s);
  place.remove();
  await registry.stop();
});
