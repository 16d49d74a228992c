import type { Step } from './steps';

/** What came of a text: whether it may be written at all, and what is too little. */
export interface Tried {
  /** Mistakes of the rack file, whatever they are about. */
  problems: readonly string[];
  /** What is too little; empty where the rack fits. */
  short: readonly string[];
}

export interface Fitted {
  /** The text that fits; the one that was given where it does. */
  text: string;
  /** What is given up, in the order of the steps. */
  losses: readonly string[];
}

export interface Trials {
  /** Reads the text alone: quick. */
  read: (text: string) => readonly string[];
  /** Renders it and asks whether everything finds room. */
  try: (text: string) => Tried;
}

/**
 * Finds the smallest losses with which a rack fits: as few of the steps, in their order, as will do, and then without each
 * of them that the others do not need, the largest loss first. Undefined where all of them together are not enough.
 */
export function smallestLosses(text: string, steps: readonly Step[], trials: Trials): Fitted | undefined {
  const known = new Map<string, boolean>();
  const fits = (each: string): boolean => {
    const found = known.get(each) ?? isEmpty(trials.try(each));
    known.set(each, found);
    return found;
  };
  if (fits(text)) return { text, losses: [] };
  const usable = usableSteps(text, steps, trials);
  const after = (some: readonly Step[]) => some.reduce((each, { apply }) => apply(each), text);
  if (!fits(after(usable))) return undefined;
  let low = 0;
  let high = usable.length;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(after(usable.slice(0, middle)))) high = middle;
    else low = middle;
  }
  let kept = usable.slice(0, high);
  for (const step of [...kept].reverse()) {
    const without = kept.filter((each) => each !== step);
    if (fits(after(without))) kept = without;
  }
  return { text: after(kept), losses: kept.map(({ loss }) => loss) };
}

function isEmpty({ problems, short }: Tried): boolean {
  return problems.length === 0 && short.length === 0;
}

/** Steps that change something and bring no mistake that was not there before. */
function usableSteps(text: string, steps: readonly Step[], { read }: Trials): Step[] {
  let last = text;
  let before = new Set(read(text));
  return steps.filter(({ apply }) => {
    const next = apply(last);
    if (next === last) return false;
    const problems = read(next);
    if (problems.some((each) => !before.has(each))) return false;
    [last, before] = [next, new Set(problems)];
    return true;
  });
}
