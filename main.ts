import { cpSync } from 'node:fs';
import { runSynth } from './cli/synth';

/**
 * What `npm start` and `cdk8s synth` run: every rack of clusters/ becomes its folder under dist/. All there is to know
 * about a rack stands in its file; all there is to know about an app in its file under lib/apps/.
 */
process.exitCode = runSynth({ root: process.cwd(), files: [], json: false });

// The cdk8s CLI lists and validates what lies in its own scratch folder, so it gets a copy.
const scratch = process.env['CDK8S_OUTDIR'];
if (scratch !== undefined && process.exitCode === 0) cpSync('dist', scratch, { recursive: true });
