import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Ran {
  code: number;
  said: string;
}

/** The shell of the person at the desk: what one line exports or where it goes holds for the next. */
export class Shell {
  private readonly child: ChildProcess;
  private said = '';
  private readonly line: string;

  constructor(folder: string, env: Record<string, string>) {
    this.line = join(folder, 'line.sh');
    this.child = spawn('bash', ['--noprofile', '--norc'], {
      cwd: folder,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.on('data', (chunk: Buffer) => (this.said += chunk.toString('utf8')));
  }

  /** Runs one line to its end, with nobody at the keyboard; 124 when it takes longer than a person would wait. */
  async run(line: string, seconds: number): Promise<Ran> {
    this.said = '';
    writeFileSync(this.line, `set -o pipefail\n${line}\n`);
    const mark = `--- ${Math.random().toString(36).slice(2)} `;
    this.child.stdin!.write(`. ${this.line} < /dev/null; code=$?; echo; echo "${mark}$code"\n`);
    const end = performance.now() + seconds * 1000;
    for (;;) {
      const at = this.said.indexOf(mark);
      const code = at < 0 ? undefined : /^(\d+)\n/.exec(this.said.slice(at + mark.length))?.[1];
      if (code !== undefined) return { code: Number(code), said: this.said.slice(0, at).trim() };
      if (this.isOver()) return { code: 125, said: `${this.said.trim()}\nthe shell has ended` };
      if (performance.now() > end) return { code: 124, said: `${this.said.trim()}\nno end after ${seconds} s` };
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  private isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Ends it with all that it started. */
  end(): void {
    if (!this.isOver()) process.kill(-this.child.pid!, 'SIGKILL');
  }
}
