import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blackboxConfig } from '../../../lib/apps/observability/blackbox-exporter';
import { nodeExporterArgs } from '../../../lib/apps/observability/node-exporter';
import { collectorConfig } from '../../../lib/apps/observability/otel-collector';
import { yamlText } from '../../../lib/kit/yaml-text';
import { minioPrograms } from '../minio/minio-set';
import { collectorProgram } from '../otel/collector-program';
import { postMetric, postSpan } from '../otel/otlp';
import { checkout } from '../tree/checkout';
import { debianTree } from '../tree/debian-tree';
import { goProgram } from '../tree/go-program';
import { pause } from '../tree/until';
import { cm4Files } from './cm4-files';
import type { Expositions } from './expositions';
import { type Running, run, scrape } from './running';

export function nodeExporter(): Promise<Expositions> {
  const program = goProgram({ folder: 'exporters/node-exporter', package: 'github.com/prometheus/node_exporter' });
  return inFolder(async (folder, start) => {
    const { procfs, sysfs, rootfs } = cm4Files(folder);
    const paths = [`--path.procfs=${procfs}`, `--path.sysfs=${sysfs}`, `--path.rootfs=${rootfs}`];
    // Netlink would tell of this machine's cards.
    start(program, [...nodeExporterArgs, ...paths, '--no-collector.netdev.netlink', listen(19_100)]);
    return { 'node-exporter': await scrape('http://127.0.0.1:19100/metrics') };
  });
}

export function prometheus(): Promise<Expositions> {
  const program = goProgram({
    folder: 'prometheus/server',
    tags: 'remove_all_sd,enable_kubernetes_sd',
    package: 'github.com/prometheus/prometheus/cmd/prometheus',
  });
  return inFolder(async (folder, start) => {
    const config = join(folder, 'prometheus.yaml');
    writeFileSync(config, selfScrape);
    writeFileSync(join(folder, 'rules.yaml'), oneRule);
    start(program, [`--config.file=${config}`, `--storage.tsdb.path=${folder}/data`, listen(19_090)]);
    await scrape('http://127.0.0.1:19090/-/ready');
    await pause(20_000);
    return { prometheus: await scrape('http://127.0.0.1:19090/metrics') };
  });
}

const selfScrape = `
global: { scrape_interval: 5s, evaluation_interval: 5s }
rule_files: [rules.yaml]
alerting: { alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:19093'] }] }] }
scrape_configs: [{ job_name: self, static_configs: [{ targets: ['127.0.0.1:19090'] }] }]
`;
const oneRule = 'groups: [{ name: one, rules: [{ alert: One, expr: vector(1) }] }]\n';

