import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Descriptor, ImageSource } from './oci';
import type { Architecture } from './pins';
import { readTar, type TarEntry } from './tar';

interface Manifest {
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

interface Index {
  readonly manifests: readonly Descriptor[];
}

export interface UnpackedImage {
  readonly config: ImageSource['config'];
  /** Digest of the index that names the image. */
  readonly digest: string;
}

/** Writes the root file system of one architecture of a layout; every blob is checked against its digest. */
export function unpackImage(layout: string, architecture: Architecture, directory: string): UnpackedImage {
  const top = JSON.parse(readFileSync(path.join(layout, 'index.json'), 'utf8')) as Index;
  const [named] = top.manifests;
  if (!named) throw new Error(`${layout} names no image`);
  const images = readJson<Index>(layout, named).manifests;
  const image = images.find(({ platform }) => platform?.architecture === architecture);
  if (!image) throw new Error(`${layout} holds no image for ${architecture}`);
  const { config, layers } = readJson<Manifest>(layout, image);
  mkdirSync(directory, { recursive: true });
  for (const layer of layers) {
    for (const entry of readTar(gunzipSync(readBlob(layout, layer)))) place(entry, directory);
  }
  return { ...readJson<{ config: ImageSource['config'] }>(layout, config), digest: named.digest };
}

export function readBlob(layout: string, { digest, size }: Descriptor): Buffer {
  const bytes = readFileSync(path.join(layout, 'blobs', digest.replace(':', '/')));
  const found = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (found !== digest || bytes.length !== size) throw new Error(`blob ${digest} of ${layout} is damaged`);
  return bytes;
}

const readJson = <T>(layout: string, descriptor: Descriptor): T =>
  JSON.parse(readBlob(layout, descriptor).toString('utf8')) as T;

function place(entry: TarEntry, directory: string): void {
  const target = path.join(directory, entry.path);
  if (entry.type === 'directory') mkdirSync(target, { recursive: true, mode: entry.mode });
  else if (entry.type === 'symlink') symlinkSync(entry.target, target);
  else {
    writeFileSync(target, entry.content);
    chmodSync(target, entry.mode);
  }
}
