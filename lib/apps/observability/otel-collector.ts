import { atLeast } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { optional } from '../../kit/contract';
import { MetricsStore, OtlpReceiver, SpanStore } from '../../kit/peers';
import type { PodPort } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { serviceHost } from '../../kit/service';
import { Workload } from '../../kit/workload';
import { yamlText } from '../../kit/yaml-text';
import { bytesOf } from '../../units/quantity';
import { collectorAlerts } from './otel-collector.alerts';

const namespace = 'monitoring';
const name = 'otel-collector';
const host = serviceHost(namespace, name);
const mebibyte = 1024 * 1024;

export const otelCollectorSpec = z.strictObject({
  memory: atLeast('128Mi', 'four fifths of it are for spans, and the program takes 50Mi')
    .default('256Mi')
    .describe('memory of the one collector; it refuses spans from four fifths on'),
  spansPerSecond: z
    .int()
    .min(1)
    .default(200)
    .describe('spans that are kept; what comes beyond is dropped, whole traces'),
});

type OtelCollectorSpec = z.infer<typeof otelCollectorSpec>;

interface Given {
  spec: OtelCollectorSpec;
  spans: SpanStore;
  metrics?: MetricsStore;
}

export const otelCollector = app({
  name: 'otel-collector',
  area: 'observability',
  summary: 'Takes spans and metrics that programs push, leaves probes out, and passes them on',
  spec: otelCollectorSpec,
  needs: { spans: SpanStore, metrics: optional(MetricsStore) },
  offers: [OtlpReceiver],
  namespaces: { [namespace]: 'restricted' },
  states: ({ memory, spansPerSecond }) => ({
    spanCollector: { memory: { bytes: bytesOf(memory), field: 'memory' }, spansPerSecond },
  }),
  build: (scope, given) => new OtelCollector(scope, given),
});

/**
 * One of it: whether a trace is kept is decided for the whole trace, so all its spans must meet in one place. When its
 * blade dies, half a minute of spans is lost and nobody waits: programs send in the background and drop what they cannot.
 */
export class OtelCollector extends Construct implements OtlpReceiver {
  readonly otlpPort: PodPort;
  readonly otlpEndpoint = `http://${host}:4317`;
  readonly otlpHttpPort: PodPort;
  readonly otlpHttpEndpoint = `http://${host}:4318`;
  readonly takesMetrics: boolean;

  constructor(scope: Construct, { spec, spans, metrics }: Given) {
    super(scope, name);
    this.takesMetrics = metrics !== undefined;
    const servers = Object.values(metrics?.metricsServers ?? {});
    const collector = new Workload(this, {
      kind: 'Deployment',
      namespace,
      name,
      tier: 'serving',
      user: { uid: 10_001, gid: 10_001 },
      config: { 'collector.yaml': yamlText(collectorConfig(spec, spans.spansEndpoint, servers)) },
      alerts: collectorAlerts,
      containers: {
        [name]: {
          image: name,
          args: [`--config=/etc/${name}/collector.yaml`],
          env: { GOMEMLIMIT: `${Math.floor((bytesOf(spec.memory) * 0.8) / mebibyte)}MiB` },
          ports: { otlp: 4317, 'otlp-http': { port: 4318, http: true }, metrics: 8888, health: 13_133 },
          scrape: 'metrics',
          cpu: '50m',
          memory: spec.memory,
          ready: httpGet('/', 'health'),
          live: httpGet('/', 'health', { failureThreshold: 6 }),
        },
      },
    });
    this.otlpPort = collector.ports.otlp;
    this.otlpHttpPort = collector.ports['otlp-http'];
    collector.connectsTo(spans.spansPort, ...(metrics ? [metrics.metricsPort] : []));
  }
}

/** Time that a trace's spans have to come in before it is decided about; spans that come later follow the decision. */
const decisionSeconds = 15;
/** Traces in memory while they are undecided: more than `spansPerSecond` can begin in that time. */
const undecidedTraces = 5000;

/** `prometheus` are base addresses of servers that take OTLP; each is told everything, as each scrapes everything. */
export function collectorConfig(
  { memory, spansPerSecond }: OtelCollectorSpec,
  spansEndpoint: string,
  prometheus: readonly string[],
): object {
  const limit_mib = Math.floor((bytesOf(memory) * 0.8) / mebibyte);
  const pushed = prometheus.map((url, i) => [`otlp_http/prometheus-${i}`, pushTo(url)] as const);
  return {
    extensions: { health_check: { endpoint: '0.0.0.0:13133' } },
    receivers: {
      otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' }, http: { endpoint: '0.0.0.0:4318' } } },
    },
    processors: {
      memory_limiter: { check_interval: '1s', limit_mib, spike_limit_mib: Math.floor(limit_mib / 5) },
      tail_sampling: {
        decision_wait: `${decisionSeconds}s`,
        num_traces: undecidedTraces,
        expected_new_traces_per_sec: 10,
        policies: [
          { name: 'what-people-do', type: 'and', and: { and_sub_policy: [noProbes, atMost(spansPerSecond)] } },
        ],
      },
      batch: { timeout: '5s', send_batch_size: 512 },
    },
    exporters: {
      'otlp_grpc/tempo': {
        endpoint: spansEndpoint,
        // Between blades WireGuard encrypts.
        tls: { insecure: true },
        sending_queue: { queue_size: 500 },
        retry_on_failure: { max_elapsed_time: '5m' },
      },
      ...Object.fromEntries(pushed),
    },
    service: {
      extensions: ['health_check'],
      telemetry: {
        metrics: { level: 'basic', readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }] },
      },
      pipelines: {
        traces: {
          receivers: ['otlp'],
          // First, so that it can refuse before anything else has taken memory.
          processors: ['memory_limiter', 'tail_sampling', 'batch'],
          exporters: ['otlp_grpc/tempo'],
        },
        ...(pushed.length > 0 && {
          metrics: {
            receivers: ['otlp'],
            processors: ['memory_limiter', 'batch'],
            exporters: pushed.map(([key]) => key),
          },
        }),
      },
    },
  };
}

/** A probe every ten seconds of every replica would be most of what Tempo keeps. */
const noProbes = {
  name: 'no-probes',
  type: 'string_attribute',
  string_attribute: {
    key: 'http.target',
    values: ['/health.*', '/metrics.*'],
    enabled_regex_matching: true,
    invert_match: true,
  },
};

function atMost(spansPerSecond: number): object {
  return { name: 'at-most', type: 'rate_limiting', rate_limiting: { spans_per_second: spansPerSecond } };
}

function pushTo(url: string): object {
  return {
    endpoint: `${url}/api/v1/otlp`,
    tls: { insecure: true },
    // A server that is down must not hold up what the other one is told.
    sending_queue: { queue_size: 100 },
    retry_on_failure: { max_elapsed_time: '1m' },
  };
}
