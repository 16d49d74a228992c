import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sleep } from '../kube/wait';

interface Running {
  name: string;
  pid: number;
  child: ChildProcess;
  log: string;
  /** Set when it ended without being asked to. */
  died?: string;
  asked?: boolean;
}

/**
 * The programs of one bench. Each is remembered by its pid and ended by its pid; nothing is ever looked for by
 * name. Output goes to `<folder>/<name>.log`.
 */
export class Processes {
  private readonly running: Running[] = [];
  private readonly starts = new Map<string, () => void>();

  constructor(
    private readonly folder: string,
    private readonly onPids: (pids: Record<string, number>) => void,
  ) {}

  start(name: string, program: string, args: string[], env: Record<string, string> = {}): void {
    this.starts.set(name, () => this.start(name, program, args, env));
    const log = join(this.folder, `${name}.log`);
    const out = openSync(log, 'a');
    // kustomize-controller clears /tmp of what looks like its own when it starts: another bench may be using that.
    const temporary = join(this.folder, 'tmp');
    mkdirSync(temporary, { recursive: true });
    const child = spawn(program, args, {
      cwd: this.folder,
      stdio: ['ignore', out, out],
      detached: true, // a session of its own: Ctrl-C reaches the bench alone, which then ends all in order
      env: { ...process.env, ...env, RACKWRIGHT_BENCH: this.folder, TMPDIR: temporary },
    });
    closeSync(out);
    if (child.pid === undefined) throw new Error(`cannot start ${program}`);
    const entry: Running = { name, pid: child.pid, child, log };
    child.on('exit', (code, signal) => {
      if (entry.asked !== true) entry.died = `${name} ended with ${signal ?? `code ${code}`}`;
    });
    this.running.push(entry);
    this.onPids(this.pids());
  }

  pids(): Record<string, number> {
    return Object.fromEntries(this.running.map(({ name, pid }) => [name, pid]));
  }

  /**
   * @throws when a program ended by itself, with the end of its log
   */
  check(): void {
    const dead = this.running.find(({ died }) => died !== undefined);
    if (dead === undefined) return;
    const tail = readFileSync(dead.log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
    throw new Error(`${dead.died}; the end of ${dead.log}:\n${tail}`);
  }

  /** Starts a stopped program as it was started before: same arguments, same ports. */
  startAgain(name: string): void {
    const start = this.starts.get(name);
    if (start === undefined) throw new Error(`${name} was never started`);
    start();
  }

  /** Starts what ended by itself, as a kubelet does with the pods of a control plane; returns the names. */
  restartDead(): string[] {
    const dead = this.running.filter(({ died }) => died !== undefined);
    for (const entry of dead) {
      this.running.splice(this.running.indexOf(entry), 1);
      this.startAgain(entry.name);
    }
    return dead.map(({ name }) => name);
  }

  /** As when the power goes: nobody is asked, nothing is put in order. */
  async kill(name: string): Promise<void> {
    await this.take(name, 'SIGKILL');
  }

  async stop(name: string): Promise<void> {
    await this.take(name, 'SIGTERM');
  }

  private async take(name: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const entry = this.running.find((candidate) => candidate.name === name);
    if (entry === undefined) return;
    this.running.splice(this.running.indexOf(entry), 1);
    await end(entry, signal);
    this.onPids(this.pids());
  }

  /** Ends all, last started first: the API server outlives its clients, etcd outlives the API server. */
  async stopAll(): Promise<void> {
    while (this.running.length > 0) await this.stop(this.running[this.running.length - 1]!.name);
  }
}

async function end(entry: Running, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  entry.asked = true;
  const { child } = entry;
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  if (gone()) return;
  child.kill(signal);
  for (let waited = 0; waited < 3000 && !gone(); waited += 50) await sleep(50);
  if (!gone()) child.kill('SIGKILL');
}
