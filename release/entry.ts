/** What the package holds as one bundle: the command, and the kit that apps of one's own are written with. */
export { main } from '../cli/main';
export * as kit from '../lib/kit-api';
