/** Contracts of what watches the rack: spans, metrics, logs, alerts. */
import { contract } from '../contract';
import type { OutsidePort, PodPort } from '../ports';
import type { SecretKeyRef } from '../secrets';

/** Where spans go, over gRPC or over HTTP: not every program speaks both well. */
export interface OtlpReceiver {
  readonly otlpPort: PodPort;
  /** OTLP over gRPC, `http://otel-collector.….svc.cluster.local:4317`. */
  readonly otlpEndpoint: string;
  readonly otlpHttpPort: PodPort;
  /** OTLP over HTTP without a path, `http://otel-collector.….svc.cluster.local:4318`. */
  readonly otlpHttpEndpoint: string;
  /** Whether metrics that are pushed to it get anywhere. */
  readonly takesMetrics: boolean;
}
export const OtlpReceiver = contract<OtlpReceiver>('OTLP receiver');

/** Answers PromQL about everything in the rack. */
export interface MetricsStore {
  readonly metricsPort: PodPort;
  /** `http://prometheus.…:9090`: whichever server answers. */
  readonly metricsUrl: string;
  /** Address of each server, to ask one that did not miss what another did. */
  readonly metricsServers: Readonly<Record<string, string>>;
}
export const MetricsStore = contract<MetricsStore>('metrics store');

/** Answers TraceQL, and keeps what the OTLP receiver is sent. */
export interface TraceStore {
  readonly tracesPort: PodPort;
  /** `http://tempo.…:3200`. */
  readonly tracesUrl: string;
}
export const TraceStore = contract<TraceStore>('trace store');

/** Keeps spans that the OTLP receiver passes on. */
export interface SpanStore {
  readonly spansPort: PodPort;
  /** OTLP over gRPC, `tempo.….svc.cluster.local:4317`. */
  readonly spansEndpoint: string;
}
export const SpanStore = contract<SpanStore>('span store');

/** Where Grafana finds the plugin that asks the log store: in the object store, or at its publisher. */
export interface LogPlugin {
  readonly ports: readonly (PodPort | OutsidePort)[];
  /** A tar archive of the plugin's folder. */
  readonly url: string;
  readonly sha256: string;
  /** Of a bucket. @default - it is handed out to everybody */
  readonly account?: { readonly accessKey: SecretKeyRef; readonly secretKey: SecretKeyRef; readonly region: string };
}

/** Keeps lines of logs and answers LogsQL. */
export interface LogStore {
  /** `http://logs.…:9428`. */
  readonly logsUrl: string;
  /** For who searches. */
  readonly readPort: PodPort;
  readonly plugin: LogPlugin;
  /** For who collects. */
  readonly writePort: PodPort;
  readonly writeUrl: string;
}
export const LogStore = contract<LogStore>('log store');

/** Groups, silences and sends alerts: every server must hear each of them. */
export interface AlertRouter {
  readonly alertsPort: PodPort;
  /** `http://alertmanager.…:9093`. */
  readonly alertsUrl: string;
  /** Host names of all servers. */
  readonly alertsHosts: readonly string[];
}
export const AlertRouter = contract<AlertRouter>('alert router');
