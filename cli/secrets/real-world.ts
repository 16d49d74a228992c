import { execSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { ageBox } from '../../lib/secrets/sops/age-box';
import { placeOf } from '../rack-root';
import { loadRack } from './load-rack';
import { type SecretsWorld, Stopped } from './world';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The machine that the command runs on. */
export async function realWorld(): Promise<SecretsWorld> {
  const { root } = placeOf(process.cwd());
  return {
    root,
    age: ageBox(await import('age-encryption')),
    random: (count) => randomBytes(count),
    now: new Date(),
    env: process.env,
    interactive: { input: process.stdin.isTTY === true, output: process.stdout.isTTY === true },
    askHidden,
    readInput: () => text(process.stdin),
    run: runInForeground,
    outputOf: (commandLine) => execSync(commandLine, { encoding: 'utf8', stdio: ['inherit', 'pipe', 'inherit'] }),
    print: (words) => void process.stdout.write(words),
    say: (words) => void process.stderr.write(`${words}\n`),
    loadRack: (file) => loadRack(root, file),
  };
}

/** Ctrl-C is the editor's to answer; were it ours, the clear text would stay behind. */
function runInForeground(program: string, args: string[]): number {
  const ignore = (): void => {};
  for (const signal of signals) process.on(signal, ignore);
  try {
    return spawnSync(program, args, { stdio: 'inherit' }).status ?? 127;
  } finally {
    for (const signal of signals) process.off(signal, ignore);
  }
}

/** Ctrl-C, Ctrl-D and a closed terminal end the command like any other reason not to run: with nothing written. */
function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  return new Promise((resolve, reject) => {
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      process.stderr.write('\n');
      reject(new Stopped('Stopped. Nothing was written.'));
    });
    lines.question('', (answer) => {
      resolve(answer); // before close, whose rejection then comes too late to count
      lines.close();
    });
  });
}
