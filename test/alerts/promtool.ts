import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { AlertCase } from '../../lib/kit/alert-cases';
import { secondsOf } from '../../lib/units/duration';
import type { Mutant } from './mutants';
import type { RenderedAlert, RenderedRecording } from './rules';

export interface NamedCase extends AlertCase {
  alert: string;
}

/** `promtool test rules` on some alerts and all recorded series. */
export function runCases(
  promtool: string,
  recordings: readonly RenderedRecording[],
  alerts: readonly RenderedAlert[],
  cases: readonly NamedCase[],
): { passed: boolean; said: string } {
  const tests = cases.map((each) => testOf(each, find(alerts, each.alert), [find(alerts, each.alert)]));
  return promtoolTest(promtool, recordings, alerts, tests);
}

/** Those of an alert's mutants that at least one of its cases notices. All run at once, under names of their own. */
export function noticed(
  promtool: string,
  recordings: readonly RenderedRecording[],
  alert: RenderedAlert,
  mutants: readonly Mutant[],
  cases: readonly NamedCase[],
): Set<Mutant> {
  const named = mutants.map((mutant, i) => ({ ...mutant.alert, alert: `${mutant.alert.alert}${i}` }));
  const tests = cases.map((each) => testOf(each, alert, named));
  const { said } = promtoolTest(promtool, recordings, named, tests);
  const failed = new Set([...said.matchAll(/alertname: ?(\w+),/g)].map(([, name]) => name));
  return new Set(mutants.filter((_, i) => failed.has(named[i]!.alert)));
}

function find(alerts: readonly RenderedAlert[], name: string): RenderedAlert {
  const found = alerts.find(({ alert }) => alert === name);
  if (!found) throw new Error(`there are cases for ${name}, which is no alert of the reference rack`);
  return found;
}

function promtoolTest(
  promtool: string,
  recordings: readonly RenderedRecording[],
  alerts: readonly RenderedAlert[],
  tests: readonly object[],
): { passed: boolean; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-alerts-'));
  const groups = [
    { name: 'recorded', rules: recordings },
    { name: 'alerts', rules: alerts },
  ];
  const document = { rule_files: ['rules.yaml'], evaluation_interval: '1m', tests };
  writeFileSync(join(folder, 'rules.yaml'), stringify({ groups }, { aliasDuplicateObjects: false }));
  writeFileSync(join(folder, 'tests.yaml'), stringify(document, { aliasDuplicateObjects: false }));
  const { status, stdout, stderr, error } = spawnSync(promtool, ['test', 'rules', join(folder, 'tests.yaml')], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  rmSync(folder, { recursive: true });
  if (error) throw error;
  return { passed: status === 0, said: stdout + stderr };
}

/** One case of an alert, asked of that alert or of its mutants, who all must behave alike. */
function testOf(given: NamedCase, alert: RenderedAlert, asked: readonly RenderedAlert[]): object {
  const ask = (minute: number, expected: NamedCase['fires']) =>
    asked.map((rule) => ({
      eval_time: `${minute}m`,
      alertname: rule.alert,
      exp_alerts: expected.map(({ labels, summary }) => ({
        exp_labels: { ...rule.labels, ...labels },
        exp_annotations: { ...rule.annotations, summary },
      })),
    }));
  const last = secondsOf(given.at) / 60;
  return {
    name: `${given.alert}: when ${given.when}`,
    interval: '1m',
    input_series: Object.entries(given.series).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [...quietMinutes(given, alert).flatMap((minute) => ask(minute, [])), ...ask(last, given.fires)],
  };
}

/** Minutes of silence: all of them before an alert can have waited long enough, and in a case of silence until its end. */
function quietMinutes({ at, silentFrom = '1m', fires }: NamedCase, alert: RenderedAlert): number[] {
  const first = secondsOf(silentFrom) / 60;
  const end = fires.length > 0 ? (alert.for ? secondsOf(alert.for) / 60 : 0) : secondsOf(at) / 60;
  // A hundred moments of a longer time: promtool evaluates every minute anyway, but each question costs.
  const step = Math.max(1, Math.floor((end - first) / 100));
  return Array.from({ length: Math.max(0, Math.ceil((end - first) / step)) }, (_, i) => first + i * step);
}
