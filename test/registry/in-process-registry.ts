import { createHash } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestRegistry {
  /** host:port */
  address: string;
  stop(): Promise<void>;
}

export interface Behaviour {
  /** Asks for a token, which only this account gets. @default - anybody may do anything */
  account?: { name: string; password: string };
  /** Whether `referrers` is answered, as distribution-spec 1.1 has it. @default true */
  hasReferrers?: boolean;
  /** Answers every request for what it holds with this status. @default - 200 */
  status?: number;
  /** Bytes that blobs are served with one of changed. @default false */
  damagesBlobs?: boolean;
  /** Never answers. @default false */
  isSilent?: boolean;
}

interface Kept {
  bytes: Buffer;
  mediaType: string;
}

/** A small registry in this process: distribution-spec 1.1, pull, push, content discovery by referrers. Nothing is kept. */
export class InProcessRegistry implements TestRegistry {
  readonly blobs = new Map<string, Buffer>();
  /** By `repository@reference`. */
  readonly manifests = new Map<string, Kept>();
  /** Files of a web server, by path. */
  readonly pages = new Map<string, Buffer>();
  /** `GET /v2/library/redis/manifests/8`, with whether a token was shown. */
  readonly requests: { line: string; authorization?: string }[] = [];
  behaviour: Behaviour = {};
  private readonly uploads = new Map<string, Buffer[]>();
  private count = 0;

  private constructor(private readonly server: Server) {}

