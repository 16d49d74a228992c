import type { Node, YAMLMap } from 'yaml';
import { isMap } from 'yaml';
import type * as z from 'zod';
import type { AppBlock } from './app-block';
import type { Draft } from './draft';
import { expand } from './draft';
import { Judge } from './judge';
import { judgeApps } from './judge-apps';
import type { SpecProblem } from './problem';
import type { RackSpec } from './rack';
import { rackOf } from './rack-of';
import { allRules } from './rules/all-rules';
import { rackFile } from './schema';
import { pairOf, Source } from './source';
import { judgeSyntax } from './syntax';

export interface LoadedRack {
  /** Absent when a problem of level error was found. */
  rack?: RackSpec;
  /** All there are, in the order of the file. */
  problems: SpecProblem[];
}

/**
 * Reads a rack file. Whatever stands in it, the answer is problems and never an exception.
 *
 * @param input.file as people know it, for the problems: `clusters/homelab.yaml`
 */
export function loadRack({ text, file, apps }: { text: string; file: string; apps: readonly AppBlock[] }): LoadedRack {
  const source = new Source(file, text);
  const { problems, soundUntil } = judgeSyntax(source);
  const { root } = source;
  if (!isMap(root)) return { problems };
  const isWhole = soundUntil === Infinity;
  if (!isWhole)
    root.items = root.items.filter(({ value }) => ((value as Node | null)?.range?.[2] ?? Infinity) < soundUntil);
  const draft = judgeParts(root, apps, isWhole);
  const rules = draft.rules({ has: (path) => source.has(path), lineOf: (path) => source.lineOf(path) });
  problems.push(...[...draft.faults, ...rules].map((fault) => source.problem(fault)));
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  if (problems.some(({ level }) => level === 'error')) return { problems };
  return { rack: rackOf(draft.parts), problems };
}

type Rules = (typeof allRules)[number];

/** @param isWhole false when broken syntax cut parts off: then nothing can be called missing */
function judgeParts(root: YAMLMap, apps: readonly AppBlock[], isWhole: boolean) {
  const judge = new Judge();
  const schema: z.ZodType = isWhole ? rackFile : rackFile.partial();
  const sections = (judge.judge(root, schema, []) ?? {}) as Omit<Draft, 'entries' | 'blades' | 'apps'> & {
    blades?: Draft['entries'];
  };
  const appsNode = pairOf(root, 'apps');
  const entries = sections.blades ?? [];
  const parts: Draft = {
    ...sections,
    entries,
    blades: expand(entries),
    apps: isWhole || appsNode ? judgeApps(judge, appsNode?.value as Node | null | undefined, apps) : [],
  };
  return {
    parts,
    faults: judge.faults,
    rules: (where: Parameters<Rules>[1]) => allRules.flatMap((rule) => rule(parts, where)),
  };
}
