import * as z from 'zod';
import { dnsLabel } from '../../units/fields';
import { families } from '../families';
import { macAddress } from '../mac-address';
import { nameRange } from '../fields/names';
import { addressRange, ipv6Range } from '../fields/networks';
import { portNumbers, portRange } from '../fields/ports';

export const bladeEntry = z.strictObject({
  names: nameRange.describe('a name, or a range such as blade-04..20'),
  addresses: families(addressRange, ipv6Range).describe(
    'as many addresses as names, such as 192.168.1.14-30, or [192.168.1.14-30, "fd00:1::14-24"] where network.nodes is of both families',
  ),
  ports: portRange
    .optional()
    .describe('as many switch ports as names, such as usw-pro-24/4-20; absent: no PoE switch feeds the machine'),
  bays: portNumbers
    .optional()
    .describe(
      'places in the rack from the left, as many as names, such as 4-20; absent: counted in the order of this file, so that a blade taken out moves all behind it',
    ),
  hardware: dnsLabel.describe('which of the hardware above'),
  role: z
    .enum(['control-plane', 'worker'])
    .default('worker')
    .describe('one, three or five blades are control-plane, all others workers'),
  mac: macAddress.optional().describe('MAC address of the wired port, for an entry that names one blade with several'),
  schedulable: z
    .boolean()
    .optional()
    .describe(
      'whether control-plane blades carry ordinary pods, too; absent: only in a rack without workers. Their volumes and models then compete with etcd for the disk',
    ),
});
