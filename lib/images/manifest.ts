import * as z from 'zod';
import { mediaTypes } from './media-types';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const descriptor = z.object({
  mediaType: z.string(),
  digest,
  size: z.int().min(0),
  annotations: z.record(z.string(), z.string()).optional(),
  artifactType: z.string().optional(),
  platform: z.object({ os: z.string(), architecture: z.string(), variant: z.string().optional() }).optional(),
});

/** What a blob or manifest is found by. */
export type Descriptor = z.output<typeof descriptor>;

const index = z.object({ mediaType: z.string().optional(), manifests: z.array(descriptor) });

const manifest = z.object({
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  config: descriptor,
  layers: z.array(descriptor),
  subject: descriptor.optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

export type Index = z.output<typeof index> & { kind: 'index' };
export type Manifest = z.output<typeof manifest> & { kind: 'manifest' };

const config = z.object({
  os: z.string().optional(),
  architecture: z.string().optional(),
  config: z
    .object({
      Entrypoint: z.array(z.string()).nullish(),
      Cmd: z.array(z.string()).nullish(),
      Env: z.array(z.string()).nullish(),
      WorkingDir: z.string().nullish(),
    })
    .nullish(),
});

export type ImageConfig = z.output<typeof config>;

/**
 * An index (of several platforms) or the manifest of one image.
 *
 * @param mediaType as the registry answered; the document's own counts more
 * @returns undefined for bytes that are neither
 */
export function readManifest(bytes: Buffer, mediaType: string): Index | Manifest | undefined {
  const value = jsonIn(bytes);
  const own = z.object({ mediaType: z.string() }).safeParse(value).data?.mediaType ?? mediaType;
  if (own === mediaTypes.index || own === mediaTypes.dockerList) {
    const read = index.safeParse(value);
    return read.success ? { ...read.data, kind: 'index' } : undefined;
  }
  const read = manifest.safeParse(value);
  return read.success ? { ...read.data, kind: 'manifest' } : undefined;
}

export function readConfig(bytes: Buffer): ImageConfig | undefined {
  const read = config.safeParse(jsonIn(bytes));
  return read.success ? read.data : undefined;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** `linux/arm64` for `linux/arm64/v8`, too: an arm64 image is for every arm64 machine unless it says less. */
export function platformOf({ platform }: Descriptor): string | undefined {
  return platform && `${platform.os}/${platform.architecture}`;
}

/** Bytes that a machine fetches: configuration and layers, compressed. */
export function bytesOfImage({ config: own, layers }: Pick<Manifest, 'config' | 'layers'>): number {
  return layers.reduce((sum, { size }) => sum + size, own.size);
}
