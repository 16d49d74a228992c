import * as z from 'zod';
import { printIpv4 } from '../../units/ipv4';
import { helperDuties, type HelperMachine } from '../helper-machines';
import { ipv4Address } from '../fields/addresses';

export const helper = z.strictObject({
  address: ipv4Address.describe('its address, which must never change, such as 192.168.1.5'),
  does: z
    .array(z.enum(helperDuties))
    .min(1)
    .prefault([...helperDuties])
    .describe(
      'what it is for: image-cache keeps images so that each crosses the line once, clock gives the time, etcd-snapshots takes one every night, documents holds a second copy of people’s; all of them if absent',
    ),
});

export function helpersOf(helpers: Record<string, z.output<typeof helper>>): HelperMachine[] {
  return Object.entries(helpers).map(([name, { address, does }]) => ({
    name,
    address: printIpv4(address),
    does: [...new Set(does)],
  }));
}
