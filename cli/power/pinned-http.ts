import { type IncomingHttpHeaders, request } from 'node:http';
import { type Socket, connect as connectPlain } from 'node:net';
import { type TLSSocket, connect as connectTls } from 'node:tls';
import { ControllerError } from './controller';

export interface PinnedCall {
  method: 'GET' | 'PUT';
  url: URL;
  headers: Record<string, string>;
  body?: unknown;
  /** SHA-256 of the certificate, `ab:cd:…`. @default - one that this machine trusts */
  fingerprint?: string;
  timeoutMs: number;
}

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** No answer within the time. The other side may have acted all the same. */
export class NoAnswer extends ControllerError {}

/**
 * One request. The certificate is looked at before a byte is sent, so a key never reaches a machine that only has the
 * controller's address.
 */
export async function callPinned({
  method,
  url,
  headers,
  body,
  fingerprint,
  timeoutMs,
}: PinnedCall): Promise<HttpAnswer> {
  const socket = await connected(url, fingerprint, timeoutMs);
  const payload = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      socket.destroy();
      reject(error instanceof ControllerError ? error : new NoAnswer(`${url.origin}: ${error.message}`));
    };
    const call = request(
      {
        method,
        path: `${url.pathname}${url.search}`,
        createConnection: () => socket,
        headers: {
          ...headers,
          host: url.host,
          accept: 'application/json',
          connection: 'close',
          ...(payload !== undefined && {
            'content-type': 'application/json',
            'content-length': String(Buffer.byteLength(payload)),
          }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(timer);
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      },
    );
    const timer = setTimeout(
      () => fail(new NoAnswer(`${url.origin} did not answer within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    call.on('error', (error) => {
      clearTimeout(timer);
      fail(error);
    });
    call.end(payload);
  });
}

const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

async function connected(url: URL, fingerprint: string | undefined, timeoutMs: number): Promise<Socket> {
  const isPlain = url.protocol === 'http:';
  if (isPlain && !loopback.test(url.hostname)) {
    throw new ControllerError(`${url.origin} is not encrypted, and a key would be read on the way: write https://`);
  }
  const port = Number(url.port || (isPlain ? 80 : 443));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isPlain) return opened(connectPlain({ host, port }), 'connect', url, timeoutMs);
  const socket = connectTls({
    host,
    port,
    rejectUnauthorized: false,
    ...(!/^[\d.:]+$/.test(host) && { servername: host }),
  });
  await opened(socket, 'secureConnect', url, timeoutMs);
  checkCertificate(socket, url, fingerprint);
  return socket;
}

function opened<S extends Socket>(socket: S, event: string, url: URL, timeoutMs: number): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      socket.destroy();
      reject(new NoAnswer(`${url.origin} cannot be reached: ${why}`));
    };
    const timer = setTimeout(() => fail(`no connection within ${timeoutMs / 1000} s`), timeoutMs);
    socket.once('error', ({ message }) => {
      clearTimeout(timer);
      fail(message);
    });
    socket.once(event, () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

function checkCertificate(socket: TLSSocket, url: URL, wanted: string | undefined): void {
  const shown = socket.getPeerCertificate().fingerprint256?.toLowerCase();
  if (wanted === undefined ? socket.authorized : shown === wanted) return;
  socket.destroy();
  const found = shown ?? 'none';
  throw new ControllerError(
    wanted === undefined
      ? `This machine does not trust the certificate of ${url.origin}. Its SHA-256 fingerprint is\n  ${found}\n` +
          'Compare it on a machine that is beside the controller, then state it in the rack file: control: { …, fingerprint: "…" }'
      : `${url.origin} shows another certificate than the rack file says:\n  shown   ${found}\n  stated  ${wanted}\n` +
          'Was the controller reset? Otherwise somebody else answers at its address. No key was sent.',
  );
}
