import { gzipSync } from 'node:zlib';
import type { RegistryClient } from '../../cli/registry/registry-client';
import { digestOf } from '../../cli/registry/registry-client';
import type { Descriptor } from '../../lib/images/manifest';
import { mediaTypes } from '../../lib/images/media-types';
import { type TarEntry, writeTar } from '../../thermal-daemon/image/tar';
import { type TestProgram, program } from './programs';

/** Where test images are put: a client, or the registry in this process itself. */
export type Pusher = Pick<RegistryClient, 'pushBlob' | 'pushManifest'>;

export interface TestPlatform {
  /** As the index says. */
  architecture: string;
  /** As the configuration says. @default - the same */
  configured?: string;
  program: TestProgram;
  /** More files of a layer above the program's. */
  files?: readonly TarEntry[];
  entrypoint?: readonly string[] | null;
  command?: readonly string[];
}

/** An image that tells the truth: a program that ends at once, for both architectures. */
export const trueImage: readonly TestPlatform[] = [
  { architecture: 'amd64', program: 'amd64' },
  { architecture: 'arm64', program: 'arm64' },
];

/** Puts an image up and tags it. @returns the digest of its index */
export async function pushImage(
  client: Pusher,
  name: string,
  tag: string,
  platforms: readonly TestPlatform[] = trueImage,
): Promise<string> {
  const manifests = [];
  for (const platform of platforms) manifests.push(await pushPlatform(client, name, platform));
  const index = json({ schemaVersion: 2, mediaType: mediaTypes.index, manifests });
  await client.pushManifest(name, tag, { bytes: index, mediaType: mediaTypes.index });
  return digestOf(index);
}

async function pushPlatform(client: Pusher, name: string, platform: TestPlatform): Promise<Descriptor> {
  const { architecture, configured = architecture, files = [], entrypoint = ['/bin/program'], command } = platform;
  const layers = [
    [{ type: 'file', path: 'bin/program', mode: 0o755, content: program(platform.program) } as const],
    ...(files.length > 0 ? [files] : []),
  ].map((entries) => writeTar(entries));
  const config = json({
    os: 'linux',
    architecture: configured,
    config: { ...(entrypoint && { Entrypoint: entrypoint }), ...(command && { Cmd: command }) },
    rootfs: { type: 'layers', diff_ids: layers.map(digestOf) },
  });
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: await pushBytes(client, name, mediaTypes.config, config),
    layers: await Promise.all(layers.map((tar) => pushBytes(client, name, mediaTypes.layer, gzipSync(tar)))),
  };
  const bytes = json(manifest);
  const digest = digestOf(bytes);
  await client.pushManifest(name, digest, { bytes, mediaType: mediaTypes.manifest });
  return { mediaType: mediaTypes.manifest, digest, size: bytes.length, platform: { os: 'linux', architecture } };
}

export async function pushBytes(client: Pusher, name: string, mediaType: string, bytes: Buffer): Promise<Descriptor> {
  const descriptor = { mediaType, digest: digestOf(bytes), size: bytes.length };
  await client.pushBlob(name, descriptor, once(bytes));
  return descriptor;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
