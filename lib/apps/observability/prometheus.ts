import { atLeast } from '../../units/floors';
import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import * as z from 'zod';
import type { RuleGroup } from '../../kit/alerts';
import { addressInMessages } from '../../kit/alert-links';
import { type Gathered, app } from '../../kit/app';
import { optional } from '../../kit/contract';
import { Dashboard } from '../../kit/dashboards';
import { AlertRouter, MetricsStore, NodeLocalStorage } from '../../kit/peers';
import { type OutsidePort, type PodPort, blades, kubeApiServer, only } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { type ScrapeTarget, jobName } from '../../kit/scrape';
import { scrapeConfig } from '../../kit/scrape-config';
import { podHosts, serviceHost } from '../../kit/service';
import { growing, restingAt, sizeField } from '../../kit/size';
import { onOneDisk } from '../../kit/storage';
import { Workload } from '../../kit/workload';
import { yamlText } from '../../kit/yaml-text';
import { secondsOf } from '../../units/duration';
import { duration } from '../../units/fields';
import { bytesOf } from '../../units/quantity';
import { prometheusAlerts } from './prometheus.alerts';
import { watchDashboard } from './prometheus.dashboard';

const namespace = 'monitoring';

export const prometheusSpec = z.strictObject({
  size: sizeField,
  replicas: z.int().min(1).max(3).default(2).describe('servers, each of which scrapes everything by itself'),
  memory: atLeast('256Mi', 'two hours of samples stay in memory').default('1536Mi').describe('memory of each server'),
  disk: atLeast('1Gi', 'three segments of the log and one block of two hours')
    .default('20Gi')
    .describe('samples of each server; it drops the oldest at nine tenths of it'),
  keep: duration
    .refine((text) => secondsOf(text) >= 86_400, 'at least 1d is needed: alerts look a day back')
    .default('15d')
    .describe('how long samples are kept, disk permitting'),
  interval: duration
    .refine((text) => secondsOf(text) <= 120, 'at most 2m: after five minutes without a sample a series counts as gone')
    .default('30s')
    .describe('time between two scrapes of one target'),
});

type PrometheusSpec = z.infer<typeof prometheusSpec>;

interface PrometheusProps {
  spec: PrometheusSpec;
  /** Name of the rack, which alerts carry. */
  rack: string;
  storage: NodeLocalStorage;
  router?: AlertRouter;
}

export const prometheus = app({
  name: 'prometheus',
  area: 'observability',
  summary: 'Metrics of everything that declares some',
  spec: prometheusSpec,
  small: { replicas: 1, memory: '1Gi', disk: '10Gi' },
  needs: { storage: NodeLocalStorage, router: optional(AlertRouter) },
  offers: [MetricsStore],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ replicas, disk }) => ({
    bladesEach: replicas,
    volumes: [{ what: 'metrics', bytes: bytesOf(disk), copies: replicas }],
  }),
  states: ({ memory, disk, keep, interval }) => ({
    passing: 'measurements: a new server begins with none',
    metricsStore: {
      memory: { bytes: bytesOf(memory), field: 'memory' },
      disk: { bytes: bytesOf(disk), field: 'disk' },
      keepSeconds: secondsOf(keep),
      intervalSeconds: secondsOf(interval),
    },
  }),
  build: (scope, { spec, rack, storage, router }) => new Prometheus(scope, { spec, rack: rack.name, storage, router }),
  whenAllBuilt: (built, all) => built.watch(all),
});

/**
 * Servers that know nothing of one another: when a blade dies the other one has seen it all. What they scrape is what
 * the workloads of the rack declare, so a target cannot be forgotten and its policy cannot be missing.
 */
export class Prometheus extends Construct implements MetricsStore {
  readonly metricsPort: PodPort;
  readonly metricsUrl = `http://${serviceHost(namespace, 'prometheus')}:9090`;
  readonly metricsServers: Readonly<Record<string, string>>;
  private readonly server: Workload<'http'>;
  private targets: ScrapeTarget[] = [];
  private groups: RuleGroup[] = [];
  /** In messages: the source of an alert. */
  private address = '';

