import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contestant } from './measure';

/** What npx alone costs: a command of a project that does nothing. Whoever starts through npx pays it first. */
export function npxFloor(): { contestant: Contestant; cleanUp(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-npx-'));
  const program = join(folder, 'node_modules/.bin/nothing');
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  writeFileSync(program, '#!/bin/sh\n');
  chmodSync(program, 0o755);
  return {
    contestant: { name: 'npx with an empty command', command: 'npx', args: ['nothing'], cwd: folder },
    cleanUp: () => rmSync(folder, { recursive: true }),
  };
}
