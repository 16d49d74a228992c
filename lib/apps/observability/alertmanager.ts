import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import * as z from 'zod';
import { addressInMessages } from '../../kit/alert-links';
import { type Gathered, app } from '../../kit/app';
import { AlertRouter } from '../../kit/peers';
import type { PodPort } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { SecretKeys } from '../../kit/secrets';
import { podHosts, serviceHost } from '../../kit/service';
import { Workload } from '../../kit/workload';
import { yamlText } from '../../kit/yaml-text';
import { type Size, sizeField } from '../../kit/size';
import { type RackSpec, workersOf } from '../../rack-file/rack';
import { duration, url } from '../../units/fields';
import { alertmanagerAlerts } from './alertmanager.alerts';
import { inhibitRules } from './alertmanager.inhibition';
import { configsFor, isAnybodyTold, receiversSpec, secretsOf, statedServers, whereTo } from './alertmanager.receivers';
import { daytime, timezone } from './alertmanager.times';

const namespace = 'monitoring';
const secretsPath = '/run/secrets/alertmanager-receivers';

export const alertmanagerSpec = z.strictObject({
  size: sizeField,
  receivers: receiversSpec.prefault({}).describe('who is told; absent: alerts are seen only by who looks'),
  heartbeat: z
    .strictObject({
      server: url.describe('address of the service without the secret path, such as https://hc-ping.com'),
      every: duration.default('5m').describe('time between two beats; let the service wait three of them'),
    })
    .optional()
    .describe('a service outside the rack that tells you when the rack has fallen silent, alerting included'),
  day: daytime
    .default('08:00-21:00')
    .describe('hours in which warnings are sent; critical alerts are sent at any hour'),
  timezone: timezone.default('UTC').describe('time zone of `day`, such as Europe/Berlin'),
});

export type AlertmanagerSpec = z.infer<typeof alertmanagerSpec>;

export const alertmanager = app({
  name: 'alertmanager',
  area: 'observability',
  summary: 'Tells people of alerts: critical ones at once, warnings by day, each once',
  spec: alertmanagerSpec,
  small: {},
  offers: [AlertRouter],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ size }, rack) => ({ bladesEach: serversFor(size, rack) }),
  outside: statedServers,
  build: (scope, { spec, rack }) => new Alertmanager(scope, spec, serversFor(spec.size, rack)),
  whenAllBuilt: (built, all) => built.linkTo(all),
});

/**
 * Three where there are blades for three: two may then die. A single one tells everything, too, but forgets silences when it
 * moves.
 */
function serversFor(size: Size, rack: Pick<RackSpec, 'blades'>): number {
  return size === 'small' ? 1 : Math.min(3, workersOf(rack).length);
}

/**
 * Three servers that gossip who has been told what. Each hears every alert and any one of them can tell it, so two
 * blades may die. Silences and what was told live in memory and in one another: nothing here waits for a volume, since a
 * broken store is what it must be able to report.
 */
export class Alertmanager extends Construct implements AlertRouter {
  readonly alertsPort: PodPort;
  readonly alertsUrl = `http://${serviceHost(namespace, 'alertmanager')}:9093`;
  readonly alertsHosts: readonly string[];
  /** In messages: where alerts are looked at and silenced. */
  private address = '';

