import { spawnSync } from 'node:child_process';
import type { StatefulSetSpec } from '../../../imports/k8s';
import type { Verdict } from '../sops/verdict';
import type { Generated } from '../tree/generated';
import { Pod } from '../tree/pod';
import { PodWorld } from '../tree/pod-world';
import { pause, stopwatch, until } from '../tree/until';
import { Listener, bridge, listenPort } from './listener';

export interface ClusterGiven {
  programs: Record<'amtool' | 'alertmanager' | 'prometheus', string>;
  given: Generated;
  tree: string;
  alertmanagers: StatefulSetSpec;
  prometheuses: StatefulSetSpec;
  verdict: Verdict;
}

const namespace = 'monitoring';
/** A critical alert waits half a minute for company; each server after the first waits another quarter for its turn. */
const toldWithinSeconds = 30 + 3 * 15 + 10;

/** Three servers that gossip, and two Prometheus servers that both raise every alert: each is told once. */
export async function judgeCluster(all: ClusterGiven): Promise<void> {
  const { verdict } = all;
  const listener = new Listener();
  const world = new PodWorld();
  await listener.listen(listenPort, bridge);
  const servers = [0, 1, 2].map((ordinal) => podOf(world, all, 'alertmanager', all.alertmanagers, ordinal));
  const clock = stopwatch();
  for (const server of servers) server.start();
  const joined = await until(90, async () => ((await members(servers)).every((n) => n === 3) ? true : undefined), 500);
  verdict.check(`three servers see one another after ${clock()} s`, joined === true, servers[0]!.log('alertmanager'));

  await judgeWatchdog(world, all, servers, listener);
  await judgeDelivery(all, servers, listener);
  await judgeSilence(all, servers);
  await judgeDeath(all, servers, listener);
  for (const server of servers) await server.kill();
  listener.close();
}

/** Real Prometheus servers with the rules of the rack: of what they raise, one alert fires at once. */
async function judgeWatchdog(world: PodWorld, all: ClusterGiven, servers: Pod[], listener: Listener): Promise<void> {
  const { verdict } = all;
  const watchers = [0, 1].map((ordinal) => podOf(world, all, 'prometheus', all.prometheuses, ordinal));
  for (const watcher of watchers) watcher.start();
  const clock = stopwatch();
  const beat = await until(180, () => (listener.told('/beat', 'Watchdog') > 0 ? true : undefined), 500);
  verdict.check(`the watchdog of two Prometheus servers is a heartbeat after ${clock()} s`, beat === true);
  await pause(70_000);
  verdict.check('   and one, not two or three', listener.told('/beat', 'Watchdog') === 1, said(listener));
  const known = await Promise.all(servers.map((server) => alertsOf(server)));
  const watchdogs = known.map((alerts) => alerts.filter(({ labels }) => labels['alertname'] === 'Watchdog'));
  verdict.check(
    'every server knows one watchdog, of the rack and of neither replica',
    watchdogs.every(([first, ...more]) => first?.labels['rack'] && !first.labels['replica'] && more.length === 0),
    JSON.stringify(watchdogs),
  );
  for (const watcher of watchers) await watcher.kill();
}

/** What both replicas post to all three servers is told once; what a worse alert explains, not at all. */
async function judgeDelivery({ verdict }: ClusterGiven, servers: Pod[], listener: Listener): Promise<void> {
  const alerts: Record<string, string>[] = [
    { alertname: 'PostgresTakesNoCommits', severity: 'critical', app: 'postgres' },
    { alertname: 'SwitchDark', severity: 'critical', app: 'node-exporter', switch: 'a' },
    { alertname: 'NodesDown', severity: 'critical', app: 'kube-state-metrics' },
    { alertname: 'NodeDown', severity: 'warning', app: 'kube-state-metrics', node: 'blade-05' },
    { alertname: 'DaemonSetShort', severity: 'warning', app: 'kube-state-metrics', explained_by: 'NodeDown' },
  ];
  for (let replica = 0; replica < 2; replica++) for (const server of servers) await post(server, alerts);
  await until(toldWithinSeconds, () => (told(listener, 'PostgresTakesNoCommits') > 0 ? true : undefined), 500);
  await pause(toldWithinSeconds * 1000);
  verdict.check(
    'a critical alert of two replicas is told once',
    told(listener, 'PostgresTakesNoCommits') === 1,
    said(listener),
  );
  verdict.check('so is another one', told(listener, 'SwitchDark') === 1, said(listener));
  verdict.check('the dead blades that a dark switch explains are not told', told(listener, 'NodesDown') === 0);
  verdict.check('a warning does not come at once', told(listener, 'NodeDown') === 0, said(listener));
}

