import { logPlugin, sourceIds } from '../../kit/panel-queries';
import type { AlertRouter, LogStore, MetricsStore, TraceStore } from '../../kit/peers';
import { yamlText } from '../../kit/yaml-text';

interface Sources {
  metrics: MetricsStore;
  traces?: TraceStore;
  logs?: LogStore;
  alerts?: AlertRouter;
}

interface Datasource {
  name: string;
  uid: string;
  type: 'prometheus' | 'tempo' | 'alertmanager' | typeof logPlugin;
  url: string;
  isDefault?: boolean;
  jsonData: object;
}

/** Seconds of a trace's surroundings that a jump from it to its metrics shows. */
const around = { spanStartTimeShift: '-5m', spanEndTimeShift: '5m' };

/**
 * What Grafana may ask. Servers of Prometheus know nothing of one another, so each can be asked by itself, too: one that
 * was down for an hour has a gap where the other has none.
 */
export function datasources({ metrics, traces, logs, alerts }: Sources): string {
  const all: Datasource[] = [
    prometheus('Prometheus', sourceIds.metrics, metrics.metricsUrl, traces !== undefined),
    ...Object.entries(metrics.metricsServers).map(([name, url]) => prometheus(name, name, url, traces !== undefined)),
    ...(traces ? [tempo(traces, logs !== undefined)] : []),
    ...(logs ? [victoriaLogs(logs, traces !== undefined)] : []),
    ...(alerts ? [alertmanager(alerts)] : []),
  ];
  return yamlText({
    apiVersion: 1,
    // One that git no longer names goes away.
    prune: true,
    datasources: all.map((each) => ({ ...each, access: 'proxy', editable: false })),
  });
}

function prometheus(name: string, uid: string, url: string, hasTraces: boolean): Datasource {
  return {
    name,
    uid,
    type: 'prometheus',
    url,
    ...(uid === sourceIds.metrics && { isDefault: true }),
    jsonData: {
      httpMethod: 'POST',
      prometheusType: 'Prometheus',
      timeInterval: '30s',
      // Its rules are listed beside their state.
      manageAlerts: uid === sourceIds.metrics,
      ...(hasTraces && { exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: sourceIds.traces }] }),
    },
  };
}

/** From a span to the servers that worked on it and to what the program said, at the time they did. */
function tempo({ tracesUrl }: TraceStore, hasLogs: boolean): Datasource {
  return {
    name: 'Tempo',
    uid: sourceIds.traces,
    type: 'tempo',
    url: tracesUrl,
    jsonData: {
      nodeGraph: { enabled: true },
      ...(hasLogs && {
        tracesToLogsV2: {
          datasourceUid: sourceIds.logs,
          ...around,
          customQuery: true,
          // Containers are called as their programs are. Of `$$` one is left: files of this kind may name variables.
          query: '{kubernetes.container_name="$${__span.tags["service.name"]}"}',
        },
      }),
      tracesToMetrics: {
        datasourceUid: sourceIds.metrics,
        ...around,
        tags: [],
        queries: [
          { name: 'Requests that model servers work on', query: 'llamacpp:requests_processing' },
          { name: 'Requests that wait', query: 'llamacpp:requests_deferred' },
        ],
      },
    },
  };
}

/** From a line that names a trace to the trace. */
function victoriaLogs({ logsUrl }: LogStore, hasTraces: boolean): Datasource {
  const trace = { name: 'trace', matcherType: 'label', matcherRegex: 'trace_id', url: '$${__value.raw}' };
  return {
    name: 'VictoriaLogs',
    uid: sourceIds.logs,
    type: logPlugin,
    url: logsUrl,
    jsonData: {
      maxLines: '1000',
      ...(hasTraces && { derivedFields: [{ ...trace, datasourceUid: sourceIds.traces }] }),
    },
  };
}

function alertmanager({ alertsUrl }: AlertRouter): Datasource {
  return {
    name: 'Alertmanager',
    uid: sourceIds.alerts,
    type: 'alertmanager',
    url: alertsUrl,
    jsonData: { implementation: 'prometheus', handleGrafanaManagedAlerts: false },
  };
}
