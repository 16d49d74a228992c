import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { placeOf } from './rack-root';
import { runToEnd } from './run';
import { runSynth } from './synth';

/**
 * What `npm start` and `cdk8s synth` run: every rack of clusters/ becomes its folder under dist/. A `main.ts` calls it, this
 * repository's and every owner's.
 */
export async function synth(): Promise<void> {
  await runToEnd(() => {
    const place = placeOf(process.cwd());
    // The cdk8s CLI lists and validates what lies in its own scratch folder, so it gets a copy.
    const scratch = process.env['CDK8S_OUTDIR'];
    // It keeps what we print on standard output to itself, findings too.
    const out = scratch === undefined ? process.stdout : process.stderr;
    const code = runSynth({ place, files: [], json: false, out });
    if (scratch !== undefined && code === 0) cpSync(join(place.root, 'dist'), scratch, { recursive: true });
    return code;
  }, process.env);
}
