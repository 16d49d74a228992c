import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DaemonSet, StatefulSet } from '../../../imports/k8s';
import { bytesOf } from '../../../lib/units/quantity';
import type { Bench } from '../../cluster/bench';
import type { KubeObject } from '../../cluster/kube/object';
import { writeIdentity } from '../discovery/server';
import type { Verdict } from '../sops/verdict';
import { withApiInOwnWorld } from '../tree/api-in-own-world';
import { host } from '../tree/pod-world';
import { stopwatch } from '../tree/until';
import { Cluster, blade, collectorPod } from './api';
import { Blade } from './blade';
import { judgeLines, judgeLoad, judgeOutage, judgeRights } from './judge-lines';
import { judgePlugin } from './plugin';
import { Program } from './processes';
import { logCollectorProgram, logStoreProgram } from './programs';
import { store } from './search';

/**
 * `node bin/run.cjs test/judges/logs/logs.ts`: the store and the collector of dist/homelab, as their users and without
 * capabilities, before a real API server: lines of pods, of Talos and of the kernel are found by the queries of the
 * dashboard. Root, Go.
 */
async function main(): Promise<void> {
  const programs = { store: logStoreProgram(), collector: logCollectorProgram() };
  await withApiInOwnWorld((bench, verdict) => judge(bench, programs, verdict));
}

async function judge(bench: Bench, programs: { store: string; collector: string }, verdict: Verdict): Promise<void> {
  const cluster = new Cluster(bench.client);
  await cluster.prepare();
  const names = '/run/hosts';
  writeFileSync(names, '127.0.0.1 localhost logs.monitoring.svc.cluster.local\n');
  host('mount', '--bind', names, '/etc/hosts');
  writeIdentity(await cluster.token(), bench.client.endpoint.ca);
  writeFileSync('/run/secrets/kubernetes.io/serviceaccount/namespace', 'hardware');
  const files = new Blade();

  const server = cluster.find<StatefulSet & KubeObject>('StatefulSet', 'monitoring', 'logs').spec!.template.spec!;
  const daemon = cluster.find<DaemonSet & KubeObject>('DaemonSet', 'hardware', 'log-collector').spec!.template.spec!;
  const data = '/run/data';
  mkdirSync(data);
  chownSync(data, server.securityContext!.runAsUser!, server.securityContext!.runAsGroup!);
  const state = join('/run', 'state');
  mkdirSync(state);
  const ofStore = server.containers[0]!;
  const ofCollector = daemon.containers[0]!;
  const storeProgram = (args = ofStore.args!) =>
    new Program({
      program: programs.store,
      args: args.map((arg) => arg.replace('=/data', `=${data}`)),
      uid: server.securityContext!.runAsUser!,
      env: literals(ofStore.env),
      hostName: 'logs-0',
      health: `${store}/health`,
    });
  const collectorProgram = (args = ofCollector.args!) =>
    new Program({
      program: programs.collector,
      args: args.map((arg) => arg.replace('/var/lib/log-collector', state).replace('$(NODE)', blade)),
      uid: daemon.securityContext!.runAsUser!,
      env: {
        ...literals(ofCollector.env),
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: String(bench.client.endpoint.port),
      },
      hostName: collectorPod,
      health: 'http://127.0.0.1:9429/health',
    });
  const scene = {
    cluster,
    files,
    verdict,
    storeProgram,
    collectorProgram,
    limits: {
      store: bytesOf(String(ofStore.resources!.limits!['memory'])),
      collector: bytesOf(String(ofCollector.resources!.limits!['memory'])),
    },
  };
  const clock = stopwatch();
  await judgeRights(scene);
  const running = { store: storeProgram(), collector: collectorProgram() };
  verdict.check('the store starts with the generated arguments', await running.store.start(), running.store.said);
  verdict.check(
    'the collector starts with the generated arguments',
    await running.collector.start(),
    running.collector.said,
  );
  try {
    await judgeLines(scene);
    await judgeLoad(scene, running);
    await judgeOutage(scene, running);
  } finally {
    for (const each of Object.values(running)) await each.end('SIGKILL');
  }
  await judgePlugin(verdict);
  console.log(`(${clock()} s without builds)`);
}

function literals(env: readonly { name: string; value?: string }[] = []): Record<string, string> {
  return Object.fromEntries(env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(2);
});