/** Two that gossip, with one alert between them. */
export function alertmanager(): Promise<Expositions> {
  const module = 'github.com/prometheus/alertmanager';
  const program = goProgram({
    folder: 'alertmanager/server',
    package: `${module}/cmd/alertmanager`,
    lacking: { module, files: { 'ui/app/dist/index.html': '' } },
  });
  return inFolder(async (folder, start) => {
    const config = join(folder, 'alertmanager.yaml');
    const nowhere = { name: 'nowhere', webhook_configs: [{ url: 'http://127.0.0.1:1/' }] };
    writeFileSync(config, yamlText({ route: { receiver: 'nowhere', group_wait: '1s' }, receivers: [nowhere] }));
    for (const [web, gossip, other] of [
      [19_093, 19_094, 19_096],
      [19_095, 19_096, 19_094],
    ]) {
      const cluster = [`--cluster.listen-address=127.0.0.1:${gossip}`, `--cluster.peer=127.0.0.1:${other}`];
      start(program, [`--config.file=${config}`, `--storage.path=${folder}/${web}`, listen(web!), ...cluster]);
    }
    await scrape('http://127.0.0.1:19093/-/ready');
    const body = JSON.stringify([{ labels: { alertname: 'One', severity: 'warning' } }]);
    await fetch('http://127.0.0.1:19093/api/v2/alerts', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await pause(15_000);
    return { alertmanager: await scrape('http://127.0.0.1:19093/metrics') };
  });
}

/** Of itself, and of one address that it opens with the generated module. */
export function blackbox(): Promise<Expositions> {
  const program = blackboxProgram();
  return inFolder(async (folder, start) => {
    const authority = join(folder, 'ca.crt');
    const stop = await openOverTls(folder, authority, 19_443);
    const config = join(folder, 'blackbox.yaml');
    writeFileSync(config, yamlText(blackboxConfig(authority)));
    start(program, [`--config.file=${config}`, listen(19_115)]);
    const probe = await scrape('http://127.0.0.1:19115/probe?module=https&target=https://localhost:19443/');
    const own = await scrape('http://127.0.0.1:19115/metrics');
    stop();
    return { 'blackbox-probe': probe, 'blackbox-exporter': own };
  });
}

export function blackboxProgram(): string {
  return goProgram({
    folder: 'exporters/blackbox-exporter',
    package: 'github.com/prometheus/blackbox_exporter',
  });
}

/** A server on loopback that answers 200, with a certificate that signs itself and stands in `authority`. */
export async function openOverTls(folder: string, authority: string, port: number): Promise<() => void> {
  const key = join(folder, 'tls.key');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', authority];
  const { status, stderr } = spawnSync('openssl', [...args, ...subject], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl: ${stderr}`);
  const server = createServer({ key: readFileSync(key), cert: readFileSync(authority) }, (request, answer) => {
    answer.statusCode = request.url === '/gone' ? 503 : 200;
    answer.end('ok\n');
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return () => void server.close();
}

/** Four servers with a bucket and an object, after the scanner has passed once. */
export function minio(): Promise<Expositions> {
  const { minio: server, mc } = minioPrograms();
  return inFolder(async (folder, start) => {
    const numbers = [1, 2, 3, 4];
    const peers = numbers.map((n) => `http://127.0.0.1:1900${n}${folder}/d${n}`);
    const env = {
      MINIO_CI_CD: '1',
      MINIO_ROOT_USER: 'root',
      MINIO_ROOT_PASSWORD: 'not-a-secret',
      MINIO_PROMETHEUS_AUTH_TYPE: 'public',
      MINIO_SCANNER_SPEED: 'fastest',
    };
    const servers = numbers.map((n) => {
      mkdirSync(join(folder, `d${n}`));
      const address = `127.0.0.1:1900${n}`;
      return start(server, ['server', '--address', address, ...peers], { ...env, _MINIO_SERVER_LOCAL: address });
    });
    await scrape('http://127.0.0.1:19001/minio/health/cluster', 120);
    const client = (...args: string[]) =>
      spawnSync(mc, args, {
        // It tries again and again where a server refuses.
        timeout: 20_000,
        env: { ...process.env, MC_CONFIG_DIR: folder, MC_HOST_rack: 'http://root:not-a-secret@127.0.0.1:19001' },
      });
    client('mb', 'rack/rag');
    client('cp', '/etc/hostname', 'rack/rag/one');
    client('cat', 'rack/rag/nothing');
    await pause(90_000);
    const ask = (what: string) => scrape(`http://127.0.0.1:19001/minio/v2/metrics/${what}`);
    const sound = await ask('cluster');
    const buckets = await ask('bucket');
    // Below its quorum it refuses, and counts what it refused.
    for (const each of servers.slice(2)) each.stop();
    await pause(10_000);
    client('cp', '/etc/hostname', 'rack/rag/two');
    await pause(15_000);
    return { minio: [sound, await ask('cluster')], 'minio-buckets': buckets };
  });
}

