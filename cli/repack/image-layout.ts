import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Descriptor, readManifest } from '../../lib/images/manifest';
import { CannotRun } from '../cannot-run';
import type { ImageSource } from '../registry/image-source';
import { type ServedManifest, digestOf } from '../registry/registry-client';
import { RegistryError } from '../registry/registry-error';

/**
 * An OCI image layout in a folder, in the place of a registry: whatever name is asked for, it is the one image of the layout
 * (image-spec 1.1, image-layout.md).
 */
export class ImageLayout implements ImageSource {
  constructor(private readonly folder: string) {
    if (!existsSync(join(folder, 'index.json')))
      throw new CannotRun(`${folder} is no image layout: it has no index.json.`);
  }

  async manifest(name: string, reference: string): Promise<ServedManifest> {
    const isDigest = reference.startsWith('sha256:');
    const bytes = isDigest ? this.read(reference) : this.read(this.top().digest);
    const content = readManifest(bytes, '');
    if (!content)
      throw new RegistryError('broken', `${name}:${reference}: the layout holds neither an index nor an image there`);
    return { bytes, mediaType: content.mediaType ?? '', digest: digestOf(bytes), content };
  }

  async *blob(_: string, { digest }: Descriptor): AsyncGenerator<Buffer> {
    yield this.read(digest);
  }

  async smallBlob(_: string, { digest }: Descriptor): Promise<Buffer> {
    return this.read(digest);
  }

  async referrers(): Promise<Descriptor[]> {
    return [];
  }

  async page(url: string): Promise<Buffer> {
    throw new RegistryError('absent', `${url} is not in the layout`);
  }

  /** The index that the layout's own index names: one image for all architectures. */
  private top(): Descriptor {
    const named = readManifest(
      readFileSync(join(this.folder, 'index.json')),
      'application/vnd.oci.image.index.v1+json',
    );
    const [first, second] = named?.kind === 'index' ? named.manifests : [];
    if (!first || second) throw new CannotRun(`${this.folder}/index.json must name one image.`);
    return first;
  }

  private read(digest: string): Buffer {
    const path = join(this.folder, 'blobs', digest.replace(':', '/'));
    if (!existsSync(path)) throw new RegistryError('absent', `${digest} is not in the layout`);
    const bytes = readFileSync(path);
    if (digestOf(bytes) !== digest) throw new RegistryError('broken', `${path} has other bytes than its name says`);
    return bytes;
  }
}
