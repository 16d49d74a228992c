import { compareFindings } from '../../facts/finding-order';
import type { Finding, Level } from '../../facts/finding';
import type { EffectLine } from '../../review/effects/effect';
import type { Figure } from '../../review/effects/figures';
import type { Reach } from '../../review/effects/reach';
import { headline } from './headline';
import type { Reviewed } from './reviewed';

/** What `rackwright review --json` prints for each rack; its schema is `schema/review.schema.json`. */
export interface ReviewDocument {
  /** Grows by one when a field changes its meaning or goes; new fields may come any time. */
  version: 1;
  rack: string;
  /** One sentence; empty when the cluster notices nothing. */
  summary: string;
  effects: EffectLine[];
  figures: Figure[];
  reach: Reach;
  counts: Record<Level, number>;
  findings: Finding[];
}

export function reviewDocument(reviewed: Reviewed): ReviewDocument {
  const { rack, lines, figures, reach, findings } = reviewed;
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  return {
    version: 1,
    rack,
    summary: headline(reviewed),
    effects: [...lines],
    figures,
    reach,
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    findings: [...findings].sort(compareFindings),
  };
}
