import { type Ipv4Range, printIpv4Range } from '../../units/ipv4';
import { type Ipv6Network, type Ipv6Range, printCidr6, printIpv6, printIpv6Range } from '../../units/ipv6';
import { contains, overlaps } from '../../units/ranges';
import { type Draft, nameOfBlade } from '../draft';
import type { Fault } from '../problem';
import { counted } from '../../units/words';
import type { SpecRule } from './rule';

/** Each node is handed a /64 of the pods' second network, at most 65,536 of them (kube-controller-manager, cidrset). */
const nodePrefix = 64;
const leastPodsPrefix = 48;
/** kube-apiserver takes no more than 20 bits of Services (validateMaxCIDRRange). */
const leastServicesPrefix = 108;

/** Kubernetes has one family or two: pods and Services alike, and blades only of a family that these have. */
export const familiesAgree: SpecRule = ({ network = {} }) => {
  const { ipv6 } = network;
  if (!ipv6) return [];
  // A field that is broken is told by itself.
  const missing = (['pods', 'services'] as const).filter((key) => network[key] && !(key in ipv6));
  return missing.map((key): Fault => {
    const having = ['nodes', 'loadBalancers', 'pods', 'services'].filter((each) => each in ipv6);
    const example = key === 'pods' ? '[10.244.0.0/16, "fd00:10:244::/56"]' : '[10.96.0.0/12, "fd00:10:96::/112"]';
    return {
      at: ['network', key],
      title: `network.${having[0]} is of two families, network.${key} of one`,
      detail: `pods and Services have the same families: write ${key}: ${example}`,
    };
  });
};

export const secondNetworksAreSound: SpecRule = ({ network = {}, blades }) => {
  const { ipv6 = {} } = network;
  const { pods, services } = ipv6;
  const faults: Fault[] = [];
  const named = blades.filter(({ name }) => name !== undefined).length;
  if (pods && (pods.prefix < leastPodsPrefix || 2 ** (nodePrefix - pods.prefix) < named)) {
    const isLarge = pods.prefix < leastPodsPrefix;
    const bits = Math.max(8, Math.ceil(Math.log2(Math.max(named, 1))));
    faults.push({
      at: ['network', 'pods', 1],
      title: isLarge
        ? `network.pods ${printCidr6(pods)} is too large`
        : `network.pods ${printCidr6(pods)} has room for ${counted(Math.floor(2 ** (nodePrefix - pods.prefix)), 'blade')}, the rack has ${named}`,
      detail: `every blade takes a /${nodePrefix} of it, and Kubernetes counts at most 65536 of them: a prefix from /${leastPodsPrefix} to /${nodePrefix - Math.ceil(Math.log2(Math.max(named, 1)))}`,
      suggestion: printCidr6({ first: pods.first, prefix: nodePrefix - bits }),
    });
  }
  if (services && services.prefix < leastServicesPrefix) {
    faults.push({
      at: ['network', 'services', 1],
      title: `network.services ${printCidr6(services)} is too large`,
      detail: `the API server takes a prefix from /${leastServicesPrefix} on`,
      suggestion: printCidr6({ first: services.first, prefix: 112 }),
    });
  }
  const stated = (['nodes', 'pods', 'services'] as const).flatMap((name) =>
    ipv6[name] ? [{ name, range: ipv6[name] as Ipv6Network }] : [],
  );
  for (const [index, { name, range }] of stated.entries()) {
    for (const other of stated.slice(0, index).filter((each) => overlaps(each.range, range))) {
      faults.push({
        at: ['network', name, 1],
        title: `network.${other.name} ${printCidr6(other.range)} overlaps network.${name} ${printCidr6(range)}`,
        detail: 'nodes, pods and Services each need a network of their own',
      });
    }
  }
  return faults;
};

