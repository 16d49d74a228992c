import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../project-root';
import { type Component, type ComponentName, type ModuleEdit, components } from './component-table';

export type Progress = (line: string) => void;

const commonFlags = ['-buildvcs=false', '-trimpath', '-mod=readonly'];
const buildEnvironment = { CGO_ENABLED: '0', GOFLAGS: '' };

/** As Go calls it: for a machine that an emulator runs. Undefined is this machine's own. */
export type OtherArchitecture = 'arm64' | undefined;

const environmentFor = (architecture: OtherArchitecture) => ({
  ...buildEnvironment,
  ...(architecture && { GOARCH: architecture }),
});

/** Where built programs are kept between runs. RACKWRIGHT_BENCH_CACHE overrides it. */
export function cacheFolder(): string {
  return process.env['RACKWRIGHT_BENCH_CACHE'] ?? join(homedir(), '.cache', 'rackwright', 'bench');
}

export function moduleFolder(module: string): string {
  return join(projectRoot(), 'test', module);
}

/** Go files of a package of ours, from the folder of its module. */
function ownSources(folder: string, { package: name }: Component): string[] {
  if (!name.startsWith('.')) return [];
  const files = readdirSync(join(folder, name)).filter((file) => file.endsWith('.go'));
  return files.sort().map((file) => join(name, file));
}

/** Same pins and flags give the same folder, so a changed pin builds anew and an old checkout still finds its own. */
export function programPath(component: Component, architecture?: OtherArchitecture): string {
  const hash = createHash('sha256');
  const folder = moduleFolder(component.module);
  for (const file of ['go.mod', 'go.sum', ...ownSources(folder, component)]) hash.update(readFileSync(join(folder, file)));
  const { linkerFlags = '', edit } = component;
  hash.update(JSON.stringify([component.package, linkerFlags, commonFlags, environmentFor(architecture), ...(edit ? [edit] : [])]));
  return join(cacheFolder(), hash.digest('hex').slice(0, 16), component.name);
}

/**
 * Paths of the wanted programs, built where the cache lacks them. One after the other: `go build` uses all cores.
 *
 * @throws when `go` is missing or a build fails; the message holds the compiler's words
 */
export async function buildComponents<N extends ComponentName>(
  wanted: readonly N[],
  progress: Progress,
  architecture?: OtherArchitecture,
): Promise<Record<N, string>> {
  const path = (name: N) => programPath(components[name], architecture);
  const missing = wanted.filter((name) => !existsSync(path(name)));
  for (const [index, name] of missing.entries()) {
    progress(`building ${name}${architecture ? ` for ${architecture}` : ''} (${index + 1} of ${missing.length}; kept in ${cacheFolder()})`);
    const startedAt = Date.now();
    await build(components[name], architecture);
    progress(`built ${name} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  }
  return Object.fromEntries(wanted.map((name) => [name, path(name)])) as Record<N, string>;
}

async function build(component: Component, architecture: OtherArchitecture): Promise<void> {
  const target = programPath(component, architecture);
  const scratch = `${target}.${process.pid}`; // a build that dies half-way leaves no program that looks whole
  mkdirSync(join(target, '..'), { recursive: true });
  const flags = [...commonFlags, '-ldflags', `-s -w ${component.linkerFlags ?? ''}`.trim(), '-o', scratch];
  const module = moduleFolder(component.module);
  const cwd = component.edit ? await edited(module, `${scratch}.src`, component.edit) : module;
  await runGo(['build', ...flags, component.package], cwd, environmentFor(architecture));
  renameSync(scratch, target);
  if (cwd !== module) rmSync(cwd, { recursive: true });
}

/** A folder to build in whose go.mod takes the module from a changed copy. */
async function edited(folder: string, scratch: string, { module, file, replace }: ModuleEdit): Promise<string> {
  const copy = join(scratch, 'module');
  await runGo(['mod', 'download', module], folder);
  const published = (await runGo(['list', '-m', '-f', '{{.Dir}}', module], folder)).trim();
  mkdirSync(scratch, { recursive: true });
  cpSync(published, copy, { recursive: true });
  await runProgram('chmod', ['-R', 'u+w', copy], scratch); // the module cache is read-only
  const path = join(copy, file);
  const text = replace.reduce(
    (before, [from, to]) => {
      if (!before.includes(from)) throw new Error(`${module} does not hold the text to change in ${file}: ${from}`);
      return before.replaceAll(from, to);
    },
    readFileSync(path, 'utf8'),
  );
  writeFileSync(path, text);
  for (const name of ['go.mod', 'go.sum']) copyFileSync(join(folder, name), join(scratch, name));
  await runGo(['mod', 'edit', `-replace=${module}=${copy}`], scratch);
  return scratch;
}

/** Runs `go` at low priority, so that a cold build does not freeze the desk it runs on; returns its stdout. */
export function runGo(args: string[], cwd: string, environment = environmentFor(undefined)): Promise<string> {
  return runProgram('nice', ['-n', '10', 'go', ...args], cwd, environment);
}

function runProgram(
  program: string,
  args: string[],
  cwd: string,
  environment: Record<string, string> = buildEnvironment,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...environment } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('error', (error) =>
      reject(new Error(`cannot run ${args.join(' ')} (${error.message}); Go 1.26 or newer is needed`)),
    );
    child.on('close', (code) => {
      if (code === 0) resolve(stdout);
      else reject(new Error(`${program} ${args.join(' ')} failed in ${cwd}:\n${stderr.trim() || stdout.trim()}`));
    });
  });
}
