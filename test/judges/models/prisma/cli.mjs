#!/usr/bin/env node
/**
 * Prisma's command line 6.19.3 with its schema engine as WebAssembly, which is the first that can migrate without the
 * native program. LiteLLM starts it as it starts the one in its image.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const entry = createRequire(import.meta.url).resolve('prisma/build/index.js');
const config = fileURLToPath(new URL('./prisma.config.mjs', import.meta.url));
const [verb, ...rest] = process.argv.slice(2);
const args = verb?.startsWith('-') ? [verb, ...rest] : [verb, ...rest, '--config', config];
// It would fetch the native programs unless told that they are there. All it ever asks of them is their version, and it
// must not be told that it is one of them: each start would start another.
const present = { PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_QUERY_ENGINE_LIBRARY: '/bin/true' };
const { status } = spawnSync(process.execPath, [entry, ...args], {
  stdio: 'inherit',
  env: { ...process.env, ...present },
});
process.exitCode = status ?? 1;
