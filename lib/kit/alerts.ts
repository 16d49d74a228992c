import { Construct } from 'constructs';
import { rackContext } from './context';

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
  /** What it means and what happens next if nobody acts. @default - the runbook says it */
  description?: string;
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

/** What Prometheus reads: the rules of one app. */
export interface RuleGroup {
  name: string;
  rules: object[];
}

/** Declares an app's alerts and recorded series; whoever runs Prometheus gathers those of all apps that are on. */
export class Alerts extends Construct {
  constructor(
    scope: Construct,
    readonly rules: RuleSet,
  ) {
    super(scope, 'alerts');
  }

  /** The group as Prometheus reads it; every alert carries its app, its severity and the address of its runbook. */
  group(app: string): RuleGroup {
    const { url, branch } = rackContext(this).rack.git;
    const recordings = (this.rules.recordings ?? []).map(({ record, expr, labels }) => ({
      record,
      expr,
      ...(labels && { labels }),
    }));
    const alerts = this.rules.alerts.map((rule) => ({
      alert: rule.alert,
      expr: rule.expr,
      ...(rule.for && { for: rule.for }),
      ...(rule.keepFiringFor && { keep_firing_for: rule.keepFiringFor }),
      labels: { app, severity: rule.severity, ...rule.labels },
      annotations: {
        summary: rule.summary,
        ...(rule.description && { description: rule.description }),
        runbook_url: `${url.replace(/\.git$/, '')}/blob/${branch}/${runbookOf(app, rule.alert)}`,
      },
    }));
    return { name: app, rules: [...recordings, ...alerts] };
  }
}

/** Repository path of the runbook section of an alert, `docs/runbooks/redis.md#redisdown`. */
export function runbookOf(app: string, alert: string): string {
  return `docs/runbooks/${app}.md#${alert.toLowerCase()}`;
}
