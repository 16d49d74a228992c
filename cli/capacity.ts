import { type Command, InvalidArgumentError } from 'commander';
import { type Document, isMap, parseDocument } from 'yaml';
import { capacityOf } from '../lib/placement/report';
import { placementRules } from '../lib/placement/rules';
import { readTextFile } from '../lib/rack-file/text-file';
import { capacityAsText } from '../lib/report/capacity-as-text';
import { survivalOf } from '../lib/survival/survival';
import type { BuiltRack } from '../lib/synth';
import { builtRack } from './build-rack';
import { CannotRun } from './cannot-run';
import { nameOfRack, rackReport } from './rack-report';
import { type Place, oneRackFile, placeOf } from './rack-root';
import { runToEnd } from './run';

interface CapacityOptions {
  json?: boolean;
  whatIf: readonly Change[];
  max?: string;
}

/** A field of an app's block, and the text that takes its place. */
interface Change {
  /** `postgres.memory` */
  field: string;
  value: string;
}

/** More of anything than a rack of small machines has. */
const MOST = 64;

export function register(program: Command): void {
  program
    .command('capacity')
    .description(
      'whether every pod of a rack finds a blade, with one lost or not, and which sets bear what; writes nothing',
    )
    .argument('[rack-file]', 'rack file (the only one of clusters/ when none is named)')
    .option('--json', 'everything, as one JSON document')
    .option('--what-if <app.field=value...>', 'as if the rack file said so', changes, [])
    .option('--max <app.field>', 'the largest number of it with which no rule about room finds an error', fieldOfApp)
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright capacity                                  one screen about the rack as it is written
  npx rackwright capacity --what-if postgres.memory=3Gi    and with a larger database
  npx rackwright capacity --max chat.replicas              how many fit
  npx rackwright capacity --json | jq '.classes[] | select(.blade.kind != "proved") | .id'`,
    )
    .action((file: string | undefined, options: CapacityOptions) =>
      runToEnd(() => runCapacity(placeOf(process.cwd()), file, options), process.env),
    );
}

export function runCapacity(
  place: Place,
  typed: string | undefined,
  { json, whatIf, max }: CapacityOptions,
): 0 | 1 | 2 {
  const file = oneRackFile(place, typed);
  const build = (changed: readonly Change[]) =>
    builtRack(
      place.root,
      file,
      {},
      changed.length === 0 ? undefined : withChanges(readTextFile(place.root, file), changed),
    );
  if (max !== undefined) return printMost(max, (value) => build([...whatIf, { field: max, value: String(value) }]));
  const built = build(whatIf);
  if (!built.view && whatIf.length > 0 && build([]).view) {
    const asked = whatIf.map(({ field, value }) => `${field}=${value}`).join(' ');
    const faults = built.problems.filter(({ level }) => level === 'error');
    const said = faults.map(({ title, detail, suggestion }) =>
      [title, detail, suggestion && `did you mean ${suggestion}?`].filter(Boolean).join('; '),
    );
    throw new CannotRun(said.map((each) => `--what-if ${asked}: ${each}`).join('\n'));
  }
  if (!built.view) {
    process.stdout.write(rackReport(built, built.findings, { form: json ? 'json' : 'text' }));
    return 2;
  }
  const report = capacityOf(built.view);
  const kept = survivalOf(built.view);
  process.stdout.write(json ? `${JSON.stringify({ ...report, kept })}\n` : capacityAsText(report, kept));
  const refused = refusals(built);
  if (!json) process.stdout.write(refused.map((line) => `${line}\n`).join(''));
  return refused.length > 0 ? 1 : 0;
}

/** Doubles until it does not fit, then halves the gap. Room for more pods is room for fewer. */
function printMost(field: string, build: (value: number) => BuiltRack): 0 | 1 | 2 {
  const tries = new Map<number, BuiltRack>();
  const fits = (value: number): boolean => {
    const built = tries.get(value) ?? build(value);
    tries.set(value, built);
    return built.facts !== undefined && refusals(built).length === 0;
  };
  const one = fits(1);
  const first = tries.get(1) as BuiltRack;
  if (!one) {
    process.stdout.write(first.facts ? `${refusals(first).join('\n')}\n` : rackReport(first, [], { form: 'text' }));
    return first.facts ? 1 : 2;
  }
  let low = 1;
  while (low < MOST && fits(low * 2)) low *= 2;
  let high = low * 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  const next = tries.get(low + 1);
  const why = next?.facts ? refusals(next)[0] : next?.problems[0]?.title;
  process.stdout.write(
    `${nameOfRack(first)}: ${field} may be ${low}${why === undefined ? '' : `; ${low + 1} would not do: ${why}`}\n`,
  );
  return 0;
}

const roomRules = new Set(placementRules.map(({ id }) => id));

function refusals({ findings }: BuiltRack): string[] {
  return findings
    .filter(({ rule, level }) => level === 'error' && roomRules.has(rule))
    .map(({ rule, object, message }) => `error ${rule}: ${object}: ${message}`);
}

/** The text of a rack file with fields of apps changed. An app that is only switched on gets a block. */
function withChanges(text: string, changed: readonly Change[]): string {
  const document: Document = parseDocument(text);
  for (const { field, value } of changed) {
    const [app = '', ...path] = field.split('.');
    if (!isMap(document.getIn(['apps', app], true))) document.setIn(['apps', app], document.createNode({}));
    document.setIn(['apps', app, ...path], /^\d+$/.test(value) ? Number(value) : value);
  }
  return document.toString();
}

function changes(text: string, before: readonly Change[]): Change[] {
  const [, field, value] = /^([a-z0-9-]+\.[A-Za-z0-9.]+)=(.+)$/.exec(text) ?? [];
  if (field === undefined || value === undefined) {
    throw new InvalidArgumentError('Write the app, its field and a value, such as postgres.memory=3Gi.');
  }
  return [...before, { field, value }];
}

function fieldOfApp(text: string): string {
  if (/^[a-z0-9-]+\.[A-Za-z0-9.]+$/.test(text)) return text;
  throw new InvalidArgumentError('Write the app and its field, such as chat.replicas.');
}
