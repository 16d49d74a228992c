import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { goProgram } from '../tree/go-program';
import { until } from '../tree/until';

const module = { folder: 'prometheus/server', tags: 'remove_all_sd,enable_kubernetes_sd' };

export interface Answer {
  /** What Prometheus said instead of answering. */
  error?: string;
  series: { labels: Record<string, string>; times: number[]; values: number[] }[];
}

interface Reply {
  status: string;
  error?: string;
  data: { result: { metric: Record<string, string>; value?: [number, string]; values?: [number, string][] }[] };
}

/** A real server on the loopback interface that scrapes nothing and holds what it was given. */
export class Prometheus {
  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
    private readonly url: string,
  ) {}

  static async holding(openMetricsText: string): Promise<Prometheus> {
    const promtool = goProgram({ ...module, package: 'github.com/prometheus/prometheus/cmd/promtool' });
    const program = goProgram({ ...module, package: 'github.com/prometheus/prometheus/cmd/prometheus' });
    const folder = mkdtempSync(join(tmpdir(), 'rackwright-dashboards-'));
    writeFileSync(join(folder, 'series.om'), openMetricsText);
    const blocks = ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'series.om'), join(folder, 'data')];
    const { status, stderr } = spawnSync(promtool, blocks, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`promtool makes no blocks: ${stderr}`);
    writeFileSync(join(folder, 'prometheus.yaml'), 'scrape_configs: []\n');
    const port = await freePort();
    const args = [
      `--config.file=${folder}/prometheus.yaml`,
      `--storage.tsdb.path=${folder}/data`,
      '--storage.tsdb.retention.time=30d',
      '--enable-feature=promql-experimental-functions',
      `--web.listen-address=127.0.0.1:${port}`,
    ];
    const server = spawn(program, args, { stdio: 'ignore' });
    const started = new Prometheus(folder, server, `http://127.0.0.1:${port}`);
    const isReady = () =>
      fetch(`${started.url}/-/ready`).then(
        ({ ok }) => (ok ? true : undefined),
        () => undefined,
      );
    if (!(await until(120, isReady, 200))) throw new Error('the server does not start');
    return started;
  }

  at(query: string, time: number): Promise<Answer> {
    return this.ask('query', { query, time: String(time) });
  }

  over(query: string, start: number, end: number, step: number): Promise<Answer> {
    return this.ask('query_range', { query, start: String(start), end: String(end), step: String(step) });
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.server.once('exit', done));
    this.server.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ask(what: string, parameters: Record<string, string>): Promise<Answer> {
    const body = new URLSearchParams(parameters);
    const reply = (await (await fetch(`${this.url}/api/v1/${what}`, { method: 'POST', body })).json()) as Reply;
    if (reply.status !== 'success') return { error: reply.error ?? reply.status, series: [] };
    return {
      series: reply.data.result.map(({ metric, value, values }) => {
        const samples = values ?? [value!];
        return {
          labels: metric,
          times: samples.map(([at]) => at),
          values: samples.map(([, number]) => Number(number)),
        };
      }),
    };
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}
