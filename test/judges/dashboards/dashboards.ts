import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silent } from '../../../lib/kit/bays';
import { metricLists } from '../../metric-lists';
import { buildRack } from '../../../lib/synth';
import { recordedSeries } from '../../dashboards/recorded';
import { isPromQl, panelsOf, queriesIn, shownDashboards } from '../../dashboards/shown';
import { type Series, openMetrics, seriesOf } from '../../dashboards/world';
import { Verdict } from '../sops/verdict';
import { checkout } from '../tree/checkout';
import { type Answer, Prometheus } from './prometheus';
import { previewPage } from './preview';
import { typeFaults } from './type-check';

const spanSeconds = 2 * 3600;
const stepSeconds = 60;

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

  const dead = rack!.blades.at(6)?.name ?? rack!.blades.at(-1)!.name;
  const chosen = { node: rack!.blades.at(-1)!.name };
  const queries = shown.flatMap(({ json }) => queriesIn(json, chosen).map((query) => ({ ...query, json })));
  const nowSeconds = Math.floor(Date.now() / 1000);
  const made = seriesOf({
    blades: rack!.blades,
    scrapes: facts!.scrapes,
    lists: metricLists(),
    queries: queries.map(({ filled }) => filled),
    dead,
    nowSeconds,
  });
  const all = [...made, ...constant(manifests), ...firing(dead)];
  const prometheus = await Prometheus.holding(openMetrics(all, nowSeconds, spanSeconds, stepSeconds));
  // All of them lived before the blade died.
  const before = await prometheus.at('count({__name__=~".+"})', nowSeconds - spanSeconds + stepSeconds);
  const held = before.series[0]?.values[0] ?? 0;
  const living = all.filter(({ at }) => Number.isFinite(at(spanSeconds - stepSeconds))).length;
  verdict.check(
    `a Prometheus holds ${living} series made from the metric lists`,
    living > 1000 && held === living,
    `it holds ${held}, ${all.length} were made; ${before.error ?? ''}`,
  );
  const answers = new Map<string, Answer>();
  try {
    for (const query of queries) {
      const { name, filled, instant, panel } = query;
      const answer = instant
        ? await prometheus.at(filled, nowSeconds)
        : await prometheus.over(filled, nowSeconds - spanSeconds, nowSeconds, stepSeconds);
      answers.set(name, answer);
      const fault = faultOf(answer, panel, filled, rack!.blades.length);
      verdict.check(name, fault === undefined, `${fault}\n${filled}`);
    }
  } finally {
    await prometheus.stop();
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

/** Series that rules record and that are the same at all times. */
function constant(manifests: Parameters<typeof recordedSeries>[0]): Series[] {
  return recordedSeries(manifests)
    .filter(({ expr }) => expr === 'vector(1)')
    .map(({ name, own }) => ({ name, labels: own, at: () => 1 }));
}

/** Two alerts as they would fire while a blade is down. */
function firing(dead: string): Series[] {
  const alert = (labels: Record<string, string>) => ({
    name: 'ALERTS',
    labels: { alertstate: 'firing', ...labels },
    at: (ago: number) => (ago < 2400 ? 1 : Number.NaN),
  });
  return [
    alert({ alertname: 'NodeDown', severity: 'warning', app: 'kube-state-metrics', node: dead }),
    alert({ alertname: 'QuorumLost', severity: 'critical', app: 'kube-state-metrics', namespace: 'data' }),
  ];
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
