import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Root of the checkout, found upwards from the entry that runs: a bundle does not know where its source lay. */
export function checkout(from = dirname(process.argv[1]!)): string {
  if (existsSync(join(from, 'images.lock.yaml'))) return from;
  if (from === dirname(from)) throw new Error('start this inside a checkout of the project');
  return checkout(dirname(from));
}

/** Programs and trees that are made once and kept. RACKWRIGHT_JUDGES_CACHE moves it. */
export function judgesCache(): string {
  return process.env['RACKWRIGHT_JUDGES_CACHE'] ?? join(homedir(), '.cache', 'rackwright', 'judges');
}
