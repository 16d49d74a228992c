import { recordOf, recordsOf } from '../manifest/field-path';
import type { CiliumPolicyView, CiliumRule } from './cilium-policy';
import { policiesOf } from './policy-view';
import type { PodGroup, RackObject, ObjectView } from './rack-view';

/** One rule of a policy of either kind, and whom it is about. */
export interface Opening {
  policy: RackObject;
  /** `spec.egress[2]` */
  path: string;
  pods: ReadonlySet<PodGroup> | 'everybody';
  /** Of Cilium's entities, address blocks and names of the world: those that it names. */
  outside: readonly string[];
  /** Empty: every port. */
  ports: readonly PolicyPort[];
}

/** A port of a policy as it stands. */
export interface PolicyPort {
  port?: unknown;
  endPort?: unknown;
  protocol?: unknown;
  /** What may be asked over HTTP. @default - everything */
  requests?: readonly Record<string, unknown>[];
}

/** What policies say of one direction at some pods. */
export interface Side {
  /** Policies that shut it for all that no rule names. Empty: it is open. */
  shutBy: readonly RackObject[];
  opens: readonly Opening[];
  /** What is shut whatever else is open. */
  denies: readonly Opening[];
}

export type Direction = 'ingress' | 'egress';

const resolved = new WeakMap<ObjectView, Record<Direction, Map<PodGroup, Side>>>();

/** What leaves some pods, or comes in to them. Each is put together once: several rules and a command read it. */
export function sideOf(pods: PodGroup, direction: Direction, view: ObjectView): Side {
  const sides = resolved.get(view) ?? { ingress: new Map<PodGroup, Side>(), egress: new Map<PodGroup, Side>() };
  resolved.set(view, sides);
  const side = sides[direction].get(pods) ?? newSide(pods, direction, view);
  sides[direction].set(pods, side);
  return side;
}

function newSide(pods: PodGroup, direction: Direction, view: ObjectView): Side {
  const { of, ciliumOf } = policiesOf(view);
  const type = direction === 'ingress' ? 'Ingress' : 'Egress';
  const plain = of(pods).filter(({ types }) => types.includes(type));
  const cilium = ciliumOf(pods);
  const closing = cilium.filter(({ closes }) => closes[direction]);
  return {
    shutBy: [...plain, ...closing].map(({ object }) => object),
    opens: [
      ...plain.flatMap((policy) =>
        policy[direction].map(({ path, ports, peers }): Opening => ({
          policy: policy.object,
          path,
          pods: peers.length === 0 ? 'everybody' : new Set(peers.flatMap((peer) => [...peer.pods])),
          outside: peers.flatMap(({ block }) => block ?? []),
          ports: recordsOf(ports),
        })),
      ),
      ...cilium.flatMap((policy) => openingsOf(policy, policy[direction])),
    ],
    denies: cilium.flatMap((policy) => openingsOf(policy, policy[`${direction}Deny`])),
  };
}

const known = new WeakMap<CiliumRule, Opening | 'nothing'>();

/** Every rule once, however many pods its policy chooses. */
function openingsOf({ object }: CiliumPolicyView, rules: readonly CiliumRule[]): Opening[] {
  return rules.flatMap((each) => {
    const opening = known.get(each) ?? openingOf(object, each);
    known.set(each, opening);
    return opening === 'nothing' ? [] : [opening];
  });
}

function openingOf(policy: RackObject, { path, rule, pods }: CiliumRule): Opening | 'nothing' {
  // Pings have no port: a rule about them alone opens none.
  if (rule.icmps !== undefined && rule.toPorts === undefined) return 'nothing';
  const ports = recordsOf(rule.toPorts).flatMap((entry): PolicyPort[] => {
    const { http } = recordOf(entry.rules);
    const requests = Array.isArray(http) ? { requests: recordsOf(http) } : {};
    const list = recordsOf(entry.ports);
    // No ports in an entry are all of them; without a protocol, one is open for every protocol.
    return list.length === 0
      ? [{ protocol: 'ANY', ...requests }]
      : list.map((port) => ({ ...port, protocol: port.protocol ?? 'ANY', ...requests }));
  });
  return { policy, path, pods, outside: pods === 'everybody' ? ['all'] : outsideOf(rule), ports };
}

function outsideOf(rule: Record<string, unknown>): string[] {
  const texts = (...lists: unknown[]) => lists.flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  return [
    ...texts(rule.fromEntities, rule.toEntities, rule.fromCIDR, rule.toCIDR),
    ...recordsOf(rule.fromCIDRSet).map(({ cidr }) => String(cidr)),
    ...recordsOf(rule.toCIDRSet).map(({ cidr }) => String(cidr)),
    ...recordsOf(rule.toFQDNs).map(({ matchName, matchPattern }) => String(matchName ?? matchPattern)),
  ];
}
