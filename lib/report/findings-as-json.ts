import type { Finding, Level } from '../facts/finding';
import { compareFindings } from '../facts/finding-order';

/** What `rackwright check --json` and `synth --json` print for each rack, whatever came of it; its schema is `schema/findings.schema.json`. */
export interface FindingsDocument {
  /** Grows by one when a field changes its meaning or goes; new fields may come any time. */
  version: 1;
  rack: string;
  counts: Record<Level, number>;
  findings: Finding[];
  /** What synth wrote; absent when it wrote nothing, and in what `check` prints. */
  written?: { written: string[]; removed: string[]; unchanged: number };
}

export function findingsDocument(rack: string, findings: readonly Finding[]): FindingsDocument {
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  return {
    version: 1,
    rack,
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    findings: [...findings].sort(compareFindings),
  };
}

export function findingsAsJson(rack: string, findings: readonly Finding[]): string {
  return `${JSON.stringify(findingsDocument(rack, findings), null, 2)}\n`;
}
