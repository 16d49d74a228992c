import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, judgesCache } from '../../judges/tree/checkout';

/** What enters the image. */
const sources = ['src', 'image', 'package-lock.json', 'build.cjs'];

const daemon = () => join(checkout(), 'thermal-daemon');

/** The same for the same sources. */
export function shippedImageKey(): string {
  const key = createHash('sha256');
  for (const file of filesOf(daemon())) key.update(file).update(readFileSync(join(daemon(), file)));
  return key.digest('hex').slice(0, 16);
}

/**
 * Folder of the thermal daemon's image for both architectures, an OCI layout, as `npm run image` makes it: once for the same
 * sources. Needs a network where it is not in the cache.
 *
 * @throws with the words of the build
 */
export function shippedImage(): string {
  const home = join(judgesCache(), `thermal-image-${shippedImageKey()}`);
  const layout = 'oci'; // its bills of materials lie beside it
  if (existsSync(home)) return join(home, layout);
  console.error(`building the thermal daemon's image once (kept in ${home})`);
  const scratch = `${home}.${process.pid}`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const npm = (...args: string[]) =>
    execFileSync('npm', args, { cwd: daemon(), stdio: ['ignore', 'ignore', 'inherit'] });
  // A package of its own, which `npm start` leaves alone.
  if (!existsSync(join(daemon(), 'node_modules'))) npm('ci', '--ignore-scripts', '--no-progress', '--loglevel=error');
  npm('run', '--silent', 'image', '--', join(scratch, layout));
  renameSync(scratch, home);
  return join(home, layout);
}

function filesOf(home: string): string[] {
  const below = (name: string) =>
    readdirSync(join(home, name), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(home.length + 1));
  return sources.flatMap((name) => (name.includes('.') ? [name] : below(name))).sort();
}
