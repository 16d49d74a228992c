import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRack, writeRack } from '../../lib/synth';

/** What a review of one changed line costs. Processor time: of the process, and of the git that it starts. */
export interface ReviewTiming {
  medianMs: number;
  minMs: number;
  maxMs: number;
}

/**
 * Times `rackwright review` in a repository whose last commit is the reference rack and whose working tree has one line
 * of it changed: the context of the chat model, so that four Deployments are other ones.
 */
export function oneLineChange(root: string, rounds: number): ReviewTiming {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-review-'));
  for (const each of ['clusters', 'secrets', 'dist', 'talos', 'images.lock.yaml']) {
    cpSync(join(root, each), join(folder, each), { recursive: true });
  }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  git('init', '-q');
  git('add', '-A');
  git('-c', 'user.name=bench', '-c', 'user.email=bench@example.org', 'commit', '-qm', 'base');
  const file = 'clusters/homelab.yaml';
  const text = readFileSync(join(folder, file), 'utf8');
  const built = buildRack({ root: folder, file, text: text.replace(/^ {2}chat: on$/m, '  chat: { context: 2048 }') });
  const { written } = writeRack(folder, built);
  if (written.length < 4) throw new Error('the line that this bench changes is gone from the reference rack');
  const times = Array.from({ length: rounds + 1 }, () =>
    processorMs(folder, [join(root, 'bin/rackwright.cjs'), 'review', 'HEAD']),
  );
  rmSync(folder, { recursive: true });
  // The first one warms the bundle.
  const sorted = times.slice(1).sort((a, b) => a - b);
  return { medianMs: sorted[Math.floor(sorted.length / 2)]!, minMs: sorted[0]!, maxMs: sorted.at(-1)! };
}

/** The shell adds up what its children used, in hundredths of a second. */
function processorMs(cwd: string, args: readonly string[]): number {
  const script = '"$0" "$@" >/dev/null && times';
  const printed = execFileSync('sh', ['-c', script, process.execPath, ...args], { cwd, encoding: 'utf8' });
  const [, children = ''] = printed.split('\n');
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  return seconds.reduce((sum, each) => sum + each, 0) * 1000;
}
