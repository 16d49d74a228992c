/**
 * What an app's alerts must say of series that are made for them, in `lib/apps/<area>/<app>.alerts.cases.ts`. promtool
 * runs each case on the rules of the reference rack; a test refuses an alert without a case in which it fires and one in
 * which it stays silent.
 */
export interface AlertCases {
  app: string;
  /** By name of the alert. */
  alerts: Readonly<Record<string, readonly AlertCase[]>>;
}

export interface AlertCase {
  /** What happens on the rack; the end of a sentence that begins with `when`. */
  when: string;
  /** Rack file whose rules are meant. @default - the reference rack, clusters/homelab.yaml */
  rack?: string;
  /** Series → a value each minute, in promtool's notation: `0x10 1x20` is eleven zeroes and twenty-one ones. */
  series: Readonly<Record<string, string>>;
  /** Time at which Prometheus is asked, `15m`. A case of silence is asked at every minute until then. */
  at: string;
  /** Where it may have fired before: time from which on it must be silent. @default - from the start */
  silentFrom?: string;
  /** What fires of this alert; an empty list is silence. */
  fires: readonly FiredAlert[];
}

export interface FiredAlert {
  /** Labels beside app and severity: those that the series brought along. @default - none */
  labels?: Readonly<Record<string, string>>;
  /** The whole line, templates filled in. */
  summary: string;
}
