import { main } from './main';

/** The benches need the sources, so only this repository has their command. */
void main(process.argv, { bench: () => import('./bench') });
