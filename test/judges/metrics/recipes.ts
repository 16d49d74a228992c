import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeExporterArgs } from '../../../lib/apps/observability/node-exporter';
import { goProgram } from '../tree/go-program';
import { cm4Files } from './cm4-files';
import { run, scrape } from './running';

export interface Recipe {
  /** What one run records, with the version of each. */
  exporters: Record<string, string>;
  /** Expositions by exporter. */
  record(): Promise<Record<string, string>>;
}

/** Exporters that can run here, each as the rack starts it as far as its metrics depend on that. */
export const recipes: Recipe[] = [
  {
    exporters: { 'node-exporter': 'v1.12.1' },
    record: () =>
      inFolder(async (folder) => {
        const program = goProgram({
          folder: 'exporters/node-exporter',
          package: 'github.com/prometheus/node_exporter',
        });
        const { procfs, sysfs, rootfs } = cm4Files(folder);
        const paths = [`--path.procfs=${procfs}`, `--path.sysfs=${sysfs}`, `--path.rootfs=${rootfs}`];
        // Netlink would tell of this machine's cards.
        const args = [...nodeExporterArgs, ...paths, '--no-collector.netdev.netlink', listen(19_100)];
        return { 'node-exporter': await scraped(program, args, 'http://127.0.0.1:19100/metrics') };
      }),
  },
  {
    exporters: { prometheus: 'v3.16.0' },
    record: () =>
      inFolder(async (folder) => {
        const program = goProgram({
          folder: 'prometheus/server',
          tags: 'remove_all_sd,enable_kubernetes_sd',
          package: 'github.com/prometheus/prometheus/cmd/prometheus',
        });
        const config = join(folder, 'prometheus.yaml');
        writeFileSync(config, selfScrape);
        writeFileSync(join(folder, 'rules.yaml'), oneRule);
        const args = [`--config.file=${config}`, `--storage.tsdb.path=${folder}/data`, listen(19_090)];
        return { prometheus: await scraped(program, args, 'http://127.0.0.1:19090/metrics', 45) };
      }),
  },
];

const selfScrape = `
global: { scrape_interval: 5s, evaluation_interval: 5s }
rule_files: [rules.yaml]
alerting: { alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:19093'] }] }] }
scrape_configs: [{ job_name: self, static_configs: [{ targets: ['127.0.0.1:19090'] }] }]
`;
const oneRule = 'groups: [{ name: one, rules: [{ alert: One, expr: vector(1) }] }]\n';

function listen(port: number): string {
  return `--web.listen-address=127.0.0.1:${port}`;
}

/** What a program exposes once it has run for some seconds. */
async function scraped(program: string, args: string[], url: string, seconds = 5): Promise<string> {
  const running = run(program, args);
  try {
    await scrape(url);
    await new Promise((done) => setTimeout(done, seconds * 1000));
    return await scrape(url);
  } catch (error) {
    throw new Error(`${String(error)}\n${running.log()}`);
  } finally {
    running.stop();
  }
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-metrics-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
