import { createSign, generateKeyPairSync } from 'node:crypto';
import type { Emulator } from '../../cli/registry/emulator';
import { emulatorHere } from '../../cli/registry/emulator';
import { Layers } from '../../cli/registry/layers';
import { RegistryClient } from '../../cli/registry/registry-client';
import { verifyImage } from '../../cli/registry/verify-image';
import type { LockedImage } from '../../lib/facts/locked-image';
import type { Core } from '../../lib/images/cores';
import { mediaTypes } from '../../lib/images/media-types';
import { signatureTypes } from '../../lib/images/signature';
import type { TestRegistry } from './in-process-registry';
import { registries } from './registries';
import { type TestPlatform, json, pushBytes, pushImage, trueImage } from './test-images';

const cores: readonly Core[] = [
  { arch: 'arm64', cpu: 'cortex-a72' },
  { arch: 'amd64', cpu: 'Nehalem' },
];
const [amd64, arm64] = trueImage as [TestPlatform, TestPlatform];
const here = emulatorHere(['arm64', 'amd64']);
describe.each(registries)('%s', (_, start) => {
  let registry: TestRegistry;
  let repository: string;
  let layers: Layers;
  const client = new RegistryClient({ credentials: () => undefined });

  beforeAll(async () => {
    registry = await start();
    repository = `${registry.address}/team/program`;
    layers = new Layers(client);
  });
  afterAll(async () => {
    layers.remove();
    await registry.stop();
  });

  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const keys: Record<string, string> = { 'keys/upstream.pub': pem, 'keys/broken.pub': 'no key' };

  async function verify(
    tag: string,
    { commands = [], emulator, ...locked }: Partial<LockedImage> & { commands?: string[]; emulator?: Emulator },
  ): Promise<string[]> {
    const lock: LockedImage = {
      image: repository,
      tag,
      platforms: ['linux/amd64', 'linux/arm64'],
      vouchedBy: 'us',
      ...locked,
    };
    const fetched = { kind: 'image', name: 'program', repository, tag, locked: lock, commands } as const;
    const signing = { client, readKey: (file: string) => keys[file] };
    const faults = await verifyImage(fetched, { client, layers, cores, signing, ...(emulator && { emulator }) });
    return faults.map(({ rule, message }) => `${rule}: ${message}`);
  }

  async function sign(tag: string, digest: string, about = digest, key = privateKey): Promise<void> {
    const signed = json({
      critical: {
        identity: { 'docker-reference': repository },
        image: { 'docker-manifest-digest': about },
        type: 'cosign container image signature',
      },
    });
    const signature = createSign('sha256').update(signed).sign(key, 'base64');
    const layer = await pushBytes(client, repository, signatureTypes.simpleSigning, signed);
    const config = await pushBytes(client, repository, mediaTypes.config, json({ for: tag }));
    const bytes = json({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config,
      layers: [{ ...layer, annotations: { [signatureTypes.annotation]: signature } }],
    });
    await client.pushManifest(repository, `${digest.replace(':', '-')}.sig`, { bytes, mediaType: mediaTypes.manifest });
  }

  it('finds nothing wrong with an image that tells the truth', async () => {
    const digest = await pushImage(client, repository, 'true');
    expect(await verify('true', { digest })).toEqual([]);
  });

  it.each<[lie: string, platforms: TestPlatform[], rule: string, words: RegExp]>([
    [
      'an index without the platform',
      [amd64],
      'registry/platform-missing',
      /not for linux\/arm64: the index lists linux\/amd64/,
    ],
    [
      'a configuration that lies',
      [amd64, { ...arm64, configured: 'amd64' }],
      'registry/config-lies',
      /says linux\/arm64, .* linux\/amd64/,
    ],
    [
      'a program of another machine',
      [amd64, { ...arm64, program: 'amd64' }],
      'registry/other-machine',
      /linux\/arm64 starts \/bin\/program \(\/bin\/program\), which is a program for amd64/,
    ],
    [
      'a program of another machine behind a link',
      [
        amd64,
        {
          ...arm64,
          program: 'amd64',
          entrypoint: ['run'],
          files: [{ type: 'symlink', path: 'usr/bin/run', target: '../../bin/program' }],
        },
      ],
      'registry/other-machine',
      /starts run \(\/bin\/program\)/,
    ],
    [
      'a program of another machine as the interpreter of a script',
      [
        amd64,
        {
          ...arm64,
          program: 'amd64',
          entrypoint: ['/start.sh'],
          files: [{ type: 'file', path: 'start.sh', mode: 0o755, content: Buffer.from('#!/usr/bin/env program\n') }],
        },
      ],
      'registry/other-machine',
      /starts \/start.sh \(\/bin\/program\)/,
    ],
    [
      'an entry point that is not there',
      [amd64, { ...arm64, entrypoint: ['/bin/other'] }],
      'registry/no-program',
      /starts \/bin\/other, which no layer has/,
    ],
    [
      'libraries of another machine in an image that starts nothing',
      [
        { ...amd64, entrypoint: null },
        { ...arm64, entrypoint: null, program: 'amd64' },
      ],
      'registry/other-machine',
      /holds \/bin\/program, which is for amd64/,
    ],
    [
      'a program that a layer above took away',
      [amd64, { ...arm64, files: [{ type: 'file', path: 'bin/.wh.program', mode: 0o644, content: Buffer.alloc(0) }] }],
      'registry/no-program',
      /starts \/bin\/program, which no layer has/,
    ],
  ])('finds %s', async (lie, platforms, rule, words) => {
    const tag = lie.replaceAll(' ', '-').slice(0, 100);
    const digest = await pushImage(client, repository, tag, platforms);
    const faults = await verify(tag, { digest });
    expect(faults).toEqual([expect.stringMatching(words)]);
    expect(faults[0]).toContain(`${rule}: `);
  });

  it('looks at what pods start instead of the entry point', async () => {
    const digest = await pushImage(client, repository, 'commands');
    expect(await verify('commands', { digest, commands: ['/bin/none', 'program'] })).toEqual([
      'registry/no-program: linux/arm64 starts /bin/none, which no layer has as a program',
      'registry/no-program: linux/amd64 starts /bin/none, which no layer has as a program',
    ]);
  });

  it('finds a tag that was moved, and one that is gone', async () => {
    const digest = await pushImage(client, repository, 'moving');
    const later = await pushImage(client, repository, 'moving', [amd64, { ...arm64, command: ['more'] }]);
    expect(await verify('moving', { digest })).toEqual([
      `registry/tag-moved: the tag moving now leads to ${later}, locked is ${digest}`,
    ]);
    expect(await verify('gone', { digest })).toEqual([
      expect.stringMatching(/^registry\/tag-moved: the tag gone is gone; /),
    ]);
    expect(await verify('gone', {})).toEqual([expect.stringMatching(/^registry\/absent: .*team\/program:gone: /)]);
  });

  it('finds an image without a digest, with the one that is served', async () => {
    const digest = await pushImage(client, repository, 'unlocked');
    expect(await verify('unlocked', {})).toEqual([expect.stringContaining(`serves ${digest}`)]);
  });

  it('finds an image that is not signed, signed for another, or with another key', async () => {
    const signedBy = { key: 'keys/upstream.pub' };
    const tags = ['unsigned', 'signed', 'stolen', 'other-key'].map((tag, at) => ({ tag, command: [String(at)] }));
    const [unsigned = '', signed = '', stolen = '', otherKey = ''] = await Promise.all(
      tags.map(({ tag, command }) => pushImage(client, repository, tag, [amd64, { ...arm64, command }])),
    );
    await sign('signed', signed);
    await sign('stolen', stolen, signed);
    await sign('other-key', otherKey, otherKey, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
    expect(await verify('unsigned', { digest: unsigned, signedBy })).toEqual([
      expect.stringMatching(/^registry\/unsigned: /),
    ]);
    expect(await verify('signed', { digest: signed, signedBy })).toEqual([]);
    expect(await verify('stolen', { digest: stolen, signedBy })).toEqual([
      expect.stringMatching(/^registry\/signature-wrong: .*about another image/),
    ]);
    expect(await verify('other-key', { digest: otherKey, signedBy })).toEqual([
      expect.stringMatching(/made with another key/),
    ]);
    expect(await verify('signed', { digest: signed, signedBy: { key: 'keys/broken.pub' } })).toEqual([
      expect.stringMatching(/^registry\/signature-wrong: keys\/broken.pub, .* no public key/),
    ]);
  });

  // Where QEMU or namespaces are missing, that is what verify says, and nothing is run.
  const runs = typeof here === 'string' ? undefined : here;
  it(
    runs ? 'runs programs on the cores of the rack' : `runs nothing here: ${String(here)}`,
    async () => {
      const digest = await pushImage(client, repository, 'runs');
      const later = await pushImage(client, repository, 'later', [amd64, { ...arm64, program: 'arm64-later-core' }]);
      const found = runs
        ? ['registry/later-core: /bin/program of linux/arm64 uses an instruction that a cortex-a72 does not have']
        : [];
      expect(await verify('runs', { digest, ...(runs && { emulator: runs }) })).toEqual([]);
      expect(await verify('later', { digest: later, ...(runs && { emulator: runs }) })).toEqual(found);
    },
    30_000,
  );
});