  static async start(behaviour: Behaviour = {}): Promise<InProcessRegistry> {
    const server = createServer();
    const registry = new InProcessRegistry(server);
    registry.behaviour = behaviour;
    server.on('request', (request, response) => void registry.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  /** Puts things in without HTTP: hundreds of images take a moment instead of a minute. */
  readonly pusher = {
    pushBlob: async (_: string, { digest }: { digest: string }, bytes: AsyncIterable<Buffer>): Promise<void> => {
      const all: Buffer[] = [];
      for await (const chunk of bytes) all.push(chunk);
      this.blobs.set(digest, Buffer.concat(all));
    },
    pushManifest: async (name: string, reference: string, kept: Kept): Promise<void> => {
      for (const each of [reference, digestOf(kept.bytes)]) this.manifests.set(`${name}@${each}`, kept);
    },
  };

  /** Another one with the same content. */
  async copy(): Promise<InProcessRegistry> {
    const other = await InProcessRegistry.start(this.behaviour);
    for (const map of ['blobs', 'manifests', 'pages'] as const) {
      for (const [key, value] of this[map]) (other[map] as Map<string, unknown>).set(key, value);
    }
    return other;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${this.address}`);
    this.requests.push({ line: `${request.method} ${url.pathname}`, authorization: request.headers.authorization });
    const body = await bodyOf(request);
    const { account, status, isSilent } = this.behaviour;
    if (isSilent) return;
    if (url.pathname === '/token') return this.token(request, response);
    if (account && request.headers.authorization !== `Bearer ${tokenOf(account)}`) {
      const realm = `Bearer realm="http://${this.address}/token",service="test"`;
      return refuse(response, 401, 'UNAUTHORIZED', { 'www-authenticate': realm });
    }
    if (status !== undefined) return refuse(response, status, 'UNKNOWN');
    if (url.pathname === '/v2/') return void response.writeHead(200).end();
    const page = this.pages.get(url.pathname);
    if (page) return void response.writeHead(200).end(page);
    const [, repository = '', kind = '', rest = ''] =
      /^\/v2\/(.+)\/(manifests|blobs|referrers)\/(.*)$/.exec(url.pathname) ?? [];
    const { method = 'GET' } = request;
    if (kind === 'manifests' && method === 'PUT') return this.putManifest(repository, rest, body, request, response);
    if (kind === 'manifests') return this.getManifest(repository, rest, method, response);
    if (kind === 'referrers' && this.behaviour.hasReferrers !== false)
      return this.referrers(repository, rest, response);
    if (kind === 'blobs' && rest.startsWith('uploads/'))
      return this.upload(method, repository, rest, url, body, response);
    if (kind === 'blobs') return this.getBlob(rest, method, response);
    return refuse(response, 404, 'NAME_UNKNOWN');
  }

  private token(request: IncomingMessage, response: ServerResponse): void {
    const { account } = this.behaviour;
    const wanted = account && `Basic ${Buffer.from(`${account.name}:${account.password}`).toString('base64')}`;
    if (!account || request.headers.authorization !== wanted) return refuse(response, 401, 'UNAUTHORIZED');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token: tokenOf(account) }));
  }

  private getManifest(repository: string, reference: string, method: string, response: ServerResponse): void {
    const kept = this.manifests.get(`${repository}@${reference}`);
    if (!kept) return refuse(response, 404, 'MANIFEST_UNKNOWN');
    const headers = { 'content-type': kept.mediaType, 'docker-content-digest': digestOf(kept.bytes) };
    response.writeHead(200, headers).end(method === 'HEAD' ? undefined : kept.bytes);
  }

  private putManifest(
    repository: string,
    reference: string,
    bytes: Buffer,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const content = JSON.parse(bytes.toString('utf8')) as Content;
    const absent = (content.manifests ?? []).filter(({ digest }) => !this.manifests.has(`${repository}@${digest}`));
    if (absent.length > 0) return refuse(response, 400, 'MANIFEST_BLOB_UNKNOWN');
    const blobs = [...(content.layers ?? []), ...(content.config ? [content.config] : [])];
    if (blobs.some(({ digest }) => !this.blobs.has(digest))) return refuse(response, 400, 'MANIFEST_BLOB_UNKNOWN');
    const kept = { bytes, mediaType: request.headers['content-type'] ?? '' };
    for (const name of [reference, digestOf(bytes)]) this.manifests.set(`${repository}@${name}`, kept);
    response.writeHead(201, { location: `/v2/${repository}/manifests/${digestOf(bytes)}` }).end();
  }

  private getBlob(digest: string, method: string, response: ServerResponse): void {
    const kept = this.blobs.get(digest);
    if (!kept) return refuse(response, 404, 'BLOB_UNKNOWN');
    const bytes = Buffer.from(kept);
    if (this.behaviour.damagesBlobs && bytes.length > 0) bytes[0]! ^= 1;
    response.writeHead(200, { 'content-length': bytes.length }).end(method === 'HEAD' ? undefined : bytes);
  }

  private upload(
    method: string,
    repository: string,
    rest: string,
    url: URL,
    body: Buffer,
    response: ServerResponse,
  ): void {
    const id = rest.slice('uploads/'.length) || String((this.count += 1));
    const so = [...(this.uploads.get(id) ?? []), body];
    this.uploads.set(id, so);
    const location = `/v2/${repository}/blobs/uploads/${id}`;
    if (method !== 'PUT') return void response.writeHead(202, { location }).end();
    const bytes = Buffer.concat(so);
    const digest = url.searchParams.get('digest') ?? '';
    if (digestOf(bytes) !== digest) return refuse(response, 400, 'DIGEST_INVALID');
    this.blobs.set(digest, bytes);
    response.writeHead(201, { location: `/v2/${repository}/blobs/${digest}` }).end();
  }

  private referrers(repository: string, digest: string, response: ServerResponse): void {
    const about = [...this.manifests].flatMap(([key, { bytes, mediaType }]) => {
      const content = JSON.parse(bytes.toString('utf8')) as Content;
      if (!key.startsWith(`${repository}@sha256:`) || content.subject?.digest !== digest) return [];
      const artifactType = content.artifactType ?? content.config?.mediaType;
      return [
        { mediaType, digest: digestOf(bytes), size: bytes.length, artifactType, annotations: content.annotations },
      ];
    });
    const index = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: about };
    response.writeHead(200, { 'content-type': index.mediaType }).end(JSON.stringify(index));
  }
}

interface Content {
  manifests?: { digest: string }[];
  layers?: { digest: string }[];
  config?: { digest: string; mediaType: string };
  subject?: { digest: string };
  artifactType?: string;
  annotations?: Record<string, string>;
}

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const tokenOf = ({ name }: { name: string }): string => `token-of-${name}`;

function refuse(response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ errors: [{ code, message: 'refused' }] }));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const chunk of request) all.push(chunk as Buffer);
  return Buffer.concat(all);
}
