import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchSh } from './model-server';
import { s3Curl } from './script-text';

const bytes = Buffer.from('the weights of a model '.repeat(4000));
const sha256 = createHash('sha256').update(bytes).digest('hex');

/** What the object store answers at each try, the last one for ever: `from` is where the script asks it to go on. */
type Answer = (response: ServerResponse, from: number) => void;
const whole: Answer = (response, from) => {
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': bytes.length - from,
    ...(from > 0 && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
  });
  response.end(bytes.subarray(from));
};
const half: Answer = (response) => {
  response.writeHead(200, { 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
};
const absent: Answer = (response) => response.writeHead(404).end();
const wrong: Answer = (response) => response.end(Buffer.alloc(bytes.length, 'x'));

let folder: string;
let server: Server;
let script: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rackwright-fetch-'));
  // The script's pauses are for the rack; here they only yield.
  writeFileSync(join(folder, 'sleep'), '#!/bin/sh\nexec /bin/sleep 0.05\n');
  chmodSync(join(folder, 'sleep'), 0o755);
});
afterEach(() => {
  script?.kill('SIGKILL');
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function fetchFrom(...answers: Answer[]): Promise<{ code: number | null; asked: number[] }> {
  const asked: number[] = [];
  server = createServer((request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const answer = answers[Math.min(asked.length, answers.length - 1)]!;
    asked.push(from);
    answer(response, from);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const child = spawn('sh', ['-c', fetchSh(s3Curl('us-east-1')).replaceAll('/models/', `${folder}/`)], {
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      FILE: 'model.gguf',
      BYTES: String(bytes.length),
      SHA256: sha256,
      URL: `http://127.0.0.1:${port}/model.gguf`,
      ACCESS_KEY_ID: 'key',
      ACCESS_SECRET_KEY: 'secret',
    },
    stdio: 'ignore',
  });
  script = child;
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  return { code, asked };
}

test.each<[sentence: string, answers: Answer[], asked: number[]]>([
  ['fetches the file', [whole], [0]],
  ['goes on where it was cut off', [half, whole], [0, bytes.length / 2]],
  ['waits for a file that is not there yet', [absent, absent, absent, whole], [0, 0, 0, 0]],
  ['fetches a file anew that is not what its hash says', [wrong, whole], [0, 0]],
])('%s', async (_, answers, asked) => {
  expect(await fetchFrom(...answers)).toEqual({ code: 0, asked });
  expect(readFileSync(join(folder, 'model.gguf'))).toEqual(bytes);
  expect(existsSync(join(folder, 'model.gguf.part'))).toBe(false);
});
