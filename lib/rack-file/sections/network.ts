import * as z from 'zod';
import { hostname } from '../../units/fields';
import { printCidr, printIpv4 } from '../../units/ipv4';
import { printCidr6, printIpv6 } from '../../units/ipv6';
import { families, type OneFamily, type Second } from '../families';
import { type HelperMachine, publicTime } from '../helper-machines';
import { host, ipAddress, ipv4Address } from '../fields/addresses';
import { addressRange, ipv4Network, ipv6Network, ipv6Range } from '../fields/networks';

export const network = z.strictObject({
  nodes: families(ipv4Network, ipv6Network).describe(
    'network of the blades, such as 192.168.1.0/24, or of both families, such as [192.168.1.0/24, "fd00:1::/64"]; each blade then has an address of both',
  ),
  gateway: ipv4Address.describe('router of that network, such as 192.168.1.1'),
  dns: z
    .array(ipAddress)
    .min(1)
    .optional()
    .describe('DNS servers; the gateway if absent, as in most homes and offices'),
  time: z
    .array(host)
    .min(1)
    .optional()
    .describe(
      'time servers, addresses or names, asked in this order; if absent the clocks among helpers, the gateway, then time.cloudflare.com by its addresses: a CM4 has no clock, and nothing starts before one answers. Not every router does',
    ),
  controlPlane: ipv4Address.describe(
    'address of the Kubernetes API: shared by the control-plane blades, or that of the only one',
  ),
  loadBalancers: families(addressRange, ipv6Range).describe(
    'addresses handed to Services and Gateways, such as 192.168.1.200-219 or [192.168.1.200-219, "fd00:1::200-219"]; keep your DHCP server away from them',
  ),
  domain: hostname.describe(
    'domain under which the rack answers, such as rack.home.arpa (RFC 8375 keeps home.arpa for this)',
  ),
  pods: families(ipv4Network, ipv6Network)
    .prefault('10.244.0.0/16')
    .describe(
      'network of the pods, a /24 of it for each blade; what Talos takes by itself, and far from home networks. Of both families: [10.244.0.0/16, "fd00:10:244::/56"], a /64 of the second for each blade',
    ),
  services: families(ipv4Network, ipv6Network)
    .prefault('10.96.0.0/12')
    .describe(
      'network of the Services; what Talos takes by itself. Of both families, as pods: [10.96.0.0/12, "fd00:10:96::/112"]',
    ),
});

export interface Network {
  /** CIDR of the nodes, `192.168.1.0/24`. */
  nodes: string;
  gateway: string;
  dns: string[];
  time: string[];
  /** Address of the control plane: shared by several control-plane blades (VIP), or that of the only one. */
  controlPlane: string;
  loadBalancers: { first: string; last: string };
  domain: string;
  /** CIDR of pods. */
  pods: string;
  /** CIDR of Services. */
  services: string;
  /** The second family of a rack with two. */
  ipv6?: Ipv6;
}

export interface Ipv6 {
  /** CIDR of pods, `fd00:10:244::/56`. */
  pods: string;
  /** CIDR of Services, `fd00:10:96::/112`. */
  services: string;
  /** CIDR of the nodes. Absent: they have none that anybody stated. */
  nodes?: string;
  loadBalancers?: { first: string; last: string };
}

export function networkOf(
  {
    nodes,
    gateway,
    dns,
    time,
    controlPlane,
    loadBalancers,
    domain,
    pods,
    services,
    ipv6,
  }: OneFamily<z.output<typeof network>>,
  helpers: readonly HelperMachine[],
): Network {
  const clocks = helpers.filter(({ does }) => does.includes('clock')).map(({ address }) => address);
  return {
    nodes: printCidr(nodes),
    gateway: printIpv4(gateway),
    dns: dns ?? [printIpv4(gateway)],
    time: time ?? [...clocks, printIpv4(gateway), ...publicTime],
    controlPlane: printIpv4(controlPlane),
    loadBalancers: { first: printIpv4(loadBalancers.first), last: printIpv4(loadBalancers.last) },
    domain,
    pods: printCidr(pods),
    services: printCidr(services),
    ...(ipv6 && { ipv6: secondOf(ipv6) }),
  };
}

function secondOf({ nodes, pods, services, loadBalancers: pool }: Second): NonNullable<Network['ipv6']> {
  return {
    pods: printCidr6(pods as NonNullable<typeof pods>),
    services: printCidr6(services as NonNullable<typeof services>),
    ...(nodes && { nodes: printCidr6(nodes) }),
    ...(pool && { loadBalancers: { first: printIpv6(pool.first), last: printIpv6(pool.last) } }),
  };
}
