import type { Ipv4Network, Ipv4Range } from '../../units/ipv4';
import {
  contains,
  networkOf,
  overlaps,
  parseCidr,
  printCidr,
  printIpv4,
  printIpv4Range,
  sizeOf,
} from '../../units/ipv4';
import type { Draft } from '../draft';
import type { Where } from '../where';
import { nameOfBlade } from '../draft';
import { freeRun } from '../free-run';
import type { Fault } from '../problem';
import type { SpecRule } from './rule';
import { counted, listed } from '../../units/words';
import { takenAddresses } from './taken-addresses';

/** Kubernetes hands each node a /24 of the pods' network (kube-controller-manager --node-cidr-mask-size). */
const nodePrefix = 24;

const subnetNames = ['nodes', 'pods', 'services'] as const;
const alternatives = {
  nodes: [],
  pods: ['10.244.0.0/16', '10.42.0.0/16', '172.20.0.0/16'],
  services: ['10.96.0.0/12', '10.43.0.0/16', '172.21.0.0/16'],
} as const;

/** Networks that share an address send some packets to the wrong side, and nobody can tell which. */
export const subnetsAreDisjoint: SpecRule = ({ network = {} }, { has }) => {
  const subnets = subnetNames.flatMap((name) => (network[name] ? [{ name, range: network[name] as Ipv4Network }] : []));
  return subnets.flatMap(({ name, range }, index) =>
    subnets
      .slice(0, index)
      .filter((other) => overlaps(other.range, range))
      .map((other): Fault => {
        const free = alternatives[name].find((cidr) =>
          subnets.every((each) => each.name === name || !overlaps(each.range, parseCidr(cidr) as Ipv4Network)),
        );
        const written = has(['network', name]);
        return {
          at: ['network', written ? name : other.name],
          title: `network.${other.name} ${printCidr(other.range)} overlaps network.${name} ${printCidr(range)}`,
          detail: written
            ? 'nodes, pods and Services each need a network of their own'
            : `${printCidr(range)} is the default; write another one, such as ${name}: ${free ?? '172.20.0.0/16'}`,
          suggestion: written ? free : undefined,
        };
      }),
  );
};

export const podsHaveRoom: SpecRule = ({ network, blades }, { has }) => {
  const { pods } = network ?? {};
  const named = blades.filter(({ name }) => name !== undefined).length;
  const room = pods ? Math.floor(2 ** (nodePrefix - pods.prefix)) : Infinity;
  if (!pods || named <= room) return [];
  const enough = printCidr(networkOf(pods.first, nodePrefix - Math.ceil(Math.log2(named))));
  const isWritten = has(['network', 'pods']);
  return [
    {
      at: ['network', 'pods'],
      title: `network.pods ${printCidr(pods)} has room for ${counted(room, 'blade')}, the rack has ${named}`,
      detail: `every blade takes a /${nodePrefix} of it${isWritten ? '' : `; this is the default, so write pods: ${enough}`}`,
      suggestion: isWritten ? enough : undefined,
    },
  ];
};

/** Gateway and control plane are addresses on the blades' own network: layer 2 carries the VIP. */
export const addressesLieInNodes: SpecRule = (rack) => {
  const { nodes, ...network } = rack.network ?? {};
  if (!nodes) return [];
  const faults: Fault[] = [];
  for (const key of ['gateway', 'controlPlane'] as const) {
    const address = network[key];
    if (address === undefined) continue;
    const suggestion = freeAddress(rack, nodes, address);
    if (!contains(nodes, address)) {
      const detail =
        key === 'gateway'
          ? 'blades reach the gateway without a gateway'
          : 'the control-plane blades share this address by answering ARP for it';
      faults.push({
        at: ['network', key],
        title: `network.${key} ${printIpv4(address)} lies outside network.nodes ${printCidr(nodes)}`,
        detail,
        suggestion,
      });
    } else if (nodes.prefix < 31 && (address === nodes.first || address === nodes.last)) {
      const kind = address === nodes.first ? 'the name of the network' : 'the broadcast address';
      faults.push({
        at: ['network', key],
        title: `network.${key} ${printIpv4(address)} is ${kind} itself`,
        detail: `hosts lie between, ${printIpv4(nodes.first + 1)} to ${printIpv4(nodes.last - 1)}`,
        suggestion,
      });
    }
  }
  if (network.gateway !== undefined && network.gateway === network.controlPlane) {
    faults.push({
      at: ['network', 'controlPlane'],
      title: `network.controlPlane ${printIpv4(network.gateway)} is the gateway's address`,
      detail: 'take one that nothing else answers on',
      suggestion: freeAddress(rack, nodes, network.gateway),
    });
  }
  return faults;
};

