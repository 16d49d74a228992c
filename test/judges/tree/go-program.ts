import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkout, judgesCache } from './checkout';

export interface GoProgram {
  /** Folder of its go.mod and go.sum, from test/judges. */
  folder: string;
  /** One that starts with `.` is our own: a folder with a main.go. */
  package: string;
  /** What the program is called. @default - the last part of the package */
  name?: string;
  tags?: string;
  /**
   * What a published module cannot be compiled without and does not hold, since upstream makes it in another build step:
   * text by path within the module. @default - complete as published
   */
  lacking?: { module: string; files: Record<string, string> };
}

const flags = ['-buildvcs=false', '-trimpath', '-mod=readonly', '-ldflags', '-s -w'];

/**
 * Path of a program that is built from published Go modules where the cache lacks it; go.mod and go.sum pin every byte
 * of source, and changed pins build anew.
 *
 * @throws with the compiler's words when it cannot be built
 */
export function goProgram({ folder, package: path, name = basename(path), tags = '', lacking }: GoProgram): string {
  const module = join(checkout(), 'test', 'judges', folder);
  const hash = createHash('sha256').update(JSON.stringify([flags, tags, ...(lacking ? [lacking] : [])]));
  const own = path.startsWith('.') ? goFiles(module) : [];
  for (const file of ['go.mod', 'go.sum', ...own]) hash.update(readFileSync(join(module, file)));
  const target = join(judgesCache(), hash.digest('hex').slice(0, 16), name);
  if (existsSync(target)) return target;
  console.error(`building ${name} once (kept in ${dirname(target)})`);
  mkdirSync(dirname(target), { recursive: true });
  const scratch = `${target}.${process.pid}`; // a build that dies half-way leaves no program that looks whole
  const build = ['-n', '10', 'go', 'build', ...flags, `-tags=${tags}`, '-o', scratch, path];
  const cwd = lacking ? completed(module, `${scratch}.src`, lacking) : module;
  run('nice', build, cwd, path);
  renameSync(scratch, target);
  if (cwd !== module) rmSync(cwd, { recursive: true });
  return target;
}

/** Paths within a module of ours: its programs share packages. */
function goFiles(module: string): string[] {
  return readdirSync(module, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.go'))
    .sort();
}

/** A folder to build in whose go.mod takes the module from a copy that holds what was lacking. */
function completed(folder: string, scratch: string, { module, files }: NonNullable<GoProgram['lacking']>): string {
  const copy = join(scratch, 'module');
  run('go', ['mod', 'download', module], folder, module);
  cpSync(run('go', ['list', '-m', '-f', '{{.Dir}}', module], folder, module).trim(), copy, { recursive: true });
  spawnSync('chmod', ['-R', 'u+w', copy]); // the module cache is read-only
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  for (const file of ['go.mod', 'go.sum']) copyFileSync(join(folder, file), join(scratch, file));
  run('go', ['mod', 'edit', `-replace=${module}=./module`], scratch, module);
  return scratch;
}

function run(command: string, args: string[], cwd: string, what: string): string {
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot build ${what} (Go 1.26 or newer is needed)\n${error?.message ?? stderr}`);
  return stdout;
}
