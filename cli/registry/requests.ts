import { isThisMachine } from '../../lib/images/place';
import { type Challenge, readChallenge } from './challenge';
import type { Credentials } from './credentials';
import { RegistryError, type RegistryFailure } from './registry-error';

export interface RequestOptions {
  credentials: Credentials;
  /** Milliseconds until a server that says nothing is given up. @default 60 s */
  patienceMs?: number;
}

export interface Request {
  /** As names begin, `docker.io`: whose account is shown. */
  registry: string;
  url: string;
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH';
  headers?: Record<string, string>;
  body?: Buffer;
  /** What a token must allow, `repository:library/redis:pull`. */
  scope: string;
  /** For messages: `docker.io/library/redis:8`. */
  what: string;
}

const mostRedirects = 5;
/** The slowest uplink that is waited for, 1 Mbit/s: 32 MiB go up in 268 s, and Node's fetch waits 300 s at most, sending included. */
const slowestBytesPerMs = 125;

/** Requests to registries, with a token where one is asked for: distribution-spec 1.1, and Docker's token protocol. */
export class Requests {
  /** Headers that worked, by registry and scope. */
  private readonly authorizations = new Map<string, string>();

  constructor(private readonly options: RequestOptions) {}

  /** @throws RegistryError unless the answer is 2xx */
  async send(request: Request): Promise<Response> {
    const key = `${request.registry} ${request.scope}`;
    const first = await this.follow(request, this.authorizations.get(key));
    if (first.status !== 401) return succeeded(request, first);
    await first.body?.cancel();
    const challenge = readChallenge(first.headers.get('www-authenticate'));
    if (!challenge)
      throw new RegistryError('denied', `${request.what}: ${request.registry} wants an account and does not say how`);
    const authorization = await this.authorize(challenge, request);
    this.authorizations.set(key, authorization);
    return succeeded(request, await this.follow(request, authorization));
  }

  /** Storage behind a registry is another server, which the registry's token is none of its business. */
  private async follow(request: Request, authorization: string | undefined): Promise<Response> {
    let { url } = request;
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      safe(url, request.what);
      const isHome = new URL(url).origin === new URL(request.url).origin;
      const headers = { ...request.headers, ...(authorization !== undefined && isHome && { authorization }) };
      const response = await this.ask(url, { ...request, headers });
      const location = response.headers.get('location');
      if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
      await response.body?.cancel();
      url = new URL(location, url).href;
    }
    throw new RegistryError(
      'broken',
      `${request.what}: ${request.registry} sends from one address to the next without end`,
    );
  }

  /** What only reads is asked a second time: a connection that was kept may have been closed by the other side just then. */
  private async ask(url: string, request: Request): Promise<Response> {
    const isRead = request.method === undefined || request.method === 'GET' || request.method === 'HEAD';
    if (!isRead) return this.askOnce(url, request);
    return this.askOnce(url, request).catch((error: unknown) => {
      if (!/ECONNRESET|EPIPE|UND_ERR_SOCKET/.test((error as Error).message)) throw error;
      return this.askOnce(url, request);
    });
  }

  private async askOnce(url: string, { method = 'GET', headers, body, registry, what }: Request): Promise<Response> {
    // Until the answer begins, which is after all is sent: a layer may take its time, and undici gives a line up on which nothing moves.
    const impatience = new AbortController();
    const sendingMs = (body?.length ?? 0) / slowestBytesPerMs;
    const timer = setTimeout(() => impatience.abort(), (this.options.patienceMs ?? 60_000) + sendingMs);
    try {
      return await fetch(url, {
        method,
        headers: { 'user-agent': 'rackwright', ...headers },
        redirect: 'manual',
        signal: impatience.signal,
        ...(body && { body: new Uint8Array(body) }),
      });
    } catch (error) {
      const reason = impatience.signal.aborted ? 'no answer in time' : reasonOf(error);
      throw new RegistryError('unreachable', `${what}: ${registry} does not answer (${reason})`);
    } finally {
      clearTimeout(timer);
    }
  }

  private async authorize({ scheme, parameters }: Challenge, { registry, scope, what }: Request): Promise<string> {
    const account = this.options.credentials(registry);
    if (scheme === 'basic') {
      if (account === undefined) throw new RegistryError('denied', `${what}: ${registry} wants an account`);
      return `Basic ${account}`;
    }
    const { realm = '', service } = parameters;
    if (!URL.canParse(realm)) throw new RegistryError('broken', `${what}: ${registry} names no server for its tokens`);
    const url = new URL(realm);
    safe(url.href, what);
    if (service !== undefined) url.searchParams.set('service', service);
    url.searchParams.set('scope', scope);
    const response = await this.ask(url.href, {
      registry: url.host,
      url: url.href,
      scope,
      what,
      headers: account === undefined ? {} : { authorization: `Basic ${account}` },
    });
    if (!response.ok) {
      await response.body?.cancel();
      const failure = response.status === 429 ? 'too-often' : response.status < 500 ? 'denied' : 'unreachable';
      throw new RegistryError(
        failure,
        `${what}: ${url.host} gives no token for ${registry} (status ${response.status})`,
      );
    }
    const { token, access_token: other } = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    const found = typeof token === 'string' ? token : other;
    if (typeof found !== 'string')
      throw new RegistryError('broken', `${what}: the answer of ${url.host} holds no token`);
    return `Bearer ${found}`;
  }
}

/** Neither an account nor what is run may go over the line unprotected. */
function safe(url: string, what: string): void {
  const { protocol, host } = new URL(url);
  if (protocol === 'https:' || (protocol === 'http:' && isThisMachine(host))) return;
  throw new RegistryError(
    'broken',
    `${what}: leads to ${protocol}//${host}, and only this machine itself is asked without TLS`,
  );
}

async function succeeded({ what, registry }: Request, response: Response): Promise<Response> {
  if (response.ok) return response;
  const text = await response.text().catch(() => '');
  const codes = codesIn(text);
  const { status } = response;
  const [failure, words] = meaning(status, registry);
  throw new RegistryError(failure, `${what}: ${words} (status ${[status, ...codes].join(', ')})`, codes);
}

function meaning(status: number, registry: string): [RegistryFailure, string] {
  if (status === 404) return ['absent', `${registry} does not have it`];
  if (status === 401 || status === 403) return ['denied', `${registry} does not give it to this account, or to none`];
  if (status === 429)
    return ['too-often', `${registry} was asked too often by this address; log in, or try again later`];
  if (status >= 500) return ['unreachable', `${registry} is ill`];
  return ['broken', `${registry} refuses`];
}

/** `{ "errors": [{ "code": "MANIFEST_UNKNOWN" }] }` */
function codesIn(text: string): string[] {
  try {
    const { errors } = JSON.parse(text) as { errors?: { code?: unknown }[] };
    return (errors ?? []).flatMap(({ code }) => (typeof code === 'string' && /^[A-Z_]+$/.test(code) ? [code] : []));
  } catch {
    return [];
  }
}

/** fetch wraps what went wrong: `ECONNREFUSED`, `ENOTFOUND`, a certificate that nobody signed. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}
