import { type Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import type { Finding } from '../lib/facts/finding';
import { suggestion } from '../lib/checks/nearest';
import type { RackFacts } from '../lib/facts/facts';
import { join } from 'node:path';
import { compareWithDist } from '../lib/output/inspect';
import type { Tree } from '../lib/output/write';
import { filterFindings, globPattern } from '../lib/report/filter-findings';
import { type FindingsDocument, findingsDocument } from '../lib/report/findings-as-json';
import { findingsAsMarkdown } from '../lib/report/findings-as-markdown';
import { findingsAsText } from '../lib/report/findings-as-text';
import { printProblems } from '../lib/rack-file/print-problems';
import { secretFileRules } from '../lib/secrets/secret-rules';
import { everyRule } from '../lib/every-rule';
import { type BuiltRack, buildRack, rackFiles } from '../lib/synth';
import { unreadable } from './rack-report';

interface CheckOptions {
  json?: boolean;
  markdown?: boolean;
  rule?: string[];
  app?: string[];
  today: string;
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
    .addHelpText(
      'after',
      `
Examples:
  rackwright check                                   every rack of clusters/
  rackwright check --rule 'network/*' --app redis    what the network rules say of one app
  rackwright check --json | jq '.findings[].rule'    for scripts
  rackwright check --today 2027-06-02                which acceptances will have run out by then`,
    )
    .action((files: string[], options: CheckOptions) => {
      process.exitCode = runCheck(process.cwd(), files, options);
    });
}

export function runCheck(root: string, files: readonly string[], options: CheckOptions): 0 | 1 | 2 {
  const codes = (files.length > 0 ? files : rackFiles(root)).map((file) => {
    try {
      return checkOne(root, buildRack({ root, file }, { today: options.today }), options);
    } catch (error) {
      if (!unreadable(error)) throw error;
      console.error(`${file} cannot be read: ${(error as Error).message}`);
      return 2;
    }
  });
  return Math.max(...codes, 0) as 0 | 1 | 2;
}

function checkOne(root: string, built: BuiltRack, { json, markdown, rule, app }: CheckOptions): 0 | 1 | 2 {
  const { rack, text, problems, facts, tree } = built;
  const colors = process.stderr.isTTY ? pc : pc.createColors(false);
  process.stderr.write(printProblems(problems, { text, colors }));
  if (!rack || !facts) return 2;
  const misspelt = unknownFilters({ rule, app }, facts);
  if (misspelt.length > 0) {
    process.stderr.write(`${misspelt.join('\n')}\n`);
    return 2;
  }
  const all = [...built.findings, ...(tree ? stale(root, rack.name, tree) : [])];
  const findings = filterFindings(all, facts.rendered, { rules: rule, apps: app });
  process.stdout.write(printed(rack.name, findings, { json, markdown }));
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
}

/** Of the writing of dist/, whose rules are no part of the tables. */
const outputRules = ['output/fresh', 'output/one-identity', 'output/one-file', 'output/safe-path'];

/** A filter that lets nothing through would call every rack clean. */
function unknownFilters(
  { rule = [], app = [] }: Pick<CheckOptions, 'rule' | 'app'>,
  { rendered }: RackFacts,
): string[] {
  const rules = [...[...everyRule, ...secretFileRules].map(({ id }) => id), ...outputRules];
  const apps = [...new Set(rendered.map((object) => object.app))];
  return [
    ...rule
      .filter((glob) => !rules.some((id) => globPattern(glob).test(id)))
      .map((glob) => `no rule is called ${glob}: ${suggestion(glob, rules)} docs/rules.md lists all`),
    ...app.filter((name) => !apps.includes(name)).map((name) => `no app is called ${name}: ${suggestion(name, apps)}`),
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

function printed(
  rack: string,
  findings: Finding[],
  { json, markdown }: Pick<CheckOptions, 'json' | 'markdown'>,
): string {
  const document: FindingsDocument = findingsDocument(rack, findings);
  if (json) return `${JSON.stringify(document)}\n`;
  if (markdown) return findingsAsMarkdown(findings);
  const colors = process.stdout.isTTY ? pc : pc.createColors(false);
  return `${rack}: ${findingsAsText(findings, { colors })}`;
}

function isoDate(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new InvalidArgumentError('Write a date such as 2027-06-01.');
  return text;
}
