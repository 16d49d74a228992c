import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, judgesCache } from './checkout';

/**
 * A folder with package.json, package-lock.json and programs, copied to where the packages are installed, once.
 *
 * @param folder from test/judges
 * @returns the folder that holds all of it
 */
export function nodePackages(folder: string): string {
  const source = join(checkout(), 'test', 'judges', folder);
  const wanted = createHash('sha256').update(process.version);
  for (const file of readdirSync(source).sort()) wanted.update(readFileSync(join(source, file)));
  const home = join(judgesCache(), `node-${wanted.digest('hex').slice(0, 16)}`);
  if (existsSync(home)) return home;
  console.error(`installing ${folder} once (kept in ${home})`);
  const scratch = `${home}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  cpSync(source, scratch, { recursive: true });
  const install = ['-n', '10', 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr, error } = spawnSync('nice', install, { cwd: scratch, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ci failed in ${folder}\n${error?.message ?? stderr}`);
  renameSync(scratch, home);
  return home;
}
