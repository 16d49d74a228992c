import pc from 'picocolors';
import type { Written } from '../lib/output/write';
import { findingsAsText } from '../lib/report/findings-as-text';
import { printProblems } from '../lib/rack-file/print-problems';
import type { BuiltRack } from '../lib/synth';

/** 2: a rack file is wrong. 1: a check found an error. 0: clean, warnings or not. */
export function exitCode(racks: readonly BuiltRack[]): 0 | 1 | 2 {
  if (racks.some(({ rack }) => rack === undefined)) return 2;
  return racks.some(({ tree }) => tree === undefined) ? 1 : 0;
}

/** Says on stderr what is wrong with a rack and what was written of it. */
export function reportRack({ file, text, problems, rack, findings, tree }: BuiltRack, written?: Written): void {
  const colors = process.stderr.isTTY ? pc : pc.createColors(false);
  const outcome = written ? undefined : untouched(rack?.name ?? file.replace(/^.*\/|\.yaml$/g, ''));
  if (problems.length > 0) process.stderr.write(printProblems(problems, { text, colors, outcome }));
  if (findings.length > 0) process.stderr.write(findingsAsText(findings, { colors }));
  if (rack && !tree) process.stderr.write(`${untouched(rack.name)}\n`);
  if (rack && tree && written) {
    const { written: changed, removed, unchanged } = written;
    const counts = `${changed.length} written, ${removed.length} removed, ${unchanged} unchanged`;
    process.stderr.write(`dist/${rack.name}: ${tree.files.size} files (${counts})\n`);
  }
}

export function untouched(rack: string): string {
  return `Nothing was written; dist/${rack} is as it was.`;
}

export function unreadable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
}

/** One document for scripts on stdout. */
export function json(racks: readonly (BuiltRack & { written?: unknown })[]): void {
  const report = racks.map(({ file, rack, problems, findings, written }) => ({
    file,
    rack: rack?.name,
    problems,
    findings,
    written,
  }));
  process.stdout.write(`${JSON.stringify({ racks: report }, null, 2)}\n`);
}
