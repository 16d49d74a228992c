import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkout, judgesCache } from './checkout';

/** The version of the `python` tree, since wheels are built for one minor version. */
export const python = 'python3.11';
const installer = 'uv==0.13.9';

export interface PythonPackages {
  /** Folder that goes into PYTHONPATH. */
  site: string;
  /** The interpreter of the environment, for use outside any container. */
  interpreter: string;
}

/**
 * Exactly the packages of a lock file, installed once from a package registry into an environment of their own.
 *
 * @param lock path of the lock file, from test/judges
 * @param finish something that belongs to the installation, in the folder it will lie in
 */
export function pythonPackages(lock: string, finish?: { key: string; run: (home: string) => void }): PythonPackages {
  const text = readFileSync(join(checkout(), 'test', 'judges', lock), 'utf8');
  const wanted = createHash('sha256').update(JSON.stringify([text, installer, finish?.key, process.arch]));
  const home = join(judgesCache(), `python-${wanted.digest('hex').slice(0, 16)}`);
  const packages = { site: join(home, 'lib', python, 'site-packages'), interpreter: join(home, 'bin', 'python') };
  const done = `${home}.done`;
  if (existsSync(done)) return packages;
  console.error(`installing ${lock} once (kept in ${home})`);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(dirname(home), { recursive: true });
  run(python, '-m', 'venv', home);
  run(packages.interpreter, '-m', 'pip', 'install', '--quiet', installer);
  const options = ['--quiet', '--no-deps', '--compile-bytecode', '--python', packages.interpreter];
  const file = join(checkout(), 'test', 'judges', lock);
  run(join(home, 'bin', 'uv'), 'pip', 'install', ...options, '--requirement', file);
  finish?.run(home);
  // An environment knows its own path and cannot be renamed when it is whole: this says that it is.
  mkdirSync(`${done}.${process.pid}`);
  renameSync(`${done}.${process.pid}`, done);
  return packages;
}

function run(command: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync('nice', ['-n', '10', command, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed\n${error?.message ?? stderr}`);
}
