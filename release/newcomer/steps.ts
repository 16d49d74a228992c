import { exec } from 'node:child_process';

/** What a command printed, and what it took: a machine that is shared makes it wait, and takes no more of its processor. */
export interface Ran {
  said: string;
  waitedSeconds: number;
  processorSeconds: number;
}

const mark = 'processor seconds';

/** Runs commands, counts what held, and says what each took. */
export class Steps {
  private passed = 0;
  private failed = 0;

  /** @param env of every command */
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** Runs a line of bash. */
  async run(name: string, cwd: string, command: string, expected = 0): Promise<Ran> {
    const start = performance.now();
    const { code, said: all } = await output(cwd, `TIMEFORMAT='${mark} %U %S'; time ( ${command} )`, this.env);
    const waitedSeconds = (performance.now() - start) / 1000;
    const [, user = 0, system = 0] = new RegExp(`^${mark} (\\S+) (\\S+)$`, 'm').exec(all) ?? [];
    const said = all.replace(new RegExp(`^${mark} .*\n`, 'm'), '');
    const problem = code === expected ? '' : `exit code ${code}, expected ${expected}\n${lastLines(said)}`;
    this.check(`${name} (${waitedSeconds.toFixed(1)} s)`, code === expected, problem);
    return { said, waitedSeconds, processorSeconds: Number(user) + Number(system) };
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
    const child = exec(command, { cwd, env, shell: '/bin/bash', maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, said: `${stdout}${stderr}` }),
    );
    child.stdin?.end();
  });
}

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-40).join('\n');
