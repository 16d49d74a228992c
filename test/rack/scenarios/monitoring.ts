import { type KubeObject, type Pod, isTrue, objectId } from '../../cluster/kube/object';
import { waitFor } from '../../cluster/kube/wait';
import { type Receiver, startReceiver } from '../box/receiver';
import { applyAll } from '../objects/apply';
import { signed } from '../objects/certificates';
import { allWell, darknessNoticed, pods } from './apps';
import { ask } from './ask-prometheus';
import { certManagerNamespace, issueCertificates } from './cert-manager';
import { judgeCollector } from './collector';
import { endedContainers } from './ended-containers';
import { type Rule, type Target, type Wanted, ruleFaults, targetFaults } from './prometheus-answers';
import type { RackContext, RackScenario } from './scenario';
import { warnings } from './warnings';

const readySeconds = 300;
/** Discovery, a scrape and an evaluation of each, all every 30 s. */
const settleSeconds = 150;
/** A node is noticed after 50 s, the alert waits for 3 min, Alertmanager for 30 s; scrapes and evaluations are 30 s apart. */
const toldSeconds = 420;

/** Alerts that may wait or fire in a box that is whole, and why. */
const expected = {
  Watchdog: 'it always fires',
  JobAbsent: 'apps that the box does not run have no targets',
  ControlPlaneLost: 'the control plane of the box is on no blade',
  PageDown: 'the pages are not in the box',
  NodeDiskFilling: 'blades have the disk of the machine, to which others write',
  NodeDiskAlmostFull: 'the same',
  NodeClockOff: 'blades have the clock of the machine, which its owner may not synchronize',
  PostgresFailedOver: 'scenarios before made it',
};

/**
 * cert-manager, which issues every Certificate of the rack; then Prometheus, Alertmanager and the exporters as `dist/` has
 * them: everything there is is scraped, no alert waits that has no reason to; then two of the blades with Redis go, and the
 * one whom the rack tells is told.
 */
export const monitoring: RackScenario = {
  id: 'monitoring',
  title: 'Certificates issued, targets up, rules quiet, an alert told',
  async run(context) {
    const { box, say } = context;
    const receiver = await startReceiver(box.network.gateway);
    try {
      const issued = await issueCertificates(context);
      if (issued.failures.length > 0) return { shown: '', rows: [], failures: issued.failures };
      await startMonitoring(context, []);
      const collected = await judgeCollector(context);
      say(collected);
      const wanted = await targetsWanted(context);
      const quiet = await settled(context, wanted);
      const ended = await endedContainers(context, certManagerNamespace);
      say(`${quiet.targets} targets are up, ${quiet.rules} rules quiet`);
      const heartbeat = await told(receiver, ['Watchdog'], '/heartbeat-url', 120);
      say(`the heartbeat was told ${heartbeat.alerts.join(', ')}`);
      const message = await redisTold(context, receiver);
      return {
        shown: `${issued.shown}; ${quiet.targets} targets of ${Object.keys(wanted).length} jobs up on each Prometheus, ${quiet.rules} rules evaluated and quiet; ${collected}; two blades pulled: ${message}`,
        rows: [],
        failures: ended,
      };
    } finally {
      receiver.close();
    }
  },
};

/** Secrets of Certificates as the box signs them, for scenarios without cert-manager. */
export function signedByBox({ box, apps }: RackContext): KubeObject[] {
  return apps.certificates.map((each) => signed(each, box.bench.controlPlane.pki));
}

/**
 * Prometheus, Alertmanager and the exporters.
 *
 * @param secrets those that Certificates name, where no cert-manager makes them: `signedByBox`
 * @throws when one is not Ready in time
 */
export async function startMonitoring(context: RackContext, secrets: readonly KubeObject[]): Promise<void> {
  const { box, apps, say } = context;
  await applyAll(box.bench, [...secrets, ...apps.monitoring], 60);
  await allReady(context);
  say(`${apps.monitoring.length} objects applied, all their pods Ready`);
}

/** Waits for all pods of the namespaces. @throws with those that are not Ready */
async function allReady(context: RackContext): Promise<void> {
  let late: string[] = [];
  try {
    await waitFor(
      'monitoring to be Ready',
      readySeconds,
      async () => {
        const all = [...(await pods(context, 'monitoring')), ...(await pods(context, 'hardware'))];
        late = all.filter((pod) => !isTrue(pod, 'Ready')).map(objectId);
        // 2 Prometheus, 3 Alertmanagers, 2 exporters of one pod, the collector, one on each blade.
        const there = all.length === 8 + context.box.blades.length;
        if (!there) late.push(`${all.length} pods of monitoring and hardware`);
        return late.length === 0 ? true : undefined;
      },
      1000,
    );
  } catch {
    const said = await warnings(context, 'monitoring');
    throw new Error(
      `monitoring is not Ready after ${readySeconds} s: ${late.join('; ')}\n${said.slice(-8).join('\n')}`,
    );
  }
}

