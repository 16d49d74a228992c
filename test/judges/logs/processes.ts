import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { httpBody } from '../tree/http-body';
import { until } from '../tree/until';

/** A program that runs as the pod would: as its user, without any capability. */
export class Program {
  /** Largest anonymous memory seen, in bytes: what the kernel counts and cannot take back. */
  peak = 0;
  private child?: ChildProcess;
  private log = '';
  private watch?: NodeJS.Timeout;

  constructor(
    private readonly line: {
      program: string;
      args: readonly string[];
      uid: number;
      env: Record<string, string>;
      hostName: string;
      /** Answers when it runs. */
      health: string;
    },
  ) {}

  async start(seconds = 60): Promise<boolean> {
    const { program, args, uid, env, hostName, health } = this.line;
    const user = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
    const bare = ['setpriv', ...user, '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs', program, ...args];
    const renamed = ['--uts', 'sh', '-c', 'hostname "$0" && exec "$@"', hostName, ...bare];
    const child = spawn('unshare', renamed, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (this.log += text.toString()));
    this.watch = setInterval(() => this.look(), 200);
    const up = await until(seconds, async () => {
      if (child.exitCode !== null) return false;
      return (await httpBody(health, 1000)) === undefined ? undefined : true;
    });
    return up === true;
  }

  get said(): string {
    return this.log.slice(-4000);
  }

  /** @param signal SIGTERM: as the kubelet ends a pod; SIGKILL: as its blade dies */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    clearInterval(this.watch);
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  }

  private look(): void {
    try {
      const status = readFileSync(`/proc/${this.child!.pid}/status`, 'utf8');
      const kilobytes = Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      this.peak = Math.max(this.peak, kilobytes * 1024);
    } catch {
      // It has just ended.
    }
  }
}
