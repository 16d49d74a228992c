import { contains, parseIpv4, printCidr, printIpv4Range } from '../../units/ipv4';
import { parseIpv6, printCidr6, printIpv6Range } from '../../units/ipv6';
import { type Draft, nameOfBlade } from '../draft';

/** Why a host is the rack's own; undefined where nothing says so. Takes a name or an address, without a port. */
export function intoTheRack(host: string, rack: Draft): string | undefined {
  const { network = {}, blades } = rack;
  if (parseIpv6(host) !== undefined) return intoTheRackBySix(host, rack);
  const address = parseIpv4(host);
  if (address === undefined) {
    const { domain } = network;
    const isOwn = domain !== undefined && (host === domain || host.endsWith(`.${domain}`));
    return isOwn ? `${host} lies under network.domain ${domain}` : undefined;
  }
  const { loadBalancers: pool, services, pods, controlPlane } = network;
  if (pool && contains(pool, address)) return `${host} is one of network.loadBalancers ${printIpv4Range(pool)}`;
  if (services && contains(services, address)) return `${host} is one of network.services ${printCidr(services)}`;
  if (pods && contains(pods, address)) return `${host} is one of network.pods ${printCidr(pods)}`;
  if (address === controlPlane) return `${host} is network.controlPlane`;
  const blade = blades.find((each) => each.address === address);
  return blade && `${host} is ${nameOfBlade(blade)}`;
}

function intoTheRackBySix(host: string, { network = {}, blades }: Draft): string | undefined {
  const address = parseIpv6(host) as bigint;
  const { loadBalancers: pool, services, pods } = network.ipv6 ?? {};
  if (pool && contains(pool, address)) return `${host} is one of network.loadBalancers ${printIpv6Range(pool)}`;
  if (services && contains(services, address)) return `${host} is one of network.services ${printCidr6(services)}`;
  if (pods && contains(pods, address)) return `${host} is one of network.pods ${printCidr6(pods)}`;
  const blade = blades.find((each) => each.address6 === address);
  return blade && `${host} is ${nameOfBlade(blade)}`;
}

/** The host of an address with a scheme, or of `host:port`. */
export function hostOf(text: string): string | undefined {
  const url = URL.canParse(text) && text.includes('://') ? text : `tcp://${text}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : undefined;
}
