interface Of {
  name: string;
  type: 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped' | 'bucket';
  labels: Readonly<Record<string, string>>;
  /** Which of the series of its target, from 0. */
  series: number;
  /** Which of several alike (volumes, workloads), from 0. */
  thing: number;
  /** Which target of its job, from 0. */
  target: number;
  nowSeconds: number;
  /** The blade that is down. */
  dead: string;
}

/** Plausible levels of a gauge, by what its name says; the first that fits counts. Unfit ones count 0, 1, 2, 3. */
const gauges: readonly (readonly [RegExp, number])[] = [
  [/_info$|_version$/, 1],
  [/thermal_band_low/, 50],
  [/thermal_band_high/, 60],
  [/thermal_limit/, 75],
  [/celsius/, 52],
  [/duty.*ratio|ratio|pressure$/, 0.35],
  [/rpm/, 2600],
  [/decibels/, 14],
  [/watts/, 5.4],
  [/MemTotal_bytes/, 8e9],
  [/MemAvailable_bytes/, 4.6e9],
  [/Cached_bytes/, 1.9e9],
  [/(capacity|size|limit|max)_bytes|memory_max|total_bytes/, 9e11],
  [/(avail|free|usage|used|actual).*bytes/, 4.1e11],
  [/bytes/, 2.4e8],
  [/throughput/, 3e6],
  [/offset_seconds|lag/, 0.02],
  [/duration_seconds/, 0.4],
  [/head_series/, 61_000],
];

/** Gauges that say yes or no. */
const flags =
  /fault$|stalled|_up$|in_recovery|robustness|replica_mode|_state$|status|throttled|undervoltage|upgradable/;

/** Increase of a counter a second, by what its name says. */
const counters: readonly (readonly [RegExp, number])[] = [
  [/cpu_seconds/, 0.12],
  [/(tokens_predicted|prompt)_seconds/, 0.5],
  [/tokens_predicted/, 3.6],
  [/prompt_tokens/, 14],
  [/pressure_memory/, 0.004],
  [/pressure.*seconds|busy|io_time_seconds/, 0.04],
  [/throttled|undervoltage/, 0.002],
  [/bytes/, 2.2e6],
  [/fail|err|drop|oom|evicted|rejected|fault|5xx/, 0.01],
  [/duty_changes/, 0.001],
];

/** How a series goes over time, the same at each call. */
export function valueOf({
  name,
  type,
  labels,
  series,
  thing,
  target,
  nowSeconds,
  dead,
}: Of): (secondsAgo: number) => number {
  const phase = series * 1.7 + target * 0.9;
  const wave = (ago: number) => Math.sin(-ago / 2400 + phase);
  if (type === 'bucket') {
    const share = labels['le'] === '+Inf' ? 1 : 1 - Math.exp(-Number(labels['le']) / 6);
    return (ago) => round(Math.floor((1e6 - ago * 0.02) * share));
  }
  if (type === 'counter' || (type === 'untyped' && /total|count|oom/.test(name))) {
    const perSecond = (counters.find(([pattern]) => pattern.test(name))?.[1] ?? 1.3) * (1 + 0.3 * Math.sin(phase));
    return (ago) => round(1e6 + (7200 - ago) * perSecond + 300 * perSecond * wave(ago));
  }
  if (/timestamp|_time_seconds$/.test(name)) {
    const ageSeconds = /boot|start/.test(name) ? 5 * 86_400 : /backup/.test(name) ? 9 * 3600 : 2;
    return (ago) => nowSeconds - ago - ageSeconds;
  }
  if (name === 'kube_node_status_condition') {
    const isReady = labels['condition'] === 'Ready' && labels['node'] !== dead;
    return () => Number(isReady === (labels['status'] === 'true'));
  }
  // Every fourth workload lacks a pod.
  if (/^kube_(deployment|statefulset|daemonset)_/.test(name)) return () => (/ready/.test(name) && thing === 1 ? 1 : 2);
  // One in four volumes is being rebuilt; each is in one state.
  if (labels['state'] !== undefined) return () => Number(labels['state'] === (thing === 2 ? 'degraded' : 'healthy'));
  if (flags.test(name)) return () => (thing + target) % 2;
  const level = gauges.find(([pattern]) => pattern.test(name))?.[1];
  if (level === undefined) return () => (thing + target) % 4;
  if (/_info$|_version$|band|limit|Total|capacity|size|max/.test(name)) return () => level;
  return (ago) => round(level * (1 + 0.12 * wave(ago)));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
