import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inEditor } from './in-editor';

let session: string;
beforeEach(() => {
  session = mkdtempSync(join(tmpdir(), 'rackwright-session-'));
});
afterEach(() => rmSync(session, { recursive: true, force: true }));

/** The words that were run. */
function edited(env: Record<string, string>): string[] {
  let ran: string[] = [];
  const run = (program: string, args: string[]) => {
    ran = [program, ...args];
    return 0;
  };
  expect(inEditor({ env, run }, 'minio-root.yaml', 'password: a\n')).toBe('password: a\n');
  return ran;
}

test('clear text lies in the memory of the login session, where there is one', () => {
  expect(dirname(dirname(edited({ XDG_RUNTIME_DIR: session }).at(-1)!))).toBe(session);
  expect(dirname(dirname(edited({ XDG_RUNTIME_DIR: join(session, 'none') }).at(-1)!))).toBe(tmpdir());
  expect(dirname(dirname(edited({ XDG_RUNTIME_DIR: '.' }).at(-1)!))).toBe(tmpdir());
  expect(readdirSync(session)).toEqual([]);
});

test('what a killed command left is removed by the next, what another still edits is not', () => {
  const { pid: ended } = spawnSync(process.execPath, ['--version']);
  const [left, running] = [ended, process.pid].map((pid) => join(session, `rackwright-edit-${pid}-abc`));
  for (const folder of [left!, running!]) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'minio-root.yaml'), 'password: b\n');
  }
  edited({ XDG_RUNTIME_DIR: session });
  expect([left, running].map((folder) => existsSync(folder!))).toEqual([false, true]);
});

test.each([
  ['vim', ['vim']],
  ['code --wait', ['code', '--wait']],
  ['vim -c "set nobackup noswapfile"', ['vim', '-c', 'set nobackup noswapfile']],
  [`emacs --eval '(setq a "b c")'`, ['emacs', '--eval', '(setq a "b c")']],
  ['/opt/My\\ Editor/bin/edit -w', ['/opt/My Editor/bin/edit', '-w']],
  ['"/opt/My Editor/edit"', ['/opt/My Editor/edit']],
  ['nano -T"4" $(id)', ['nano', '-T4', '$(id)']],
])('EDITOR=%s is split as a shell would, and nothing in it is run', (EDITOR, words) => {
  expect(edited({ EDITOR }).slice(0, -1)).toEqual(words);
});
