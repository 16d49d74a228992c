import * as z from 'zod';
import { url, written } from '../../units/fields';
import { macAddress } from '../mac-address';
import { watts } from '../fields/measures';
import { portNumbers } from '../fields/ports';

const fingerprint = written({
  what: 'a SHA-256 fingerprint',
  how: '32 pairs of hexadecimal digits with colons between, as browsers and openssl x509 -fingerprint -sha256 show it',
  examples: [`${'ab:'.repeat(31)}cd`],
  pattern: /^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}$/,
  read: (text) => (/^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){31}$/.test(text) ? text.toLowerCase() : undefined),
});

const control = z.strictObject({
  mac: macAddress.describe('MAC address of the switch, as the controller lists it'),
  site: z
    .string()
    .regex(
      /^[a-z0-9]{1,32}$/,
      'is not the short name of a site: lower-case letters and digits, as in the address of the page',
    )
    .default('default')
    .describe('short name of the site, as in the address of the controller’s pages'),
  fingerprint: fingerprint
    .optional()
    .describe('of the certificate that the controller shows; absent: it must be one that this machine trusts'),
});

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
  control: control
    .optional()
    .describe('how npx rackwright power switches the ports, such as { mac: 74:ac:b9:01:02:03 }; absent: it does not'),
});

export interface PortGroup {
  first: number;
  last: number;
  perPortWatts: number;
}

/** How ports are switched through the controller. */
export interface SwitchControl {
  mac: string;
  site: string;
  /** SHA-256 of the certificate, `ab:cd:…`. @default - one that the machine trusts */
  fingerprint?: string;
}

export interface PoeSwitch {
  ports: number;
  perPortWatts: number;
  /** Ports that deliver another power, none of them twice. @default - all alike */
  groups?: PortGroup[];
  totalWatts: number;
  /** Address of the controller that unpoller asks. */
  unifi?: string;
  /** @default - rackwright never switches its ports */
  control?: SwitchControl;
}

export function switchOf({
  ports,
  perPort,
  groups,
  total,
  unifi,
  control: reached,
}: z.output<typeof poeSwitch>): PoeSwitch {
  const others = groups.map(({ ports: range, perPort: perPortWatts }) => ({ ...range, perPortWatts }));
  return {
    ports,
    perPortWatts: perPort,
    ...(others.length > 0 && { groups: others }),
    totalWatts: total,
    ...(unifi && { unifi }),
    ...(reached && { control: reached }),
  };
}
