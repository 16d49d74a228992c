import { Resolver } from 'node:dns/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubeStateMetricsArgs } from '../../../lib/apps/observability/kube-state-metrics';
import { rackUnderTest } from '../../cluster/commands/rack-under-test';
import { coldStart } from '../../cluster/scenarios/cold-start';
import { runScenarios } from '../../cluster/scenarios/run-scenarios';
import type { Scenario, ScenarioContext } from '../../cluster/scenarios/scenario';
import { checkout } from '../tree/checkout';
import { goProgram } from '../tree/go-program';
import type { Expositions } from './expositions';
import { scrape } from './running';

/**
 * The whole reference rack on the cluster bench: a real API server, etcd and kustomize-controller that have just brought
 * every object up, kube-state-metrics that counts them, and CoreDNS that answers for them.
 */
export async function recordBench(): Promise<Expositions> {
  const programs = {
    coredns: goProgram({ folder: 'exporters/coredns', package: 'github.com/coredns/coredns' }),
    'kube-state-metrics': goProgram({
      folder: 'exporters/kube-state-metrics',
      package: 'k8s.io/kube-state-metrics/v2',
    }),
  };
  const recorded: Expositions = {};
  const record: Scenario = {
    id: 'record',
    title: 'Record metrics',
    everyday: false,
    async run(context) {
      const outcome = await coldStart.run(context);
      Object.assign(recorded, await expositions(context, programs));
      return outcome;
    },
  };
  const root = checkout();
  const out = join(root, 'test', 'cluster', 'out');
  const { results } = await runScenarios(rackUnderTest('homelab', root), [record], {
    out,
    full: false,
    progress: (line) => console.error(line),
  });
  if (Object.keys(recorded).length === 0) throw new Error(results[0]?.failures.join('\n') ?? 'the bench did not start');
  return recorded;
}

async function expositions(
  { rackBench: { bench } }: ScenarioContext,
  programs: { coredns: string; 'kube-state-metrics': string },
): Promise<Expositions> {
  const kubeconfig = `--kubeconfig=${bench.kubeconfig}`;
  const stateArgs = [
    ...kubeStateMetricsArgs,
    kubeconfig,
    '--host=127.0.0.1',
    '--port=18080',
    '--telemetry-host=127.0.0.1',
  ];
  bench.processes.start('kube-state-metrics', programs['kube-state-metrics'], stateArgs);
  const corefile = join(bench.folder, 'Corefile');
  writeFileSync(corefile, likeTalos(bench.kubeconfig));
  bench.processes.start('coredns', programs.coredns, ['-conf', corefile]);
  await scrape('http://127.0.0.1:18080/metrics');
  await scrape('http://127.0.0.1:19153/metrics');
  await askNames();
  return {
    'kube-apiserver': String((await bench.client.expect('GET', '/metrics')).body),
    etcd: await scrape(`${argumentOf(bench.processes.pids()['etcd']!, 'listen-client-urls')}/metrics`),
    'kustomize-controller': await scrape(
      `http://${argumentOf(bench.processes.pids()['kustomize-controller']!, 'metrics-addr')}/metrics`,
    ),
    'kube-state-metrics': await scrape('http://127.0.0.1:18080/metrics'),
    coredns: await scrape('http://127.0.0.1:19153/metrics'),
  };
}

/** The Corefile of Talos, on other ports and with a way to the API server from outside a pod. */
function likeTalos(kubeconfig: string): string {
  return `.:15353 {
  errors
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    kubeconfig ${kubeconfig}
    pods insecure
    fallthrough in-addr.arpa ip6.arpa
    ttl 30
  }
  prometheus 127.0.0.1:19153
  forward . 127.0.0.1:15354
  cache 30
  loadbalance
}
`;
}

async function askNames(): Promise<void> {
  const resolver = new Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers(['127.0.0.1:15353']);
  for (const name of ['redis.data.svc.cluster.local', 'no-such.data.svc.cluster.local', 'nowhere.example']) {
    await resolver.resolve4(name).catch(() => undefined);
    await resolver.resolve6(name).catch(() => undefined);
  }
}

function argumentOf(pid: number, flag: string): string {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  const found = words.find((word) => word.startsWith(`--${flag}=`));
  if (found === undefined) throw new Error(`process ${pid} was started without --${flag}`);
  return found.slice(flag.length + 3);
}
