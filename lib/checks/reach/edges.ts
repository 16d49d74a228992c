import type { RackView } from '../rack-view';
import { extraEdges } from './extra-edges';
import { needsOf } from './needs';
import { type Why, nameOf, whyOf } from './why';

/** Every connection that a rack's objects ask for but questions of names, and what policies open beyond that. */
export function edgesOf(view: RackView): Why[] {
  const ends = new Map(view.podGroups.map((group) => [group.id, group]));
  const asked = needsOf(view)
    .filter(({ by }) => by !== 'dns')
    .map(({ from, to, port, protocol }) => ({ from, to, port, protocol }));
  const extra = extraEdges(view).flatMap(({ from, to, ports }) =>
    from.flatMap((client) =>
      to.flatMap((server) =>
        ports.flatMap((text) => {
          const [, port, protocol] = /^(\d+)(?:-\d+)?\/(\w+)$/.exec(text) ?? [];
          if (port === undefined || protocol === undefined) return [];
          return [{ from: ends.get(client) ?? client, to: ends.get(server) ?? server, port: Number(port), protocol }];
        }),
      ),
    ),
  );
  const once = new Map(
    [...asked, ...extra].map((edge) => [`${nameOf(edge.from)}>${nameOf(edge.to)}:${edge.port}/${edge.protocol}`, edge]),
  );
  return [...once.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { from, to, port, protocol }]) => whyOf(from, to, view, { port, protocol }));
}
