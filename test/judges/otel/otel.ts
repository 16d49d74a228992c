import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, run, scrape } from '../metrics/running';
import { Verdict } from '../sops/verdict';
import { Generated } from '../tree/generated';
import { goProgram } from '../tree/go-program';
import { inOwnWorld } from '../tree/own-world';
import { host } from '../tree/pod-world';
import { stopwatch, until } from '../tree/until';
import { collectorProgram } from './collector-program';
import { judgeTempoKeys } from './tempo-keys';
import { postMetric, postSpan, spanStoreConfig } from './otlp';

/**
 * `node bin/run.cjs test/judges/otel/otel.ts`: the collector's own validation of the generated configuration, a span and
 * a metric that go through a running one to a receiver and to a Prometheus. Root and Go.
 */
async function main(): Promise<void> {
  const collector = collectorProgram();
  const prometheus = goProgram({
    folder: 'prometheus/server',
    tags: 'remove_all_sd,enable_kubernetes_sd',
    package: 'github.com/prometheus/prometheus/cmd/prometheus',
  });
  if (!inOwnWorld()) return;
  host('ip', 'link', 'set', 'lo', 'up');
  const verdict = new Verdict();
  const given = Generated.homelab();
  given.judgeOrigin(verdict);
  const text = given.object<{ data: Record<string, string> }>('monitoring/ConfigMap/otel-collector').data[
    'collector.yaml'
  ]!;
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-otel-'));
  judgeText(collector, folder, text, verdict);
  await judgeRunning({ collector, prometheus, folder, text, verdict });
  judgeTempoKeys(given, verdict);
  rmSync(folder, { recursive: true, force: true });
  verdict.close();
  process.exit();
}

function judgeText(collector: string, folder: string, text: string, verdict: Verdict): void {
  const file = join(folder, 'collector.yaml');
  const validate = (content: string) => {
    writeFileSync(file, content);
    return spawnSync(collector, ['validate', '--config', file], { encoding: 'utf8' });
  };
  const { status, stderr } = validate(text);
  verdict.check('the collector accepts the generated configuration', status === 0, stderr);
  const slips: [what: string, from: string, to: string][] = [
    ['a misspelt limit', 'limit_mib:', 'limit_mb:'],
    ['an exporter that is not there', '- otlp_grpc/tempo', '- otlp_grpc/temp'],
    ['a misspelt size', 'num_traces:', 'num_trace:'],
    ['a processor that is not there', '- memory_limiter', '- memory_limit'],
    ['a time without a unit', 'decision_wait: 15s', 'decision_wait: fifteen'],
  ];
  for (const [what, from, to] of slips) {
    verdict.check(`   and refuses ${what}`, text.includes(from) && validate(text.replace(from, to)).status !== 0);
  }
}

interface Scene {
  collector: string;
  prometheus: string;
  folder: string;
  text: string;
  verdict: Verdict;
}

async function judgeRunning({ collector, prometheus, folder, text, verdict }: Scene): Promise<void> {
  const file = join(folder, 'collector.yaml');
  const receiverFile = join(folder, 'receiver.yaml');
  writeFileSync(receiverFile, spanStoreConfig('127.0.0.1:5317'));
  writeFileSync(join(folder, 'prometheus.yaml'), 'scrape_configs: []\n');
  // The other ends have other addresses here; all else is as generated.
  const local = text
    .replace(/tempo\.monitoring\.svc\.cluster\.local:4317/, '127.0.0.1:5317')
    .replace(/http:\/\/prometheus-0\.[^/]+:9090/, 'http://127.0.0.1:9090')
    .replace(/http:\/\/prometheus-1\.[^/]+:9090/, 'http://127.0.0.1:9099');
  writeFileSync(file, local);
  const running: (Running & { log(): string })[] = [];
  const start = (program: string, ...args: string[]) => {
    const started = run(program, args);
    running.push(started);
    return started;
  };
  const store = start(collector, '--config', receiverFile);
  const server = [`--config.file=${folder}/prometheus.yaml`, `--storage.tsdb.path=${folder}/data`];
  start(prometheus, ...server, '--web.enable-otlp-receiver');
  const own = start(collector, '--config', file);
  try {
    await scrape('http://127.0.0.1:13133/', 60);
    await scrape('http://127.0.0.1:9090/-/ready', 60);
    const clock = stopwatch();
    verdict.check('a span of what a person did is taken', (await postSpan('/api/chat', 'a'.repeat(32))) === 200);
    verdict.check('a span of a probe is taken', (await postSpan('/health/db', 'b'.repeat(32))) === 200);
    verdict.check('a metric is taken', (await postMetric()) === 200);
    const arrived = await until(60, () => (store.log().includes('a'.repeat(32)) ? true : undefined), 500);
    verdict.check(`the first arrives at a receiver, after ${clock()} s`, arrived === true, own.log());
    verdict.check('the second does not', !store.log().includes('b'.repeat(32)));
    const query = 'http://127.0.0.1:9090/api/v1/query?query=http_server_requests_total';
    const stored = await until(60, async () => ((await scrape(query)).includes('"value"') ? true : undefined), 1000);
    verdict.check('the metric arrives at Prometheus, although the other server is down', stored === true, own.log());
  } finally {
    for (const each of running) each.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