/** Several control-plane blades share an address beside their own; a single one may lend its own. */
export const controlPlaneAddressIsShared: SpecRule = (rack, { lineOf }) => {
  const { nodes, controlPlane } = rack.network ?? {};
  const blade = rack.blades.find(({ address }) => address !== undefined && address === controlPlane);
  if (!blade || controlPlane === undefined) return [];
  const others = rack.blades.filter(({ role }) => role !== 'worker').length;
  if (others === 1 && blade.role === 'control-plane') return [];
  return [
    {
      at: ['network', 'controlPlane'],
      title: `network.controlPlane ${printIpv4(controlPlane)} is the address of ${nameOfBlade(blade)} (line ${lineOf(['blades', blade.entry])})`,
      detail: 'control-plane blades share an address beside their own; only a single one may lend its own',
      suggestion: nodes && freeAddress(rack, nodes, controlPlane),
    },
  ];
};

function freeAddress(rack: Draft, nodes: Ipv4Network, like: number): string | undefined {
  const wanted = nodes.first + (like % sizeOf(nodes));
  const found = freeRun({ wanted, count: 1, first: nodes.first + 1, last: nodes.last - 1 }, takenAddresses(rack));
  return found === undefined ? undefined : printIpv4(found);
}

/** Cilium announces the pool on the blades' network, so it must lie in it and be nobody else's. */
export const loadBalancerPoolIsFree: SpecRule = (rack, where) => {
  const { nodes, loadBalancers: pool } = rack.network ?? {};
  if (!nodes || !pool) return [];
  const at = ['network', 'loadBalancers'];
  const suggestion = freePool(rack, nodes, pool);
  const shown = `network.loadBalancers ${printIpv4Range(pool)}`;
  if (!contains(nodes, pool)) {
    return [
      {
        at,
        title: `${shown} ${overlaps(nodes, pool) ? 'leaves' : 'lies outside'} network.nodes ${printCidr(nodes)}`,
        detail: 'blades answer ARP for these addresses on their own network',
        suggestion,
      },
    ];
  }
  const inside = usersWithin(rack, pool, where);
  if (inside.length === 0) return [];
  const shownUsers = inside.length > 3 ? [...inside.slice(0, 2), `${inside.length - 2} more`] : inside;
  return [
    {
      at,
      title: `${shown} ${inside.length === 1 ? 'holds an address' : 'holds addresses'} of another`,
      detail: `${listed(shownUsers)}: a Service could be handed it`,
      suggestion,
    },
  ];
};

function usersWithin({ network = {}, blades }: Draft, pool: Ipv4Range, { lineOf }: Where): string[] {
  const named = (['gateway', 'controlPlane'] as const).flatMap((key) => {
    const address = network[key];
    return address !== undefined && contains(pool, address) ? [`network.${key} is ${printIpv4(address)}`] : [];
  });
  const ofBlades = blades.flatMap(({ name, address, entry }) =>
    address !== undefined && contains(pool, address) && name
      ? [`${name} (line ${lineOf(['blades', entry])}) is ${printIpv4(address)}`]
      : [],
  );
  return [...named, ...ofBlades];
}

function freePool(rack: Draft, nodes: Ipv4Network, pool: Ipv4Range): string | undefined {
  const count = Math.min(sizeOf(pool), 64);
  const isTaken = takenAddresses(rack, { exceptPool: true });
  const wanted = nodes.first + (pool.first % sizeOf(nodes));
  const start = freeRun({ wanted, count, first: nodes.first + 1, last: nodes.last - 1 }, isTaken);
  return start === undefined ? undefined : printIpv4Range({ first: start, last: start + count - 1 });
}
