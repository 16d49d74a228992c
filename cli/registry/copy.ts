import type { Descriptor, Index, Manifest } from '../../lib/images/manifest';
import { platformOf } from '../../lib/images/manifest';
import { mediaTypes } from '../../lib/images/media-types';
import type { ImageSource } from './image-source';
import { type RegistryClient, type ServedManifest, absentAs } from './registry-client';
import { RegistryError } from './registry-error';

export interface Copied {
  /** Whether it was there already, tag and all. */
  wasThere: boolean;
  /** Signatures and attestations that went along. */
  beside: number;
}

export interface CopyOrder {
  from: string;
  to: string;
  tag: string;
  digest: string;
  /** Of an index only these at first; all where the other registry takes no index without them. */
  platforms: readonly string[];
}

/** Copies an image or an artifact from one repository to another, byte for byte, with what is signed about it. */
export function copy(client: RegistryClient, order: CopyOrder): Promise<Copied> {
  return copyFrom(client, client, order);
}

/** The same, out of something else than a registry. */
export async function copyFrom(
  source: ImageSource,
  client: RegistryClient,
  { from, to, tag, digest, platforms }: CopyOrder,
): Promise<Copied> {
  const there = await client.manifest(to, tag).catch(absentAs(undefined));
  const served = await source.manifest(from, digest);
  const wasThere = there?.digest === digest;
  if (!wasThere) {
    if (served.content.kind === 'index') await copyIndex(source, client, from, to, served, served.content, platforms);
    else await copyManifest(source, client, from, to, served, served.content);
    await client.pushManifest(to, tag, served);
  }
  return { wasThere, beside: await copyBeside(source, client, from, to, digest) };
}

async function copyIndex(
  source: ImageSource,
  client: RegistryClient,
  from: string,
  to: string,
  served: ServedManifest,
  { manifests }: Index,
  platforms: readonly string[],
): Promise<void> {
  const isWanted = (each: Descriptor) => platforms.length === 0 || platforms.includes(platformOf(each) ?? '');
  for (const each of manifests.filter(isWanted)) await copyImage(source, client, from, to, each);
  try {
    await client.pushManifest(to, served.digest, served);
  } catch (error) {
    if (!(error instanceof RegistryError) || !error.codes.some((code) => /^MANIFEST_(BLOB_)?UNKNOWN$/.test(code)))
      throw error;
    for (const each of manifests.filter((other) => !isWanted(other))) await copyImage(source, client, from, to, each);
    await client.pushManifest(to, served.digest, served);
  }
}

async function copyImage(
  source: ImageSource,
  client: RegistryClient,
  from: string,
  to: string,
  { digest }: Descriptor,
): Promise<void> {
  if (await client.hasManifest(to, digest)) return;
  const served = await source.manifest(from, digest);
  if (served.content.kind === 'index') throw new RegistryError('broken', `${from}@${digest}: an index within an index`);
  await copyManifest(source, client, from, to, served, served.content);
}

async function copyManifest(
  source: ImageSource,
  client: RegistryClient,
  from: string,
  to: string,
  served: ServedManifest,
  { config, layers }: Manifest,
): Promise<void> {
  for (const blob of [config, ...layers]) {
    if (!(await client.hasBlob(to, blob.digest))) await client.pushBlob(to, blob, source.blob(from, blob));
  }
  await client.pushManifest(to, served.digest, served);
}

/** Signatures and attestations: by the tags that cosign gives them, and by what refers to the digest. */
async function copyBeside(
  source: ImageSource,
  client: RegistryClient,
  from: string,
  to: string,
  digest: string,
): Promise<number> {
  const name = digest.replace(':', '-');
  let count = 0;
  for (const tag of [`${name}.sig`, `${name}.att`]) {
    const served = await source.manifest(from, tag).catch(absentAs(undefined));
    if (served?.content.kind !== 'manifest') continue;
    await copyManifest(source, client, from, to, served, served.content);
    await client.pushManifest(to, tag, served);
    count += 1;
  }
  const referring = await source.referrers(from, digest);
  for (const each of referring) await copyImage(source, client, from, to, each);
  if (referring.length > 0) await list(client, to, digest, referring);
  return count + referring.length;
}

/** A registry without the referrers API finds them by a tag (distribution-spec 1.1, "Referrers Tag Schema"). */
async function list(
  client: RegistryClient,
  to: string,
  digest: string,
  referring: readonly Descriptor[],
): Promise<void> {
  const known = await client.referrers(to, digest);
  if (referring.every((each) => known.some((other) => other.digest === each.digest))) return;
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: referring }));
  await client.pushManifest(to, digest.replace(':', '-'), { bytes, mediaType: mediaTypes.index });
}
