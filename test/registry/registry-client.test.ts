import { mediaTypes } from '../../lib/images/media-types';
import { type Credentials } from '../../cli/registry/credentials';
import { RegistryClient, digestOf } from '../../cli/registry/registry-client';
import { InProcessRegistry, type TestRegistry } from './in-process-registry';
import { registries } from './registries';
import { json, pushBytes, pushImage } from './test-images';

const nobody: Credentials = () => undefined;
const clientFor = (credentials: Credentials = nobody) => new RegistryClient({ credentials });

describe.each(registries)('%s', (_, start) => {
  let registry: TestRegistry;
  let name: string;
  const client = clientFor();

  beforeAll(async () => {
    registry = await start();
    name = `${registry.address}/library/redis`;
  });
  afterAll(() => registry.stop());

  it('gives an image back, byte for byte, by tag and by digest', async () => {
    const digest = await pushImage(client, name, '8.1');
    const [byTag, byDigest] = [await client.manifest(name, '8.1'), await client.manifest(name, digest)];
    expect(byTag.digest).toBe(digest);
    expect(byDigest.bytes.equals(byTag.bytes)).toBe(true);
    expect(byTag.mediaType).toBe(mediaTypes.index);
  });

  it('takes a blob in several pieces', async () => {
    const piece = Buffer.alloc(20 * 1024 * 1024, 'rack');
    const bytes = Buffer.concat([piece, piece, Buffer.from('the end')]);
    const descriptor = { mediaType: mediaTypes.layer, digest: digestOf(bytes), size: bytes.length };
    await client.pushBlob(
      name,
      descriptor,
      (async function* () {
        yield* [piece, piece, Buffer.from('the end')];
      })(),
    );
    let size = 0;
    for await (const chunk of client.blob(name, descriptor)) size += chunk.length;
    expect(size).toBe(bytes.length);
  });

  it('takes an empty blob', async () => {
    const empty = await pushBytes(client, name, mediaTypes.empty, Buffer.alloc(0));
    expect(await client.smallBlob(name, empty)).toHaveLength(0);
  });

  it('says which tag, digest or repository is not there', async () => {
    await expect(client.manifest(name, '9')).rejects.toMatchObject({ failure: 'absent' });
    await expect(client.manifest(name, '9')).rejects.toThrow(`${name}:9: ${registry.address} does not have it`);
    await expect(client.manifest(`${registry.address}/none`, '1')).rejects.toMatchObject({ failure: 'absent' });
    expect(await client.hasBlob(name, `sha256:${'0'.repeat(64)}`)).toBe(false);
  });

  it('refuses an index whose images it does not have', async () => {
    const absent = { mediaType: mediaTypes.manifest, digest: `sha256:${'1'.repeat(64)}`, size: 100 };
    const bytes = json({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [absent] });
    const push = client.pushManifest(name, 'sparse', { bytes, mediaType: mediaTypes.index });
    await expect(push).rejects.toMatchObject({ codes: [expect.stringMatching(/^MANIFEST_(BLOB_)?UNKNOWN$/)] });
  });

  it('lists what refers to a digest, by the tag that stands in for the API where there is none', async () => {
    const digest = await pushImage(client, name, '8.2');
    expect(await client.referrers(name, digest)).toEqual([]);
  });
});

describe('a registry that wants an account', () => {
  const account = { name: 'owner', password: 'correct horse' };
  const basic = Buffer.from(`${account.name}:${account.password}`).toString('base64');
  let registry: InProcessRegistry;
  beforeAll(async () => {
    registry = await InProcessRegistry.start({ account });
  });
  afterAll(() => registry.stop());

  it('is shown a token, asked for once for each repository and right', async () => {
    const name = `${registry.address}/mine`;
    const client = clientFor((host) => (host === registry.address ? basic : undefined));
    const digest = await pushImage(client, name, '1');
    expect((await client.manifest(name, '1')).digest).toBe(digest);
    expect(registry.requests.filter(({ line }) => line === 'GET /token')).toHaveLength(2);
  });

  it('is refused in words that hold no password', async () => {
    const client = clientFor(() => Buffer.from('owner:wrong-password').toString('base64'));
    const error = (await client.manifest(`${registry.address}/mine`, '1').catch((caught: Error) => caught)) as Error;
    expect(error).toMatchObject({ failure: 'denied' });
    expect(error.message).not.toMatch(/wrong-password|b3duZXI/);
  });
});

describe('a registry that is not what it should be', () => {
  it.each([
    ['is ill', { status: 503 }, 'unreachable', /is ill \(status 503/],
    ['was asked too often', { status: 429 }, 'too-often', /log in, or try again later/],
    ['gives nothing to strangers', { status: 403 }, 'denied', /does not give it/],
    ['never answers', { isSilent: true }, 'unreachable', /no answer in time/],
  ])('%s', async (_, behaviour, failure, message) => {
    const registry = await InProcessRegistry.start(behaviour);
    const asked = new RegistryClient({ credentials: nobody, patienceMs: 200 }).manifest(`${registry.address}/a`, '1');
    await expect(asked).rejects.toMatchObject({ failure, message: expect.stringMatching(message) as string });
    await registry.stop();
  });

  it('serves other bytes than the digest says: the last of them is never handed on', async () => {
    const registry = await InProcessRegistry.start();
    const client = clientFor();
    const bytes = Buffer.from('a layer');
    const descriptor = await pushBytes(client, `${registry.address}/a`, mediaTypes.layer, bytes);
    registry.behaviour = { damagesBlobs: true };
    await expect(client.smallBlob(`${registry.address}/a`, descriptor)).rejects.toThrow(/has other bytes/);
    await registry.stop();
  });

  it('is not there', async () => {
    const registry = await InProcessRegistry.start();
    const { address } = registry;
    await registry.stop();
    await expect(clientFor().manifest(`${address}/a`, '1')).rejects.toThrow(/does not answer \(ECONNREFUSED\)/);
  });

  it('is asked without TLS only on this machine', async () => {
    const client = new RegistryClient({
      credentials: nobody,
      placeOf: () => ({ registry: 'example.org', origin: 'http://example.org', repository: 'a' }),
    });
    await expect(client.manifest('example.org/a', '1')).rejects.toThrow(/without TLS/);
  });
});
