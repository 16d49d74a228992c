import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { NodePin } from './pins';
import { run } from './run';
import { readTar, type TarEntry } from './tar';

export interface NodeRuntime {
  /** Unpacked: bin/node, include/node, LICENSE. */
  readonly directory: string;
  readonly binary: string;
  readonly license: string;
}

/**
 * Node's program and headers from the npm package of that architecture. `npm pack` fetches what `npm install` would
 * refuse on a machine of another architecture.
 */
export function nodeRuntime(pin: NodePin, cacheDirectory: string): NodeRuntime {
  const name = `${pin.package}-${pin.version}`;
  const directory = path.join(cacheDirectory, name);
  const runtime = {
    directory,
    binary: path.join(directory, 'bin', 'node'),
    license: path.join(directory, 'LICENSE'),
  };
  const complete = path.join(directory, '.complete');
  if (existsSync(complete) && readFileSync(complete, 'utf8') === pin.integrity) return runtime;

  mkdirSync(cacheDirectory, { recursive: true });
  const archive = path.join(cacheDirectory, `${name}.tgz`);
  if (!existsSync(archive)) {
    run('npm', ['pack', '--silent', '--ignore-scripts', `${pin.package}@${pin.version}`], { cwd: cacheDirectory });
  }
  const bytes = readFileSync(archive);
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (integrity !== pin.integrity) {
    rmSync(archive);
    throw new Error(`${name}: integrity is ${integrity}, pinned is ${pin.integrity}`);
  }
  rmSync(directory, { recursive: true, force: true });
  for (const entry of readTar(gunzipSync(bytes))) place(entry, directory);
  writeFileSync(complete, pin.integrity);
  return runtime;
}

function place(entry: TarEntry, directory: string): void {
  const relative = entry.path.replace(/^package\//, '');
  if (entry.type !== 'file' || !/^(bin\/node$|include\/|LICENSE$)/.test(relative)) return;
  const file = path.join(directory, relative);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, entry.content, { mode: relative === 'bin/node' ? 0o755 : 0o644 });
}
