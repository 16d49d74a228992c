/** What a number is; the table in `dashboard-json.ts` says how Grafana writes it. */
export type Unit =
  | 'count'
  | 'share'
  | 'bytes'
  | 'bytes/s'
  | 'seconds'
  | 'ago'
  | 'celsius'
  | 'watts'
  | 'kWh'
  | 'rpm'
  | 'dB(A)'
  | 'per second'
  | 'tokens/s'
  | 'state';

/** Green is as it should be, orange can wait until the morning, red cannot, blue is colder or less than it could be; dark is silent. */
export type Colour = 'green' | 'orange' | 'red' | 'blue' | 'grey' | 'dark';

/** The lowest colour, then where each next one begins: `['green', [60, 'orange'], [75, 'red']]`. */
export type Levels = readonly [Colour, ...(readonly [from: number, Colour])[]];

/** Words for numbers that are states: `{ 0: ['down', 'red'], 1: ['up', 'green'] }`. */
export type Words = Readonly<Record<number, readonly [text: string, Colour]>>;

interface Common {
  /** A question or a plain fact. */
  title: string;
  /** What is normal, and which page of docs/runbooks/ helps when it is not. */
  help: string;
  /** Other apps that the panel cannot do without; it is left out where one is off. @default - none */
  about?: readonly string[];
  /** Columns of 24. @default - an equal share of the row */
  width?: number;
  /** Grid rows of 30 pixels. @default - by the kind of panel */
  height?: number;
}

interface Measured extends Common {
  unit: Unit;
  levels?: Levels;
  /** Ends of the scale. @default - what the data asks for */
  min?: number;
  max?: number;
}

/** How something went over time: a line for every series, named by its legend. */
export interface Lines extends Measured {
  kind: 'lines';
  /** Legend → PromQL; `{{node}}` in a legend is a label. */
  lines: Readonly<Record<string, string>>;
  /** Layers on top of one another, for parts of a whole. @default false */
  stacked?: boolean;
}

/** One number, large. */
export interface Figure extends Measured {
  kind: 'figure';
  query: string;
  words?: Words;
  /** What stands there when the query finds nothing. @default - "no data" */
  nothing?: string;
}

/** A tile for every series, side by side: the blades of a rack as they stand in it. */
export interface Strip extends Measured {
  kind: 'strip';
  query: string;
  /** What is written on a tile, `{{bay}}`. */
  tile: string;
  words?: Words;
  /** Dashboard that a tile opens, with one of its labels as a variable. */
  opens?: Opens;
}

export interface Opens {
  dashboard: string;
  /** Variable there → label here. */
  with: Readonly<Record<string, string>>;
}

export interface Column {
  title: string;
  query: string;
  unit: Unit;
  levels?: Levels;
  words?: Words;
}

/** A row for every set of labels, a column for every query; all queries carry the same labels. */
export interface Table extends Common {
  kind: 'table';
  /** Label → heading, in order. */
  labels: Readonly<Record<string, string>>;
  columns: readonly Column[];
  /** Heading of the column that the table is sorted by, largest first. @default - by the first label */
  sortBy?: string;
  opens?: Opens;
  /** Links of a row, by title; `${__data.fields.alert}` is a cell. @default - none */
  urls?: Readonly<Record<string, string>>;
  nothing?: string;
}

/** Traces that a TraceQL query finds, newest first; a click shows where the time went. */
export interface Traces extends Common {
  kind: 'traces';
  query: string;
}

/** Lines of logs that a LogsQL query finds, newest first. */
export interface Logs extends Common {
  kind: 'logs';
  query: string;
}

export type Panel = Lines | Figure | Strip | Table | Traces | Logs;

export function lines(props: Omit<Lines, 'kind'>): Lines {
  return { kind: 'lines', ...props };
}

export function figure(props: Omit<Figure, 'kind'>): Figure {
  return { kind: 'figure', ...props };
}

export function strip(props: Omit<Strip, 'kind'>): Strip {
  return { kind: 'strip', ...props };
}

export function table(props: Omit<Table, 'kind'>): Table {
  return { kind: 'table', ...props };
}

export function traces(props: Omit<Traces, 'kind'>): Traces {
  return { kind: 'traces', ...props };
}

export function logs(props: Omit<Logs, 'kind'>): Logs {
  return { kind: 'logs', ...props };
}

export function row(question: string, ...panels: Panel[]): { question: string; panels: Panel[] } {
  return { question, panels };
}

/** Every PromQL query of a panel, for tests. */
export function queriesOf(panel: Panel): string[] {
  switch (panel.kind) {
    case 'lines':
      return Object.values(panel.lines);
    case 'figure':
    case 'strip':
      return [panel.query];
    case 'table':
      return panel.columns.map(({ query }) => query);
    case 'traces':
    case 'logs':
      return [];
  }
}

/** Whether a count of things that should not be is a reason to look. */
export const noneIsGood: Levels = ['green', [1, 'red']];

export const upOrDown: Words = { 0: ['down', 'red'], 1: ['up', 'green'] };