/** A silence that one server was told of holds on the others, and comes back after a restart. */
async function judgeSilence({ programs, verdict }: ClusterGiven, servers: Pod[]): Promise<void> {
  const [first, second] = servers as [Pod, Pod, Pod];
  const amtool = (server: Pod, ...args: string[]) => {
    const url = `--alertmanager.url=http://${server.address}:9093`;
    return spawnSync(programs.amtool, [url, ...args], { encoding: 'utf8' });
  };
  const words = ['alertname=NodeDown', 'node=blade-07', '--duration=1h', '--author=judge', '--comment=new disk'];
  const added = amtool(first, 'silence', 'add', ...words);
  verdict.check('amtool silences as the runbook says', added.status === 0, added.stderr);
  const heard = await until(
    30,
    () => (amtool(second, 'silence', 'query').stdout.includes('new disk') ? true : undefined),
    500,
  );
  verdict.check('another server knows the silence', heard === true);
  await first.kill();
  first.start();
  const back = await until(
    90,
    () => (amtool(first, 'silence', 'query').stdout.includes('new disk') ? true : undefined),
    500,
  );
  verdict.check('and teaches the first one again, which restarted with nothing', back === true);
}

async function judgeDeath({ verdict }: ClusterGiven, servers: Pod[], listener: Listener): Promise<void> {
  const [first, ...rest] = servers as [Pod, Pod, Pod];
  await first.kill();
  first.forget();
  const alert = { alertname: 'RedisWithoutPrimary', severity: 'critical', app: 'redis' };
  for (const server of rest) await post(server, [alert]);
  await until(toldWithinSeconds, () => (told(listener, alert.alertname) > 0 ? true : undefined), 500);
  await pause(40_000);
  verdict.check('with one server dead, an alert is told once', told(listener, alert.alertname) === 1, said(listener));
}

function podOf(
  world: PodWorld,
  { programs, given, tree }: ClusterGiven,
  name: 'alertmanager' | 'prometheus',
  spec: StatefulSetSpec,
  ordinal: number,
): Pod {
  return new Pod(world, {
    name: `${name}-${ordinal}`,
    namespace,
    hostName: `${name}-${ordinal}.${spec.serviceName}.${namespace}.svc.cluster.local`,
    spec: spec.template.spec!,
    claims: (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata!.name!),
    images: { [name]: { busybox: true, programs: { [name]: programs[name] }, entrypoint: [name] } },
    given,
    tree,
  });
}

function told(listener: Listener, alert: string): number {
  return listener.told('/person', alert);
}

function said({ messages }: Listener): string {
  return messages.map(({ path, status, alerts }) => `${path} ${status}: ${alerts.join(', ')}`).join('\n     ');
}

async function members(servers: Pod[]): Promise<number[]> {
  const texts = await Promise.all(servers.map((server) => get(server, '/metrics')));
  return texts.map((text) => Number(/^alertmanager_cluster_members (\d+)$/m.exec(text)?.[1] ?? 0));
}

async function alertsOf(server: Pod): Promise<{ labels: Record<string, string> }[]> {
  return JSON.parse(await get(server, '/api/v2/alerts')) as { labels: Record<string, string> }[];
}

async function get(server: Pod, path: string): Promise<string> {
  try {
    const answer = await fetch(`http://${server.address}:9093${path}`, { signal: AbortSignal.timeout(5000) });
    return answer.ok ? await answer.text() : '';
  } catch {
    return ''; // not up yet
  }
}

async function post(server: Pod, alerts: Record<string, string>[]): Promise<void> {
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  const answer = await fetch(`http://${server.address}:9093/api/v2/alerts`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(alerts.map((labels) => ({ labels, endsAt, annotations: { summary: 'judged' } }))),
  });
  if (!answer.ok) throw new Error(`Alertmanager refuses the alerts: ${await answer.text()}`);
}
