import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestRegistry } from './in-process-registry';

/** Whether this machine has the package docker-registry. */
export const hasDebianRegistry = spawnSync('docker-registry', ['--version']).status === 0;

/** CNCF distribution, as Debian packs it, on a free port of 127.0.0.1. It asks for no account and knows no referrers. */
export async function startDebianRegistry(): Promise<TestRegistry> {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-registry-'));
  const address = `127.0.0.1:${await freePort()}`;
  const settings = {
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'blobs') } },
    http: { addr: address },
  };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings)); // YAML is a superset of JSON
  const child = spawn('docker-registry', ['serve', join(folder, 'settings.json')], { stdio: 'ignore' });
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => {
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
      child.kill();
    });
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(`http://${address}/v2/`).catch(() => undefined);
    if (response?.ok) return { address, stop };
    await sleep(50);
  }
  await stop();
  throw new Error(`docker-registry does not answer at ${address}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });
}
