import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type JournalEntry, parseJournal } from '../../lib/power/journal';
import { CannotRun } from '../cannot-run';

/** What was done to whose power, of one rack, on this machine. */
export interface JournalFile {
  path: string;
  read(): JournalEntry[];
  add(entry: JournalEntry): void;
  /** One operation at a time: @throws CannotRun while another process of this machine has it. */
  take(): () => void;
}

/** XDG's place for what a program remembers. */
export function journalPath(env: Readonly<Record<string, string | undefined>>, rack: string): string {
  const state = env['XDG_STATE_HOME'] || (env['HOME'] && join(env['HOME'], '.local', 'state'));
  if (!state) throw new CannotRun('Where to write the log? Name a file with --log, or set HOME.');
  return join(state, 'rackwright', `power-${rack}.jsonl`);
}

export function journalFile(path: string): JournalFile {
  const lock = `${path}.lock`;
  return {
    path,
    read: () => (existsSync(path) ? parseJournal(readFileSync(path, 'utf8')) : []),
    add(entry) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      appendFileSync(path, `${JSON.stringify(entry)}\n`, { mode: 0o600, flush: true });
    },
    take() {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
      if (holder > 0 && isAlive(holder)) {
        throw new CannotRun(`Process ${holder} of this machine is switching power already. Wait for it, or end it.`);
      }
      rmSync(lock, { force: true });
      const file = openSync(lock, 'wx', 0o600);
      writeSync(file, String(process.pid));
      fsyncSync(file);
      closeSync(file);
      return () => rmSync(lock, { force: true });
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
