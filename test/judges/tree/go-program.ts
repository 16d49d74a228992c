import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkout, judgesCache } from './checkout';

export interface GoProgram {
  /** Folder of its go.mod and go.sum, from test/judges. */
  folder: string;
  package: string;
  tags?: string;
}

const flags = ['-buildvcs=false', '-trimpath', '-mod=readonly', '-ldflags', '-s -w'];

/**
 * Path of a program that is built from published Go modules where the cache lacks it; go.mod and go.sum pin every byte
 * of source, and changed pins build anew.
 *
 * @throws with the compiler's words when it cannot be built
 */
export function goProgram({ folder, package: path, tags = '' }: GoProgram): string {
  const module = join(checkout(), 'test', 'judges', folder);
  const hash = createHash('sha256').update(JSON.stringify([flags, tags]));
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(join(module, file)));
  const target = join(judgesCache(), hash.digest('hex').slice(0, 16), basename(path));
  if (existsSync(target)) return target;
  console.error(`building ${basename(path)} once (kept in ${dirname(target)})`);
  mkdirSync(dirname(target), { recursive: true });
  const scratch = `${target}.${process.pid}`; // a build that dies half-way leaves no program that looks whole
  const build = ['-n', '10', 'go', 'build', ...flags, `-tags=${tags}`, '-o', scratch, path];
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' };
  const { status, stderr, error } = spawnSync('nice', build, { cwd: module, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot build ${path} (Go 1.26 or newer is needed)\n${error?.message ?? stderr}`);
  renameSync(scratch, target);
  return target;
}
