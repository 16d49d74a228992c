import type { LinterFinding } from './findings';

/** Why findings of a rule stand. */
export interface Reason {
  linter: string;
  rule: string;
  /** Files below dist/<rack>/apps/, `*` for anything: whose findings it answers. */
  files: string[];
  reason: string;
}

export interface Answered {
  /** Findings that nothing answers. */
  open: LinterFinding[];
  /** Reasons that no finding needs any more, by the file that they name. */
  idle: string[];
}

/** Holds what a linter found against the reasons of it. */
export function answered(findings: readonly LinterFinding[], reasons: readonly Reason[]): Answered {
  const patterns = reasons.flatMap(({ rule, files }) => files.map((file) => ({ rule, file, fits: patternOf(file) })));
  return {
    open: findings.filter(({ rule, file }) => !patterns.some((each) => each.rule === rule && each.fits.test(file))),
    idle: patterns
      .filter(({ rule, fits }) => !findings.some((each) => each.rule === rule && fits.test(each.file)))
      .map(({ rule, file }) => `${rule} ${file}`),
  };
}

function patternOf(glob: string): RegExp {
  const parts = glob.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^(?:.*/)?${parts.join('.*')}$`);
}
