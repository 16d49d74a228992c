import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silent } from '../../../lib/kit/bays';
import { buildRack } from '../../../lib/synth';
import { isPromQl, panelsOf, type queriesIn, shownDashboards } from '../../dashboards/shown';
import { Verdict } from '../sops/verdict';
import { checkout } from '../tree/checkout';
import { pictured, picturedFiles } from './pictured-racks';
import { type Answer, Prometheus } from './prometheus';
import { previewPage } from './preview';
import { answersOf, askedRack, spanSeconds, stepSeconds, textOf } from './rack-answers';
import { typeFaults } from './type-check';

/**
 * `npm run test:judges -- --only dashboards`: every query of every dashboard of the reference rack before a real
 * Prometheus, whose data is made from the recorded metric lists and nothing else; and their JSON before the TypeScript
 * compiler, as Grafana's SDK describes it. `--preview <folder>` also writes a page for each, drawn from the answers.
 */
async function main(): Promise<void> {
  const verdict = new Verdict();
  const { rack, facts } = buildRack({ root: checkout(), file: 'clusters/homelab.yaml' });
  const manifests = facts!.rendered.map(({ manifest }) => manifest);
  const shown = shownDashboards(manifests);
  const faults = typeFaults(shown);
  verdict.check(`${shown.length} dashboards are what the SDK's types say`, faults === '', faults);
  const slips = slipped(shown).filter(([, json]) => typeFaults([{ file: 'slip.json', bytes: 0, json }]) === '');
  verdict.check('   and a misspelt option, a wrong unit of height, an unknown sort order are not', slips.length === 0);

  const nowSeconds = Math.floor(Date.now() / 1000);
  const asked = askedRack({ rack: rack!, facts: facts! }, nowSeconds);
  const { queries, series: all } = asked;
  const prometheus = await Prometheus.holding(textOf(asked, nowSeconds));
  // All of them lived before the blade died.
  const before = await prometheus.at('count({__name__=~".+"})', nowSeconds - spanSeconds + stepSeconds);
  const held = before.series[0]?.values[0] ?? 0;
  const living = all.filter(({ at }) => Number.isFinite(at(spanSeconds - stepSeconds))).length;
  verdict.check(
    `a Prometheus holds ${living} series made from the metric lists`,
    living > 1000 && held === living,
    `it holds ${held}, ${all.length} were made; ${before.error ?? ''}`,
  );
  const answers = await answersOf(prometheus, asked, nowSeconds).finally(() => prometheus.stop());
  for (const { name, filled, panel } of queries) {
    const fault = faultOf(answers.get(name)!, panel, filled, rack!.blades.length);
    verdict.check(name, fault === undefined, `${fault}\n${filled}`);
  }
  for (const file of picturedFiles(checkout())) {
    const { name, empty } = await pictured(checkout(), file, nowSeconds);
    verdict.check(`no panel of the first dashboard of ${name} is empty`, empty.length === 0, empty.join(', '));
  }
  const preview = process.argv.indexOf('--preview');
  if (preview > 0) {
    const folder = process.argv[preview + 1]!;
    mkdirSync(folder, { recursive: true });
    for (const { json } of shown) writeFileSync(join(folder, `${json.uid}.html`), previewPage(json, answers));
  }
  verdict.close();
}

type Shown = ReturnType<typeof shownDashboards>[number];
type Json = Shown['json'];
type Asked = ReturnType<typeof queriesIn>[number];

/** What is wrong with an answer for its panel; undefined when it can be drawn. */
function faultOf(answer: Answer, panel: Asked['panel'], expr: string, blades: number): string | undefined {
  if (answer.error !== undefined) return answer.error;
  if (answer.series.length === 0) return 'finds nothing';
  if (!answer.series.some(({ values }) => values.some(Number.isFinite))) return 'finds no number';
  const target = panel.targets.filter(isPromQl).find((each) => each.expr === expr || panel.targets.length === 1);
  const named = [...(target?.legendFormat ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!);
  const lacking = named.filter((label) => answer.series.some(({ labels }) => labels[label] === undefined));
  if (lacking.length > 0) return `its legend wants ${lacking.join(', ')}, and not every series has that`;
  if (expr.startsWith('sort_by_label(')) {
    const bays = answer.series.map(({ labels }) => labels['bay']);
    if (answer.series.every(({ values }) => values.at(-1) === silent)) return 'has nothing to say of any blade';
    if (bays.length !== blades) return `has ${bays.length} tiles for ${blades} blades`;
    if (bays.join() !== [...bays].sort().join()) return `has its tiles out of order: ${bays.join()}`;
  }
  if (panel.type === 'table') {
    const organized = panel.transformations?.find(({ id }) => id === 'organize')?.options as
      { renameByName: Record<string, string> } | undefined;
    const labels = Object.keys(organized?.renameByName ?? {}).filter((name) => !name.startsWith('Value'));
    const strange = answer.series.flatMap((each) => Object.keys(each.labels)).find((label) => !labels.includes(label));
    if (strange) return `has a label ${strange} that the table has no heading for`;
    const absent = labels.find((label) => answer.series.every((each) => each.labels[label] === undefined));
    if (absent) return `has no row with the label ${absent}`;
  }
  return undefined;
}

/** One dashboard with one slip each, which must not pass for sound. */
function slipped(shown: readonly Shown[]): [string, Json][] {
  const json = (change: (copy: Json) => void): Json => {
    const copy = structuredClone(shown.find(({ json: { uid } }) => uid === 'thermal')!.json);
    change(copy);
    return copy;
  };
  const lines = (copy: Json) => panelsOf(copy).find(({ type }) => type === 'timeseries')!;
  return [
    ['a misspelt option', json((copy) => (lines(copy).options.legnd = {}))],
    ['text for a height', json((copy) => Object.assign(copy.panels[0]!.gridPos!, { h: '8' }))],
    ['an unknown sort order', json((copy) => (lines(copy).options.tooltip.sort = 'descending'))],
    ['a misspelt key of a query', json((copy) => Object.assign(lines(copy).targets[0]!, { legendFromat: 'x' }))],
  ];
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exit(2);
});
