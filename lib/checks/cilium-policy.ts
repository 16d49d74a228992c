import { recordOf, recordsOf } from '../manifest/field-path';
import type { LabelSelector, Labels } from '../manifest/labels';
import { selects, toSelector } from '../manifest/labels';
import type { Homes } from './policy-view';
import { nameLabel } from './policy-view';
import type { PodGroup, RackObject, ObjectView } from './rack-view';
import { podsOf } from './service-pods';

/** One spec of a CiliumNetworkPolicy, also of one of the whole cluster, with every selector in it resolved. */
export interface CiliumPolicyView {
  object: RackObject;
  endpointSelector?: LabelSelector;
  pods: ReadonlySet<PodGroup>;
  ingress: readonly CiliumRule[];
  egress: readonly CiliumRule[];
  ingressDeny: readonly CiliumRule[];
  egressDeny: readonly CiliumRule[];
  /** Whether pods that it chooses are closed to what no rule names, by direction. */
  closes: { ingress: boolean; egress: boolean };
}

export interface CiliumRule {
  path: string;
  /** As it stands. */
  rule: Record<string, unknown>;
  /** `everybody` where a rule has ports and names nobody. */
  pods: ReadonlySet<PodGroup> | 'everybody';
}

/** A policy has a `spec`, or a list of `specs`. */
export function toCiliumPolicies(object: RackObject, homes: Homes, view: ObjectView): CiliumPolicyView[] {
  const { manifest, namespace } = object;
  const all: [string, Record<string, unknown>][] = recordsOf(manifest.specs).map((spec, i) => [`specs[${i}]`, spec]);
  if (manifest.spec !== undefined) all.unshift(['spec', object.spec]);
  return all.map(([at, spec]) => {
    const rules = (section: string, side: 'from' | 'to') =>
      recordsOf(spec[section]).map((rule, i): CiliumRule => {
        return { path: `${at}.${section}[${i}]`, rule, pods: podsOfRule(rule, side, namespace, homes, view) };
      });
    const [ingress, ingressDeny] = [rules('ingress', 'from'), rules('ingressDeny', 'from')];
    const [egress, egressDeny] = [rules('egress', 'to'), rules('egressDeny', 'to')];
    const stated = recordOf(spec.enableDefaultDeny);
    return {
      object,
      endpointSelector: ciliumSelector(spec.endpointSelector),
      pods: new Set(podsSelected(spec.endpointSelector, namespace, homes, view)),
      ...{ ingress, egress, ingressDeny, egressDeny },
      closes: {
        ingress: stated.ingress !== false && ingress.length + ingressDeny.length > 0,
        egress: stated.egress !== false && egress.length + egressDeny.length > 0,
      },
    };
  });
}

const peerFields = ['Endpoints', 'Entities', 'Nodes', 'CIDR', 'CIDRSet', 'FQDNs', 'Groups', 'Services'];

function podsOfRule(
  rule: Record<string, unknown>,
  side: 'from' | 'to',
  namespace: string | undefined,
  homes: Homes,
  view: ObjectView,
): CiliumRule['pods'] {
  const named = peerFields.map((field) => rule[`${side}${field}`]).filter((peers) => peers !== undefined);
  // A rule with an empty list of peers names nobody; one without any list, and with ports, names everybody.
  if (named.some((peers) => Array.isArray(peers) && peers.length === 0)) return new Set();
  if (named.length === 0) return rule.toPorts === undefined && rule.icmps === undefined ? new Set() : 'everybody';
  const entities = rule[`${side}Entities`];
  const isAnyPod = Array.isArray(entities) && entities.some((entity) => entity === 'all' || entity === 'cluster');
  if (isAnyPod) return new Set([...homes.values()].flat());
  const chosen = recordsOf(rule[`${side}Endpoints`]).flatMap((one) => podsSelected(one, namespace, homes, view));
  return new Set([...chosen, ...(side === 'to' ? podsOfServices(rule.toServices, namespace, view) : [])]);
}

/** Pods that a Cilium selector takes in: of the policy's own namespace, unless it says another. */
function podsSelected(selector: unknown, namespace: string | undefined, homes: Homes, view: ObjectView): PodGroup[] {
  const parsed = ciliumSelector(selector);
  if (!parsed) return [];
  const keys = [...Object.keys(parsed.matchLabels ?? {}), ...(parsed.matchExpressions ?? []).map(({ key }) => key)];
  if (keys.some((key) => key.startsWith('reserved:'))) return [];
  const isElsewhere = keys.some((key) => key === homeLabel || key.startsWith(homeLabelsPrefix));
  const near = isElsewhere || namespace === undefined ? [...homes.values()].flat() : (homes.get(namespace) ?? []);
  return near.filter((group) => selects(parsed, ciliumLabels(group, view)));
}

function podsOfServices(services: unknown, namespace: string | undefined, view: ObjectView): PodGroup[] {
  return recordsOf(services).flatMap(({ k8sService }) => {
    const { serviceName, namespace: home = namespace } = recordOf(k8sService);
    return view.services
      .filter((each) => each.name === serviceName && each.namespace === home)
      .flatMap((each) => podsOf(each, view));
  });
}

/** Labels that Cilium gives an endpoint beside its own: its namespace, and the labels of that. */
const homeLabel = 'io.kubernetes.pod.namespace';
const homeLabelsPrefix = 'io.cilium.k8s.namespace.labels.';

const labelled = new WeakMap<PodGroup, Labels>();

function ciliumLabels(pods: PodGroup, view: ObjectView): Labels {
  const known = labelled.get(pods);
  if (known) return known;
  const { metadata } = view.find('Namespace', undefined, pods.namespace)?.object?.manifest ?? {};
  const ofHome = { ...metadata?.labels, [nameLabel]: pods.namespace };
  const labels = {
    ...pods.labels,
    [homeLabel]: pods.namespace,
    ...Object.fromEntries(Object.entries(ofHome).map(([key, value]) => [homeLabelsPrefix + key, value])),
  };
  labelled.set(pods, labels);
  return labels;
}

/** A Cilium selector without the `k8s:` that says where a label comes from. */
function ciliumSelector(selector: unknown): LabelSelector | undefined {
  const prefixed = toSelector(selector);
  if (!prefixed) return undefined;
  const plain = (key: string) => key.replace(/^(k8s|any)[:.]/, '');
  const { matchLabels = {}, matchExpressions = [] } = prefixed;
  return {
    matchLabels: Object.fromEntries(Object.entries(matchLabels).map(([key, value]) => [plain(key), value])),
    matchExpressions: matchExpressions.map((one) => ({ ...one, key: plain(one.key) })),
  };
}
