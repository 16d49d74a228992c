import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The real programs, built from published Go modules; go.mod and go.sum in each folder pin every byte of source. */
const programs = {
  sops: { folder: 'sops', package: 'github.com/getsops/sops/v3/cmd/sops' },
  age: { folder: 'age', package: 'filippo.io/age/cmd/age' },
  'age-keygen': { folder: 'age', package: 'filippo.io/age/cmd/age-keygen' },
  gitleaks: { folder: 'gitleaks', package: 'github.com/zricethezav/gitleaks/v8' },
  'bcrypt-check': { folder: 'bcrypt-check', package: '.' },
};

export type Program = keyof typeof programs;

const environment = { CGO_ENABLED: '0', GOFLAGS: '' };
const flags = ['-buildvcs=false', '-trimpath', '-mod=readonly', '-ldflags', '-s -w'];

/** Same pins, same path: a changed pin builds anew. RACKWRIGHT_JUDGES_CACHE moves the cache. */
function pathOf(name: Program, judges: string): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum', 'main.go']) {
    const path = join(judges, programs[name].folder, file);
    if (existsSync(path)) hash.update(readFileSync(path));
  }
  const cache = process.env['RACKWRIGHT_JUDGES_CACHE'] ?? join(homedir(), '.cache', 'rackwright', 'judges');
  return join(cache, hash.update(JSON.stringify(flags)).digest('hex').slice(0, 16), name);
}

/**
 * Path of a program, built first where the cache lacks it.
 *
 * @param judges the folder with one Go module per tool
 * @throws with the compiler's words when it cannot be built
 */
export function program(name: Program, judges: string): string {
  const target = pathOf(name, judges);
  if (existsSync(target)) return target;
  console.error(`building ${name} (kept in ${dirname(target)})`);
  mkdirSync(dirname(target), { recursive: true });
  const scratch = `${target}.${process.pid}`; // a build that dies half-way leaves no program that looks whole
  const { status, stderr, error } = spawnSync(
    'nice',
    ['-n', '10', 'go', 'build', ...flags, '-o', scratch, programs[name].package],
    { cwd: join(judges, programs[name].folder), env: { ...process.env, ...environment }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`cannot build ${name} (Go 1.26 or newer is needed)\n${error?.message ?? stderr}`);
  renameSync(scratch, target);
  return target;
}
