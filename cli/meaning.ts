import type { Written } from '../lib/output/write';
import { headline, machineFiles } from '../lib/report/review/headline';
import { list } from '../lib/review/effects/configuration';
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
  const created = createdApps(before, after);
  const said = [created, headline({ lines, findings: [] }), apply].filter(Boolean).join('; ');
  if (said !== '') return `${name}: ${said}`;
  return `${name}: ${written.written.length + written.removed.length === 0 ? 'nothing changes' : 'the cluster does not notice'}`;
}

/** `notes and plain are created`: apps of which nothing was there. */
function createdApps(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string {
  const appsOf = (files: ReadonlyMap<string, string>) =>
    new Set([...files.keys()].flatMap((path) => /^apps\/([^/]+)\//.exec(path)?.[1] ?? []));
  const old = appsOf(before);
  const created = [...appsOf(after)].filter((app) => !old.has(app)).sort();
  if (created.length === 0) return '';
  return `${list(created, 5)} ${created.length === 1 ? 'is' : 'are'} created`;
}
