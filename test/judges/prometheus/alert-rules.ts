import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { allAlertCases } from '../../alerts/all-cases';
import { changesNothing } from '../../alerts/equivalent-slips';
import { type Mutant, mutantsOf } from '../../alerts/mutants';
import { type NamedCase, noticed, runCases } from '../../alerts/promtool';
import { type RenderedRules, rulesIn } from '../../alerts/rules';
import type { Verdict } from '../sops/verdict';
import { Generated } from '../tree/generated';

/** The rules before promtool: their form, their cases, and whether the cases see slips in them. */
export function judgeAlertRules(promtool: string, data: Record<string, string>, verdict: Verdict): void {
  const reference = rulesIn({ data });
  judgeForm(promtool, reference, verdict);
  const cases = allAlertCases(reference.jobs).flatMap(({ alerts }) =>
    Object.entries(alerts).flatMap(([alert, own]) => own.map((each): NamedCase => ({ ...each, alert }))),
  );
  const slips: Slips = { made: [], survived: [] };
  const racks = [...new Set(cases.map(({ rack }) => rack))];
  for (const rack of racks) {
    const meant = cases.filter((each) => each.rack === rack);
    const rules = rack === undefined ? reference : onlyNamed(rulesOfRack(rack), meant);
    judgeCases(promtool, rules, meant, rack ?? 'dist/homelab', verdict);
    makeSlips(promtool, rules, meant, slips);
  }
  judgeSlips(slips, verdict);
}

function rulesOfRack(file: string): RenderedRules {
  return rulesIn(Generated.rack(file).object<{ data: Record<string, string> }>('monitoring/ConfigMap/prometheus'));
}

function onlyNamed(rules: RenderedRules, cases: readonly NamedCase[]): RenderedRules {
  return { ...rules, alerts: rules.alerts.filter(({ alert }) => cases.some((each) => each.alert === alert)) };
}

function judgeCases(
  promtool: string,
  { alerts, recordings }: RenderedRules,
  cases: readonly NamedCase[],
  rack: string,
  verdict: Verdict,
): void {
  for (const app of [...new Set(alerts.map(({ labels }) => labels.app))]) {
    const own = alerts.filter(({ labels }) => labels.app === app);
    const meant = cases.filter(({ alert }) => own.some((each) => each.alert === alert));
    const { passed, said } = runCases(promtool, recordings, own, meant);
    const what = `${own.length} alerts of ${app} fire and stay silent in ${meant.length} cases (${rack})`;
    verdict.check(what, passed && meant.length > 0, said.trim().slice(0, 4000));
  }
}

function judgeForm(promtool: string, { groups, alerts, recordings }: RenderedRules, verdict: Verdict): void {
  const folder = mkdtempSync(join(tmpdir(), 'rackwright-rules-'));
  const check = (text: string) => {
    writeFileSync(join(folder, 'rules.yaml'), text);
    const args = ['check', 'rules', '--lint=all', '--lint-fatal', join(folder, 'rules.yaml')];
    return spawnSync(promtool, args, { encoding: 'utf8' });
  };
  const text = stringify({ groups });
  const { status, stdout, stderr } = check(text);
  const count = `${alerts.length} alerts and ${recordings.length} recorded series`;
  verdict.check(`promtool accepts ${count}`, status === 0, stdout + stderr);
  const slips: [what: string, from: RegExp, to: string][] = [
    ['a misspelt function', /count\(/, 'cuont('],
    ['a misspelt key', /for:/, 'vor:'],
    ['a group that is there twice', /name: redis\n/, 'name: prometheus\n'],
  ];
  for (const [what, from, to] of slips) {
    verdict.check(`   and refuses ${what}`, from.test(text) && check(text.replace(from, to)).status !== 0);
  }
  rmSync(folder, { recursive: true });
}

interface Slips {
  made: Mutant[];
  survived: Mutant[];
}

function makeSlips(promtool: string, rules: RenderedRules, cases: readonly NamedCase[], slips: Slips): void {
  for (const alert of rules.alerts) {
    const own = cases.filter((each) => each.alert === alert.alert);
    const mutants = mutantsOf(alert).filter((mutant) => !changesNothing(mutant));
    if (mutants.length === 0) continue;
    const seen = noticed(promtool, rules.recordings, alert, mutants, own);
    slips.made.push(...mutants);
    slips.survived.push(...mutants.filter((mutant) => !seen.has(mutant)));
  }
}

function judgeSlips({ made, survived }: Slips, verdict: Verdict): void {
  for (const kind of ['comparison', 'threshold', 'for', 'edge'] as const) {
    const all = made.filter((mutant) => mutant.kind === kind).length;
    const left = survived.filter((mutant) => mutant.kind === kind);
    const share = Math.floor(((all - left.length) / all) * 100);
    const names = left.map(({ alert, what }) => `${alert.alert}: ${what}`).join('\n     ');
    verdict.check(`of ${all} slips in ${whatOf[kind]} the cases notice ${share} %`, left.length === 0, names);
  }
}

const whatOf: Record<Mutant['kind'], string> = {
  comparison: 'comparisons (turned round)',
  threshold: 'thresholds (doubled or halved)',
  for: 'waiting times (none, or a day)',
  edge: 'comparisons (equal or not)',
};
