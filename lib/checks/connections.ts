import { recordOf, recordsOf } from '../manifest/field-path';
import { selects } from '../manifest/labels';
import type { WantedPort } from './policy-match';
import {
  ciliumLabels,
  ciliumPoliciesOf,
  ciliumPortsAllow,
  peerSelects,
  plainLabels,
  policiesOf,
  portsAllow,
} from './policy-match';
import { suggestion } from './nearest';
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
  return view.objects.flatMap(({ id, connects }) =>
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

interface Target extends WantedPort {
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

function letsOut(client: PodGroup, server: PodGroup, wanted: Target, view: RackView): boolean {
  const policies = policiesOf(client, 'Egress', view);
  const cilium = ciliumRules(client, 'egress', view);
  if (policies.length + cilium.length === 0) return true;
  return (
    policies.some(({ spec }) =>
      recordsOf(spec.egress).some(
        ({ to, ports }) => anyPeer(to, client.namespace, server, view) && portsAllow(ports, wanted, server),
      ),
    ) || cilium.some((rule) => endpoint(rule.toEndpoints, server) && ciliumPortsAllow(rule, wanted, server))
  );
}

function letsIn(server: PodGroup, client: PodGroup, wanted: Target, view: RackView): boolean {
  const policies = policiesOf(server, 'Ingress', view);
  const cilium = ciliumRules(server, 'ingress', view);
  if (policies.length + cilium.length === 0) return true;
  return (
    policies.some(({ spec }) =>
      recordsOf(spec.ingress).some(
        ({ from, ports }) => anyPeer(from, server.namespace, client, view) && portsAllow(ports, wanted, server),
      ),
    ) || cilium.some((rule) => endpoint(rule.fromEndpoints, client) && ciliumPortsAllow(rule, wanted, server))
  );
}

function letsOutside(client: PodGroup, wanted: Target, view: RackView): boolean {
  const cilium = ciliumRules(client, 'egress', view);
  if (policiesOf(client, 'Egress', view).length + cilium.length === 0) return true;
  return cilium.some((rule) => reaches(rule, wanted.to) && ciliumPortsAllow(rule, wanted));
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

function anyPeer(peers: unknown, home: string, pods: PodGroup, view: RackView): boolean {
  const list = recordsOf(peers);
  return list.length === 0 || list.some((peer) => peerSelects(peer, home, pods, view));
}

function ciliumRules(pods: PodGroup, way: 'ingress' | 'egress', view: RackView): Record<string, unknown>[] {
  return ciliumPoliciesOf(pods, view).flatMap(({ spec }) => recordsOf(spec[way]));
}

function endpoint(selectors: unknown, pods: PodGroup): boolean {
  return recordsOf(selectors).some((selector) => selects(plainLabels(recordOf(selector)), ciliumLabels(pods)));
}
