import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { toYaml } from '../../../lib/manifest/yaml';
import { nastyDocument } from '../../../lib/manifest/nasty-documents';

/**
 * `node bin/run.cjs test/judges/yaml/judge.ts [-- <documents> <seed>]`: what the emitter writes, read by
 * sigs.k8s.io/yaml, the parser of Flux, kubectl and the API server. Needs Go.
 */
const count = Number(process.argv[2] ?? 20_000);
const seed = Number(process.argv[3] ?? 1);

const lines = fc
  .sample(nastyDocument, { numRuns: count, seed })
  .map((document) => JSON.stringify({ yaml: toYaml(document), value: document }));

const { status, error } = spawnSync('go', ['run', '.'], {
  cwd: path.dirname(process.argv[1]!),
  input: `${lines.join('\n')}\n`,
  stdio: ['pipe', 'inherit', 'inherit'],
});
if (error) console.error(`cannot run go: ${error.message}`);
process.exitCode = status ?? 2;
