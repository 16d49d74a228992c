import { exec } from 'node:child_process';

/** Runs commands, counts what held, and says what each took. */
export class Steps {
  private passed = 0;
  private failed = 0;

  /** @param env of every command */
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** Runs a line of a shell; what it printed, and the seconds that it took. */
  async run(name: string, cwd: string, command: string, expected = 0): Promise<{ said: string; seconds: number }> {
    const start = performance.now();
    const { code, said } = await output(cwd, command, this.env);
    const seconds = (performance.now() - start) / 1000;
    const problem = code === expected ? '' : `exit code ${code}, expected ${expected}\n${lastLines(said)}`;
    this.check(`${name} (${seconds.toFixed(1)} s)`, code === expected, problem);
    return { said, seconds };
  }

  /** @param said why it does not hold */
  check(name: string, holds: boolean, said = ''): void {
    console.log(`${holds ? 'ok    ' : 'FAILED'} ${name}`);
    if (holds) this.passed += 1;
    else {
      this.failed += 1;
      console.log(said);
    }
  }

  /** Prints the count, which is the last line. */
  finish(): void {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}

function output(cwd: string, command: string, env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    const child = exec(command, { cwd, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, said: `${stdout}${stderr}` }),
    );
    child.stdin?.end();
  });
}

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-40).join('\n');
