import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';

type Manifest = { name: string; version: string; optionalDependencies?: Record<string, string> };

/**
 * A registry of npm's on 127.0.0.1 that has these tarballs and nothing else, so that `npm install`, `npm create` and
 * `rackwright upgrade` are what a person types, and no packet leaves the machine.
 */
export class Registry {
  private readonly server: Server;
  private readonly packages: { manifest: Manifest; tarball: string }[];
  url = '';

  /** @param tarballs paths; the last of each package is its newest */
  constructor(tarballs: readonly string[]) {
    this.packages = tarballs.map((tarball) => ({ tarball, manifest: manifestIn(tarball) }));
    this.server = createServer(({ url = '' }, response) => {
      const path = decodeURIComponent(url).slice(1);
      const file = this.packages.find(({ tarball }) => path === `-/${basename(tarball)}`)?.tarball;
      const found = file === undefined ? this.packument(path) : readFileSync(file);
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(found ?? '{}');
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private packument(name: string): string | undefined {
    const versions = this.packages.filter(({ manifest }) => manifest.name === name);
    const newest = versions.at(-1);
    if (!newest) return undefined;
    return JSON.stringify({
      name,
      'dist-tags': { latest: newest.manifest.version },
      versions: Object.fromEntries(
        versions.map(({ manifest, tarball }) => [
          manifest.version,
          { ...this.offered(manifest), dist: this.distOf(tarball) },
        ]),
      ),
    });
  }

  /** Of programs for other platforms it has none, and says so: a lock that named them would lack them. */
  private offered(manifest: Manifest): Manifest {
    const optional = Object.entries(manifest.optionalDependencies ?? {});
    const here = optional.filter(([name]) => this.packages.some((each) => each.manifest.name === name));
    return { ...manifest, optionalDependencies: Object.fromEntries(here) };
  }

  private distOf(tarball: string): object {
    const hash = createHash('sha512').update(readFileSync(tarball)).digest('base64');
    return { tarball: `${this.url}-/${basename(tarball)}`, integrity: `sha512-${hash}` };
  }
}

function manifestIn(tarball: string): Manifest {
  return JSON.parse(execFileSync('tar', ['xzOf', tarball, 'package/package.json'], { encoding: 'utf8' })) as Manifest;
}
