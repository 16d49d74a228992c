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
import { checkTree, explainStale } from '../lib/check-tree';
import type { RunOptions } from '../lib/checks/rule';
import { everyRule } from '../lib/every-rule';
import { type BuiltRack, besideTheOthers, buildRack, rackFiles } from '../lib/synth';
import { type DistTree, NoDist, filesIn, readDist } from './read-dist';
import { unreadable } from './rack-report';

interface CheckOptions {
  json?: boolean;
  markdown?: boolean;
  rule?: string[];
  app?: string[];
  today: string;
  /** Folder or revision of a tree to judge instead of rack files. */
  dist?: string;
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
    .option(
      '--dist <folder-or-revision>',
      'judge this tree from its files alone, `dist/homelab`, `origin/main`: no rack file and no app is read',
    )
    .option('--today <date>', 'judge acceptances as of this day', isoDate, new Date().toISOString().slice(0, 10))
    .addHelpText(
      'after',
      `
Examples:
  rackwright check                                   every rack of clusters/
  rackwright check --rule 'network/*' --app redis    what the network rules say of one app
  rackwright check --json | jq '.findings[].rule'    for scripts
  rackwright check --dist origin/main                the tree that Flux applies, whatever is checked out
  rackwright check --today 2027-06-02                which acceptances will have run out by then`,
    )
    .action((files: string[], options: CheckOptions) => {
      process.exitCode = runCheck(process.cwd(), files, options);
    });
}

export function runCheck(root: string, files: readonly string[], options: CheckOptions): 0 | 1 | 2 {
  if (options.dist !== undefined) return checkDist(root, options.dist, options);
  const alone: BuiltRack[] = [];
  const codes: number[] = [];
  for (const file of files.length > 0 ? files : rackFiles(root)) {
    try {
      alone.push(buildRack({ root, file }, { today: options.today }));
    } catch (error) {
      if (!unreadable(error)) throw error;
      console.error(`${file} cannot be read: ${(error as Error).message}`);
      codes.push(2);
    }
  }
  codes.push(...besideTheOthers(root, alone).map((built) => checkOne(root, built, options)));
  return Math.max(...codes, 0) as 0 | 1 | 2;
}

/** @returns 2 when there is no such tree, or it does not describe itself */
function checkDist(root: string, named: string, options: CheckOptions): 0 | 1 | 2 {
  let trees: DistTree[];
  try {
    trees = readDist(root, named);
  } catch (error) {
    if (!(error instanceof NoDist)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  const codes = trees.map(({ rack, files }) => {
    const { facts, findings } = checkTree(rack, files, { today: options.today });
    const misspelt = facts ? unknownFilters(options, facts) : [];
    process.stderr.write(misspelt.map((line) => `${line}\n`).join(''));
    if (misspelt.length > 0) return 2;
    const shown = facts
      ? filterFindings(findings, facts.rendered, { rules: options.rule, apps: options.app })
      : findings;
    process.stdout.write(printed(rack, shown, options));
    if (!facts) return 2;
    return shown.some(({ level }) => level === 'error') ? 1 : 0;
  });
  return Math.max(...codes, 0) as 0 | 1 | 2;
}

function checkOne(root: string, built: BuiltRack, { json, markdown, rule, app, today }: CheckOptions): 0 | 1 | 2 {
  const { rack, text, problems, facts, tree } = built;
  const colors = process.stderr.isTTY ? pc : pc.createColors(false);
  process.stderr.write(printProblems(problems, { text, colors }));
  if (!rack || !facts) return 2;
  const misspelt = unknownFilters({ rule, app }, facts);
  if (misspelt.length > 0) {
    process.stderr.write(`${misspelt.join('\n')}\n`);
    return 2;
  }
  const all = [...built.findings, ...(tree ? stale(root, rack.name, tree, { today }) : [])];
  const findings = filterFindings(all, facts.rendered, { rules: rule, apps: app });
  process.stdout.write(printed(rack.name, findings, { json, markdown }));
  return findings.some(({ level }) => level === 'error') ? 1 : 0;
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
function stale(root: string, rack: string, tree: Tree, options: RunOptions): Finding[] {
  const differences = compareWithDist(join(root, 'dist'), rack, tree);
  if (differences.length === 0) return [];
  return explainStale(rack, filesIn(join(root, 'dist', rack)), differences, options);
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
