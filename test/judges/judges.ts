import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './tree/checkout';
import { countOf } from './tree/count-of';
import { stopwatch } from './tree/until';
import { devicePluginCanBeHad } from '../rack/images/device-plugin';

/** What each judge cannot do without, beside Node. Folders that are not named here need nothing more than Go. */
const needs: Record<string, readonly Need[]> = {
  redis: ['root', 'apt'],
  postgres: ['root', 'apt'],
  minio: ['root', 'apt', 'go'],
  alertmanager: ['root', 'apt', 'go'],
  prometheus: ['root', 'apt', 'go'],
  terminal: ['script'],
  models: ['root', 'apt', 'go', 'python', 'desk'],
  ingest: ['root', 'apt', 'go', 'python', 'desk'],
  'sign-in': ['root', 'apt', 'python', 'openssl'],
  otel: ['root', 'go'],
  logs: ['root', 'go'],
  discovery: ['root', 'go'],
  linters: ['go', 'python'],
  bootstrap: ['go'],
  'device-plugin': ['plugin'],
  drill: ['root', 'apt', 'go', 'python'],
  documents: ['root', 'apt', 'go'],
};

type Need = 'openssl' | 'root' | 'apt' | 'go' | 'script' | 'python' | 'desk' | 'plugin';

const asks: Record<Need, { met: () => boolean; how: string }> = {
  root: { met: () => process.getuid?.() === 0, how: 'root, for network namespaces: run it with sudo' },
  apt: { met: () => starts('apt-get', '--version'), how: 'apt-get and dpkg-deb, for servers that Debian packages' },
  go: { met: () => starts('go', 'version'), how: 'Go 1.26 or newer, for programs that are built from source' },
  script: { met: () => starts('script', '--version'), how: 'script of util-linux, which makes a terminal' },
  desk: {
    met: () => starts('curl', '--version') && starts('jq', '--version'),
    how: 'curl and jq, which a runbook uses',
  },
  plugin: {
    met: devicePluginCanBeHad,
    how: 'generic-device-plugin, which could not be built here: put it on the PATH, from its repository or its image',
  },
  openssl: { met: () => starts('openssl', 'version'), how: 'openssl, which makes a certificate' },
  python: { met: () => starts('python3.11', '--version'), how: 'Python 3.11 with venv, for LiteLLM and Open WebUI' },
};

interface Result {
  name: string;
  passed: number;
  failed: number;
}

/**
 * `npm run test:judges [-- --only redis,minio]`: what we generate before the real programs, one judge after the other.
 * The last line is `N passed, N failed`; a judge that cannot run here counts as failed and says what it needs.
 */
async function main(): Promise<void> {
  const root = checkout();
  const only = wanted(process.argv.slice(2));
  const folders = judgesIn(root);
  const unknown = only.filter((name) => !folders.includes(name));
  if (unknown.length > 0) {
    console.error(`no judge is called ${unknown.join(', ')}; there are ${folders.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  const results: Result[] = [];
  for (const name of only.length > 0 ? only : folders) results.push(await run(root, name));
  const sum = (what: 'passed' | 'failed') => results.reduce((total, result) => total + result[what], 0);
  console.log('');
  for (const { name, passed, failed } of results) console.log(`${name.padEnd(12)} ${passed} passed, ${failed} failed`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
}

function wanted(args: string[]): string[] {
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  if (at < 0) return args.filter((arg) => arg !== '--');
  return (args[at]!.split('=')[1] ?? args[at + 1] ?? '').split(',').filter((name) => name !== '');
}

/** Folders with an entry of their own name, or one called judge.ts. */
function judgesIn(root: string): string[] {
  const folder = join(root, 'test', 'judges');
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => name)
    .filter((name) => entryOf(root, name) !== undefined)
    .sort();
}

function entryOf(root: string, name: string): string | undefined {
  const candidates = [`${name}.ts`, 'judge.ts'].map((file) => join(root, 'test', 'judges', name, file));
  return candidates.find((path) => existsSync(path));
}

async function run(root: string, name: string): Promise<Result> {
  console.log(`\n=== ${name}`);
  const missing = (needs[name] ?? ['go']).filter((need) => !asks[need].met());
  for (const need of missing) console.log(`FAIL needs ${asks[need].how}`);
  if (missing.length > 0) return { name, passed: 0, failed: 1 };
  const clock = stopwatch();
  const { code, text } = await child(process.execPath, [join(root, 'bin', 'run.cjs'), entryOf(root, name)!], root);
  console.log(`(${clock()} s, exit code ${code})`);
  return { name, ...countOf(text, code) };
}

/** Shows what it says as it comes, and keeps it. */
function child(command: string, args: string[], cwd: string): Promise<{ code: number; text: string }> {
  return new Promise((done, fail) => {
    const started = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    started.stdout.setEncoding('utf8');
    started.stdout.on('data', (chunk: string) => {
      text += chunk;
      process.stdout.write(chunk);
    });
    started.on('error', fail);
    started.on('close', (code) => done({ code: code ?? 1, text }));
  });
}

function starts(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
