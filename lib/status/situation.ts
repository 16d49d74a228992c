import type { RackView } from '../checks/rack-view';
import { objectId } from '../manifest/manifest';
import type { Situation } from './line';
import { type Seen, isTrue, ofKind } from './seen';

export function situationOf(seen: Seen, view: RackView): Situation {
  const nodes = ofKind(seen, 'Node', '');
  const ready = new Set(nodes.filter((node) => isTrue(node, 'Ready')).map(({ metadata }) => metadata.name));
  // Where nodes could not be read nothing is known of blades, least of all that they are down.
  const isRead = nodes.length > 0;
  return {
    seen,
    view,
    nowMs: Date.parse(seen.at),
    byId: new Map(seen.objects.map((each) => [objectId(each), each])),
    downBlades: isRead ? view.rack.blades.map(({ name }) => name).filter((name) => !ready.has(name)) : [],
  };
}
