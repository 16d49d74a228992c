import type { Written } from '../lib/output/write';
import { headline, machineFiles } from '../lib/report/review/headline';
import { effectLines } from '../lib/review/effects/effects';
import type { BuiltRack } from '../lib/synth';

/** What a synth wrote: below `dist/<rack>/`, and beside it. */
interface Wrote {
  written?: Written;
  /** Paths of patches for machines and of pages. */
  documents: readonly string[];
}

/** What the change of a rack means, in one line: `homelab: chat restarts, 1 of 4 at a time; nothing is deleted`. */
export function meaningOf({ rack, change }: Pick<BuiltRack, 'rack' | 'change'>, { written, documents }: Wrote): string {
  const name = rack?.name ?? '';
  if (!change || !written) return `${name}: nothing was written`;
  const machines = documents.filter((path) => path.startsWith(`talos/${name}/`)).length;
  const apply = machines === 0 ? '' : machineFiles(machines);
  if (change.before.size === 0) return `${name}: written for the first time; next: npx rackwright bootstrap`;
  const { before, after, changes } = change;
  const lines = effectLines(changes, { rack: name, before, after });
  const said = [headline({ lines, findings: [] }), apply].filter(Boolean).join('; ');
  if (said !== '') return `${name}: ${said}`;
  return `${name}: ${written.written.length + written.removed.length === 0 ? 'nothing changes' : 'the cluster does not notice'}`;
}
