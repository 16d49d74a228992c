import type { Labels } from '../../manifest/labels';
import { type End, type WantedPort, letsIn, letsOut } from '../policy-match';
import type { ObjectView, PodGroup, RackView } from '../rack-view';
import type { Rule, RuleHit } from '../rule';
import { extraEdges } from './extra-edges';
import { type Need, needsOf } from './needs';

export const reachable: Rule = {
  id: 'network/unreachable',
  level: 'error',
  why: 'A route, a published Service, a webhook or a scrape whose pods no policy opens to it does not work: requests hang.',
  fixHint: 'let it in by the policies of the pods: acceptsFrom(), expose() and exposesMetrics() do',
  exceptable: true,
  check: (view) => {
    const isDeclared = declaredEdges(view);
    const found = needsOf(view).filter((need) => followsFromObjects(need) && !isDeclared(need) && !passes(need, view));
    const once = new Map(found.map((need) => [`${need.object}|${edgeKey(need)}`, need]));
    return [...once.values()].map(({ from, to, port, protocol, object, path, by }): RuleHit => ({
      object,
      path: by === 'scrape' ? '' : path,
      message: `${leads[by] ?? 'leads'} to ${nameOf(to)} on ${port}/${protocol}, and no policy lets ${nameOf(from)} in`,
      ...policyToWrite(from, to, { port, protocol }),
    }));
  },
};

/** For an app of plain manifests, which no kit writes it for. */
function policyToWrite(from: End, to: End, { port, protocol }: WantedPort): { fix?: string } {
  if (typeof from !== 'string' || typeof to === 'string') return {};
  const labels = podNameLabels(to.labels).map(([key, value]) => `${key}: ${value}`);
  return {
    fix:
      `add a CiliumNetworkPolicy to namespace ${to.namespace}: endpointSelector { matchLabels: { ${labels.join(', ')} } }, ` +
      `ingress [{ fromEntities: [${from}], toPorts: [{ ports: [{ port: '${port}', protocol: ${protocol} }] }] }]; ` +
      'expose() and acceptsFrom() of the kit write it',
  };
}

/** The name alone where pods have one: what else they carry may change. */
function podNameLabels(labels: Labels): [string, string][] {
  const all = Object.entries(labels);
  const named = all.filter(([key]) => key === 'app.kubernetes.io/name');
  return named.length > 0 ? named : all;
}

const leads: Partial<Record<Need['by'], string>> = {
  route: 'leads people',
  'load-balancer': 'publishes the way',
  'api-server': 'sends the API server',
  scrape: 'reads metrics, which leads',
};

/** Rules of their own see to what is declared, told, and asked of DNS. */
function followsFromObjects({ by }: Need): boolean {
  return by !== 'declared' && by !== 'told' && by !== 'dns';
}

function declaredEdges(view: RackView): (need: Need) => boolean {
  const declared = new Set(needsOf(view).flatMap((need) => (need.by === 'declared' ? [edgeKey(need)] : [])));
  return (need) => declared.has(edgeKey(need));
}

function edgeKey({ from, to, port, protocol }: Need): string {
  return `${nameOf(from)}>${nameOf(to)}:${port}/${protocol}`;
}

export function passes({ from, to, port, protocol }: Need, view: ObjectView): boolean {
  const wanted = { port, protocol };
  return (
    (typeof from === 'string' || letsOut(from, to, wanted, view)) &&
    (typeof to === 'string' || letsIn(to, from, wanted, view))
  );
}

function nameOf(end: PodGroup | string): string {
  return typeof end === 'string' ? end : end.id;
}

export const undeclared: Rule = {
  id: 'network/undeclared',
  level: 'warning',
  why: 'An open way that nothing uses serves only an intruder.',
  fixHint: 'narrow the rule to those that need it, or declare the connection: client.connectsTo(server.ports.x)',
  exceptable: true,
  check: (view) =>
    extraEdges(view).map(({ policy, path, from, to, ports }) => ({
      object: policy.id,
      path,
      message: `lets ${few(from)} connect to ${few(to)} on ${ports.join(', ')}, which nothing asks for`,
    })),
};

function few(names: readonly string[]): string {
  const [first, ...others] = [...names].sort();
  if (others.length === 0) return String(first);
  return others.length === 1 ? `${first} and ${others[0]}` : `${first} and ${others.length} others`;
}

export const reachRules: readonly Rule[] = [reachable, undeclared];
