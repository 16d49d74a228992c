import { onChangeMark } from '../../facts/marks';
import type { Manifest } from '../../manifest/manifest';
import type { TreeTexts } from '../changes';
import type { Outcome } from './effect';
import { readersOf } from './readers';

/** Ids of workloads whose pods are other ones by the same change. */
export interface Starting {
  restarting: ReadonlySet<string>;
  created: ReadonlySet<string>;
}

/**
 * Who notices that a ConfigMap is another one. A pod whose template has its hash restarts by the same change; where a
 * program looks at the file again, the mark says so.
 *
 * @param starting ids of what restarts or is new by the same change
 */
export function configurationOutcome(after: Manifest, tree: TreeTexts, { restarting, created }: Starting): Outcome {
  const readers = readersOf(tree, after);
  if (readers.length === 0) return ['changed in place', 'no pod of this rack names it'];
  const rereads = onChangeMark.in(after.metadata.annotations) === 'reload';
  const restart = readers.filter(({ id }) => restarting.has(id)).map(({ id }) => id);
  const begin = readers.filter(({ id }) => created.has(id)).map(({ id }) => id);
  const stay = readers.filter(({ id }) => !restarting.has(id) && !created.has(id));
  const later = stay.filter(({ isMounted }) => !(rereads && isMounted)).map(({ id }) => id);
  const reread = stay.filter(({ isMounted }) => rereads && isMounted).map(({ id }) => id);
  const said = [
    restart.length > 0 ? `${list(restart)} restart${restart.length === 1 ? 's' : ''} with it` : '',
    begin.length > 0 ? `${list(begin)} begin${begin.length === 1 ? 's' : ''} with it` : '',
    reread.length > 0 ? `${list(reread)} read${reread.length === 1 ? 's' : ''} it anew within two minutes` : '',
    later.length > 0 ? `${list(later)} see${later.length === 1 ? 's' : ''} it at the next start` : '',
  ];
  return ['changed in place', said.filter(Boolean).join('; ')];
}

export function list(ids: readonly string[], most = 4): string {
  const shown = ids.length > most ? [...ids.slice(0, most - 1), `${ids.length - most + 1} more`] : ids;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
