import { runSynth } from './cli/synth';

/**
 * What `npm start` and `cdk8s synth` run: every rack of clusters/ becomes its folder under dist/. All there is to know
 * about a rack stands in its file; all there is to know about an app in its file under lib/apps/.
 */
process.exitCode = runSynth({ root: process.cwd(), files: [], json: false });