  constructor(scope: Construct, props: PrometheusProps) {
    super(scope, 'prometheus');
    new Dashboard(this, watchDashboard);
    const { spec, storage, router } = props;
    const sizeBytes = Math.floor(bytesOf(spec.disk) * 0.9);
    this.server = new Workload(this, {
      kind: 'StatefulSet',
      namespace,
      name: 'prometheus',
      tier: 'serving',
      replicas: spec.replicas,
      spread: 'one-per-node',
      // Two that lost different blades differ for days: a panel that asked both in turn would jump.
      sticky: true,
      podManagementPolicy: 'Parallel',
      user: { uid: 65_534, gid: 65_534 },
      role: {
        scope: 'cluster',
        rules: [
          { apiGroups: [''], resources: ['nodes', 'pods'], verbs: ['list', 'watch'] },
          { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
          { nonResourceURLs: ['/metrics'], verbs: ['get'] },
        ],
      },
      config: {
        'prometheus.yaml': () => yamlText(this.config(props)),
        'rules.yaml': () => yamlText({ groups: this.groups }),
      },
      onConfigChange: 'reload',
      alerts: ({ scrapeTargets }) => prometheusAlerts(scrapeTargets.map(jobName)),
      exceptions: {
        ...growing(spec.size).exceptions,
        ...onOneDisk(
          spec.replicas,
          storage.nodeLocal.copies,
          'the rack file asks for one server: its series may go with their disk',
        ),
      },
      claims: { data: storage.nodeLocal.claim(spec.disk) },
      terminationGracePeriodSeconds: 300,
      containers: {
        prometheus: {
          image: 'prometheus',
          args: [
            '--config.file=/etc/prometheus/prometheus.yaml',
            // Dashboards sort blades by their place in the rack, with a function that Prometheus still calls an experiment.
            '--enable-feature=auto-reload-config,promql-experimental-functions',
            '--config.auto-reload-interval=30s',
            '--storage.tsdb.path=/data',
            `--storage.tsdb.retention.time=${spec.keep}`,
            `--storage.tsdb.retention.size=${sizeBytes}B`,
            '--web.enable-lifecycle',
            Lazy.any({ produce: () => `--web.external-url=${this.address}` }) as string,
            '--web.route-prefix=/',
            // For what cannot be scraped; lib/apps/observability/otel-collector.ts is the only one that may reach it.
            '--web.enable-otlp-receiver',
          ],
          env: { POD_NAME: { fieldPath: 'metadata.name' } },
          ports: { http: { port: 9090, http: true } },
          scrape: 'http',
          cpu: '200m',
          memory: spec.memory,
          ...restingAt('640Mi', spec),
          mounts: { '/data': 'data' },
          ready: httpGet('/-/ready', 'http'),
          live: httpGet('/-/healthy', 'http', { failureThreshold: 6 }),
          // Replaying the write-ahead log of a full disk takes minutes on a CM4.
          startup: httpGet('/-/ready', 'http', { failureThreshold: 180 }),
        },
      },
    });
    this.server.connectsTo(kubeApiServer, ...(router ? [router.alertsPort] : []));
    this.metricsPort = this.server.ports.http;
    this.metricsServers = Object.fromEntries(
      podHosts(namespace, 'prometheus', spec.replicas).map((host, i) => [`prometheus-${i}`, `http://${host}:9090`]),
    );
  }

  watch({ scrapeTargets, ruleGroups, openAddresses }: Gathered): void {
    this.address = addressInMessages({ openAddresses }, '/prometheus', 9090);
    this.groups = ruleGroups;
    this.targets = [...scrapeTargets].sort((a, b) => (jobName(a) < jobName(b) ? -1 : 1));
    this.server.connectsTo(...this.targets.flatMap(reached));
  }

  private config({ spec: { interval }, rack, router }: PrometheusProps): object {
    return {
      global: {
        scrape_interval: interval,
        scrape_timeout: '10s',
        evaluation_interval: interval,
        external_labels: { rack, replica: '$POD_NAME' },
      },
      // What is pushed comes late when its sender had to try again.
      storage: { tsdb: { out_of_order_time_window: '10m' } },
      rule_files: ['rules.yaml'],
      ...(router && { alerting: alertingTo(router) }),
      scrape_configs: this.targets.map(scrapeConfig),
    };
  }
}

function reached(target: ScrapeTarget): (PodPort | OutsidePort)[] {
  switch (target.kind) {
    case 'pods':
      return [target.port.http ? only(target.port, { method: 'GET', path: target.path ?? '/metrics' }) : target.port];
    case 'blades':
      return blades(target.port);
    case 'probes':
      return [target.prober];
  }
}

/** Both servers raise the same alert; without the label that tells them apart Alertmanager sees one. */
function alertingTo({ alertsHosts, alertsPort }: AlertRouter): object {
  return {
    alert_relabel_configs: [{ action: 'labeldrop', regex: 'replica' }],
    alertmanagers: [{ static_configs: [{ targets: alertsHosts.map((host) => `${host}:${alertsPort.port}`) }] }],
  };
}
