import { suggestion } from './nearest';
import type { WantedPort } from './policy-match';
import { letsIn, letsOut } from './policy-match';
import type { RackView } from './rack-view';
import type { RuleHit } from './rule';

/** Every declared connection of which one side's policies, or both, do not let it through. */
export function connectionFaults(view: RackView): RuleHit[] {
  const groups = new Map(view.podGroups.map((group) => [group.id, group]));
  return [...view.objects, ...view.podGroups].flatMap(({ id, connects = [] }) =>
    connects.flatMap((text): RuleHit[] => {
      const client = groups.get(id);
      const target = parseConnection(text);
      if (!client || !target)
        return [
          {
            object: id,
            message: `declares the connection "${text}", which is none`,
            fix: 'write it as <object id>:<port>/<protocol>, on an object that makes pods',
          },
        ];
      const server = groups.get(target.to);
      if (!server && target.to.split('/').length === 3) return [unknownTarget(id, target.to, groups.keys())];
      const faults: RuleHit[] = [];
      if (!letsOut(client, server ?? target.to, target, view)) {
        faults.push(shut(id, target, 'leave', server ? 'egress' : 'CiliumNetworkPolicy egress'));
      }
      if (server && !letsIn(server, client, target, view)) {
        faults.push({ ...shut(server.id, { ...target, to: id }, 'come in', 'ingress') });
      }
      return faults;
    }),
  );
}

export interface Target extends WantedPort {
  /** A pod group's id, an entity, a CIDR or a DNS name. */
  to: string;
}

/** `data/StatefulSet/redis:6379/TCP`; addresses of IPv6 keep their colons. */
export function parseConnection(text: string): Target | undefined {
  const [, to, port, protocol] = /^(.+):(\d+)\/(TCP|UDP|SCTP)$/.exec(text) ?? [];
  return to === undefined || protocol === undefined ? undefined : { to, port: Number(port), protocol };
}

function unknownTarget(object: string, to: string, known: Iterable<string>): RuleHit {
  return { object, message: `connects to ${to}, which has no pods`, fix: suggestion(to, known) };
}

function shut(object: string, { to, port, protocol }: Target, way: 'leave' | 'come in', kind: string): RuleHit {
  const whither = way === 'leave' ? `connections to ${to}` : `connections from ${to}`;
  return {
    object,
    message: `lets no ${whither} ${way} on ${port}/${protocol}, though they are declared`,
    fix: `add an ${kind} rule for ${port}/${protocol}`.replace('an Cilium', 'a Cilium'),
  };
}
