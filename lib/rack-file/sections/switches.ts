import * as z from 'zod';
import { url } from '../../units/fields';
import { watts } from '../shorthand';

export const poeSwitch = z.strictObject({
  ports: z.int().min(1).max(512).describe('number of ports, counted from 1'),
  perPort: watts.describe('most that one port delivers, such as 25W'),
  total: watts.describe('power budget of all ports together, such as 400W'),
  unifi: url.optional().describe('address of the UniFi controller, if its port readings are to be watched'),
});

export interface PoeSwitch {
  ports: number;
  perPortWatts: number;
  totalWatts: number;
  /** Address of the controller that unpoller asks. */
  unifi?: string;
}

export function switchOf({ ports, perPort, total, unifi }: z.output<typeof poeSwitch>): PoeSwitch {
  return { ports, perPortWatts: perPort, totalWatts: total, ...(unifi && { unifi }) };
}
