import type { Deployment, StatefulSet } from '../../../imports/k8s';
import * as every from '../../../lib/cluster';
import type { App } from '../../../lib/kit/app';
import { modelFiles } from '../../../lib/kit/model-files';
import { OtlpReceiver } from '../../../lib/kit/peers';
import { minioPrograms } from '../minio/minio-set';
import { Verdict } from '../sops/verdict';
import { debianTree } from '../tree/debian-tree';
import { Generated } from '../tree/generated';
import { inOwnWorld } from '../tree/own-world';
import { PodWorld } from '../tree/pod-world';
import { judgeBulkIngestion } from './bulk-ingestion';
import { judgeBusyServers } from './busy-servers';
import { startDataLayer } from './data-layer';
import { judgeDayOfProbes } from './day-of-probes';
import { judgeFallback } from './fallback';
import { judgeGateway } from './gateway';
import { judgeModelFiles, judgeServers } from './model-servers';
import { judgeFailover } from './redis-failover';
import { judgeRetrieval } from './retrieval';
import { Origin } from './origin';
import { images, syntheticModels } from './programs';
import { Stack } from './stack';
import { TraceListener, tracesApp } from './traces';

const judgeAddress = '10.244.0.1';

/**
 * `node bin/run.cjs test/judges/models/models.ts`: people, LiteLLM, Open WebUI and llama.cpp on what dist/homelab tells
 * them, with a real PostgreSQL, Redis with Sentinels, and object store below. Root, apt, Go and Python 3.11.
 */
async function main(): Promise<void> {
  const trees = { servers: debianTree(), python: debianTree('python'), llama: debianTree('llama') };
  const programs = { ...images(), minio: minioPrograms() };
  const folder = syntheticModels();
  if (!inOwnWorld()) return;
  const verdict = new Verdict();
  const world = new PodWorld();
  const origin = new Origin(folder);
  for (const [name, model] of Object.entries(modelFiles)) origin.standIn(name, model);
  const offered = Object.values(every as Record<string, App>).some(({ offers }) => offers.includes(OtlpReceiver));
  const given = Generated.homelab({ fields: { 'apps.reranker': {} }, apps: offered ? [] : [tracesApp] });
  given.judgeOrigin(verdict);
  const traces = new TraceListener();
  traces.listen();
  for (const name of ['origin.judge', ...traceHosts(given)]) world.setName(name, judgeAddress);
  const versions = ['postgresql-18', 'postgresql-18-pgvector', 'valkey-server'].map((name) =>
    trees.servers.version(name),
  );
  console.log(
    `--- ${[...versions, trees.llama.version('llama.cpp'), 'LiteLLM 1.103.2', 'Open WebUI 0.11.4'].join(', ')}`,
  );

  const data = await startDataLayer(world, given, trees.servers, programs.minio, verdict);
  const stack = new Stack(world, given);
  const at = { stack, world, trees, programs, verdict, traces, ...data };
  await judgeModelFiles(at, origin);
  const servers = await judgeServers(at);
  const gateway = await judgeGateway(at);
  if (gateway) await judgeBusyServers(at, gateway, servers);
  if (gateway) await judgeFallback(at, gateway, servers);
  const webui = gateway && (await judgeRetrieval(at, servers));
  if (webui) await judgeBulkIngestion(at, webui, servers);
  if (gateway && webui) await judgeDayOfProbes(at, [gateway.pod, webui.pods[0]!, servers.chat]);
  if (gateway && webui) await judgeFailover(at, gateway, webui);
  verdict.close();
  process.exit();
}

/** Where the applications send their spans, whoever offered to take them. */
function traceHosts(given: Generated): string[] {
  const workloads = [
    given.object<Deployment>('ml/Deployment/litellm'),
    given.object<StatefulSet>('ml/StatefulSet/open-webui'),
  ];
  const env = workloads.flatMap(({ spec }) => spec!.template.spec!.containers[0]!.env!);
  return env.filter(({ name }) => /^OTEL_.*ENDPOINT$/.test(name)).map(({ value }) => new URL(value!).hostname);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
});
