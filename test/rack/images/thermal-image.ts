import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpackImage } from '../../../thermal-daemon/image/unpack';
import { checkout, judgesCache } from '../../judges/tree/checkout';
import type { LaidOut } from './laid-out';

/** What enters the image. */
const sources = ['src', 'image', 'package-lock.json', 'build.cjs'];

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
  const key = createHash('sha256').update(layout).update(readFileSync(chip()));
  const home = daemon();
  for (const file of filesOf(home)) key.update(file).update(readFileSync(join(home, file)));
  return join(judgesCache(), `thermal-${key.digest('hex').slice(0, 16)}`);
}

const daemon = () => join(checkout(), 'thermal-daemon');
const chip = () => join(checkout(), 'test', 'rack', 'fake-chip', 'fake-chip.c');

interface Config {
  Entrypoint: string[];
  WorkingDir: string;
  Env: string[];
}

/** Changes with what `build` does. */
const layout = '1';

function filesOf(home: string): string[] {
  const below = (name: string) =>
    readdirSync(join(home, name), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1));
  return sources.flatMap((name) => (name.includes('.') ? [name] : below(name))).sort();
}

function build(root: string): void {
  console.error(`building the thermal daemon's image once (kept in ${root})`);
  const scratch = `${root}.${process.pid}`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: daemon(), stdio: ['ignore', 'ignore', 'inherit'] });
  // A package of its own, which `npm start` leaves alone.
  if (!existsSync(join(daemon(), 'node_modules')))
    run('npm', 'ci', '--ignore-scripts', '--no-progress', '--loglevel=error');
  const oci = join(scratch, 'oci');
  run('npm', 'run', '--silent', 'image', '--', oci);
  const files = join(scratch, 'root');
  const { config } = unpackImage(oci, 'amd64', files);
  for (const folder of ['fake', 'etc', 'usr/lib']) mkdirSync(join(files, folder), { recursive: true });
  run('gcc', '-shared', '-fPIC', '-O2', '-o', join(files, 'usr/lib/fake-chip.so'), chip(), '-ldl');
  writeFileSync(join(files, 'etc/ld.so.preload'), '/usr/lib/fake-chip.so\n');
  writeFileSync(join(files, 'fake/temp'), '55000\n');
  writeFileSync(join(scratch, 'config.json'), JSON.stringify(config));
  rmSync(oci, { recursive: true });
  renameSync(scratch, root);
}
