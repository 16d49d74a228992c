import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

export interface LocalRegistry {
  /** host:port */
  readonly address: string;
  stop(): Promise<void>;
}

/** Debian's docker-registry on a free loopback port, with its blobs in `directory`. */
export async function startRegistry(directory: string): Promise<LocalRegistry> {
  const address = `127.0.0.1:${await freePort()}`;
  mkdirSync(directory, { recursive: true });
  const configuration = path.join(directory, 'registry.json'); // YAML is a superset of JSON
  writeFileSync(
    configuration,
    JSON.stringify({
      version: 0.1,
      log: { level: 'error', accesslog: { disabled: true } },
      storage: { filesystem: { rootdirectory: path.join(directory, 'blobs') } },
      http: { addr: address },
    }),
  );
  const child = spawn('docker-registry', ['serve', configuration], { stdio: ['ignore', 'ignore', 'pipe'] });
  // Each blob that is not there yet is an error to it: shown only if it does not start.
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(-4000)));
  try {
    await answers(`http://${address}/v2/`, child);
  } catch (error) {
    process.stderr.write(said);
    child.kill();
    throw error;
  }
  return {
    address,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`docker-registry ended with status ${child.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no registry answers at ${url}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