/** A primary and its replica, each with an exporter beside it. */
export function redisExporter(): Promise<Expositions> {
  const { root } = debianTree();
  return inFolder(async (_folder, start) => {
    const inTree = (program: string, args: string[], env: Record<string, string> = {}) =>
      start('chroot', [root, program, ...args], env);
    const server = (port: number, ...more: string[]) =>
      inTree('/usr/bin/redis-server', [
        '--port',
        String(port),
        '--dir',
        '/tmp',
        '--save',
        '',
        '--maxmemory',
        '256mb',
        ...more,
      ]);
    server(16_379);
    server(16_380, '--replicaof', '127.0.0.1 16379');
    await pause(5000);
    for (const [port, web] of [
      [16_379, 19_121],
      [16_380, 19_122],
    ]) {
      const env = { REDIS_ADDR: `redis://127.0.0.1:${port}`, REDIS_EXPORTER_WEB_LISTEN_ADDRESS: `127.0.0.1:${web}` };
      inTree('/usr/bin/prometheus-redis-exporter', [], env);
    }
    const ask = (port: number) => scrape(`http://127.0.0.1:${port}/metrics`);
    await Promise.all([ask(19_121), ask(19_122)]);
    return { 'redis-exporter': [await ask(19_121), await ask(19_122)] };
  });
}

/** What its own tests record. */
export function thermalDaemon(): Promise<Expositions> {
  const file = join(checkout(), 'thermal-daemon', 'metrics', 'metrics.recorded.txt');
  return Promise.resolve({ 'thermal-daemon': readFileSync(file, 'utf8') });
}

function listen(port: number): string {
  return `--web.listen-address=127.0.0.1:${port}`;
}

type Start = (program: string, args: string[], env?: Record<string, string>) => Running;

/** Work in a folder that goes away, with programs that end with it; their words are shown when it fails. */
export async function inFolder<T>(work: (folder: string, start: Start) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-metrics-'));
  const running: (Running & { log(): string })[] = [];
  try {
    return await work(folder, (program, args, env) => {
      const started = run(program, args, env);
      running.push(started);
      return started;
    });
  } catch (error) {
    throw new Error(`${String(error)}\n${running.map(({ log }) => log()).join('\n')}`);
  } finally {
    for (const each of running) each.stop();
    await pause(1000);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** With nobody behind it, a line for one trace and little patience: what it could not pass on is among what it counts. */
export function otelCollector(): Promise<Expositions> {
  const program = collectorProgram();
  const text = yamlText(
    collectorConfig({ memory: '256Mi', spansPerSecond: 200 }, '127.0.0.1:25317', ['http://127.0.0.1:29090']),
  );
  const local = text
    .replaceAll('0.0.0.0:4317', '127.0.0.1:24317')
    .replaceAll('0.0.0.0:4318', '127.0.0.1:24318')
    .replaceAll('0.0.0.0:13133', '127.0.0.1:23133')
    .replace('host: 0.0.0.0', 'host: 127.0.0.1')
    .replace('port: 8888', 'port: 28888')
    .replace('send_batch_size: 512', 'send_batch_size: 1')
    .replaceAll(/queue_size: \d+/g, 'queue_size: 1')
    .replaceAll(/^( *)max_elapsed_time: \S+/gm, '$1initial_interval: 1s\n$1max_interval: 1s\n$1max_elapsed_time: 5s');
  return inFolder(async (folder, start) => {
    const config = join(folder, 'collector.yaml');
    writeFileSync(config, local);
    start(program, [`--config=${config}`]);
    await scrape('http://127.0.0.1:23133/');
    // More than ten are sent at a time, and one waits.
    for (let n = 0; n < 40; n++) await postSpan('/api/chat', n.toString(16).padStart(32, 'a'), 24_318);
    await postSpan('/health', 'b'.repeat(32), 24_318);
    for (let n = 0; n < 40; n++) await postMetric(24_318);
    await pause(45_000);
    return { 'otel-collector': await scrape('http://127.0.0.1:28888/metrics') };
  });
}
