import { mkdtempSync } from 'node:fs';
import { type Bench, startBench } from '../../cluster/bench';
import { buildComponents } from '../../cluster/build/build-components';
import { collectCrds } from '../../cluster/build/collect-crds';
import { apiPrograms } from '../../cluster/control-plane/control-plane';
import { Verdict } from '../sops/verdict';
import { inOwnWorld } from './own-world';
import { host } from './pod-world';

/** Asks a judge with a real API server in namespaces of its own, prints its verdict and ends the process. */
export async function withApiInOwnWorld(judge: (bench: Bench, verdict: Verdict) => Promise<void>): Promise<void> {
  const progress = (line: string) => console.error(line);
  await buildComponents(apiPrograms, progress);
  await collectCrds(progress);
  if (!inOwnWorld()) return;
  host('mount', '-t', 'tmpfs', 'judges', '/run');
  // Other benches of the machine keep their state below the temporary folder and cannot be seen alive from in here.
  process.env['TMPDIR'] = mkdtempSync('/run/judges-');
  host('ip', 'link', 'set', 'lo', 'up');
  const verdict = new Verdict();
  const bench = await startBench({ extent: 'api', crds: [], progress });
  try {
    await judge(bench, verdict);
  } finally {
    await bench.stop();
  }
  verdict.close();
  process.exit();
}
