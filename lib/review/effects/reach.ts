import { fieldAt } from '../../manifest/field-path';
import type { ObjectChange } from '../changes';
import type { AppNotes } from './parts';

/** Who may talk to whom, and from outside: what is open after a change and was not, and the other way round. */
export interface Reach {
  /** `ml/StatefulSet/open-webui → data/StatefulSet/redis:6379/TCP`, `the network → chat.rack.home.arpa`. */
  opened: string[];
  closed: string[];
}

export function reachOf(
  changes: readonly ObjectChange[],
  notes: { before: (app: string) => AppNotes; after: (app: string) => AppNotes },
  apps: readonly string[],
): Reach {
  const [from, to] = (['before', 'after'] as const).map(
    (side) =>
      new Set([
        ...apps.flatMap((app) => connections(notes[side](app))),
        ...changes.flatMap((change) => names(change[side]?.manifest)),
      ]),
  ) as [Set<string>, Set<string>];
  return {
    opened: [...to].filter((each) => !from.has(each)).sort(),
    closed: [...from].filter((each) => !to.has(each)).sort(),
  };
}

function connections({ objects }: AppNotes): string[] {
  return [...objects].flatMap(([id, { connects }]) => connects.map((to) => `${id} → ${to}`));
}

/** Names under which a route is reached from outside the cluster. */
function names(manifest: Record<string, unknown> | undefined): string[] {
  if (manifest?.['kind'] !== 'HTTPRoute') return [];
  const hostnames = fieldAt(manifest, 'spec.hostnames');
  return Array.isArray(hostnames) ? hostnames.map((name) => `the network → ${String(name)}`) : [];
}
