import { type NamedCase, runCases } from '../../alerts/promtool';
import { rulesIn } from '../../alerts/rules';
import type { Verdict } from '../sops/verdict';
import type { Generated } from '../tree/generated';

const alert = 'RestoreNotProved';
const weekMinutes = 7 * 24 * 60;
const dayMinutes = 24 * 60;

/**
 * What RestoreNotProved says, in promtool's Prometheus, a day and two hours after the last drill: every run that got through is
 * a success of the CronJob, as kube-state-metrics tells it, and one that did not is none.
 *
 * @param outcomes of one drill a week, the first a week after the CronJob was made
 */
export function checkAlert(
  promtool: string,
  given: Generated,
  verdict: Verdict,
  { what, outcomes, fires }: { what: 'documents' | 'postgres'; outcomes: readonly boolean[]; fires: boolean },
): void {
  const rules = rulesIn(given.object('monitoring/ConfigMap/prometheus'));
  // Weeks of minutes are many evaluations: only what this alert is made of.
  const alerts = rules.alerts.filter((rule) => rule.alert === alert);
  const recordings = rules.recordings.filter(({ record }) => alerts.some(({ expr }) => expr.includes(record)));
  const now = outcomes.length * weekMinutes + dayMinutes + 120;
  const lastSuccess = (outcomes.lastIndexOf(true) + 1) * weekMinutes;
  const labels = `{namespace="data",cronjob="restore-drill-${what}",pod="kube-state-metrics-0"}`;
  const age = (now - lastSuccess) / dayMinutes;
  const asked: NamedCase = {
    alert,
    when: `the drills of ${what} ended with ${outcomes.map((proved) => (proved ? 'proved' : 'a failure')).join(', ')}`,
    series: {
      [`kube_cronjob_created${labels}`]: `0x${now}`,
      ...(outcomes.includes(true) && {
        [`kube_cronjob_status_last_successful_time${labels}`]: successes(outcomes, now),
      }),
    },
    at: `${now}m`,
    // It may have fired in the weeks before.
    silentFrom: `${now - 1}m`,
    fires: fires
      ? [
          {
            labels: { what },
            summary: `nobody has shown for ${Math.floor(age)}d ${Math.round((age % 1) * 24)}h 0m 0s that ${what} can be restored`,
          },
        ]
      : [],
  };
  const { passed, said } = runCases(promtool, recordings, alerts, [asked]);
  verdict.check(`${alert} ${fires ? 'fires' : 'is silent'} when ${asked.when}`, passed, said.slice(0, 2000));
}

/** promtool's notation, a value a minute: the time of the last success until then, in seconds. */
function successes(outcomes: readonly boolean[], now: number): string {
  const times = outcomes.flatMap((proved, week) => (proved ? [(week + 1) * weekMinutes] : []));
  const parts = times.map((time, i) => `${time * 60}x${(times[i + 1] ?? now + 1) - time - 1}`);
  return [`_x${times[0]!}`, ...parts].join(' ');
}
