import { recordsOf } from '../manifest/field-path';
import { covers } from './policy-ends';
import type { Direction, Opening, PolicyPort, Side } from './policy-sides';
import { sideOf } from './policy-sides';
import { policiesOf } from './policy-view';
import type { PodGroup, ObjectView } from './rack-view';

export interface WantedPort {
  port: number;
  protocol: string;
}

/** What policies say of a connection at one of its ends. */
export interface Passage {
  passes: boolean;
  /** Rules that let it through; those that deny it where any does. */
  by: readonly Opening[];
  side: Side;
}

/** The other end of a connection: pods, or one of Cilium's entities, an address block, a name of the world. */
export type End = PodGroup | string;

const open: Side = { shutBy: [], opens: [], denies: [] };

/** What pods on the host are to the policies of others: the own blade, or another. */
const blades = ['host', 'remote-node'] as const;

/**
 * Whether a connection may leave its client, or come in at its server.
 *
 * @param listener the pods whose ports a rule may name
 */
export function passage(
  pods: PodGroup,
  direction: Direction,
  other: End,
  wanted: WantedPort,
  view: ObjectView,
): Passage {
  if (typeof other !== 'string' && other.isOnHost) {
    const both = blades.map((blade) => passage(pods, direction, blade, wanted, view));
    return both.find(({ passes }) => !passes) ?? { ...both[0]!, by: both.flatMap(({ by }) => by) };
  }
  // No policy selects a blade.
  const side = pods.isOnHost ? open : sideOf(pods, direction, view);
  const listener = direction === 'ingress' ? pods : typeof other === 'string' ? undefined : other;
  const matches = (opening: Opening) => names(opening, other) && portsAllow(opening.ports, wanted, listener);
  const denies = side.denies.filter(matches);
  if (denies.length > 0) return { passes: false, by: denies, side };
  const by = side.opens.filter(matches);
  return { passes: side.shutBy.length === 0 || by.length > 0, by, side };
}

/** Whether these pods may open a connection to those: true where nothing governs what leaves them. */
export function letsOut(client: PodGroup, server: End, wanted: WantedPort, view: ObjectView): boolean {
  return passage(client, 'egress', server, wanted, view).passes;
}

/** Whether those pods take a connection from these: true where nothing governs what comes in. */
export function letsIn(server: PodGroup, client: End, wanted: WantedPort, view: ObjectView): boolean {
  return passage(server, 'ingress', client, wanted, view).passes;
}

function names({ pods, outside }: Opening, other: End): boolean {
  if (pods === 'everybody') return true;
  if (typeof other === 'string') return outside.some((each) => covers(each, other));
  return pods.has(other);
}

/** Whether a rule's ports let one through; no ports at all let every one through. Names are looked up at the listener. */
export function portsAllow(ports: readonly PolicyPort[], wanted: WantedPort, listener: PodGroup | undefined): boolean {
  return ports.length === 0 || ports.some((each) => portAllows(each, wanted, listener));
}

function portAllows({ port, endPort, protocol }: PolicyPort, wanted: WantedPort, listener?: PodGroup): boolean {
  if (protocol !== 'ANY' && String(protocol ?? 'TCP') !== wanted.protocol) return false;
  if (port === undefined) return true;
  const number = Number(port);
  if (Number.isNaN(number)) {
    return listener?.ports?.some((own) => own.name === port && own.port === wanted.port) ?? false;
  }
  if (typeof endPort === 'number') return number <= wanted.port && wanted.port <= endPort;
  return number === 0 || number === wanted.port;
}

/** A rule that lets pods make only some HTTP requests of others, or makes Cilium see all of them. */
export interface HttpRule extends WantedPort {
  object: string;
  path: string;
  client: PodGroup;
  server: PodGroup;
}

/** Every HTTP rule of a rack, once for each client and server that it is about. */
export function httpRules(view: ObjectView): HttpRule[] {
  return policiesOf(view).cilium.flatMap(({ object, pods, ingress }) =>
    ingress.flatMap(({ path, rule, pods: named }) =>
      recordsOf(rule.toPorts).flatMap(({ ports, rules }, j) => {
        if (!Array.isArray((rules as { http?: unknown } | undefined)?.http)) return [];
        const clients = named === 'everybody' ? view.podGroups : [...named];
        return recordsOf(ports).flatMap(({ port, protocol }) =>
          [...pods].flatMap((server) =>
            clients.map((client) => ({
              ...{ object: object.id, path: `${path}.toPorts[${j}].rules.http` },
              ...{ client, server, port: Number(port), protocol: String(protocol ?? 'TCP') },
            })),
          ),
        );
      }),
    ),
  );
}

/** A policy that lets the same connection in whatever it asks; Cilium then lets every request through. */
export function passesUnjudged({ client, server, ...wanted }: HttpRule, view: ObjectView): string | undefined {
  const { by } = passage(server, 'ingress', client, wanted, view);
  return by.find(({ ports }) => {
    const blind = ports.filter(({ requests }) => requests === undefined);
    return ports.length === 0 || (blind.length > 0 && portsAllow(blind, wanted, server));
  })?.policy.id;
}
