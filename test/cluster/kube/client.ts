import { Agent, type RequestOptions, request } from 'node:https';
import type { KubeObject } from './object';
import { sleep } from './wait';

export interface Endpoint {
  host: string;
  port: number;
  /** PEM texts: the cluster's CA, and the client's certificate and key. */
  ca: string;
  cert: string;
  key: string;
}

export interface Answer {
  status: number;
  body: unknown;
  /** Texts of the Warning headers: deprecated versions, unknown fields, Pod Security. */
  warnings: string[];
}

export interface Resource {
  /** Path of the collection's group and version, `/apis/apps/v1`. */
  base: string;
  plural: string;
  namespaced: boolean;
}

/** What the API server refused, in its own words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly reason: string,
  ) {
    super(message);
  }
}

/** The API server itself gives up after a minute. */
const answerMilliseconds = 70_000;

interface CallOptions {
  query?: Record<string, string>;
  body?: unknown;
  contentType?: string;
  /** Beside those of every call: whom to impersonate, say. */
  headers?: Record<string, string>;
}

interface ResourceList {
  resources: { name: string; kind: string; namespaced: boolean }[];
}

/** A client of one API server: JSON over kept-alive TLS connections, with discovery by kind. */
export class KubeClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 32 });
  private readonly resources = new Map<string, Resource>();

  constructor(readonly endpoint: Endpoint) {}

  close(): void {
    this.agent.destroy();
  }

  /** Options for `https.request`; watches use them with a connection of their own. */
  options(method: string, path: string, headers: Record<string, string>): RequestOptions {
    const { host, port, ca, cert, key } = this.endpoint;
    return { host, port, ca, cert, key, method, path, headers, agent: this.agent };
  }

  /**
   * One request; repeated while the server is busy (429: a new kind's storage is not ready, or fairness), and when it
   * closed a kept-alive connection just as the request left, which only a POST could turn into two deeds.
   */
  async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.once(method, path, options).catch((error: Error) => {
        if (method === 'POST' || attempt > 3 || !/socket hang up|ECONNRESET/.test(error.message)) throw error;
        return undefined;
      });
      if (answer !== undefined && (answer.status !== 429 || attempt === 20)) return answer;
      await sleep(300);
    }
  }

  /** One request, whatever the answer. */
  once(
    method: string,
    path: string,
    { query = {}, body, contentType, headers: more }: CallOptions = {},
  ): Promise<Answer> {
    const search = new URLSearchParams(query).toString();
    const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const headers: Record<string, string> = { accept: 'application/json', ...more };
    if (payload !== undefined) {
      headers['content-type'] = contentType ?? 'application/json';
      // Node leaves it out for DELETE, and the server would take the body for the next request.
      headers['content-length'] = String(Buffer.byteLength(payload));
    }
    return new Promise((resolve, reject) => {
      const call = request(this.options(method, search ? `${path}?${search}` : path, headers), (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const body = parseBody(text);
          resolve({ status: response.statusCode ?? 0, body, warnings: warningsOf(response.rawHeaders) });
        });
      });
      call.on('error', reject);
      call.setTimeout(answerMilliseconds, () => call.destroy(new Error(`${method} ${path}: no answer`)));
      call.end(payload);
    });
  }

  /** Like `call`, but what the server refuses is thrown as ApiError. */
  async expect(method: string, path: string, options?: CallOptions): Promise<Answer> {
    const answer = await this.call(method, path, options);
    if (answer.status >= 400) throw apiErrorOf(answer, `${method} ${path}`);
    return answer;
  }

  /**
   * Where objects of a kind live. Asks discovery again for an unknown kind, as CRDs come and go.
   *
   * @throws ApiError 404 when the server does not serve the kind
   */
  async resource(apiVersion: string, kind: string): Promise<Resource> {
    const key = `${apiVersion}/${kind}`;
    const known = this.resources.get(key);
    if (known !== undefined) return known;
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const answer = await this.call('GET', base);
    const list = answer.status === 200 ? (answer.body as ResourceList).resources : [];
    for (const { name, kind: served, namespaced } of list) {
      if (!name.includes('/')) this.resources.set(`${apiVersion}/${served}`, { base, plural: name, namespaced });
    }
    const found = this.resources.get(key);
    if (found === undefined)
      throw new ApiError(404, `the server does not serve ${kind} in ${apiVersion}`, 'UnknownKind');
    return found;
  }

  async path(apiVersion: string, kind: string, namespace?: string, name?: string): Promise<string> {
    const { base, plural, namespaced } = await this.resource(apiVersion, kind);
    const middle = namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
    return `${base}${middle}/${plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
  }

  async pathOf(object: KubeObject): Promise<string> {
    const { namespace, name } = object.metadata;
    return this.path(object.apiVersion, object.kind, namespace ?? 'default', name);
  }

  async get<T extends KubeObject>(
    apiVersion: string,
    kind: string,
    namespace: string | undefined,
    name: string,
  ): Promise<T | undefined> {
    const answer = await this.call('GET', await this.path(apiVersion, kind, namespace, name));
    if (answer.status === 404) return undefined;
    if (answer.status >= 400) throw apiErrorOf(answer, `GET ${kind} ${name}`);
    return answer.body as T;
  }

  async list<T extends KubeObject>(apiVersion: string, kind: string, namespace?: string): Promise<T[]> {
    const { body } = await this.expect('GET', await this.path(apiVersion, kind, namespace));
    return (body as { items: T[] }).items.map((item) => ({ ...item, apiVersion, kind }));
  }

  async create<T extends KubeObject>(object: T): Promise<T> {
    const path = await this.path(object.apiVersion, object.kind, object.metadata.namespace);
    return (await this.expect('POST', path, { body: object })).body as T;
  }

  /** Server-side apply, taking over fields that another manager holds. */
  async apply<T extends KubeObject>(object: T, fieldManager = 'bench'): Promise<T> {
    const query = { fieldManager, force: 'true', fieldValidation: 'Strict' };
    const contentType = 'application/apply-patch+yaml';
    return (await this.expect('PATCH', await this.pathOf(object), { query, body: object, contentType })).body as T;
  }

  /** JSON merge patch of an object or, with `subresource`, of its status. */
  async merge(object: KubeObject, patch: unknown, subresource?: 'status'): Promise<void> {
    const path = `${await this.pathOf(object)}${subresource === undefined ? '' : `/${subresource}`}`;
    await this.expect('PATCH', path, { body: patch, contentType: 'application/merge-patch+json' });
  }

  /** Deletes; an object that is gone already is fine. */
  async remove(
    object: KubeObject,
    options: { gracePeriodSeconds?: number; propagationPolicy?: string } = {},
  ): Promise<void> {
    const answer = await this.call('DELETE', await this.pathOf(object), {
      body: { kind: 'DeleteOptions', apiVersion: 'v1', ...options },
    });
    if (answer.status >= 400 && answer.status !== 404) throw apiErrorOf(answer, `DELETE ${object.metadata.name}`);
  }
}

function parseBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text; // health endpoints and proxies answer in plain text
  }
}

export function apiErrorOf(answer: Answer, what: string): ApiError {
  const status = (typeof answer.body === 'object' ? answer.body : undefined) as
    { message?: string; reason?: string } | undefined;
  return new ApiError(answer.status, status?.message ?? `${what}: HTTP ${answer.status}`, status?.reason ?? '');
}

/** Texts of `Warning: 299 - "…"` headers (RFC 7234 §5.5), one per header, unescaped. */
function warningsOf(rawHeaders: string[]): string[] {
  const texts: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() !== 'warning') continue;
    const text = /^\d+ \S+ "(.*)"$/s.exec(rawHeaders[at + 1] ?? '')?.[1];
    if (text !== undefined) texts.push(text.replace(/\\(.)/g, '$1'));
  }
  return texts;
}
