import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import { attachmentsOf, routeKinds } from './attached';
import type { RackObject, RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';

/**
 * Where two routes match the same, the older one gets every request (Gateway API, HTTPRouteRule.matches); an HTTPRoute and a
 * GRPCRoute may not even share a host (GRPCRouteSpec.hostnames). A longer path or a host without a wildcard decides the rest.
 */
export const routeTwice: Rule = {
  id: 'references/route-twice',
  level: 'error',
  why: 'Of two routes that match the same requests the older one gets them all; the other is attached and Ready without effect.',
  fixHint: 'give one of the two another host, or a path of its own',
  exceptable: true,
  check: (view) => {
    const routes = routeKinds
      .flatMap((kind) => view.ofKind(kind))
      .map((route) => ({ route, ...claimsOf(route, view) }));
    return routes.flatMap(({ route, hosts, matches }, i) =>
      routes.slice(0, i).flatMap((other): RuleHit[] => {
        const shared = [...hosts.keys()].filter((each) => other.hosts.has(each));
        const isOther = other.route.kind !== route.kind;
        const match = [...matches.keys()].find((each) => isOther || other.matches.has(each));
        if (shared.length === 0 || match === undefined) return [];
        const [late, early] = byOwner(route, other.route);
        const urls = [...new Set(shared.map((each) => `${hosts.get(each)}${isOther ? '' : matches.get(match)}`))];
        return [
          {
            object: late.id,
            path: 'spec',
            message: `serves ${urls.join(' and ')}, and so does ${early.id} (${filesOf(early, view)})`,
            fix: `give one of ${filesOf(late, view)} and ${filesOf(early, view)} another host, or a path of its own`,
          },
        ];
      }),
    );
  },
};

interface Claims {
  /** Host of a listener, for people, by what tells it from every other. */
  hosts: ReadonlyMap<string, string>;
  /** Path, for people, by all that a request must have. */
  matches: ReadonlyMap<string, string>;
}

function claimsOf(route: RackObject, view: RackView): Claims {
  const stated = Array.isArray(route.spec.hostnames) ? route.spec.hostnames.map(String) : [];
  const hosts = attachmentsOf(route, view).flatMap(({ gateway, listener }) => {
    const all = stated.length > 0 ? stated : [textOf(listener.hostname) ?? '*'];
    return all.map((host): [string, string] => [`${gateway.id}/${String(listener.name)}/${host}`, host]);
  });
  const matches = recordsOf(route.spec.rules).flatMap(({ matches: each }) => {
    const written = recordsOf(each);
    return (written.length > 0 ? written : [{}]).map(matchOf(route.kind));
  });
  return { hosts: new Map(hosts), matches: new Map(matches) };
}

function matchOf(kind: string): (match: Record<string, unknown>) => [key: string, path: string] {
  return ({ path, method, headers, queryParams }) => {
    const { type = 'PathPrefix', value = '/' } = recordOf(path);
    const text = type === 'PathPrefix' ? String(value).replace(/(?<=.)\/$/, '') : String(value);
    const others = [headers, queryParams].map((each) =>
      recordsOf(each)
        .map((one) => JSON.stringify(one))
        .sort(),
    );
    return [JSON.stringify([type, text, method, ...others]), kind === 'HTTPRoute' ? text : ''];
  };
}

/** An owner's own route is the one to change, else the one whose id comes later. */
function byOwner(a: RackObject, b: RackObject): [late: RackObject, early: RackObject] {
  const isOwn = ({ source }: RackObject) => !source.startsWith('lib/');
  const aIsLate = isOwn(a) === isOwn(b) ? a.id > b.id : isOwn(a);
  return aIsLate ? [a, b] : [b, a];
}

/** Files that declare what a route leads to: one that an app asked the gateway for says whose it is only there. */
function filesOf(route: RackObject, view: RackView): string {
  const files = recordsOf(route.spec.rules).flatMap(({ backendRefs }) =>
    recordsOf(backendRefs).flatMap(({ name, namespace }) => {
      const service = view.find('Service', textOf(namespace) ?? route.namespace, String(name));
      return service?.source ?? [];
    }),
  );
  return [...new Set(files.length > 0 ? files : [route.source])].join(' and ');
}

export const routeTwiceRules: readonly Rule[] = [routeTwice];
