import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';

export interface Credentials {
  accessKey: string;
  secretKey: string;
}

export interface Answer {
  /** 0: nobody answered. */
  status: number;
  body: string;
}

/** One signed request (AWS Signature Version 4), sent once: no client library that would try again and hide a refusal. */
export function s3(
  address: string,
  method: string,
  path: string,
  { accessKey, secretKey }: Credentials,
  body = '',
  /** Headers that are sent and not signed. */
  more: Record<string, string> = {},
): Promise<Answer> {
  const host = `${address}:9000`;
  const at = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${at.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const bodyHash = hash(body);
  const [resource, query = ''] = path.split('?');
  const canonicalQuery = query === '' ? '' : query.includes('=') ? query : `${query}=`;
  const canonical = [
    method,
    resource,
    canonicalQuery,
    `host:${host}`,
    `x-amz-content-sha256:${bodyHash}`,
    `x-amz-date:${at}`,
    '',
    'host;x-amz-content-sha256;x-amz-date',
    bodyHash,
  ].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((secret, part) => mac(secret, part), `AWS4${secretKey}`);
  const signature = mac(key, ['AWS4-HMAC-SHA256', at, scope, hash(canonical)].join('\n')).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKey}/${scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${signature}`;
  const headers = { ...more, 'x-amz-date': at, 'x-amz-content-sha256': bodyHash, authorization };
  return send(address, method, path, body, headers);
}

/** Status and body of a request that nobody signed: probes and metrics. */
export function plain(address: string, path: string): Promise<Answer> {
  return send(address, 'GET', path, '', {});
}

function send(
  host: string,
  method: string,
  path: string,
  body: string,
  headers: Record<string, string>,
): Promise<Answer> {
  return new Promise((done) => {
    const nobody = () => done({ status: 0, body: '' });
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const call = request(
      { host, port: 9000, method, path, headers: { ...headers, ...length }, timeout: 15_000, agent: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => done({ status: answer.statusCode ?? 0, body: text }));
        answer.on('error', nobody);
      },
    );
    call.on('timeout', () => call.destroy());
    call.on('error', nobody);
    call.end(body);
  });
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function mac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
