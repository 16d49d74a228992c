/** What a panel asks, and whom. */
import type { PromTarget } from './grafana-types';

/** Ids under which Grafana knows its sources; dashboards name them and nothing else. */
export const sourceIds = { metrics: 'prometheus', traces: 'tempo', alerts: 'alertmanager', logs: 'logs' } as const;

/** Id of the plugin that asks VictoriaLogs; Grafana itself brings none. */
export const logPlugin = 'victoriametrics-logs-datasource';

export const metrics = { type: 'prometheus', uid: sourceIds.metrics };
export const traceStore = { type: 'tempo', uid: sourceIds.traces };
export const logStore = { type: logPlugin, uid: sourceIds.logs };

export function now(index: number, expr: string, format: 'table' | 'time_series'): PromTarget {
  return { refId: refId(index), datasource: metrics, expr, format, instant: true, range: false, editorMode: 'code' };
}

export function overTime(index: number, expr: string, legendFormat: string): PromTarget {
  return {
    refId: refId(index),
    datasource: metrics,
    expr,
    legendFormat,
    format: 'time_series',
    instant: false,
    range: true,
    editorMode: 'code',
  };
}

export function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
