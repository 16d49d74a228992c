import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { appBlocks } from '../lib/app-blocks';
import { type RackView, rackView } from '../lib/checks/rack-view';
import { type Tried, smallestLosses } from '../lib/fit/fit';
import { type Peak, type Proposal, proposalsOf, readPeaks } from '../lib/fit/measured';
import { patchOf } from '../lib/fit/patch';
import { appsStated, withField } from '../lib/fit/rack-text';
import { sharesOf } from '../lib/fit/shares';
import { stepsOf } from '../lib/fit/steps';
import { placementOf } from '../lib/placement/placement';
import { placement, roomRules } from '../lib/placement/rules';
import { noSecrets } from '../lib/project/fitting-rack';
import { openProject } from '../lib/project/project';
import type { AppBlock } from '../lib/rack-file/app-block';
import { loadRack } from '../lib/rack-file/load';
import { withNeeds } from '../lib/rack-file/needs';
import { printProblems } from '../lib/rack-file/print-problems';
import { readTextFile } from '../lib/rack-file/text-file';
import { type FitReport, fitAsText } from '../lib/report/fit-as-text';
import { renderRack } from '../lib/synth';
import { CannotRun } from './cannot-run';
import { type Place, oneRackFile, placeOf } from './rack-root';
import { unreadable } from './rack-report';
import { runToEnd } from './run';

interface FitOptions {
  json?: boolean;
  patch?: boolean;
  measured?: string;
}

export function register(program: Command): void {
  program
    .command('fit')
    .description(
      'who asks how much of a rack, and a patch of the rack file that fits, the smallest loss first; writes nothing',
    )
    .argument('[rack-file]', 'rack file (the only one of clusters/ when none is named)')
    .option('--json', 'everything, as one JSON document')
    .option('--patch', 'the patch alone')
    .option('--measured <file>', 'peaks from Prometheus (docs/fit.md has the query): sizes follow them')
    .addHelpText(
      'after',
      `
Examples:
  rackwright fit                            who asks how much; where that is too much, what to give up first
  rackwright fit --patch | git apply        does it
  rackwright fit --measured peaks.json      sizes by what a week of running took`,
    )
    .action((file: string | undefined, options: FitOptions) =>
      runToEnd(() => runFit(placeOf(process.cwd()), file, options), process.env),
    );
}

export function runFit(place: Place, typed: string | undefined, { json, patch, measured }: FitOptions): 0 | 1 | 2 {
  const file = oneRackFile(place, typed);
  const text = readTextFile(place.root, file);
  const bench = trialsOf(place.root, file);
  const first = bench.try(text);
  const view = bench.view(text);
  const proposals =
    measured !== undefined && view ? proposalsOf(peaksIn(place, measured), view, bench.blocks) : undefined;
  const sized = (proposals ?? []).reduce(sizedBy, text);
  const fitted = smallestLosses(sized, stepsOf(sized, bench.blocks, appsOn(sized, bench.blocks)), bench);
  if (!fitted && first.problems.length > 0) {
    const { problems } = bench.load(text);
    process.stderr.write(printProblems(problems, { text, outcome: 'No smaller size corrects that.' }));
    return 2;
  }
  const shown = view ?? (fitted && bench.view(fitted.text));
  const report: FitReport = {
    rack: shown?.rack.name ?? file,
    short: [...first.problems, ...first.short],
    shares: shown ? sharesOf(placementOf(shown).ledger) : [],
    isFittedShare: view === undefined,
    ...(fitted && { fitted: { ...fitted, patch: patchOf(file, text, fitted.text) } }),
    ...(proposals && { proposals }),
  };
  process.stdout.write(said(report, { json, patch }));
  return report.short.length > 0 || !fitted ? 1 : 0;
}

function said(report: FitReport, { json, patch }: Pick<FitOptions, 'json' | 'patch'>): string {
  if (patch) return report.fitted?.patch ?? '';
  return json ? `${JSON.stringify(report)}\n` : fitAsText(report);
}

/** Reads and renders texts as if they stood in the rack file. */
function trialsOf(root: string, file: string) {
  const { apps, images } = openProject(root);
  const blocks = appBlocks(apps);
  const load = (text: string) => loadRack({ text, file, apps: blocks });
  const read = (text: string) =>
    load(text)
      .problems.filter(({ level }) => level === 'error')
      .map(({ title }) => title);
  const view = (text: string): RackView | undefined => {
    const { rack } = load(text);
    return rack && rackView(renderRack({ rack, apps, images, secrets: noSecrets }).facts);
  };
  const attempt = (text: string): Tried => {
    const seen = view(text);
    return { problems: seen ? [] : read(text), short: seen ? shortOf(seen) : [] };
  };
  return { blocks, load, read, view, try: attempt };
}

function shortOf(view: RackView): string[] {
  return [...roomRules, placement].flatMap((rule) =>
    rule.check(view).map(({ object, message }) => (object.startsWith('clusters/') ? message : `${object}: ${message}`)),
  );
}

/** Apps that the file names, and all that those need. */
function appsOn(text: string, blocks: readonly AppBlock[]): ReadonlySet<string> {
  const stated = appsStated(text);
  return withNeeds(blocks, ({ name, alwaysOn }) => alwaysOn === true || stated.has(name));
}

/** Containers of one field get the size of the largest. */
function sizedBy(text: string, { field }: Proposal): string {
  if (!field) return text;
  const { app, name, value } = field;
  return withField(text, app, name, value, !appsStated(text).has(app));
}

function peaksIn({ cwd }: Place, path: string): Peak[] {
  const file = resolve(cwd, path);
  try {
    return readPeaks(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotRun(
      `${path} ${unreadable(error) ? 'cannot be read' : (error as Error).message}.\nMake it with the query of docs/fit.md.`,
    );
  }
}
