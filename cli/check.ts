import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { suggestion } from '../lib/checks/nearest';
import type { Finding } from '../lib/facts/finding';
import { compareWithDist } from '../lib/output/inspect';
import type { Tree } from '../lib/output/write';
import { filterFindings, globPattern } from '../lib/report/filter-findings';
import { reviewRules } from '../lib/review/review';
import { inputRule } from './problem-as-finding';
import { secretFileRules } from '../lib/secrets/secret-rules';
import { type BuiltRack, besideTheOthers, everyRule } from '../lib/synth';
import { builtRack } from './build-rack';
import { CannotRun } from './cannot-run';
import { type ExitCode, codeOf, rackReport } from './rack-report';
import { type Place, placeOf, rackFilesAt } from './rack-root';
import { runToEnd } from './run';

interface CheckOptions {
  json?: boolean;
  markdown?: boolean;
  rule?: string[];
  app?: string[];
  today: string;
  maintainers?: boolean;
}

export function register(program: Command): void {
  program
    .command('check')
    .description(
      'judge a rack and its dist/ without writing: every rule, expired acceptances, files that are out of date',
    )
    .argument('[rack-file...]', 'rack files (all of clusters/ when none is named)')
    .option('--json', 'findings as schema/findings.schema.json says, one document per rack and line')
    .option('--markdown', 'findings for a review')
    .option('--rule <glob...>', 'only these rules, `network/*` say')
    .option('--app <name...>', 'only objects of these apps')
    .option('--today <date>', 'judge acceptances as of this day', isoDate, new Date().toISOString().slice(0, 10))
    .addOption(new Option('--maintainers', 'also what only maintainers of Rackwright can mend').hideHelp())
    .addHelpText(
      'after',
      `
Examples:
  rackwright check                                   every rack of clusters/
  rackwright check --rule 'network/*' --app redis    what the network rules say of one app
  rackwright check --json | jq '.findings[].rule'    for scripts
  rackwright check --today 2027-06-02                which acceptances will have run out by then`,
    )
    .action((files: string[], options: CheckOptions) =>
      runToEnd(() => runCheck(placeOf(process.cwd()), files, options), process.env),
    );
}

export function runCheck(place: Place, typed: readonly string[], options: CheckOptions): ExitCode {
  const { rule, app, today, maintainers } = options;
  const alone = rackFilesAt(place, typed).map((file) => builtRack(place.root, file, { today, maintainers }));
  const built = besideTheOthers(place.root, alone);
  const misspelt = unknownFilters({ rule, app }, built);
  if (misspelt.length > 0) throw new CannotRun(misspelt.join('\n'));
  return Math.max(...built.map((rack) => checkOne(place.root, rack, options)), 0) as ExitCode;
}

function checkOne(root: string, built: BuiltRack, { json, markdown, rule, app }: CheckOptions): ExitCode {
  const { rack, facts, tree } = built;
  const form = json ? 'json' : markdown ? 'markdown' : 'text';
  const all = [...built.findings, ...(rack && tree ? stale(root, rack.name, tree) : [])];
  const findings = filterFindings(all, facts?.rendered ?? [], { rules: rule, apps: app });
  const report = rackReport(built, findings, { form });
  const heading = form === 'text' && rack ? `${rack.name}: ` : '';
  process.stdout.write(`${heading}${report === '' ? 'No findings.\n' : report}`);
  if (!rack) return 2;
  return codeOf(findings);
}

/** Of the writing of dist/, whose rules are no part of the tables. */
const outputRules = ['output/fresh', 'output/one-identity', 'output/one-file', 'output/safe-path'];

/** A filter that lets nothing through would call every rack clean. An app counts when any of the racks has it. */
function unknownFilters(
  { rule = [], app = [] }: Pick<CheckOptions, 'rule' | 'app'>,
  built: readonly BuiltRack[],
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

/** What stands in dist/ and what synth would write now: a review of one says nothing about the other. */
function stale(root: string, rack: string, tree: Tree): Finding[] {
  const said = { changed: 'is not what synth writes', missing: 'is missing', foreign: 'is written by nothing' };
  return compareWithDist(join(root, 'dist'), rack, tree).map(({ path, what }) => ({
    level: 'error',
    rule: 'output/fresh',
    object: `dist/${rack}/${path}`,
    path: '',
    message: said[what],
    fix: 'run `npm start` and commit dist/ with the change that caused it',
  }));
}

function isoDate(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new InvalidArgumentError('Write a date such as 2027-06-01.');
  return text;
}
