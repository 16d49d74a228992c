import type { Node, Pair, YAMLMap } from 'yaml';
import { isMap, isScalar } from 'yaml';
import type { AppBlock } from './app-block';
import type { Draft } from './draft';
import { expand } from './draft';
import { inItsFamily, oneFamily } from './families';
import { Validator } from './validator';
import { validateApps } from './validate-apps';
import type { Fault, SpecProblem } from './problem';
import type { RackSpec } from './rack';
import { rackOf } from './rack-of';
import { allRules } from './rules/all-rules';
import { rackFile } from './schema';
import { keyOf, pairOf, Source } from './source';
import { checkSyntax } from './syntax';
import { tooDeep } from './nesting';

export interface RackFile {
  text: string;
  /** As people know it: `clusters/homelab.yaml`. */
  file: string;
  apps: readonly AppBlock[];
}

export interface LoadedRack {
  /** Absent when a problem of level error was found. */
  rack?: RackSpec;
  /** All there are, in the order of the file. */
  problems: SpecProblem[];
}

/** Reads a rack file. Whatever stands in it, the answer is problems and never an exception. */
export function loadRack({ text, file, apps }: RackFile): LoadedRack {
  const deep = tooDeep(file, text);
  if (deep) return { problems: [deep] };
  const source = new Source(file, text);
  const syntax = checkSyntax(source);
  const { draft, faults } = draftOf(source, apps, syntax.soundUntil);
  const broken = draft
    ? allRules.flatMap((rule) => rule(draft, source)).map((fault) => inItsFamily(fault, source))
    : [];
  const problems = [...syntax.problems, ...[...faults, ...broken].map((fault) => source.problem(fault))];
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  if (!draft || problems.some(({ level }) => level === 'error')) return { problems };
  return { rack: rackOf(draft), problems };
}

/**
 * Everything that is sound by itself, before the rules look at it together.
 *
 * @param soundUntil offset from which on the tree cannot be trusted; what begins there is neither validated nor missed
 */
export function draftOf(
  source: Source,
  apps: readonly AppBlock[],
  soundUntil = Infinity,
): { draft?: Draft; faults: Fault[] } {
  const { root } = source;
  if (!isMap(root)) return { faults: [] };
  const isWhole = soundUntil === Infinity;
  if (!isWhole) {
    root.items = root.items.filter(({ value }) => ((value as Node | null)?.range?.[2] ?? Infinity) < soundUntil);
  }
  const validator = new Validator();
  const sections = validator.validate(root, isWhole ? rackFile : rackFile.partial(), []) as Partial<Draft> & {
    blades?: (object | undefined)[];
  };
  if (sections.network) sections.network = oneFamily(sections.network);
  if (!isWhole) for (const key of rackKeys) if (!pairOf(root, key)) delete sections[key];
  const appsNode = pairOf(root, 'apps')?.value as Node | null | undefined;
  const entries = (sections.blades ?? []).map((entry) => entry && oneFamily(entry)) as Draft['entries'];
  const ofRack = { all: apps, size: sections.size ?? 'standard', sections: statedSections(root) };
  const validApps = isWhole || appsNode !== undefined ? validateApps(validator, appsNode, ofRack) : [];
  return { draft: { ...sections, entries, blades: expand(entries), apps: validApps }, faults: validator.faults };
}

/** Keys at the top with something behind them. */
function statedSections(root: YAMLMap): ReadonlySet<string> {
  return new Set(
    root.items.flatMap((pair) => {
      const isEmpty = !pair.value || (isScalar(pair.value) && pair.value.value === null);
      return isEmpty ? [] : (keyOf(pair as Pair) ?? []);
    }),
  );
}

const rackKeys = Object.keys(rackFile.shape) as (keyof typeof rackFile.shape)[];
