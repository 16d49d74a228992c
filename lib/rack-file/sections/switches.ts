import * as z from 'zod';
import { url } from '../../units/fields';
import { portNumbers, watts } from '../shorthand';

export const poeSwitch = z.strictObject({
  ports: z.int().min(1).max(512).describe('number of ports, counted from 1'),
  perPort: watts.describe('most that one port delivers, such as 25W'),
  groups: z
    .array(
      z.strictObject({
        ports: portNumbers.describe('numbers of the ports, such as 9-16'),
        perPort: watts.describe('most that each of them delivers, such as 60W; 0W for ports that feed nothing'),
      }),
    )
    .prefault([])
    .describe('ports that deliver another power than the rest, such as { ports: 9-16, perPort: 60W }'),
  total: watts.describe('power budget of all ports together, such as 400W'),
  unifi: url.optional().describe('address of the UniFi controller, if its port readings are to be watched'),
});

export interface PortGroup {
  first: number;
  last: number;
  perPortWatts: number;
}

export interface PoeSwitch {
  ports: number;
  perPortWatts: number;
  /** Ports that deliver another power, none of them twice. @default - all alike */
  groups?: PortGroup[];
  totalWatts: number;
  /** Address of the controller that unpoller asks. */
  unifi?: string;
}

export function switchOf({ ports, perPort, groups, total, unifi }: z.output<typeof poeSwitch>): PoeSwitch {
  const others = groups.map(({ ports: range, perPort: perPortWatts }) => ({ ...range, perPortWatts }));
  return {
    ports,
    perPortWatts: perPort,
    ...(others.length > 0 && { groups: others }),
    totalWatts: total,
    ...(unifi && { unifi }),
  };
}
