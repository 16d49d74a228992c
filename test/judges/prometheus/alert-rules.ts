import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { allAlertCases } from '../../alerts/all-cases';
import { type Mutant, mutantsOf } from '../../alerts/mutants';
import { type NamedCase, noticed, runCases } from '../../alerts/promtool';
import { type RenderedRules, rulesOfReferenceRack } from '../../alerts/rules';
import type { Verdict } from '../sops/verdict';
import { checkout } from '../tree/checkout';

/** The rules of the reference rack before promtool: their form, their cases, and whether the cases see slips in them. */
export function judgeAlertRules(promtool: string, verdict: Verdict): void {
  const rules = rulesOfReferenceRack(checkout());
  judgeForm(promtool, rules, verdict);
  const casesOf = new Map(
    allAlertCases(rules.jobs).map(({ app, alerts }) => [
      app,
      Object.entries(alerts).flatMap(([alert, cases]) => cases.map((each): NamedCase => ({ ...each, alert }))),
    ]),
  );
  for (const { name } of rules.groups) {
    const alerts = rules.alerts.filter(({ labels }) => labels.app === name);
    const cases = casesOf.get(name) ?? [];
    const { passed, said } = runCases(promtool, rules.recordings, alerts, cases);
    verdict.check(
      `${alerts.length} alerts of ${name} fire and stay silent in ${cases.length} cases`,
      passed,
      said.trim().slice(0, 4000),
    );
  }
  judgeMutants(promtool, rules, [...casesOf.values()].flat(), verdict);
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

function judgeMutants(promtool: string, rules: RenderedRules, cases: readonly NamedCase[], verdict: Verdict): void {
  const survivors: Mutant[] = [];
  const made: Mutant[] = [];
  for (const alert of rules.alerts) {
    const own = cases.filter((each) => each.alert === alert.alert);
    const mutants = mutantsOf(alert);
    if (mutants.length === 0) continue;
    const seen = noticed(promtool, rules.recordings, alert, mutants, own);
    made.push(...mutants);
    survivors.push(...mutants.filter((mutant) => !seen.has(mutant)));
  }
  for (const kind of ['comparison', 'threshold', 'for', 'edge'] as const) {
    const all = made.filter((mutant) => mutant.kind === kind).length;
    const left = survivors.filter((mutant) => mutant.kind === kind);
    const share = all === 0 ? 100 : Math.round(((all - left.length) / all) * 100);
    const least = leastShares[kind];
    const names = left.map(({ alert, what }) => `${alert.alert}: ${what}`).join('\n     ');
    verdict.check(`of ${all} slips in ${whatOf[kind]} the cases notice ${share} %`, share >= least, names);
    if (share >= least && left.length > 0 && process.env['RACKWRIGHT_SURVIVORS']) console.log(`     ${names}`);
  }
}

const whatOf: Record<Mutant['kind'], string> = {
  comparison: 'comparisons (turned round)',
  threshold: 'thresholds (doubled or halved)',
  for: 'waiting times (none, or a day)',
  edge: 'comparisons (equal or not)',
};

/** Percent. Whether a threshold itself still counts is nothing that anybody is woken over, so that one only shows. */
const leastShares: Record<Mutant['kind'], number> = { comparison: 100, threshold: 90, for: 90, edge: 0 };
