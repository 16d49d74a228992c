import { chmodSync, existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { CannotRun, type SecretsWorld } from './world';

const prefix = 'rackwright-edit-';

/**
 * What a person makes of a text that no disk should keep. It lies in a folder that only its owner may enter, for as long as
 * the editor runs, and in the memory of the login session (XDG_RUNTIME_DIR) where there is one.
 *
 * @throws CannotRun when the editor does not end with 0
 */
export function inEditor({ env, run }: Pick<SecretsWorld, 'env' | 'run'>, name: string, text: string): string {
  const session = env['XDG_RUNTIME_DIR'];
  const parent = session && isAbsolute(session) && existsSync(session) ? session : tmpdir();
  for (const each of new Set([parent, tmpdir()])) removeLeftovers(each);
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  const file = join(folder, name);
  try {
    chmodSync(folder, 0o700);
    writeFileSync(file, text, { mode: 0o600 });
    const [program = 'vi', ...args] = wordsOf(env['VISUAL'] || env['EDITOR'] || 'vi');
    const code = run(program, [...args, file]);
    if (code !== 0) throw new CannotRun(`${program} ended with ${code}; nothing was changed.`);
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A command that was killed could not remove its clear text; the next one does. */
function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    const folder = join(parent, name);
    if (pid > 0 && !isAlive(pid) && isOurs(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === process.getuid?.();
}

/** A command line without its quotes, as a shell would split it; nothing in it is expanded. */
function wordsOf(commandLine: string): string[] {
  const words = commandLine.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, escaped?: string) =>
      double !== undefined ? double.replaceAll(/\\(["\\$`])/g, '$1') : (single ?? escaped ?? ''),
    ),
  );
}