/** Static like the first: a blade without one would have whatever the router announces, or nothing. */
export const bladesHaveBothFamilies: SpecRule = ({ network = {}, entries, blades }, { lineOf }) => {
  const { nodes, loadBalancers: pool } = network.ipv6 ?? {};
  const faults: Fault[] = entries.flatMap((entry, index): Fault[] => {
    if (!entry?.addresses) return [];
    const { addresses } = entry.ipv6 ?? {};
    const at = ['blades', index, 'addresses'];
    if (nodes && !addresses) {
      const [four, six] = [entry.addresses, alike(entry.addresses, nodes)];
      const detail = `network.nodes is of two families: write [${printIpv4Range(four)}, "${printIpv6Range(six)}"] or the like`;
      return [{ at, title: 'blades with IPv4 alone', detail }];
    }
    if (!nodes && addresses) {
      const detail = 'network.nodes states the network of the second family, too: [192.168.1.0/24, "fd00:1::/64"]';
      return [{ at: [...at, 1], title: 'IPv6 addresses of no network', detail }];
    }
    return [];
  });
  return [...faults, ...(nodes ? eachOnItsOwn({ nodes, pool, blades, lineOf }) : poolWithoutNodes(pool))];
};

/** The last byte of each address, in the other network. */
function alike({ first, last }: Ipv4Range, nodes: Ipv6Network): Ipv6Range {
  const start = nodes.first + BigInt(first % 256);
  return { first: start, last: start + BigInt(last - first) };
}

function poolWithoutNodes(pool: object | undefined): Fault[] {
  if (!pool) return [];
  const detail =
    'blades answer for these addresses on their own network: state its second family, [192.168.1.0/24, "fd00:1::/64"]';
  return [{ at: ['network', 'loadBalancers', 1], title: 'network.nodes has no IPv6', detail }];
}

interface Second {
  nodes: Ipv6Network;
  pool: { first: bigint; last: bigint } | undefined;
  blades: Draft['blades'];
  lineOf: (path: ['blades', number]) => number;
}

function eachOnItsOwn({ nodes, pool, blades, lineOf }: Second): Fault[] {
  const owners = new Map<bigint, Draft['blades'][number]>();
  const told = new Set<number>();
  const faults: Fault[] = [];
  if (pool && !contains(nodes, pool)) {
    faults.push({
      at: ['network', 'loadBalancers', 1],
      title: `network.loadBalancers ${printIpv6Range(pool)} lies outside network.nodes ${printCidr6(nodes)}`,
      detail: 'blades answer for these addresses on their own network',
    });
  }
  for (const blade of blades) {
    const { address6: address, entry } = blade;
    if (address === undefined) continue;
    const owner = owners.get(address);
    owners.set(address, owner ?? blade);
    const wrong = wrongWith({ blade, owner, nodes, pool, lineOf });
    if (wrong === undefined || told.has(entry)) continue;
    told.add(entry);
    faults.push({ at: ['blades', entry, 'addresses', 1], ...wrong });
  }
  return faults;
}

function wrongWith({
  blade,
  owner,
  nodes,
  pool,
  lineOf,
}: Omit<Second, 'blades'> & {
  blade: Draft['blades'][number];
  owner: Draft['blades'][number] | undefined;
}): Pick<Fault, 'title' | 'detail'> | undefined {
  const address = blade.address6 as bigint;
  const shown = `${nameOfBlade(blade)} is ${printIpv6(address)}`;
  if (!contains(nodes, address)) {
    return { title: 'a blade outside network.nodes', detail: `${shown}, the network is ${printCidr6(nodes)}` };
  }
  if (address === nodes.first) {
    return { title: 'a blade on the address of every router', detail: `${shown}, the subnet-router anycast address` };
  }
  if (pool && contains(pool, address)) {
    return { title: 'a blade within network.loadBalancers', detail: `${shown}: a Service could be handed it` };
  }
  if (!owner) return undefined;
  const detail = `${printIpv6(address)} belongs to ${nameOfBlade(owner)} (line ${lineOf(['blades', owner.entry])}) and ${nameOfBlade(blade)}`;
  return { title: 'two blades on one address', detail };
}
