import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackImage } from '../../../thermal-daemon/image/unpack';
import { checkout, judgesCache } from '../../judges/tree/checkout';
import type { LaidOut } from './laid-out';
import { shippedImage, shippedImageKey } from './shipped-thermal-image';

/**
 * The root of the shipped image for amd64, as its own build makes it, with a fan chip before it: `/etc/ld.so.preload` has
 * every program load fake-chip.c, and `/fake/temp` is what it reads as temperature. Undefined where it was not built.
 */
export function builtThermalImage(): LaidOut | undefined {
  const root = place();
  if (!existsSync(root)) return undefined;
  const { Entrypoint, WorkingDir, Env } = JSON.parse(readFileSync(join(root, 'config.json'), 'utf8')) as Config;
  return {
    busybox: false,
    programs: {},
    tree: join(root, 'root'),
    entrypoint: Entrypoint,
    workingDirectory: WorkingDir,
    env: Object.fromEntries(Env.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])),
  };
}

/** Builds it once for the same sources. Needs a network. @throws with the words of the build or of the compiler */
export function buildThermalImage(): void {
  if (!existsSync(place())) build(place());
}

function place(): string {
  const key = createHash('sha256').update(layout).update(readFileSync(chip())).update(shippedImageKey());
  return join(judgesCache(), `thermal-${key.digest('hex').slice(0, 16)}`);
}

const chip = () => join(checkout(), 'test', 'rack', 'fake-chip', 'fake-chip.c');

interface Config {
  Entrypoint: string[];
  WorkingDir: string;
  Env: string[];
}

/** Changes with what `build` does. */
const layout = '2';

function build(root: string): void {
  console.error(`building the thermal daemon's image once (kept in ${root})`);
  const scratch = `${root}.${process.pid}`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const files = join(scratch, 'root');
  const { config } = unpackImage(shippedImage(), 'amd64', files);
  for (const folder of ['fake', 'etc', 'usr/lib']) mkdirSync(join(files, folder), { recursive: true });
  const compile = ['-shared', '-fPIC', '-O2', '-o', join(files, 'usr/lib/fake-chip.so'), chip(), '-ldl'];
  execFileSync('gcc', compile, { stdio: ['ignore', 'ignore', 'inherit'] });
  writeFileSync(join(files, 'etc/ld.so.preload'), '/usr/lib/fake-chip.so\n');
  writeFileSync(join(files, 'fake/temp'), '55000\n');
  writeFileSync(join(scratch, 'config.json'), JSON.stringify(config));
  renameSync(scratch, root);
}
