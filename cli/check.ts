import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { checkTree, editedByHand, explainStale } from '../lib/check-tree';
import { suggestion } from '../lib/checks/nearest';
import type { RunOptions } from '../lib/checks/run-rules';
import { everyRule } from '../lib/every-rule';
import type { Finding } from '../lib/facts/finding';
import { compareWithDist } from '../lib/output/inspect';
import type { Tree } from '../lib/output/write';
import { filterFindings, globPattern } from '../lib/report/filter-findings';
import { findingsDocument } from '../lib/report/findings-as-json';
import { findingsAsMarkdown } from '../lib/report/findings-as-markdown';
import { findingsAsText } from '../lib/report/findings-as-text';
import { reviewRules } from '../lib/review/review';
import { inputRule } from './problem-as-finding';
import { secretFileRules } from '../lib/secrets/secret-rules';
import { ageBox } from '../lib/secrets/sops/age-box';
import { type BuiltRack, besideTheOthers } from '../lib/synth';
import { besideTrees } from './beside-trees';
import { builtRack } from './build-rack';
import { filesIn, readDist } from './read-dist';
import { CannotRun } from './cannot-run';
import { withPlaces } from './finding-places';
import { type KeyWorld, openedSecrets } from './opened-secrets';
import { privateKeys } from './private-keys';
import { type StaleDocument, ofGoneRacks, staleDocuments } from './rack-documents';
import { type ExitCode, codeOf, rackReport } from './rack-report';
import { type Place, placeOf, rackFilesAt } from './rack-root';
import { runToEnd } from './run';
import { soundDigests } from './sound-digests';

interface CheckOptions {
  json?: boolean;
  markdown?: boolean;
  rule?: string[];
  app?: string[];
  today: string;
  maintainers?: boolean;
  /** Folder or revision of a tree to check instead of rack files. */
  dist?: string;
}

