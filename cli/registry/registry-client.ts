import { createHash } from 'node:crypto';
import { type Descriptor, type Index, type Manifest, readManifest } from '../../lib/images/manifest';
import { manifestTypes, mediaTypes } from '../../lib/images/media-types';
import { type RepositoryPlace, repositoryPlace } from '../../lib/images/place';
import { RegistryError } from './registry-error';
import { type RequestOptions, Requests } from './requests';

/** A manifest as it is served, byte for byte, since its digest is that of the bytes. */
export interface ServedManifest {
  bytes: Buffer;
  mediaType: string;
  digest: string;
  content: Index | Manifest;
}

/** A registry has to take manifests of this size, and no image of use has a larger one (distribution-spec 1.1). */
const mostManifestBytes = 4 * 1024 * 1024;
/** Indexes of chart repositories with every version since the beginning have some. */
const mostPageBytes = 64 * 1024 * 1024;
/** What goes up in one request; a longer blob goes up in pieces. */
const pieceBytes = 32 * 1024 * 1024;

export interface ClientOptions extends RequestOptions {
  /** Where a repository is asked for. @default - at its own registry */
  placeOf?: (name: string) => RepositoryPlace;
  /** Where a file of a web server is asked for. @default - at its own address */
  urlOf?: (url: string) => string;
}

/** Reads from and writes to registries: OCI distribution-spec 1.1. Names are repositories with their registry. */
export class RegistryClient {
  private readonly requests: Requests;
  private readonly placeOf: (name: string) => RepositoryPlace;
  private readonly urlOf: (url: string) => string;

  constructor(options: ClientOptions) {
    this.urlOf = options.urlOf ?? ((url) => url);
    this.requests = new Requests(options);
    this.placeOf = options.placeOf ?? repositoryPlace;
  }

  /**
   * @param reference a tag or a digest
   * @throws RegistryError, also for bytes that are not of the digest asked for
   */
  async manifest(name: string, reference: string): Promise<ServedManifest> {
    const what = named(name, reference);
    const response = await this.get(name, `manifests/${reference}`, what, { accept: manifestTypes.join(', ') });
    const bytes = Buffer.from(await read(response, mostManifestBytes, what));
    const digest = digestOf(bytes);
    if (reference.startsWith('sha256:') && reference !== digest) {
      throw new RegistryError('broken', `${what}: what was served has the digest ${digest}`);
    }
    const mediaType = (response.headers.get('content-type') ?? '').replace(/;.*$/, '').trim();
    const content = readManifest(bytes, mediaType);
    if (!content) throw new RegistryError('broken', `${what}: what was served is neither an index nor an image`);
    return { bytes, mediaType: content.mediaType ?? mediaType, digest, content };
  }

  /** Bytes of a blob as they come; the last piece is given only when the whole is of the digest. */
  async *blob(name: string, { digest, size }: Descriptor): AsyncGenerator<Buffer> {
    const what = named(name, digest);
    const response = await this.get(name, `blobs/${digest}`, what);
    const hash = createHash('sha256');
    let bytes = 0;
    let held: Buffer | undefined;
    for await (const piece of pieces(response, what)) {
      hash.update(piece);
      bytes += piece.length;
      if (bytes > size) break;
      if (held) yield held;
      held = piece;
    }
    if (bytes !== size || `sha256:${hash.digest('hex')}` !== digest) {
      throw new RegistryError('broken', `${what}: what was served has other bytes`);
    }
    if (held) yield held;
  }

  async smallBlob(name: string, descriptor: Descriptor): Promise<Buffer> {
    if (descriptor.size > mostManifestBytes) {
      throw new RegistryError(
        'broken',
        `${named(name, descriptor.digest)}: ${descriptor.size} bytes are no configuration`,
      );
    }
    const all: Buffer[] = [];
    for await (const piece of this.blob(name, descriptor)) all.push(piece);
    return Buffer.concat(all);
  }

  /** What says of itself that it is about a digest: signatures, attestations. By the API, and by the tag where there is none. */
  async referrers(name: string, digest: string): Promise<Descriptor[]> {
    const what = `signatures of ${named(name, digest)}`;
    const response = await this.get(name, `referrers/${digest}`, what, { accept: mediaTypes.index }).catch(
      absentAs(undefined),
    );
    const served =
      response && readManifest(Buffer.from(await read(response, mostManifestBytes, what)), mediaTypes.index);
    if (served?.kind === 'index') return served.manifests;
    const fallback = await this.manifest(name, digest.replace(':', '-')).catch(absentAs(undefined));
    return fallback?.content.kind === 'index' ? fallback.content.manifests : [];
  }

  /** Bytes of a file on a web server, such as a chart's archive. */
  async page(url: string, what: string): Promise<Buffer> {
    const response = await this.requests.send({ registry: new URL(url).host, url: this.urlOf(url), what, scope: '' });
    return read(response, mostPageBytes, what);
  }

