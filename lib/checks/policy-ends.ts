import { parseCidr } from '../units/ipv4';
import { parseCidr6 } from '../units/ipv6';

/** Cilium's words for what is no pod: https://docs.cilium.io/en/stable/security/policy/language/#entities-based */
export const entities: ReadonlySet<string> = new Set([
  'all',
  'cluster',
  'health',
  'host',
  'ingress',
  'kube-apiserver',
  'remote-node',
  'world',
]);

/** What Cilium's `cluster` stands for beside pods. */
const ofCluster: ReadonlySet<string> = new Set(['host', 'remote-node', 'kube-apiserver', 'ingress', 'health']);

/** Whether what a rule names takes in an entity, an address block or a name of the world. */
export function covers(named: string, wanted: string): boolean {
  if (named === wanted || named === 'all') return true;
  if (named === 'cluster') return ofCluster.has(wanted);
  // The API servers are blades of the control plane, so what may reach all blades reaches them.
  if (named === 'remote-node') return wanted === 'kube-apiserver';
  if (named === 'world') return !entities.has(wanted);
  if (named.includes('/')) return holds(named, wanted === 'world' ? wholeWorld(named) : wanted);
  return named.includes('*') && fqdnPattern(named).test(wanted);
}

function wholeWorld(block: string): string {
  return block.includes(':') ? '::/0' : '0.0.0.0/0';
}

/** Whether all addresses of one block are in another. */
function holds(block: string, other: string): boolean {
  const [outer, inner] = [parseCidr(block), parseCidr(other)];
  if (outer && inner) return outer.first <= inner.first && inner.last <= outer.last;
  const [outer6, inner6] = [parseCidr6(block), parseCidr6(other)];
  return outer6 !== undefined && inner6 !== undefined && outer6.first <= inner6.first && inner6.last <= outer6.last;
}

/** In Cilium's patterns `*` stands for any characters but a dot. */
function fqdnPattern(pattern: string): RegExp {
  return new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^.]*')}$`);
}
