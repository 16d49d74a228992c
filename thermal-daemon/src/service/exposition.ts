/** Prometheus text format 0.0.4: the part that a daemon needs, which is cheaper to write than to import (docs/thermal.md). */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  /** undefined: unknown now, so the sample is left out. */
  readonly value: number | boolean | undefined;
}

export interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly samples: readonly Sample[];
}

export function exposition(metrics: readonly Metric[]): string {
  return metrics.map(family).join('');
}

function family({ name, type, help, samples }: Metric): string {
  const lines = samples.flatMap(({ labels = {}, value }) =>
    value === undefined ? [] : [`${name}${labelSet(labels)} ${Number(value)}\n`],
  );
  return `# HELP ${name} ${help.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function labelSet(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([key, value]) => `${key}="${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}
