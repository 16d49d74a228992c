import { basename } from 'node:path';
import pc from 'picocolors';
import type { Finding } from '../lib/facts/finding';
import type { Written } from '../lib/output/write';
import { printProblems } from '../lib/rack-file/print-problems';
import { findingsDocument } from '../lib/report/findings-as-json';
import { findingsAsMarkdown } from '../lib/report/findings-as-markdown';
import { findingsAsText } from '../lib/report/findings-as-text';
import { problemAsFinding } from './problem-as-finding';
import type { BuiltRack } from '../lib/synth';
import { withPlaces } from './finding-places';

/** How findings are printed: for people, for scripts or for a review. All of it goes to standard output, talk does not. */
export type Form = 'text' | 'json' | 'markdown';

/** 2: a rack file is wrong. 1: a check found an error. 3: nothing but the gate holds it back. 0: clean, warnings or not. */
export type ExitCode = 0 | 1 | 2 | 3;

export function exitCode(racks: readonly BuiltRack[]): ExitCode {
  if (racks.some(({ rack }) => rack === undefined)) return 2;
  if (racks.every(({ tree }) => tree !== undefined)) return 0;
  return codeOf(racks.flatMap(({ findings }) => findings)) === 3 ? 3 : 1;
}

/** A change that would lose data is told from a rack that is wrong: the first one can be acknowledged. */
export function codeOf(findings: readonly Finding[]): 0 | 1 | 3 {
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length === 0) return 0;
  return errors.every(({ rule }) => rule.startsWith('review/')) ? 3 : 1;
}

/** Name of a rack; that of its file when none could be read from it. */
export function nameOfRack({ rack, file }: Pick<BuiltRack, 'rack' | 'file'>): string {
  return rack?.name ?? (basename(file, '.yaml') || file);
}

interface Report {
  form: Form;
  /** Said behind the problems of a rack file. */
  outcome?: string;
  written?: Written;
}

/** Everything that is to be said of one rack, as one piece of standard output; '' when there is nothing. */
export function rackReport(built: BuiltRack, findings: readonly Finding[], { form, outcome, written }: Report): string {
  const { problems, text } = built;
  const placed = withPlaces(findings, built);
  const all = [...problems.map(problemAsFinding), ...placed];
  if (form === 'json') {
    return `${JSON.stringify({ ...findingsDocument(nameOfRack(built), all), ...(written && { written }) })}\n`;
  }
  if (form === 'markdown') return findingsAsMarkdown(all);
  const colors = process.stdout.isTTY ? pc : pc.createColors(false);
  // What keeps the rack from being written comes first, whatever its line.
  const sorted = problems.toSorted((a, b) => Number(b.level === 'error') - Number(a.level === 'error'));
  if (!built.rack || placed.length === 0) return printProblems(sorted, { text, colors, outcome });
  // Findings follow: one total counts both, and behind it it is said once what became of the tree.
  const told = printProblems(sorted, { text, colors, counted: false });
  return `${told}${findingsAsText(placed, { colors, told: sorted })}`;
}

export function untouched(rack: string): string {
  return `Nothing was written; dist/${rack} is as it was.`;
}

export function unreadable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
}
