import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchSh } from './model-cache';

const bytes = (name: string) => Buffer.from(`weights of ${name} `.repeat(2000));
const sha256 = (of: Buffer) => createHash('sha256').update(of).digest('hex');
const files = ['chat.gguf', 'embeddings.gguf'];

let folder: string;
let server: Server;
let stop = () => {};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackwright-cache-'));
  writeFileSync(join(folder, 'sleep'), '#!/bin/sh\nexec /bin/sleep 0.05\n');
  chmodSync(join(folder, 'sleep'), 0o755);
});
afterEach(() => {
  stop();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface World {
  /** What the publisher hands out at the n-th request for a file; undefined: nothing. */
  publisher: (file: string, request: number) => Buffer | undefined;
  /** Requests at which the object store answers 503. @default - none */
  storeAway?: number;
}

/** Runs the script against a publisher and an object store until it ends. Returns what lies in the store then. */
async function fetchAll({ publisher, storeAway = 0 }: World): Promise<{ code: number | null; asked: string[] }> {
  const store = new Map<string, Buffer>();
  const asked: string[] = [];
  let calls = 0;
  server = createServer((request, response) => {
    const [, where = '', file = ''] = request.url!.split('/');
    if (where === 'origin') {
      asked.push(file);
      const body = publisher(file, asked.filter((each) => each === file).length);
      return void (body ? response.end(body) : response.writeHead(404).end());
    }
    if (calls++ < storeAway) return void response.writeHead(503).end();
    if (request.method === 'HEAD') return void response.writeHead(store.has(file) ? 200 : 404).end();
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      store.set(file, Buffer.concat(parts));
      response.end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lines = files.map((file) => {
    const whole = bytes(file);
    return `sha256:${sha256(whole)} ${file} ${whole.length} ${at}/store/${file} ${at}/origin/${file}\n`;
  });
  writeFileSync(join(folder, 'models'), lines.join(''));
  const text = fetchSh('us-east-1')
    .replaceAll('/tmp/', `${folder}/`)
    .replace('/etc/model-fetch/models', `${folder}/models`);
  const child = spawn('sh', ['-c', text], {
    env: { PATH: `${folder}:${process.env.PATH}`, ACCESS_KEY_ID: 'key', ACCESS_SECRET_KEY: 'secret' },
    stdio: 'ignore',
  });
  stop = () => child.kill('SIGKILL');
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  for (const file of files) expect(store.get(file)).toEqual(bytes(file));
  return { code, asked };
}

test('every file gets into the store', async () => {
  expect(await fetchAll({ publisher: bytes })).toEqual({ code: 0, asked: files });
});

test('a file that is not to be had for a while keeps no other from coming', async () => {
  const publisher = (file: string, request: number) => (file === 'chat.gguf' && request < 4 ? undefined : bytes(file));
  const { code, asked } = await fetchAll({ publisher });
  expect(code).toBe(0);
  expect(asked.slice(0, 3)).toEqual(['chat.gguf', 'embeddings.gguf', 'chat.gguf']);
});

test('a file that is not what its hash says never gets into the store', async () => {
  const publisher = (file: string, request: number) =>
    file === 'chat.gguf' && request === 1 ? Buffer.alloc(bytes(file).length, 'x') : bytes(file);
  expect((await fetchAll({ publisher })).asked).toEqual(['chat.gguf', 'embeddings.gguf', 'chat.gguf']);
});

test('what is fetched is kept while the object store is away', async () => {
  expect((await fetchAll({ publisher: bytes, storeAway: 8 })).asked).toEqual(files);
});

test('a file carried in by hand is taken once it is whole', async () => {
  writeFileSync(join(folder, 'chat.gguf.carried'), bytes('chat.gguf'));
  expect((await fetchAll({ publisher: (file) => (file === 'chat.gguf' ? undefined : bytes(file)) })).asked).toEqual([
    'embeddings.gguf',
  ]);
});
