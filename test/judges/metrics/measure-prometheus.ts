import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goProgram } from '../tree/go-program';
import { pause } from '../tree/until';
import { run, scrape } from './running';

const targets = 50;
const seriesPerTarget = 1000;
const seconds = 240;

/**
 * `node bin/run.cjs test/judges/metrics/measure-prometheus.ts`: what a series costs a real Prometheus, in memory and on
 * disk. The figures stand in lib/checks/budget.ts.
 */
async function main(): Promise<void> {
  const program = goProgram({
    folder: 'prometheus/server',
    tags: 'remove_all_sd,enable_kubernetes_sd',
    package: 'github.com/prometheus/prometheus/cmd/prometheus',
  });
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-measure-'));
  const server = createServer((request, answer) => {
    answer.setHeader('content-type', 'text/plain; version=0.0.4');
    answer.end(exposition(request.url ?? ''));
  });
  await new Promise<void>((done) => server.listen(19_300, '127.0.0.1', done));
  writeFileSync(
    join(folder, 'prometheus.yaml'),
    JSON.stringify({
      global: { scrape_interval: '5s' },
      scrape_configs: Array.from({ length: targets }, (_, i) => ({
        job_name: `namespace/workload-${i}/metrics`,
        metrics_path: `/${i}`,
        static_configs: [
          { targets: ['127.0.0.1:19300'], labels: { namespace: 'data', pod: `workload-${i}-0`, node: 'blade-04' } },
        ],
      })),
    }),
  );
  const args = [`--config.file=${folder}/prometheus.yaml`, `--storage.tsdb.path=${folder}/data`];
  const prometheus = run(program, [...args, '--web.listen-address=127.0.0.1:19310']);
  try {
    await scrape('http://127.0.0.1:19310/-/ready');
    const base = valueOf(await scrape('http://127.0.0.1:19310/metrics'), 'process_resident_memory_bytes');
    await pause(seconds * 1000);
    const text = await scrape('http://127.0.0.1:19310/metrics');
    const rss = valueOf(text, 'process_resident_memory_bytes');
    const series = valueOf(text, 'prometheus_tsdb_head_series');
    const samples = valueOf(text, 'prometheus_tsdb_head_samples_appended_total{type="float"}');
    const chunks = valueOf(text, 'prometheus_tsdb_head_chunks_storage_size_bytes');
    const log = valueOf(text, 'prometheus_tsdb_wal_storage_size_bytes');
    console.log(`${series} series, ${samples} samples in ${seconds} s`);
    console.log(
      `memory: ${mebibytes(base)} empty, ${mebibytes(rss)} now, ${Math.round((rss - base) / series)} bytes a series`,
    );
    console.log(`log: ${(log / samples).toFixed(2)} bytes a sample, chunks on disk: ${mebibytes(chunks)}`);
  } finally {
    prometheus.stop();
    server.close();
    await pause(2000);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counters that grow unevenly and gauges that wander, half and half, with labels as exporters have them. */
function exposition(path: string): string {
  const step = Date.now() / 1000;
  return Array.from({ length: seriesPerTarget }, (_, i) => {
    const value = i % 2 === 0 ? Math.floor(step * (i + 1)) : Math.sin(step / (i + 3)) * 1e6;
    const name = `measured_metric_${i % 100}${i % 2 === 0 ? '_total' : '_bytes'}`;
    return `${name}{device="device-${i}",mode="mode-${i % 7}",path="${path}"} ${value}\n`;
  }).join('');
}

function valueOf(text: string, name: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  if (line === undefined) throw new Error(`Prometheus does not say ${name}`);
  return Number(line.slice(name.length + 1));
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)}Mi`;
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
