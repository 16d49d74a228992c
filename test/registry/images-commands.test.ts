import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bump } from '../../cli/images/bump';
import type { RackFetched } from '../../cli/images/fetched';
import { lock } from '../../cli/images/lock';
import { verify } from '../../cli/images/verify';
import type { LockedImage } from '../../lib/facts/locked-image';
import { InProcessRegistry } from './in-process-registry';
import { publishAll, rackRepository, upstream, wholeRepository, worldOf } from './rack-and-registry';
import { pushImage, trueImage } from './test-images';

/** A rack with charts of both kinds, whose upstreams are one registry in this process. */
const example = 'three-boards';
let registry: InProcessRegistry;
let place: ReturnType<typeof rackRepository>;
let fetched: RackFetched[];
const lockOf = () => parse(place.read('images.lock.yaml')) as Record<string, LockedImage>;

/** Each test changes its own copy. */
let published: InProcessRegistry;

beforeAll(async () => {
  published = await InProcessRegistry.start();
  place = rackRepository(example);
  fetched = await publishAll(published, place);
  place.remove();
});
afterAll(() => published.stop());
beforeEach(async () => {
  registry = await published.copy();
  place = rackRepository(example);
});
afterEach(async () => {
  place.remove();
  await registry.stop();
});

describe('lock', () => {
  it('writes the digest of everything that has none, and changes nothing the second time', async () => {
    const world = worldOf(registry);
    expect(await lock(world, place, [], { all: true })).toBe(0);
    const text = place.read('images.lock.yaml');
    expect(text).toMatch(/^# What this rack overrides\.\n/);
    const written = lockOf();
    expect(Object.keys(written).sort()).toEqual(fetched.map(({ name }) => name).sort());
    for (const [name, entry] of Object.entries(written)) {
      expect({ name, ...entry }).toMatchObject({
        digest: expect.stringMatching(/^sha256:/) as string,
        vouchedBy: expect.stringMatching(/, asked on 2026-11-28$/) as string,
        follows: expect.any(String) as string,
      });
    }
    expect(written['prometheus']).toMatchObject({ follows: 'rackwright', platforms: ['linux/amd64', 'linux/arm64'] });
    expect(written['prometheus']?.size).toEqual({ 'linux/amd64': '0.0MB', 'linux/arm64': '0.0MB' });
    expect(await lock(worldOf(registry), place, [], {})).toBe(0);
    expect(place.read('images.lock.yaml')).toBe(text);
  });

  it('removes what only followed a chart that has gone on', async () => {
    const old = `chart: quay.io/cilium/charts/old\n  follows: cilium\n  tag: '1'\n  digest: sha256:${'1'.repeat(64)}\n  vouchedBy: us`;
    writeFileSync(join(place.root, 'images.lock.yaml'), `old.chart:\n  ${old}\n`);
    const world = worldOf(registry);
    await lock(world, place, [], {});
    expect(world.printed.join('')).toContain('old.chart: removed, no rack fetches it\n');
    expect(lockOf()).not.toHaveProperty(['old.chart']);
  });

  it('writes what it could ask, and names what it could not', async () => {
    const world = worldOf(registry);
    expect(await lock(world, place, ['prometheus', 'alertmanager'], {})).toBe(0);
    for (const key of registry.manifests.keys()) if (key.includes('alertmanager')) registry.manifests.delete(key);
    writeFileSync(join(place.root, 'images.lock.yaml'), '{}\n');
    expect(await lock(world, place, ['prometheus', 'alertmanager'], {})).toBe(1);
    expect(world.told.join('')).toMatch(
      /alertmanager: quay\.io\/prometheus\/alertmanager:v0\S+: quay\.io does not have it/,
    );
    expect(Object.keys(lockOf())).toEqual(['prometheus']);
  });
});

describe('verify', () => {
  it('finds nothing in a rack whose registries tell the truth, and says what was not asked', async () => {
    await lock(worldOf(registry), place, [], { all: true });
    const world = worldOf(registry);
    expect(await verify(world, place, [], {})).toBe(0);
    expect(world.printed.join('')).toBe('No findings.\n');
    expect(world.told.join('')).toContain(
      'Not asked: whether programs run on the cores of the rack: the test runs nothing.',
    );
  });

  it('names the image, the line of the lock and what to do', async () => {
    await lock(worldOf(registry), place, ['prometheus'], {});
    await pushImage(upstream(registry), 'quay.io/prometheus/prometheus', lockOf()['prometheus']!.tag, [trueImage[0]!]);
    const world = worldOf(registry);
    expect(await verify(world, place, ['prometheus'], { shallow: true })).toBe(1);
    expect(world.printed.join('')).toMatch(
      /^prometheus\n {2}error the tag v3\S+ now leads to sha256:\S+, locked is sha256:\S+ \(registry\/tag-moved, images\.lock\.yaml:2\)\n {4}→ find out/,
    );
  });

  it('finds a chart whose archive was changed under its version', async () => {
    await lock(worldOf(registry), place, [], { all: true });
    const chart = fetched.find(({ repository }) => repository.startsWith('https://'));
    for (const [path, bytes] of registry.pages) {
      if (path.endsWith('index.yaml'))
        registry.pages.set(path, Buffer.from(bytes.toString().replace(/"digest":"\w+",/, '')));
      else registry.pages.set(path, Buffer.concat([bytes, Buffer.from('more')]));
    }
    const world = worldOf(registry);
    expect(await verify(world, place, [chart!.name], { shallow: true })).toBe(1);
    expect(world.printed.join('')).toContain('registry/tag-moved');
  });

  it('knows the names that a rack fetches', async () => {
    await expect(verify(worldOf(registry), place, ['prometeus'], {})).rejects.toThrow(
      'No rack fetches prometeus: did you mean prometheus?',
    );
  });
});

describe('bump', () => {
  it('refuses an image that is not for the rack, and writes nothing', async () => {
    await pushImage(upstream(registry), 'quay.io/prometheus/prometheus', 'v9.0.0', [trueImage[0]!]);
    const before = place.read('images.lock.yaml');
    const world = worldOf(registry);
    expect(await bump(world, place, 'prometheus', 'v9.0.0')).toBe(1);
    expect(world.printed.join('')).toContain('is not for linux/arm64: the index lists linux/amd64');
    expect(place.read('images.lock.yaml')).toBe(before);
  });

  it('puts the lock back where the rack has errors with it', async () => {
    await pushImage(upstream(registry), 'quay.io/prometheus/prometheus', 'v3.15.1');
    const before = place.read('images.lock.yaml');
    const world = worldOf(registry);
    expect(await bump(world, place, 'prometheus', 'v3.15.1')).toBe(1); // its Secrets were never made
    expect(world.told.join('')).toContain('with v3.15.1 the rack has errors. Nothing was written.');
    expect(place.read('images.lock.yaml')).toBe(before);
  });

  it('writes lock and dist/, and prints what that does to the cluster', async () => {
    const whole = wholeRepository();
    const digest = await pushImage(upstream(registry), 'quay.io/prometheus/prometheus', 'v3.15.1');
    const world = worldOf(registry);
    expect(await bump(world, whole, 'prometheus', 'v3.15.1')).toBe(0);
    const said = world.printed.join('');
    expect(said).toContain(`prometheus: v3.15.0 → v3.15.1, ${digest}\n`);
    expect(said).toMatch(/monitoring\/StatefulSet\/prometheus/);
    expect(whole.git('status', '--porcelain').split('\n').sort().slice(0, 3)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/ dist\/homelab\/apps\/prometheus\/monitoring\/StatefulSet\.prometheus\.yaml$/),
      ]),
    );
    expect(parse(whole.read('images.lock.yaml'))).toEqual({
      prometheus: {
        image: 'quay.io/prometheus/prometheus',
        tag: 'v3.15.1',
        digest,
        platforms: ['linux/amd64', 'linux/arm64'],
        size: { 'linux/amd64': '0.0MB', 'linux/arm64': '0.0MB' },
        vouchedBy: 'quay.io, asked on 2026-11-28',
      },
    });
    whole.remove();
  });

  it('says that a tag is not there, and that a chart decides its own images', async () => {
    await expect(bump(worldOf(registry), place, 'prometheus', 'v7')).rejects.toThrow(
      /quay\.io does not have it.*\nNothing was written/s,
    );
    await expect(bump(worldOf(registry), place, 'talos.kubelet', 'v9')).rejects.toThrow('talos.kubelet follows talos');
  });
});