export function register(program: Command): void {
  program
    .command('check')
    .description(
      'check a rack and its dist/ without writing: every rule, expired acceptances, files that are out of date',
    )
    .argument('[rack-file...]', 'rack files (all of clusters/ when none is named)')
    .option('--json', 'findings as schema/findings.schema.json says, one document per rack and line')
    .option('--markdown', 'findings for a review')
    .option('--rule <glob...>', 'only these rules, `network/*` say')
    .option('--app <name...>', 'only objects of these apps')
    .option(
      '--dist <folder-or-revision>',
      'check this tree from its files alone, `dist/homelab`, `origin/main`: no rack file and no app is read',
    )
    .option('--today <date>', 'check acceptances as of this day', isoDate, new Date().toISOString().slice(0, 10))
    .addOption(new Option('--maintainers', 'also what only maintainers of Rackwright can fix').hideHelp())
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright check                                   every rack of clusters/
  npx rackwright check --rule 'network/*' --app redis    what the network rules say of one app
  npx rackwright check --json | jq '.findings[].rule'    for scripts
  npx rackwright check --dist origin/main                the tree that Flux applies, whatever is checked out
  npx rackwright check --today 2027-06-02                which acceptances will have run out by then`,
    )
    .action((files: string[], options: CheckOptions) =>
      runToEnd(async () => {
        const place = placeOf(process.cwd());
        const { root } = place;
        return runCheck(place, files, options, { root, env: process.env, age: ageBox(await import('age-encryption')) });
      }, process.env),
    );
}

/** @param keys where private keys are looked for. @default - encrypted files stay shut */
export async function runCheck(
  place: Place,
  typed: readonly string[],
  options: CheckOptions,
  keys?: KeyWorld,
): Promise<ExitCode> {
  const { rule, app, today, maintainers, dist } = options;
  if (dist !== undefined) return checkDist(place, dist, options);
  const alone = rackFilesAt(place, typed).map((file) =>
    builtRack(place.root, file, { today, maintainers, digests: soundDigests(place.root, file) }),
  );
  const misspelt = unknownFilters({ rule, app }, alone);
  if (misspelt.length > 0) throw new CannotRun(misspelt.join('\n'));
  const built = besideTheOthers(place.root, alone);
  const gone = staleBeside(ofGoneRacks(place.root, built));
  const leaked = keys ? await privateKeys(place.root, keys.age) : [];
  const codes: ExitCode[] = [];
  for (const [index, rack] of built.entries()) {
    const opened = keys ? await openedSecrets(keys, rack) : [];
    const beside = index === 0 ? [...leaked, ...besideTrees(place.root), ...gone] : [];
    codes.push(checkOne(place.root, rack, options, [...opened, ...beside]));
  }
  return Math.max(...codes, 0) as ExitCode;
}

/** @returns 2 when the tree does not describe itself */
function checkDist(place: Place, named: string, options: CheckOptions): 0 | 1 | 2 {
  const { rule, app, today } = options;
  const trees = readDist(place, named).map(({ rack, files }) => ({ rack, ...checkTree(rack, files, { today }) }));
  const misspelt = unknownFilters({ rule, app }, trees);
  if (misspelt.length > 0) throw new CannotRun(misspelt.join('\n'));
  const codes = trees.map(({ rack, facts, findings: all }) => {
    const findings = facts ? filterFindings(all, facts.rendered, { rules: rule, apps: app }) : all;
    // A tree knows which app made what; the lines of its rack file are elsewhere.
    const placed = withPlaces(findings, { file: '', text: '', facts });
    process.stdout.write(printed(rack, placed, options));
    if (!facts) return 2;
    return findings.some(({ level }) => level === 'error') ? 1 : 0;
  });
  return Math.max(...codes, 0) as 0 | 1 | 2;
}

function printed(rack: string, findings: Finding[], { json, markdown }: CheckOptions): string {
  if (json) return `${JSON.stringify(findingsDocument(rack, findings))}\n`;
  if (markdown) return findingsAsMarkdown(findings);
  const colors = process.stdout.isTTY ? pc : pc.createColors(false);
  return `${rack}: ${findings.length === 0 ? 'No findings.\n' : findingsAsText(findings, { colors })}`;
}

/** @param beside what is told of files beside the tree; what belongs to no rack, the first one tells */
function checkOne(
  root: string,
  built: BuiltRack,
  { json, markdown, rule, app, today }: CheckOptions,
  beside: readonly Finding[],
): ExitCode {
  const { rack, facts, tree } = built;
  const form = json ? 'json' : markdown ? 'markdown' : 'text';
  const all = [
    ...built.findings,
    ...(rack && tree
      ? [...stale(root, rack.name, tree, { today }), ...staleBeside(staleDocuments(root, [built]))]
      : rack
        ? byHand(root, rack.name, { today })
        : []),
    ...beside,
  ];
  const findings = filterFindings(all, facts?.rendered ?? [], { rules: rule, apps: app });
  const report = rackReport(built, findings, { form });
  const heading = form === 'text' && rack ? `${rack.name}: ` : '';
  process.stdout.write(`${heading}${report === '' ? 'No findings.\n' : report}`);
  if (!rack) return 2;
  return codeOf(findings);
}

/** Of the writing of dist/, whose rules are no part of the tables. */
const outputRules = [
  'output/fresh',
  'output/edited',
  'output/readable',
  'output/one-identity',
  'output/one-file',
  'output/safe-path',
];

/** A filter that lets nothing through would call every rack clean. An app counts when any of the racks has it. */
function unknownFilters(
  { rule = [], app = [] }: Pick<CheckOptions, 'rule' | 'app'>,
  built: readonly Pick<BuiltRack, 'facts'>[],
): string[] {
  const rules = [...[...everyRule, ...secretFileRules, ...reviewRules].map(({ id }) => id), ...outputRules, inputRule];
  const apps = [...new Set(built.flatMap(({ facts }) => facts?.rendered ?? []).map((object) => object.app))];
  const isKnown = built.some(({ facts }) => facts !== undefined);
  return [
    ...rule
      .filter((glob) => !rules.some((id) => globPattern(glob).test(id)))
      .map((glob) => `no rule is called ${glob}: ${suggestion(glob, rules)} docs/rules.md lists all`),
    ...app
      .filter((name) => isKnown && !apps.includes(name))
      .map((name) => `no app is called ${name}: ${suggestion(name, apps)}`),
  ];
}

/** Patches for machines and pages for people, which somebody would follow as they stand. */
function staleBeside(documents: readonly StaleDocument[]): Finding[] {
  const said = {
    changed: 'is not what synth writes',
    missing: 'is missing',
    foreign: 'is of a machine, an app or a rack that is not there any more',
  };
  return documents.map(({ path, what }) => ({
    level: 'error',
    rule: 'output/fresh',
    object: path,
    path: '',
    message: said[what],
    fix: 'run `npm start` and commit it with the change that caused it',
  }));
}

/** What stands in dist/ and what synth would write now: a review of one says nothing about the other. */
function stale(root: string, rack: string, tree: Tree, options: RunOptions): Finding[] {
  const differences = compareWithDist(join(root, 'dist'), rack, tree);
  if (differences.length === 0) return [];
  return explainStale(rack, filesIn(join(root, 'dist', rack)), differences, options);
}

/** What somebody changed in dist/ by hand: a change that is refused may be no more than that being undone. */
function byHand(root: string, rack: string, options: RunOptions): Finding[] {
  return editedByHand(rack, filesIn(join(root, 'dist', rack)), options);
}

function isoDate(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new InvalidArgumentError('Write a date such as 2027-06-01.');
  return text;
}