  constructor(scope: Construct, spec: AlertmanagerSpec, replicas: number) {
    super(scope, 'alertmanager');
    this.alertsHosts = podHosts(namespace, 'alertmanager', replicas);
    const keys = secretsOf(spec);
    const secrets =
      Object.keys(keys).length > 0
        ? new SecretKeys(this, 'receivers', { namespace, name: 'alertmanager-receivers', keys })
        : undefined;
    const set = new Workload(this, {
      kind: 'StatefulSet',
      namespace,
      name: 'alertmanager',
      tier: 'serving',
      replicas,
      quorum: 1,
      spread: 'one-per-node',
      sticky: true,
      podManagementPolicy: 'Parallel',
      publishNotReadyAddresses: true,
      user: { uid: 65_534, gid: 65_534 },
      config: { 'alertmanager.yaml': yamlText(alertmanagerConfig(spec, secretsPath)) },
      alerts: alertmanagerAlerts(replicas),
      containers: {
        alertmanager: {
          image: 'alertmanager',
          args: [
            '--config.file=/etc/alertmanager/alertmanager.yaml',
            '--storage.path=/alertmanager',
            '--enable-feature=utf8-strict-mode',
            Lazy.any({ produce: () => `--web.external-url=${this.address}` }) as string,
            '--web.route-prefix=/',
            '--cluster.listen-address=0.0.0.0:9094',
            '--cluster.advertise-address=$(POD_IP):9094',
            ...this.alertsHosts.map((host) => `--cluster.peer=${host}:9094`),
            // A pod that moved comes back under another address; the old one is given up after this.
            '--cluster.reconnect-timeout=5m',
          ],
          env: { POD_IP: { fieldPath: 'status.podIP' } },
          ports: {
            http: { port: 9093, http: true },
            gossip: 9094,
            'gossip-udp': { port: 9094, protocol: 'UDP' },
          },
          scrape: 'http',
          cpu: '20m',
          memory: '128Mi',
          ...(secrets && { mounts: { [secretsPath]: secrets } }),
          scratch: { '/alertmanager': '64Mi' },
          ready: httpGet('/-/ready', 'http'),
          live: httpGet('/-/healthy', 'http', { failureThreshold: 6 }),
        },
      },
    });
    this.alertsPort = set.ports.http;
    set.connectsTo(set.ports.gossip, set.ports['gossip-udp'], ...whereTo(spec));
  }

  linkTo(all: Gathered): void {
    this.address = addressInMessages(all, '/alertmanager', 9093);
  }
}

/**
 * `critical`: one message per app, at once, again every four hours. `warning`: all in one message, by day. `info`: seen
 * by who looks. The alert that always fires is sent on as a heartbeat.
 */
export function alertmanagerConfig(spec: AlertmanagerSpec, secrets: string): object {
  const { heartbeat } = spec;
  const [from, to] = spec.day.split('-');
  const configs = (severity: 'critical' | 'warning') => configsFor(spec.receivers, severity, secrets);
  return {
    route: {
      receiver: 'nobody',
      routes: [
        ...(heartbeat ? [heartbeatRoute(heartbeat.every)] : []),
        {
          matchers: ['severity="critical"'],
          receiver: isAnybodyTold(spec.receivers, 'critical') ? 'critical' : 'nobody',
          group_by: ['app'],
          group_wait: '30s',
          group_interval: '5m',
          repeat_interval: '4h',
        },
        {
          matchers: ['severity="warning"'],
          receiver: isAnybodyTold(spec.receivers, 'warning') ? 'warning' : 'nobody',
          group_by: [],
          group_wait: '5m',
          group_interval: '30m',
          repeat_interval: '1d',
          active_time_intervals: ['day'],
        },
      ],
    },
    time_intervals: [
      { name: 'day', time_intervals: [{ times: [{ start_time: from, end_time: to }], location: spec.timezone }] },
    ],
    inhibit_rules: inhibitRules,
    receivers: [
      { name: 'nobody' },
      ...(heartbeat
        ? [
            {
              name: 'heartbeat',
              webhook_configs: [{ url_file: `${secrets}/heartbeat-url`, send_resolved: false, max_alerts: 1 }],
            },
          ]
        : []),
      ...(['critical', 'warning'] as const)
        .filter((severity) => isAnybodyTold(spec.receivers, severity))
        .map((severity) => ({ name: severity, ...configs(severity) })),
    ],
  };
}

function heartbeatRoute(every: string): object {
  return {
    matchers: ['alertname="Watchdog"'],
    receiver: 'heartbeat',
    group_by: ['alertname'],
    group_wait: '0s',
    group_interval: '1m',
    repeat_interval: every,
  };
}
