import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { checkout } from '../tree/checkout';
import { debianTree } from '../tree/debian-tree';

/**
 * `npm run record:words` asks the real programs which words they know and writes `imports/words/`. As root: each runs in
 * the tree of Debian packages that the judges of servers use. With files it records something else instead, and says of
 * which version:
 * - `npm run record:words -- <chart> values.yaml <version>`: the values that a chart has; the file comes with the chart
 * - `npm run record:words -- kube-state-metrics docs/metrics <version>`: what the documentation in its source names
 */
const folder = join(checkout(), 'imports', 'words');

function main([what, path, version]: string[]): void {
  mkdirSync(folder, { recursive: true });
  if (what !== undefined) {
    if (path === undefined || version === undefined) {
      throw new Error('usage: npm run record:words [-- <chart> <values.yaml> <version>]');
    }
    if (what === 'kube-state-metrics') recordMetrics(path, version);
    else recordChart(what, path, version);
    return;
  }
  const { root, version: versionOf } = debianTree();
  write('postgresql', { from: versionOf('postgresql-18'), parameters: postgresParameters(root) });
  write('redis', { from: versionOf('redis-server'), ...redisDirectives(root) });
}

function write(name: string, content: object): void {
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(content, undefined, 1)}\n`);
  console.log(`imports/words/${name}.json written`);
}

function inside(root: string, script: string): string {
  const { status, stdout, stderr } = spawnSync('chroot', [root, 'sh', '-euc', script], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr || `ended with ${status}`);
  return stdout;
}

/** A folder in the tree, gone afterwards. */
function scratch<T>(root: string, use: (inTree: string) => T): T {
  mkdirSync(join(root, 'tmp'), { recursive: true });
  const outside = mkdtempSync(join(root, 'tmp', 'words-'));
  try {
    return use(`/tmp/${basename(outside)}`);
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
}

interface Parameter {
  /** `BOOLEAN`, `INTEGER`, `REAL`, `STRING`, `ENUM` */
  type: string;
  /** In the parameter's own unit, which the list does not tell. */
  min?: string;
  max?: string;
}

/** `postgres --describe-config`: name, context, group, type, default, lowest, highest, a line each. */
function postgresParameters(root: string): Record<string, Parameter> {
  const lines = inside(root, '/usr/lib/postgresql/18/bin/postgres --describe-config').split('\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line): [string, Parameter] => {
      const [name = '', , , type = '', , min = '', max = ''] = line.split('\t');
      return [name, { type, ...(min !== '' && { min }), ...(max !== '' && { max }) }];
    }),
  );
}

/** What `CONFIG GET *` lists, what only files know, and the words after `sentinel` in the packaged sentinel.conf. */
function redisDirectives(root: string): { directives: string[]; sentinel: string[] } {
  const listed = scratch(root, (home) =>
    inside(
      root,
      `cd ${home}; redis-server --port 0 --unixsocket ${home}/s --save "" --daemonize yes > started; sleep 1; redis-cli -s ${home}/s config get "*"; redis-cli -s ${home}/s shutdown nosave > ended`,
    ),
  );
  const names = listed.split('\n').filter((_, i) => i % 2 === 0);
  const sample = readFileSync(join(root, 'etc/redis/sentinel.conf'), 'utf8');
  const sentinel = [...sample.matchAll(/\bsentinel ([a-z]+(?:-[a-z]+)+|monitor)\b/gi)].map(([, word = '']) =>
    word.toLowerCase(),
  );
  return {
    directives: [...new Set([...names.filter(Boolean), ...onlyInFiles])].sort(),
    sentinel: [...new Set([...sentinel, ...writtenByItself])].sort(),
  };
}

/** Directives that are no setting of a running server: redis.conf of the package has each. */
const onlyInFiles = ['include', 'loadmodule', 'rename-command', 'user', 'sentinel'];
/** What Sentinel keeps in its own file: src/sentinel.c, sentinelHandleConfiguration. */
const writtenByItself = ['myid', 'current-epoch', 'config-epoch', 'leader-epoch', 'known-replica', 'known-sentinel'];

function recordChart(chart: string, values: string, version: string): void {
  const keys = keysOf(parse(readFileSync(values, 'utf8')));
  const from = `values.yaml of chart ${version}, npm run record:words -- ${chart} values.yaml ${version}`;
  write(`chart-${chart}`, { from, values: keys });
}

/** The first column of every table. */
function recordMetrics(docs: string, version: string): void {
  const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.md'));
  const names = pages.flatMap((page) =>
    [...readFileSync(join(docs, page), 'utf8').matchAll(/^\| *`?(kube_\w+)`? *\|/gm)].map(([, name = '']) => name),
  );
  const from = `docs/metrics of kube-state-metrics ${version}, npm run record:words -- kube-state-metrics docs/metrics ${version}`;
  write('kube-state-metrics', { from, metrics: [...new Set(names)].sort() });
}

/** Maps with keys are closed; empty ones, lists and plain values take anything. */
function keysOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
  const entries = Object.entries(value);
  return entries.length === 0 ? true : Object.fromEntries(entries.map(([key, inner]) => [key, keysOf(inner)]));
}

main(process.argv.slice(2));
