import type { Ipv4 } from '../../units/ipv4';
import { contains, parseIpv4 } from '../../units/ipv4';
import type { Draft } from '../draft';

/** Whether an address of the blades' network belongs to something; an entry or the pool that moves is left out. */
export function takenAddresses(
  { network = {}, blades, helpers = {} }: Draft,
  { exceptEntry, exceptPool }: { exceptEntry?: number; exceptPool?: boolean } = {},
): (address: Ipv4) => boolean {
  const { nodes, gateway, controlPlane, loadBalancers, dns = [] } = network;
  const taken = new Set([
    nodes?.first,
    nodes?.last,
    gateway,
    controlPlane,
    ...dns.map((each) => each && parseIpv4(each)),
    ...Object.values(helpers).map((helper) => helper?.address),
  ]);
  for (const { entry, address } of blades) if (entry !== exceptEntry) taken.add(address);
  const pool = exceptPool ? undefined : loadBalancers;
  return (address) => taken.has(address) || (pool !== undefined && contains(pool, address));
}
