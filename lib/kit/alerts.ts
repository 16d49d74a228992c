import { Construct } from 'constructs';
import type { Area } from './area';
import { rackContext } from './context';
import { type Fields, refuseUnknown } from './fields';
import type { ScrapeTarget } from './scrape';
import type { Tier } from './tiers';
import type { WorkloadKind } from './workload-kind';

/**
 * Whom an alert reaches. `critical`: somebody, at any hour, because data or service is going. `warning`: somebody, in
 * the morning. `info`: nobody; it only explains other alerts on a dashboard.
 */
export type Severity = 'critical' | 'warning' | 'info';

export interface AlertRule {
  /** CamelCase, the only one of its name in the rack; its runbook section is headed by it. */
  alert: string;
  /** PromQL. */
  expr: string;
  /** How long it must hold before anybody hears of it, as Prometheus writes durations, `5m`. @default - at once */
  for?: string;
  /** How long it stays on after the expression has gone quiet. @default - not at all */
  keepFiringFor?: string;
  severity: Severity;
  /** One line for a telephone: what is wrong, where. Prometheus' templates may stand in it. */
  summary: string;
  /** What it means and what happens next if nobody acts; no templates. @default - the runbook says it */
  description?: string;
  /** A single dead blade may be all there is to it: while NodeDown fires, this is not told besides. */
  explainedBy?: 'NodeDown';
  labels?: Record<string, string>;
}

/** A series that Prometheus computes beforehand: what several alerts or panels would compute again and again. */
export interface RecordingRule {
  /** `level:metric:operations`. */
  record: string;
  expr: string;
  labels?: Record<string, string>;
}

export interface RuleSet {
  recordings?: readonly RecordingRule[];
  alerts: readonly AlertRule[];
}

const setFields: Fields<RuleSet> = { recordings: true, alerts: true };

const recordingFields: Fields<RecordingRule> = { record: true, expr: true, labels: true };

const alertFields: Fields<AlertRule> = {
  alert: true,
  expr: true,
  for: true,
  keepFiringFor: true,
  severity: true,
  summary: true,
  description: true,
  explainedBy: true,
  labels: true,
};

/** What the apps of the rack run, for rules whose thresholds follow from all of them. */
export interface Watched {
  workloads: readonly WatchedWorkload[];
  scrapeTargets: readonly ScrapeTarget[];
}

/** Deployments, StatefulSets, DaemonSets and CronJobs; a Job's pods end by themselves. */
export interface WatchedWorkload {
  app: string;
  area?: Area;
  namespace: string;
  kind: WorkloadKind;
  name: string;
  tier: Tier;
  /** Of workloads that do the same work, such as the servers of a model. @default - stands for itself */
  family?: string;
  /** 1 where a kind has no count. */
  replicas: number;
  /** Ready replicas with which the set serves. */
  quorum: number;
}

/** What Prometheus reads: the rules of one app. */
export interface RuleGroup {
  name: string;
  rules: object[];
}

/** Declares an app's alerts and recorded series; whoever runs Prometheus gathers those of all apps that are on. */
export class Alerts extends Construct {
  constructor(
    scope: Construct,
    /** A function is asked once every app is built. */
    readonly rules: RuleSet | ((watched: Watched) => RuleSet),
  ) {
    super(scope, 'alerts');
  }

  /** The group as Prometheus reads it; every alert carries its app, its severity and the address of its runbook. */
  group(app: string, watched: Watched): RuleGroup {
    const { name: rack, git } = rackContext(this).rack;
    const { url, branch } = git;
    const set = typeof this.rules === 'function' ? this.rules(watched) : this.rules;
    refuseUnknown(`alerts of ${app}`, set, setFields);
    for (const each of set.recordings ?? []) refuseUnknown(`recording ${each.record} of ${app}`, each, recordingFields);
    for (const each of set.alerts) refuseUnknown(`alert ${each.alert} of ${app}`, each, alertFields);
    const recordings = (set.recordings ?? []).map(({ record, expr, labels }) => ({
      record,
      expr,
      ...(labels && { labels }),
    }));
    const alerts = set.alerts.map((rule) => ({
      alert: rule.alert,
      expr: rule.expr,
      ...(rule.for && { for: rule.for }),
      ...(rule.keepFiringFor && { keep_firing_for: rule.keepFiringFor }),
      labels: {
        app,
        severity: rule.severity,
        ...(rule.explainedBy && { explained_by: rule.explainedBy }),
        ...rule.labels,
      },
      annotations: {
        summary: rule.summary,
        ...(rule.description && { description: rule.description }),
        runbook_url: `${url.replace(/\.git$/, '')}/blob/${branch}/${runbookOf(rack, app, rule.alert)}`,
      },
    }));
    return { name: app, rules: [...recordings, ...alerts] };
  }
}

/** Repository path of the runbook section of an alert, `docs/runbooks-homelab/redis.md#redisdown`. */
function runbookOf(rack: string, app: string, alert: string): string {
  return `docs/runbooks-${rack}/${app}.md#${alert.toLowerCase()}`;
}
