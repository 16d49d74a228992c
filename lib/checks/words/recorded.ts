/** Words that programs know, recorded from them by `npm run record:words` and by test/judges/models/known/record.py. */

/** A parameter of PostgreSQL. */
export interface PostgresParameter {
  /** `BOOLEAN`, `INTEGER`, `REAL`, `STRING`, `ENUM` */
  type: string;
  /** In the parameter's own unit. */
  min?: string;
  max?: string;
}

/** Values that a chart has: a map is closed, `true` takes anything. */
export type ValueTree = { readonly [key: string]: ValueTree | boolean };

export const postgresParameters = (): Readonly<Record<string, PostgresParameter>> =>
  (require('../../../imports/words/postgresql.json') as { parameters: Record<string, PostgresParameter> }).parameters;

export const redisWords = (): { directives: readonly string[]; sentinel: readonly string[] } =>
  require('../../../imports/words/redis.json') as { directives: string[]; sentinel: string[] };

export const litellmKeys = (): Readonly<Record<string, readonly string[]>> =>
  (require('../../../imports/words/litellm.json') as { config: Record<string, string[]> }).config;

/** All that its documentation names, of every resource. */
export const kubeStateMetrics = (): readonly string[] =>
  (require('../../../imports/words/kube-state-metrics.json') as { metrics: string[] }).metrics;

const charts: Readonly<Record<string, () => { values: ValueTree }>> = {
  longhorn: () => require('../../../imports/words/chart-longhorn.json'),
  'cloudnative-pg': () => require('../../../imports/words/chart-cloudnative-pg.json'),
  'plugin-barman-cloud': () => require('../../../imports/words/chart-plugin-barman-cloud.json'),
  'lvm-localpv': () => require('../../../imports/words/chart-lvm-localpv.json'),
  'flux-operator': () => require('../../../imports/words/chart-flux-operator.json'),
};

export function chartValues(chart: string): ValueTree | undefined {
  return charts[chart]?.().values;
}

interface Environment {
  environment: readonly string[];
}

const programs: Readonly<Record<string, () => Environment>> = {
  'ghcr.io/berriai/litellm': () => require('../../../imports/words/litellm.json'),
  'ghcr.io/open-webui/open-webui': () => require('../../../imports/words/open-webui.json'),
};

const others = () => require('../../../imports/words/environment.json') as { images: Record<string, string[]> };

/** Variables that the program of an image reads; undefined for an image that nobody wrote them down of. */
export function environmentOf(repository: string): readonly string[] | undefined {
  return programs[repository]?.().environment ?? others().images[repository];
}
