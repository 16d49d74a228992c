import { recordOf, recordsOf } from '../manifest/field-path';
import { selects } from '../manifest/labels';
import type { PolicyRule } from './policy-view';
import { ciliumLabels, ciliumSelector, policiesOf } from './policy-view';
import type { PodGroup, ObjectView } from './rack-view';

export interface WantedPort {
  port: number;
  protocol: string;
}

/** A rule that lets pods make only some HTTP requests of others, or makes Cilium see all of them. */
export interface HttpRule extends WantedPort {
  object: string;
  path: string;
  client: PodGroup;
  server: PodGroup;
}

/** Whether these pods may open a connection to those: true where nothing governs what leaves them. */
export function letsOut(client: PodGroup, server: PodGroup, wanted: WantedPort, view: ObjectView): boolean {
  const policies = policiesOf(view)
    .of(client)
    .filter(({ types }) => types.includes('Egress'));
  const cilium = policiesOf(view)
    .ciliumOf(client)
    .flatMap(({ egress }) => egress);
  if (policies.length + cilium.length === 0) return true;
  return (
    policies.some(({ egress }) => egress.some((rule) => ruleAllows(rule, server, wanted, server))) ||
    cilium.some((rule) => endpoint(rule.toEndpoints, server) && ciliumPortsAllow(rule, wanted, server))
  );
}

/** Whether those pods take a connection from these: true where nothing governs what comes in. */
export function letsIn(server: PodGroup, client: PodGroup, wanted: WantedPort, view: ObjectView): boolean {
  const policies = policiesOf(view)
    .of(server)
    .filter(({ types }) => types.includes('Ingress'));
  const cilium = policiesOf(view)
    .ciliumOf(server)
    .flatMap(({ ingress }) => ingress);
  if (policies.length + cilium.length === 0) return true;
  return (
    policies.some(({ ingress }) => ingress.some((rule) => ruleAllows(rule, client, wanted, server))) ||
    cilium.some((rule) => endpoint(rule.fromEndpoints, client) && ciliumPortsAllow(rule, wanted, server))
  );
}

/** Where a connection comes from that no pod opens: Envoy of the gateway, or the office network. */
export type Outsider = 'ingress' | 'world';

/** `cluster` holds Envoy's identity as well (pkg/policy/api/entity.go of Cilium 1.20). */
const entitiesWith: Readonly<Record<Outsider, readonly string[]>> = {
  ingress: ['ingress', 'cluster', 'all'],
  world: ['world', 'all'],
};

/** Whether those pods take a connection from outside the cluster's pods: true where nothing governs what comes in. */
export function letsInFrom(outsider: Outsider, server: PodGroup, wanted: WantedPort, view: ObjectView): boolean {
  const policies = policiesOf(view)
    .of(server)
    .filter(({ types }) => types.includes('Ingress'));
  const cilium = policiesOf(view)
    .ciliumOf(server)
    .flatMap(({ ingress }) => ingress);
  if (policies.length + cilium.length === 0) return true;
  const mayName = (rule: Record<string, unknown>) =>
    [rule.fromEntities].flat().some((entity) => entitiesWith[outsider].includes(String(entity))) ||
    // Addresses mean the world: pods, blades and Envoy have identities instead.
    (outsider === 'world' &&
      [rule.fromCIDR, rule.fromCIDRSet].some((list) => Array.isArray(list) && list.length > 0)) ||
    !Object.keys(rule).some((field) => field.startsWith('from'));
  return (
    policies.some(({ ingress }) =>
      ingress.some((rule) => isOpenTo(outsider, rule) && portsAllow(rule.ports, wanted, server)),
    ) || cilium.some((rule) => mayName(rule) && ciliumPortsAllow(rule, wanted, server))
  );
}

/** A peer without selectors is a block of addresses. */
function isOpenTo(outsider: Outsider, { peers }: PolicyRule): boolean {
  if (peers.length === 0) return true;
  return outsider === 'world' && peers.some(({ podSelector, namespaceSelector }) => !podSelector && !namespaceSelector);
}

/** Every HTTP rule of a rack, once for each client and server that it is about. */
export function httpRules(view: ObjectView): HttpRule[] {
  return policiesOf(view).cilium.flatMap(({ object, pods, ingress }) =>
    ingress.flatMap((rule, i) =>
      recordsOf(rule.toPorts).flatMap(({ ports, rules }, j) => {
        if (!Array.isArray(recordOf(rules).http)) return [];
        const clients = view.podGroups.filter((group) => endpoint(rule.fromEndpoints, group));
        return recordsOf(ports).flatMap(({ port, protocol }) =>
          [...pods].flatMap((server) =>
            clients.map((client) => ({
              ...{ object: object.id, path: `spec.ingress[${i}].toPorts[${j}].rules.http` },
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
  const { of, ciliumOf } = policiesOf(view);
  const plain = of(server).find(({ ingress }) => ingress.some((rule) => ruleAllows(rule, client, wanted, server)));
  const cilium = ciliumOf(server).find(({ ingress }) =>
    ingress.some((rule) => {
      const entries = recordsOf(rule.toPorts);
      const blind = entries.filter(({ rules }) => !Array.isArray(recordOf(rules).http));
      const isBlind = entries.length === 0 || blind.some(({ ports }) => portsAllow(ports, wanted, server));
      return isBlind && endpoint(rule.fromEndpoints, client);
    }),
  );
  return (plain ?? cilium)?.object.id;
}

function ruleAllows({ peers, ports }: PolicyRule, other: PodGroup, wanted: WantedPort, listener: PodGroup): boolean {
  return (peers.length === 0 || peers.some(({ pods }) => pods.has(other))) && portsAllow(ports, wanted, listener);
}

function endpoint(selectors: unknown, pods: PodGroup): boolean {
  return recordsOf(selectors).some((selector) => selects(ciliumSelector(selector), ciliumLabels(pods)));
}

/** Whether a rule's ports let one through; no ports at all let every one through. Names are looked up at the listener. */
function portsAllow(ports: unknown, wanted: WantedPort, listener: PodGroup | undefined): boolean {
  const list = recordsOf(ports);
  if (list.length === 0) return true;
  return list.some(({ port, endPort, protocol }) => {
    if (protocol !== 'ANY' && String(protocol ?? 'TCP') !== wanted.protocol) return false;
    if (port === undefined) return true;
    const number = Number(port);
    if (Number.isNaN(number)) {
      return listener?.ports?.some((own) => own.name === port && own.port === wanted.port) ?? false;
    }
    if (typeof endPort === 'number') return number <= wanted.port && wanted.port <= endPort;
    return number === 0 || number === wanted.port;
  });
}

/** Ports of a Cilium rule stand one level deeper; a rule without `toPorts` lets every port through. */
export function ciliumPortsAllow(rule: Record<string, unknown>, wanted: WantedPort, listener?: PodGroup): boolean {
  const toPorts = recordsOf(rule.toPorts);
  return toPorts.length === 0 || toPorts.some((entry) => portsAllow(recordOf(entry).ports, wanted, listener));
}
