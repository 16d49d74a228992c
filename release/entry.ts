/** What the package holds as one bundle: the command, its main job, and the kit that apps of one's own are written with. */
export { main } from '../cli/main';
export { synth } from '../cli/main-job';
export * as kit from '../lib/kit-api';