/** Jobs of everything that runs in the box, with the number of pods or nodes that stand behind each. */
async function targetsWanted(context: RackContext): Promise<Wanted> {
  const blades = context.box.blades.length;
  const count = async (namespace: string, has: (pod: Pod) => boolean) =>
    (await pods(context, namespace)).filter(has).length;
  const named = (name: string) => (pod: Pod) => pod.metadata.labels?.['app.kubernetes.io/name'] === name;
  // Of cert-manager all pods are there: its Deployments had them.
  const certManager = (name: string) => [`cert-manager/cert-manager-${name}/metrics`, 1] as const;
  return {
    ...Object.fromEntries(['controller', 'webhook', 'cainjector'].map(certManager)),
    cadvisor: blades,
    kubelet: blades,
    'hardware/node-exporter/metrics': blades,
    'data/redis/metrics': await count('data', named('redis')),
    'data/postgres/metrics': await count('data', (pod) => pod.metadata.labels?.['cnpg.io/podRole'] === 'instance'),
    'cnpg-system/cloudnative-pg/metrics': await count('cnpg-system', named('cloudnative-pg')),
    'kube-system/coredns/metrics': await count('kube-system', (pod) => pod.metadata.labels?.['k8s-app'] === 'kube-dns'),
    'monitoring/alertmanager/http': 3,
    'monitoring/prometheus/http': 2,
    'monitoring/kube-state-metrics/metrics': 1,
    'monitoring/blackbox-exporter/http': 1,
    'monitoring/otel-collector/metrics': 1,
  };
}

/** Waits until both Prometheus find nothing wrong. @throws with what still is */
async function settled(context: RackContext, wanted: Wanted): Promise<{ targets: number; rules: number }> {
  let faults: string[] = ['nothing was asked'];
  let seen = { targets: 0, rules: 0 };
  try {
    await waitFor(
      'Prometheus to be content',
      settleSeconds,
      async () => {
        faults = [];
        for (const pod of ['prometheus-0', 'prometheus-1']) {
          const { activeTargets } = await ask<{ activeTargets: Target[] }>(context, pod, 'targets?state=active');
          const rules = (await ask<{ groups: { rules: Rule[] }[] }>(context, pod, 'rules')).groups.flatMap(
            (group) => group.rules,
          );
          const unknown = rules.filter(({ health }) => health === 'unknown').length;
          seen = { targets: activeTargets.length, rules: rules.length };
          const own = [
            ...targetFaults(activeTargets, wanted),
            ...ruleFaults(rules, expected),
            ...(unknown > 0 ? [`${unknown} rules were not evaluated yet`] : []),
          ];
          faults.push(...own.map((fault) => `${pod}: ${fault}`));
        }
        return faults.length === 0 ? true : undefined;
      },
      3000,
    );
  } catch {
    throw new Error(`after ${settleSeconds} s: ${faults.join('\n')}`);
  }
  return seen;
}

/** @throws when the receiver was told none of the alerts in time, with what it was told instead */
async function told(receiver: Receiver, alerts: readonly string[], path: string, seconds: number) {
  const found = () =>
    receiver.told.find(
      (each) => each.path === path && each.status === 'firing' && each.alerts.some((alert) => alerts.includes(alert)),
    );
  const what = `the box's receiver to be told ${alerts.join(' or ')}`;
  return waitFor(what, seconds, found, 500).catch((error: Error) => {
    const instead = [...new Set(receiver.told.map((each) => `${each.path} ${each.alerts.join(', ')}`))];
    throw new Error(`${error.message}; it was told: ${instead.join('; ') || 'nothing'}`);
  });
}

/** Those of Redis' page that two dead blades raise; the first of them is told, the others join its group minutes later. */
const redisAlerts = ['RedisWithoutPrimary', 'RedisTakesNoWrites'];

/** Pulls two of the blades with Redis, yet leaves a Prometheus; returns who was told what, and when. */
async function redisTold(context: RackContext, receiver: Receiver): Promise<string> {
  const { box, say } = context;
  const on = async (namespace: string, name: string) =>
    (await pods(context, namespace))
      .filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === name)
      .map(({ spec }) => spec.nodeName!);
  const redis = await on('data', 'redis');
  const prometheus = await on('monitoring', 'prometheus');
  const pairs = redis.flatMap((one, index) => redis.slice(index + 1).map((other) => [one, other]));
  const pair = pairs.find((each) => prometheus.some((blade) => !each.includes(blade)));
  if (pair === undefined) throw new Error(`no two blades of ${redis.join(', ')} leave a Prometheus`);
  const dns = (await pods(context, 'kube-system')).filter(({ spec }) => pair.includes(spec.nodeName!)).length;
  say(`plugs of ${pair.join(' and ')}: two of three Redis, ${dns} of 2 DNS pods`);
  const since = Date.now() / 1000;
  await Promise.all(pair.map((name) => box.blade(name).pullPlug()));
  const { at, alerts } = await told(receiver, redisAlerts, '/ntfy-url', toldSeconds);
  const seconds = Math.round(at - since);
  for (const each of receiver.told.filter((message) => message.at > since))
    say(`  ${each.path} was told ${each.alerts.join(', ')} (${each.status}) after ${Math.round(each.at - since)} s`);
  await darknessNoticed(context, pair);
  await Promise.all(pair.map((name) => box.blade(name).plugIn()));
  await box.ready(pair);
  await allWell(context, 300, `${pair.join(' and ')} came back`);
  return `${alerts.join(', ')} told after ${seconds} s`;
}
