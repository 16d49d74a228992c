import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { headBytes } from '../../lib/images/elf';
import type { KnownEntry } from '../../lib/images/layered-files';
import type { Descriptor } from '../../lib/images/manifest';
import { type LayerVisitor, TarReader } from '../../lib/images/tar-reader';
import type { ImageSource } from './image-source';
import { RegistryError } from './registry-error';

/** Layers of images on this machine's disk, fetched when they are looked into and gone with `remove`. */
export class Layers {
  readonly folder = mkdtempSync(join(tmpdir(), 'rackwright-images-'));
  private readonly fetched = new Map<string, string>();

  constructor(private readonly client: ImageSource) {}

  /** Every entry of a layer, with the first bytes of each file. */
  async entries(name: string, layer: Descriptor): Promise<KnownEntry[]> {
    const entries: KnownEntry[] = [];
    await this.visit(name, layer, {
      entry: (entry) => entries.push({ ...entry, head: Buffer.alloc(0) }),
      bytes(chunk) {
        const entry = entries.at(-1);
        if (!entry || entry.head.length >= headBytes) return;
        entry.head = Buffer.concat([entry.head, chunk.subarray(0, headBytes - entry.head.length)]);
      },
    });
    return entries;
  }

  /** @throws RegistryError for a layer that is no archive */
  async visit(name: string, layer: Descriptor, visitor: LayerVisitor): Promise<void> {
    const file = await this.file(name, layer);
    const reader = new TarReader(visitor);
    try {
      for await (const chunk of unpacked(file, layer.mediaType)) reader.push(chunk);
      reader.end();
    } catch (error) {
      const { message } = error as Error;
      throw new RegistryError('broken', `${name}@${layer.digest}: the layer cannot be unpacked (${message})`);
    }
  }

  /** Frees the disk, for the next image; what it shares with others is fetched again. */
  clear(): void {
    for (const file of this.fetched.values()) rmSync(file, { force: true });
    this.fetched.clear();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async file(name: string, layer: Descriptor): Promise<string> {
    const known = this.fetched.get(layer.digest);
    if (known !== undefined) return known;
    mkdirSync(this.folder, { recursive: true });
    const file = join(this.folder, layer.digest.slice('sha256:'.length));
    await pipeline(this.client.blob(name, layer), createWriteStream(file));
    this.fetched.set(layer.digest, file);
    return file;
  }
}

async function* unpacked(file: string, mediaType: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(file);
  const decoder = /zstd$/.test(mediaType) ? zstd() : /gzip$/.test(mediaType) ? zlib.createGunzip() : undefined;
  if (!decoder) return yield* stream as AsyncIterable<Buffer>;
  const ended = pipeline(stream, decoder);
  ended.catch(() => {}); // the reader below meets the same error
  yield* decoder as AsyncIterable<Buffer>;
  await ended;
}

/** Node has it from 22.15 on. */
function zstd(): NodeJS.ReadWriteStream {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => NodeJS.ReadWriteStream };
  if (createZstdDecompress) return createZstdDecompress();
  throw new Error('it is packed with zstd, which Node reads from 22.15 on');
}
