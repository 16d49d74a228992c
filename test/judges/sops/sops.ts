import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Bench } from './bench';
import { judgeEndToEnd } from './end-to-end';
import { judgeFormat } from './format';
import { judgeLeaks } from './leaks';
import { judgeMaking, judgeSuspicion } from './making';
import { timeVerification } from './timing';
import { judgeTampering } from './tampering';
import { Verdict } from './verdict';

/** `node bin/run.cjs test/judges/sops/sops.ts`: our Secrets before the real sops, age, bcrypt and gitleaks. */
async function main(): Promise<void> {
  const root = checkout(process.cwd());
  const bench = await Bench.open(join(root, 'test', 'judges', 'sops'));
  const verdict = new Verdict();
  try {
    await judgeFormat(bench, verdict);
    await judgeTampering(bench, verdict);
    judgeMaking(bench, verdict);
    judgeSuspicion(verdict);
    judgeLeaks(bench, verdict, root);
    judgeEndToEnd(bench, verdict, root);
    await timeVerification(bench, verdict);
  } finally {
    bench.close();
  }
  verdict.close();
}

/** A bundle does not know where its source lay, so the checkout is found upwards from where the command was started. */
function checkout(from: string): string {
  if (existsSync(join(from, 'test', 'judges', 'sops', 'programs.ts'))) return from;
  if (from === dirname(from)) throw new Error('start this inside a checkout of the project');
  return checkout(dirname(from));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
