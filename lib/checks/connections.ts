import { recordsOf } from '../manifest/field-path';
import { suggestion } from './nearest';
import type { WantedPort } from './policy-match';
import { ciliumPortsAllow, letsIn, letsOut } from './policy-match';
import { policiesOf } from './policy-view';
import type { PodGroup, RackView } from './rack-view';
import type { RuleHit } from './rule';

/** What lies outside any pod: Cilium's entities, addresses, and names of the world. */
const entities: ReadonlySet<string> = new Set([
  'all',
  'cluster',
  'health',
  'host',
  'ingress',
  'kube-apiserver',
  'remote-node',
  'world',
]);

/** Every declared connection of which one side's policies, or both, do not let it through. */
export function connectionFaults(view: RackView): RuleHit[] {
  const groups = new Map(view.podGroups.map((group) => [group.id, group]));
  const onHost = new Set(view.workloads.filter(({ template }) => template.spec.hostNetwork).map(({ id }) => id));
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
      if (!onHost.has(id) && !(server ? letsOut(client, server, target, view) : letsOutside(client, target, view))) {
        faults.push(shut(id, target, 'leave', server ? 'egress' : 'CiliumNetworkPolicy egress'));
      }
      if (server && !onHost.has(server.id) && !letsIn(server, client, target, view)) {
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
function parseConnection(text: string): Target | undefined {
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

/** Whether these pods may open a connection to something that is no pod. */
export function letsOutside(client: PodGroup, wanted: Target, view: RackView): boolean {
  const policies = policiesOf(view);
  const cilium = policies.ciliumOf(client).flatMap(({ egress }) => egress);
  if (cilium.length === 0 && !policies.of(client).some(({ types }) => types.includes('Egress'))) return true;
  return cilium.some((rule) => reaches(rule, wanted.to) && ciliumPortsAllow(rule, wanted));
}

/** Whether those pods take a connection from one of Cilium's entities. */
export function letsInFrom(entity: string, server: PodGroup, wanted: WantedPort, view: RackView): boolean {
  const policies = policiesOf(view);
  const cilium = policies.ciliumOf(server).flatMap(({ ingress }) => ingress);
  if (cilium.length === 0 && !policies.of(server).some(({ types }) => types.includes('Ingress'))) return true;
  return cilium.some(
    ({ fromEntities, ...rule }) =>
      Array.isArray(fromEntities) &&
      [entity, 'all'].some((each) => fromEntities.includes(each)) &&
      ciliumPortsAllow(rule, wanted, server),
  );
}

function reaches(rule: Record<string, unknown>, to: string): boolean {
  const has = (list: unknown, value: string) => Array.isArray(list) && list.includes(value);
  if (entities.has(to)) return has(rule.toEntities, to) || has(rule.toEntities, 'all');
  if (to.includes('/')) {
    return has(rule.toCIDR, to) || recordsOf(rule.toCIDRSet).some(({ cidr }) => cidr === to);
  }
  return recordsOf(rule.toFQDNs).some(
    ({ matchName, matchPattern }) =>
      matchName === to || (typeof matchPattern === 'string' && fqdnPattern(matchPattern).test(to)),
  );
}

/** In Cilium's patterns `*` stands for any characters but a dot. */
function fqdnPattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^.]*')}$`);
}
