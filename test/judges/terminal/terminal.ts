import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { checkout } from '../tree/checkout';

/**
 * The commands that ask a person, at a terminal made by util-linux' `script`: what is typed stays hidden, Ctrl-C leaves
 * nothing half-written and no clear text behind, and the terminal is as it was.
 */
const root = checkout();
const folder = mkdtempSync(join(tmpdir(), 'rackwright-terminal-'));
const typed = 'typed-By-Hand-1234567890-abcdefgh';
const interrupt = '\x03';
const endOfInput = '\x04';

interface Visit {
  /** All that the terminal showed. */
  shown: string;
  code: number;
  /** Whether the command came to each question whose answer was to be typed; without that nothing was tried. */
  wasAsked: boolean;
  /** Whether the terminal's settings after the command are those before it. */
  isRestored: boolean;
  /** Files of secrets/ that changed, came or went. */
  changed: string[];
  /** What was left in the folder for temporary files. */
  left: string[];
}

/** Runs a command at a terminal; whenever `when` has been shown (again), the next keys are pressed. */
async function visit(args: string, when: RegExp, keys: readonly string[], editor = ''): Promise<Visit> {
  const project = mkdtempSync(join(folder, 'project-'));
  const temporary = join(project, 'tmp');
  mkdirSync(temporary);
  for (const path of ['clusters', 'secrets', 'images.lock.yaml'])
    cpSync(join(root, path), join(project, path), { recursive: true });
  const rack = join(project, 'clusters/homelab.yaml');
  writeFileSync(rack, withReceiver(readFileSync(rack, 'utf8')));
  const before = secretsOf(project);
  const command = `trap : INT; stty -g > before; ${process.execPath} ${join(root, 'bin/rackwright.cjs')} ${args}; code=$?; stty -g > after; exit $code`;
  const { shown, code, wasAsked } = await atTerminal(
    command,
    project,
    { when, keys },
    {
      SOPS_AGE_KEY_FILE: join(project, 'secrets/homelab/EXAMPLE-KEY.txt'),
      TMPDIR: temporary,
      EDITOR: editor,
      VISUAL: '',
    },
  );
  const after = secretsOf(project);
  return {
    shown,
    code,
    wasAsked,
    isRestored: readFileSync(join(project, 'before'), 'utf8') === readFileSync(join(project, 'after'), 'utf8'),
    changed: [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)),
    left: readdirSync(temporary),
  };
}

/** The rack with one receiver more: its two keys are what `rackwright secrets create` asks for. */
function withReceiver(text: string): string {
  const document = parseDocument(text);
  document.setIn(['apps', 'alertmanager', 'receivers'], { pushover: {} });
  return document.toString();
}

function atTerminal(
  command: string,
  cwd: string,
  { when, keys }: { when: RegExp; keys: readonly string[] },
  env: Record<string, string>,
): Promise<{ shown: string; code: number; wasAsked: boolean }> {
  return new Promise((done, fail) => {
    const terminal = spawn('script', ['-qefc', command, '/dev/null'], { cwd, env: { ...process.env, ...env } });
    let shown = '';
    let answered = 0;
    terminal.stdout.setEncoding('utf8');
    terminal.stdout.on('data', (chunk: string) => {
      shown += chunk;
      const asked = [...shown.matchAll(when)].length;
      for (; answered < asked && answered < keys.length; answered++) {
        const key = keys[answered]!;
        setTimeout(() => terminal.stdin.write(key), 300); // the terminal is set to hide just after the question
      }
    });
    const watchdog = setTimeout(() => terminal.kill('SIGKILL'), 120_000);
    terminal.on('error', fail);
    terminal.on('close', (code) => {
      clearTimeout(watchdog);
      done({ shown, code: code ?? -1, wasAsked: answered === keys.length });
    });
  });
}

function secretsOf(project: string): Map<string, string> {
  const paths = readdirSync(join(project, 'secrets'), { recursive: true, encoding: 'utf8' });
  return new Map(
    paths
      .filter((path) => /\.ya?ml$/.test(path))
      .map((path) => [path, readFileSync(join(project, 'secrets', path), 'utf8')]),
  );
}

function program(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

let passed = 0;
let failed = 0;
function expect(what: string, shown: boolean, visited: Visit): void {
  const holds = shown && visited.wasAsked;
  if (holds) passed++;
  else failed++;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}`);
  if (!holds) console.log(JSON.stringify({ ...visited, shown: visited.shown.slice(-600) }, null, 2));
}

function expectNothingHappened(what: string, visited: Visit): void {
  expect(
    `${what}: exit code 2 and a reason`,
    visited.code === 2 && /nothing was (written|changed)/i.test(visited.shown),
    visited,
  );
  expect(`${what}: no file of secrets/ changed`, visited.changed.length === 0, visited);
  expect(`${what}: no clear text is left behind`, visited.left.length === 0, visited);
  expect(`${what}: the terminal is as it was`, visited.isRestored, visited);
}

async function main(): Promise<void> {
  const question = /^[\w-]+\/[\w-]+ [\w-]+: /gm; // namespace/name key:
  const answered = await visit('secrets create', question, Array<string>(2).fill(`${typed}\r`));
  expect('a prompt: what is typed is not shown', !answered.shown.includes(typed.slice(0, 8)), answered);
  const sealed = 'homelab/monitoring/alertmanager-receivers.sops.yaml';
  expect('a prompt: the values are sealed', answered.code === 0 && answered.changed.includes(sealed), answered);
  expect('a prompt: the terminal is as it was', answered.isRestored, answered);

  expectNothingHappened('Ctrl-C at the first question', await visit('secrets create', question, [interrupt]));
  const halfway = await visit('secrets create', question, [`${typed}\r`, `half${interrupt}`]);
  const says = /1 of 2 answers are sealed/.test(halfway.shown);
  expect(
    'Ctrl-C at the second, half typed: exit code 2, and the first answer is kept',
    halfway.code === 2 && says,
    halfway,
  );
  expect(
    '   sealed, and nothing in clear text',
    halfway.changed.includes(sealed) && halfway.left.length === 0,
    halfway,
  );
  expect('   the terminal is as it was', halfway.isRestored, halfway);
  expectNothingHappened('Ctrl-D at a question', await visit('secrets create', question, [endOfInput]));

  const edit = 'secrets edit data/redis-users';
  const slow = program('slow-editor', 'echo EDITING; sleep 60');
  expectNothingHappened('Ctrl-C in an editor that dies of it', await visit(edit, /EDITING/g, [interrupt], slow));
  const stubborn = program('stubborn-editor', "trap 'echo WAITED; exit 0' INT; echo EDITING; sleep 60 & wait");
  const kept = await visit(edit, /EDITING/g, [interrupt], stubborn);
  expect("Ctrl-C is the editor's to answer", kept.code === 0 && kept.shown.includes('WAITED'), kept);
  expect(
    'an editor closed without a change changes nothing',
    kept.changed.length === 0 && kept.left.length === 0,
    kept,
  );
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));
