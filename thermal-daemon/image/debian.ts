import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Architecture } from './pins';
import { Missing, run } from './run';
import { readTar, type TarEntry } from './tar';

/**
 * Debian packages of any architecture through the machine's own apt sources, but with lists and cache of our own: the
 * machine learns of no foreign architecture.
 */
export class DebianPackages {
  private updated = new Set<Architecture>();

  constructor(private readonly cacheDirectory: string) {}

  /** @returns the verified .deb file. @throws Missing when Debian serves another version by now, naming it */
  fetch(name: string, version: string, architecture: Architecture, sha256: string): string {
    const directory = path.join(this.cacheDirectory, 'debs');
    const file = path.join(
      directory,
      `${name}_${version.replaceAll(':', '%3a')}_${architecture}.${sha256.slice(0, 12)}.deb`,
    );
    if (!existsSync(file)) this.download(name, version, architecture, file);
    const found = createHash('sha256').update(readFileSync(file)).digest('hex');
    if (found !== sha256) {
      rmSync(file);
      throw new Error(`${name} ${version} ${architecture}: sha256 is ${found}, pinned is ${sha256}`);
    }
    return file;
  }

  /** The version and digest that apt offers today, as one line for a person who updates a pin. */
  offered(name: string, architecture: Architecture): string {
    this.update(architecture);
    const uris = this.apt(architecture, ['download', '--print-uris', name]).toString();
    const [, file, , digest] = uris.trim().split(/\s+/);
    return `${file} ${digest}`;
  }

  private download(name: string, version: string, architecture: Architecture, file: string): void {
    this.update(architecture);
    const directory = `${file}.part`;
    mkdirSync(directory, { recursive: true });
    try {
      this.apt(architecture, ['download', `${name}=${version}`], directory);
    } catch (error) {
      if (error instanceof Missing) throw error;
      throw new Missing(
        `${name} ${version} for ${architecture} cannot be had. Debian drops old versions from its mirror; it offers\n` +
          `  ${this.offered(name, architecture)}\nUpdate image/pins.ts (or point apt at Debian's snapshot archive).`,
      );
    }
    const [downloaded] = readdirSync(directory);
    if (downloaded === undefined) throw new Error(`apt-get download ${name} left no file`);
    run('mv', [path.join(directory, downloaded), file]);
    rmSync(directory, { recursive: true });
  }

  private update(architecture: Architecture): void {
    if (this.updated.has(architecture)) return;
    this.apt(architecture, ['-qq', 'update']);
    this.updated.add(architecture);
  }

  private apt(architecture: Architecture, args: readonly string[], cwd?: string): Buffer {
    const own = path.join(this.cacheDirectory, `apt-${architecture}`);
    mkdirSync(path.join(own, 'lists', 'partial'), { recursive: true });
    mkdirSync(path.join(own, 'cache', 'archives', 'partial'), { recursive: true });
    const settings = {
      'APT::Architecture': architecture,
      'APT::Architectures::': architecture,
      'APT::Sandbox::User': '',
      'Acquire::Languages': 'none',
      'Dir::State::lists': path.join(own, 'lists'),
      'Dir::State::status': '/dev/null',
      'Dir::Cache': path.join(own, 'cache'),
    };
    const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
    return run('apt-get', ['-q', ...options, ...args], { cwd, from: 'apt (the libraries come from Debian 12)' });
  }
}

/** The files of a package, without running its scripts. */
export function debEntries(debFile: string): TarEntry[] {
  return readTar(run('dpkg-deb', ['--fsys-tarfile', debFile], { from: 'dpkg' }));
}
