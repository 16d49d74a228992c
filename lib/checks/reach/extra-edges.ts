import type { PodGroup, RackObject, RackView } from '../rack-view';
import { letsOut } from '../policy-match';
import type { Opening, PolicyPort } from '../policy-sides';
import { sideOf } from '../policy-sides';
import { type Need, needsOf } from './needs';

/** What a rule of a policy opens although nothing asks for it. */
export interface ExtraEdge {
  policy: RackObject;
  path: string;
  /** Ids of pods, or what is none: `world`. */
  from: readonly string[];
  to: readonly string[];
  /** `6379/TCP`, `every port`. */
  ports: readonly string[];
}

/** Every rule that opens more than the rack's objects ask for, with what that is. */
export function extraEdges(view: RackView): ExtraEdge[] {
  const asked = askedOf(view);
  const found = new Map<
    string,
    { policy: RackObject; path: string; from: Set<string>; to: Set<string>; ports: Set<string> }
  >();
  const note = ({ policy, path }: Opening, from: string, to: string, port: string) => {
    const key = `${policy.id} ${path}`;
    const edge = found.get(key) ?? { policy, path, from: new Set(), to: new Set(), ports: new Set() };
    found.set(key, edge);
    edge.from.add(from);
    edge.to.add(to);
    edge.ports.add(port);
  };
  for (const pods of view.podGroups) {
    if (pods.isOnHost) continue;
    for (const opening of sideOf(pods, 'ingress', view).opens) noteIngress(opening, pods, { view, asked, note });
    for (const opening of sideOf(pods, 'egress', view).opens) noteEgress(opening, pods, { asked, note });
  }
  return [...found.values()].map(({ policy, path, from, to, ports }) => ({
    ...{ policy, path, from: [...from], to: [...to], ports: [...ports].sort() },
  }));
}

interface Reading {
  view: RackView;
  asked: Asked;
  note: (opening: Opening, from: string, to: string, port: string) => void;
}

function noteIngress(opening: Opening, server: PodGroup, { view, asked, note }: Reading): void {
  const clients = opening.pods === 'everybody' ? view.podGroups : [...opening.pods];
  for (const client of clients) {
    if (client.isOnHost) continue;
    for (const [port, wanted] of portsOf(opening, server)) {
      if (asked.between(client, server, wanted)) continue;
      // What the other side does not let out is no way.
      if (letsOut(client, server, { port: wanted?.port ?? 1, protocol: wanted?.protocol ?? 'TCP' }, view))
        note(opening, client.id, server.id, port);
    }
  }
  for (const from of opening.outside) {
    for (const [port, wanted] of portsOf(opening, server)) {
      if (!asked.from(from, server, wanted)) note(opening, from, server.id, port);
    }
  }
}

function noteEgress(opening: Opening, client: PodGroup, { asked, note }: Omit<Reading, 'view'>): void {
  for (const to of opening.outside) {
    for (const [port, wanted] of portsOf(opening, undefined)) {
      if (!asked.to(client, to, wanted)) note(opening, client.id, to, port);
    }
  }
}

type Wanted = { port: number; endPort?: number; protocol: string } | undefined;

/** Ports of a rule with the connection that each stands for; a rule without any stands for all. */
function portsOf({ ports }: Opening, listener: PodGroup | undefined): [string, Wanted][] {
  if (ports.length === 0) return [['every port', undefined]];
  return ports.flatMap((port): [string, Wanted][] => {
    const number = numberOf(port, listener);
    const protocols = port.protocol === 'ANY' ? ['TCP', 'UDP'] : [String(port.protocol ?? 'TCP')];
    if (number === undefined) return protocols.map((protocol) => [`every port/${protocol}`, undefined]);
    const last = typeof port.endPort === 'number' ? { endPort: port.endPort } : {};
    const shown = last.endPort === undefined ? number : `${number}-${last.endPort}`;
    return protocols.map((protocol) => [`${shown}/${protocol}`, { port: number, ...last, protocol }]);
  });
}

function numberOf({ port }: PolicyPort, listener: PodGroup | undefined): number | undefined {
  if (port === undefined || Number(port) === 0) return undefined;
  return Number.isNaN(Number(port)) ? listener?.ports?.find(({ name }) => name === port)?.port : Number(port);
}

/** Looks up whether a connection is asked for; without a port: whether every port of its server is. */
interface Asked {
  between(client: PodGroup, server: PodGroup, wanted: Wanted): boolean;
  from(outside: string, server: PodGroup, wanted: Wanted): boolean;
  to(client: PodGroup, outside: string, wanted: Wanted): boolean;
}

function askedOf(view: RackView): Asked {
  const byEnds = new Map<string, Need[]>();
  for (const need of needsOf(view)) {
    for (const from of namesOf(need.from)) {
      for (const to of namesOf(need.to)) {
        const key = `${from}>${to}`;
        const needs = byEnds.get(key);
        if (needs) needs.push(need);
        else byEnds.set(key, [need]);
      }
    }
  }
  const has = (from: string, to: string, wanted: Wanted, all: readonly { port: number; protocol: string }[] = []) => {
    const needs = byEnds.get(`${from}>${to}`) ?? [];
    const isAsked = (one: { port: number; protocol: string }) =>
      needs.some(({ port, protocol }) => one.port === port && one.protocol === protocol);
    return wanted ? needs.some((need) => within(wanted, need)) : all.length > 0 && all.every(isAsked);
  };
  const hooked = appsWithWebhooks(view);
  return {
    between: (client, server, wanted) => has(client.id, server.id, wanted, server.ports),
    from: (outside, server, wanted) =>
      has(outside, server.id, wanted, server.ports) ||
      // The kubelet's probes come from the host, and Cilium always lets them in.
      outside === 'host' ||
      outside === 'health' ||
      (outside.includes('/') && has('world', server.id, wanted, server.ports)) ||
      (outside === 'kube-apiserver' && hooked(server)),
    to: (client, outside, wanted) => has(client.id, outside, wanted),
  };
}

function within(wanted: NonNullable<Wanted>, { port, protocol }: Need): boolean {
  return wanted.protocol === protocol && wanted.port <= port && port <= (wanted.endPort ?? wanted.port);
}

/** To policies, pods on the host are blades. */
function namesOf(end: Need['from']): string[] {
  if (typeof end === 'string') return [end];
  return end.isOnHost ? ['host', 'remote-node'] : [end.id];
}

/** Charts make their webhooks themselves, so that no object here says which pods the API server asks. */
function appsWithWebhooks(view: RackView): (pods: PodGroup) => boolean {
  const apps = new Set(view.releases.flatMap(({ app, webhookGroups }) => (webhookGroups.length > 0 ? [app] : [])));
  return ({ namespace, name }) =>
    view.operatorMade.some(
      (made) => made.kind === 'Pods' && made.namespace === namespace && made.name === name && apps.has(made.app ?? ''),
    );
}
