import type { Gathered } from './app';

/** Paths of Grafana's route that lead on to its own pages of alerts: what Alertmanager and Prometheus call their own address. */
export const alertPages = { '/alertmanager': '/alerting/groups', '/prometheus': '/alerting/list' } as const;

/**
 * The address that a program puts into messages: below Grafana's, behind its login, where Grafana is open to the office; else
 * the port of one's own machine that the runbook forwards.
 */
export function addressInMessages(
  { openAddresses }: Pick<Gathered, 'openAddresses'>,
  path: keyof typeof alertPages,
  localPort: number,
): string {
  const grafana = openAddresses.find(({ behind }) => behind.pods.name === 'grafana');
  return grafana ? new URL(path, grafana.url).href : `http://localhost:${localPort}`;
}
