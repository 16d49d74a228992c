import type { Core } from '../../lib/images/cores';
import { type Descriptor, type ImageConfig, type Manifest, platformOf, readConfig } from '../../lib/images/manifest';
import type { ImageSource } from './image-source';
import { type ServedManifest, absentAs } from './registry-client';
import { RegistryError } from './registry-error';

/** One platform of an image. */
export interface PlatformImage {
  /** `linux/arm64` */
  platform: string;
  digest: string;
  manifest: Manifest;
  config: ImageConfig;
}

export interface Looked {
  /** What the tag leads to now; absent where the registry has no such tag any more. */
  byTag?: ServedManifest;
  /** What is run: by the locked digest, or by the tag where there is none. */
  served: ServedManifest;
  /** Platforms that the index lists, or the one that a single image's configuration names. */
  platforms: string[];
}

/**
 * @param digest the locked one
 * @throws RegistryError where neither the tag nor the digest is there
 */
export async function lookUp(
  client: ImageSource,
  { repository, tag, digest }: { repository: string; tag: string; digest?: string },
): Promise<Looked> {
  const byTag = await client.manifest(repository, tag).catch((error: unknown) => {
    // A digest that is still served is what a rack runs, whatever became of the tag.
    if (digest === undefined) throw error;
    return absentAs(undefined)(error);
  });
  const served = digest === undefined || byTag?.digest === digest ? byTag : await client.manifest(repository, digest);
  if (!served) throw new RegistryError('absent', `${repository}:${tag} is not there`);
  return { ...(byTag && { byTag }), served, platforms: await platformsOf(client, repository, served) };
}

async function platformsOf(client: ImageSource, repository: string, { content }: ServedManifest): Promise<string[]> {
  if (content.kind === 'index') {
    // Attestations stand in an index as images for `unknown/unknown`.
    return [...new Set(content.manifests.flatMap((each) => platformOf(each) ?? []))].filter(
      (each) => !/unknown/.test(each),
    );
  }
  const { os, architecture } = await configOf(client, repository, content);
  return os !== undefined && architecture !== undefined ? [`${os}/${architecture}`] : [];
}

/** Undefined where the image is not for that architecture. */
export async function imageFor(
  client: ImageSource,
  repository: string,
  { content, digest }: ServedManifest,
  arch: Core['arch'],
): Promise<PlatformImage | undefined> {
  const platform = `linux/${arch}`;
  if (content.kind === 'manifest')
    return { platform, digest, manifest: content, config: await configOf(client, repository, content) };
  const listed = content.manifests.find((each) => platformOf(each) === platform);
  if (!listed) return undefined;
  const served = await client.manifest(repository, listed.digest);
  if (served.content.kind === 'index')
    throw new RegistryError('broken', `${repository}@${listed.digest}: an index within an index`);
  const { content: manifest } = served;
  return { platform, digest: listed.digest, manifest, config: await configOf(client, repository, manifest) };
}

async function configOf(
  client: ImageSource,
  repository: string,
  { config }: { config: Descriptor },
): Promise<ImageConfig> {
  const read = readConfig(await client.smallBlob(repository, config));
  if (!read) throw new RegistryError('broken', `${repository}@${config.digest}: the configuration cannot be read`);
  return read;
}