  async hasBlob(name: string, digest: string): Promise<boolean> {
    return (await this.head(name, `blobs/${digest}`, named(name, digest))) !== undefined;
  }

  /** Digest of what a tag or digest leads to now, as the registry says it; undefined where there is nothing. */
  async hasManifest(name: string, reference: string): Promise<boolean> {
    return (await this.head(name, `manifests/${reference}`, named(name, reference))) !== undefined;
  }

  /** Puts a blob up unless it is there. */
  async pushBlob(
    name: string,
    descriptor: Pick<Descriptor, 'digest' | 'size'>,
    bytes: AsyncIterable<Buffer>,
  ): Promise<void> {
    if (await this.hasBlob(name, descriptor.digest)) return;
    const { registry, origin, repository } = this.placeOf(name);
    const common = { registry, scope: pushScope(repository), what: named(name, descriptor.digest) };
    const begun = await this.requests.send({
      ...common,
      url: `${origin}/v2/${repository}/blobs/uploads/`,
      method: 'POST',
    });
    let next = locationOf(begun, origin, common.what);
    await begun.body?.cancel();
    let sent = 0;
    const type = { 'content-type': 'application/octet-stream' };
    for await (const { piece, isLast } of inPieces(bytes)) {
      if (isLast) {
        const end = new URL(next);
        end.searchParams.set('digest', descriptor.digest);
        const done = await this.requests.send({ ...common, url: end.href, method: 'PUT', headers: type, body: piece });
        await done.body?.cancel();
        return;
      }
      const range = `${sent}-${sent + piece.length - 1}`;
      const taken = await this.requests.send({
        ...common,
        url: next,
        method: 'PATCH',
        headers: { ...type, 'content-range': range },
        body: piece,
      });
      next = locationOf(taken, origin, common.what);
      await taken.body?.cancel();
      sent += piece.length;
    }
  }

  async pushManifest(
    name: string,
    reference: string,
    { bytes, mediaType }: Pick<ServedManifest, 'bytes' | 'mediaType'>,
  ): Promise<void> {
    const { registry, origin, repository } = this.placeOf(name);
    const done = await this.requests.send({
      registry,
      scope: pushScope(repository),
      what: named(name, reference),
      url: `${origin}/v2/${repository}/manifests/${reference}`,
      method: 'PUT',
      headers: { 'content-type': mediaType },
      body: bytes,
    });
    await done.body?.cancel();
  }

  private get(name: string, path: string, what: string, headers: Record<string, string> = {}): Promise<Response> {
    const { registry, origin, repository } = this.placeOf(name);
    const url = `${origin}/v2/${repository}/${path}`;
    return this.requests.send({ registry, url, what, headers, scope: pullScope(repository) });
  }

  private async head(name: string, path: string, what: string): Promise<Response | undefined> {
    const { registry, origin, repository } = this.placeOf(name);
    const url = `${origin}/v2/${repository}/${path}`;
    const headers = { accept: manifestTypes.join(', ') };
    // A token that may push may pull, and one token serves both.
    return this.requests
      .send({ registry, url, what, headers, method: 'HEAD', scope: pushScope(repository) })
      .catch(absentAs(undefined));
  }
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** For `catch`: what a registry does not have is `value`, every other failure stays one. */
export function absentAs<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof RegistryError && error.failure === 'absent') return value;
    throw error;
  };
}

const named = (name: string, reference: string): string =>
  reference.startsWith('sha256:') ? `${name}@${reference}` : `${name}:${reference}`;

const pullScope = (repository: string): string => `repository:${repository}:pull`;
const pushScope = (repository: string): string => `repository:${repository}:pull,push`;

function locationOf(response: Response, origin: string, what: string): string {
  const location = response.headers.get('location');
  if (location === null) throw new RegistryError('broken', `${what}: the registry does not say where to put it`);
  return new URL(location, origin).href;
}

async function* pieces(response: Response, what: string): AsyncGenerator<Buffer> {
  if (!response.body) return;
  try {
    for await (const piece of response.body) yield Buffer.from(piece as Uint8Array);
  } catch {
    throw new RegistryError('unreachable', `${what}: the line broke in the middle`);
  }
}

async function read(response: Response, most: number, what: string): Promise<Buffer> {
  const all: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces(response, what)) {
    bytes += piece.length;
    if (bytes > most) throw new RegistryError('broken', `${what}: more than ${most} bytes`);
    all.push(piece);
  }
  return Buffer.concat(all);
}

/** Never more than one piece is held, and the last is known as the last. */
async function* inPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<{ piece: Buffer; isLast: boolean }> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    if (size >= pieceBytes) {
      yield { piece: Buffer.concat(held), isLast: false };
      [held, size] = [[], 0];
    }
    held.push(chunk);
    size += chunk.length;
  }
  yield { piece: Buffer.concat(held), isLast: true };
}
