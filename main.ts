import { synth } from './cli/main-job';

/**
 * What `npm start` and `cdk8s synth` run. All there is to know about a rack stands in its file; all there is to know about an
 * app in its file under lib/apps/.
 */
void synth();
