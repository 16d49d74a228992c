import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpBody } from '../tree/http-body';
import { pause, until } from '../tree/until';
import { type Difference, type Target, asLines, difference, isEmpty } from './targets';

/** Where the kubelet mounts what a pod is known by; Prometheus' client looks nowhere else. */
const identityFolder = '/run/secrets/kubernetes.io/serviceaccount';

const port = 19_190;

export function writeIdentity(token: string, authority: string): void {
  mkdirSync(identityFolder, { recursive: true });
  writeFileSync(join(identityFolder, 'token'), token);
  writeFileSync(join(identityFolder, 'ca.crt'), authority);
}

export interface Discovery extends Difference {
  found: number;
  /** Lines in which the API server refused something. */
  refusals: string[];
}

export interface Server {
  program: string;
  /** Port of the API server on loopback. */
  apiPort: number;
  /** Arguments of the generated StatefulSet. */
  args: readonly string[];
  rules: string;
}

/** Prometheus takes up what it found every five seconds. */
const settlingMs = 6000;

/**
 * What a Prometheus finds that is started with this configuration: some seconds after it is what was expected, or after
 * the given time.
 *
 * @param expected when there is nothing more to wait for. @default - everything that was declared is found
 */
export async function discover(
  { program, apiPort, args, rules }: Server,
  config: string,
  declared: readonly string[],
  seconds: number,
  expected: (seen: Discovery) => boolean = isEmpty,
): Promise<Discovery> {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  writeFileSync(join(folder, 'prometheus.yaml'), config);
  writeFileSync(join(folder, 'rules.yaml'), rules);
  const log = join(folder, 'log');
  const out = openSync(log, 'a');
  const own = args.map((arg) => arg.replace('/etc/prometheus', folder).replace('=/data', `=${folder}/data`));
  const child = spawn(program, [...own, `--web.listen-address=127.0.0.1:${port}`], {
    stdio: ['ignore', out, out],
    env: {
      ...process.env,
      POD_NAME: 'prometheus-0',
      KUBERNETES_SERVICE_HOST: '127.0.0.1',
      KUBERNETES_SERVICE_PORT: String(apiPort),
    },
  });
  const ended = new Promise((done) => child.on('exit', done));
  let last: Discovery = { missing: [...declared], undeclared: [], found: 0, refusals: [] };
  const look = async () => {
    const found = asLines(await activeTargets());
    last = { ...difference(declared, found), found: found.length, refusals: refusalsIn(log) };
  };
  const isAsExpected = async () => {
    await look();
    return expected(last) ? true : undefined;
  };
  await until(seconds, isAsExpected, 500);
  // A list that was let through says nothing of the watch after it, and a job may still lack what it will find.
  await pause(settlingMs);
  await look();
  child.kill('SIGKILL');
  await ended;
  return { ...last, refusals: refusalsIn(log) };
}

function refusalsIn(log: string): string[] {
  const lines = readFileSync(log, 'utf8').split('\n');
  return lines.filter((line) => /forbidden|unauthorized/i.test(line));
}

async function activeTargets(): Promise<Target[]> {
  const body = await httpBody(`http://127.0.0.1:${port}/api/v1/targets?state=active`, 5000);
  if (body === undefined) return [];
  const { data } = JSON.parse(body) as {
    data: { activeTargets: { scrapeUrl: string; labels: Record<string, string> }[] };
  };
  return data.activeTargets.map(({ scrapeUrl, labels }) => ({ url: scrapeUrl, labels }));
}
