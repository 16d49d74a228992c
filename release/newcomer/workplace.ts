import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from './registry';
import { Steps } from './steps';
import { packNext, packOlder, thisVersion } from './versions';

/** An empty folder, a registry that has three versions of the package, and nothing of this machine's own settings. */
export interface Workplace {
  parent: string;
  registry: Registry;
  steps: Steps;
  /** Folder of the package as it is unpacked, to look into. */
  unpacked: string;
  end(): void;
}

/** @param versions whether the older and the next one are there too, which takes a while */
export async function openWorkplace(): Promise<Workplace> {
  const parent = mkdtempSync(join(tmpdir(), 'rackwright-newcomer-'));
  const root = process.cwd();
  execFileSync(process.execPath, ['bin/run.cjs', 'release/pack.ts'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const packed = (name: string) => join(root, `build/${name}-${thisVersion}.tgz`);
  const older = packOlder(join(parent, 'older'));
  const next = packNext(join(parent, 'next'));
  const registry = new Registry([...esbuild(parent), older, next, packed('rackwright'), packed('create-rackwright')]);
  await registry.start();
  const unpacked = join(parent, 'unpacked');
  mkdirSync(unpacked);
  execFileSync('tar', ['xzf', packed('rackwright'), '-C', unpacked, '--strip-components', '1']);
  return {
    parent,
    registry,
    unpacked,
    steps: new Steps(environment(parent, registry.url)),
    end: () => {
      registry.stop();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** esbuild as npm installed it here, packed again. */
function esbuild(parent: string): string[] {
  const platforms = readdirSync('node_modules/@esbuild').map((name) => `@esbuild/${name}`);
  const folder = join(parent, 'esbuild');
  mkdirSync(folder);
  for (const name of [...platforms, 'esbuild'])
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder, `./node_modules/${name}`], {
      stdio: 'ignore',
    });
  return readdirSync(folder).map((name) => join(folder, name));
}

/** Every other host is behind a proxy that does not exist. */
function environment(parent: string, url: string): NodeJS.ProcessEnv {
  const nowhere = 'http://127.0.0.1:9';
  const person = { NAME: 'you', EMAIL: 'you@example.org' };
  return {
    PATH: process.env['PATH'],
    HOME: join(parent, 'home'),
    SOPS_AGE_KEY_FILE: join(parent, 'key.txt'),
    npm_config_registry: url,
    npm_config_https_proxy: nowhere,
    npm_config_noproxy: '127.0.0.1',
    HTTPS_PROXY: nowhere,
    NO_PROXY: '127.0.0.1',
    GIT_CONFIG_NOSYSTEM: '1',
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((who) =>
        Object.entries(person).map(([key, value]) => [`GIT_${who}_${key}`, value]),
      ),
    ),
  };
}
