import type * as common from '@grafana/grafana-foundation-sdk/common';
import type * as sdk from '@grafana/grafana-foundation-sdk/dashboard';
import type * as logs from '@grafana/grafana-foundation-sdk/logs';
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';
import type * as stat from '@grafana/grafana-foundation-sdk/stat';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as tempo from '@grafana/grafana-foundation-sdk/tempo';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';

/**
 * The SDK's types as JSON has them: an enum is the string or number behind it, and nothing is a function. Only types are
 * taken from the SDK; its builders would cost every synth some 30 ms (docs/decisions/0010-dashboards.md).
 */
export type Json<T> = T extends string
  ? `${T}`
  : T extends number
    ? NumberOf<T>
    : T extends readonly (infer Item)[]
      ? Json<Item>[]
      : T extends object
        ? { [Key in keyof T as T[Key] extends () => void ? never : Key]: Json<T[Key]> }
        : T;

type NumberOf<T extends number> = `${T}` extends `${infer N extends number}` ? N : T;

export type DashboardJson = Json<Omit<sdk.Dashboard, 'panels'>> & { panels: (PanelJson | RowJson)[] };
export type PanelJson = Json<Omit<sdk.Panel, 'targets'>> & { targets: TargetJson[] };
export type RowJson = Json<Omit<sdk.RowPanel, 'panels'>> & { panels: never[] };
export type VariableJson = Json<sdk.VariableModel>;
export type LinkJson = Json<sdk.DashboardLink>;
export type TargetJson = PromTarget | TraceTarget | LogTarget;
export type PromTarget = Json<prometheus.Dataquery>;
export type TraceTarget = Json<tempo.Dataquery>;
/** A query of the plugin for VictoriaLogs, as its src/types.ts has it; the SDK knows no types of plugins. */
export interface LogTarget {
  refId: string;
  datasource: { type: string; uid: string };
  editorMode: 'builder' | 'code';
  /** `instant`: lines, newest first. */
  queryType: 'instant' | 'stats' | 'statsRange' | 'hits';
  /** LogsQL. */
  expr: string;
  maxLines: number;
}
export type FieldJson = Json<sdk.FieldConfig>;
export type OverrideJson = Json<sdk.FieldConfigSource['overrides'][number]>;
export type MappingJson = Json<sdk.ValueMapping>;
export type ThresholdsJson = Json<sdk.ThresholdsConfig>;

export type LinesOptions = Json<timeseries.Options>;
export type LinesField = Json<timeseries.FieldConfig>;
export type StatOptions = Json<stat.Options>;
export type TableOptions = Json<table.Options>;
export type TableField = Json<table.FieldConfig>;
export type LogsOptions = Json<logs.Options>;
export type CellOptions = Json<common.TableCellOptions>;
