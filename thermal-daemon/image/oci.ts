import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Architecture } from './pins';
import { writeTar, type TarEntry } from './tar';

/** OCI image-spec 1.1 media types. */
export const mediaType = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
} as const;

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly architecture: Architecture; readonly os: 'linux'; readonly variant?: 'v8' };
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface LayerSource {
  readonly comment: string;
  readonly entries: readonly TarEntry[];
}

export interface ImageSource {
  readonly architecture: Architecture;
  /** Lowest first; what changes rarely goes low, so that a release moves few bytes to 20 nodes. */
  readonly layers: readonly LayerSource[];
  readonly config: {
    readonly User: string;
    readonly Entrypoint: readonly string[];
    readonly WorkingDir: string;
    readonly Env: readonly string[];
    readonly Labels: Readonly<Record<string, string>>;
  };
}

/** Directory of blobs addressed by their digest, with index.json on top: the OCI image layout. */
export class OciLayout {
  constructor(private readonly directory: string) {
    mkdirSync(path.join(directory, 'blobs', 'sha256'), { recursive: true });
  }

  addImage({ architecture, layers, config }: ImageSource): Descriptor {
    const packed = layers.map(({ comment, entries }) => {
      const tar = writeTar(entries);
      return { comment, diffId: digestOf(tar), blob: this.addBlob(mediaType.layer, gzipSync(tar, { level: 6 })) };
    });
    const configBlob = this.addJson(mediaType.config, {
      architecture,
      ...(architecture === 'arm64' ? { variant: 'v8' } : {}),
      os: 'linux',
      config,
      rootfs: { type: 'layers', diff_ids: packed.map(({ diffId }) => diffId) },
      history: packed.map(({ comment }) => ({ created_by: comment })),
    });
    const manifest = this.addJson(mediaType.manifest, {
      schemaVersion: 2,
      mediaType: mediaType.manifest,
      config: configBlob,
      layers: packed.map(({ blob }) => blob),
    });
    const platform =
      architecture === 'arm64'
        ? ({ architecture, os: 'linux', variant: 'v8' } as const)
        : ({ architecture, os: 'linux' } as const);
    return { ...manifest, platform };
  }

  /** @returns the descriptor whose digest names the image for every architecture */
  finish(images: readonly Descriptor[], annotations: Readonly<Record<string, string>>, tag: string): Descriptor {
    const index = this.addJson(mediaType.index, {
      schemaVersion: 2,
      mediaType: mediaType.index,
      manifests: images,
      annotations,
    });
    this.writeJson('oci-layout', { imageLayoutVersion: '1.0.0' });
    this.writeJson('index.json', {
      schemaVersion: 2,
      mediaType: mediaType.index,
      manifests: [{ ...index, annotations: { 'org.opencontainers.image.ref.name': tag } }],
    });
    return index;
  }

  private addJson(type: string, value: unknown): Descriptor {
    return this.addBlob(type, Buffer.from(JSON.stringify(value)));
  }

  private addBlob(type: string, bytes: Buffer): Descriptor {
    const digest = digestOf(bytes);
    writeFileSync(path.join(this.directory, 'blobs', digest.replace(':', '/')), bytes);
    return { mediaType: type, digest, size: bytes.length };
  }

  private writeJson(file: string, value: unknown): void {
    writeFileSync(path.join(this.directory, file), JSON.stringify(value));
  }
}

export const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
