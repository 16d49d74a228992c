import * as z from 'zod';
import { dnsLabel, written } from '../../units/fields';
import { type BoardName, boardNames, boardTaken } from '../boards';
import { type Fan, fanChips } from '../fan';
import { bytes, ratio, wattRange } from '../fields/measures';

const bus = written({
  what: 'a bus',
  how: 'the name of the device under /dev for a chip on I2C or a serial line, the pin for PWM, or the name of the hwmon device, such as i2c-1',
  examples: ['i2c-1', 'gpio12', 'pwmfan', 'ttyAMA5'],
  pattern: /^[A-Za-z][A-Za-z0-9_-]*$/,
  read: (text) => (/^[A-Za-z][A-Za-z0-9_-]*$/.test(text) ? text : undefined),
  repair: (text) => text.replace(/^\/dev\//, '').replace(/^(?:i2c)?[-_]?(\d+)$/i, 'i2c-$1'),
});

const device = written({
  what: 'a block device',
  how: 'a path under /dev, such as /dev/nvme0n1',
  examples: ['/dev/nvme0n1'],
  pattern: /^\/dev\/[\w.\/:+-]+$/,
  read: (text) => (/^\/dev\/\w[\w./:+-]*$/.test(text) ? text : undefined),
  repair: (text) => `/dev/${text}`,
});

const fan = z.strictObject({
  chip: z
    .enum(fanChips)
    .describe('what drives the fan; the table of carriers on this page says what to write for which'),
  bus: bus.describe('where it is reached: i2c-1 is GPIO2/3 of a CM4, gpio12 a PWM pin, pwmfan a device of the kernel'),
  channel: z
    .int()
    .min(0)
    .max(32)
    .optional()
    .describe('output of the chip, where it has several: for hwmon the N of pwmN, for pwmchip0 0 or 1'),
  floor: ratio.optional().describe('lowest duty at which the fan turns reliably, such as 25%; 20% if absent'),
  neverStop: z
    .boolean()
    .optional()
    .describe(
      'keep the fan at its floor instead of letting it stand; if absent, only a fan behind an emc2301 may stand, whose own watchdog gives full speed when the daemon is gone',
    ),
  sharedWith: z
    .enum(['next', 'previous'])
    .optional()
    .describe(
      'the fan cools two blades, which follow each other in the file, and hangs on the pin of one: next if the first of each two drives it, previous if the second. It cools for the hotter one, and gives full speed while that blade cannot be asked',
    ),
});

const linkName = written({
  what: 'the name of a network port',
  how: 'as the kernel calls it, such as enp1s0; talosctl get links shows it',
  examples: ['enp1s0'],
  pattern: /^[a-z][a-z0-9]{1,14}$/,
  read: (text) => (/^[a-z][a-z0-9]{1,14}$/.test(text) ? text : undefined),
});

const driverName = written({
  what: 'the name of a driver',
  how: 'as the kernel calls it, such as igc; talosctl get links --output yaml shows it',
  examples: ['igc'],
  pattern: /^[a-z0-9][-_a-z0-9]*$/,
  read: (text) => (/^[a-z0-9][-_a-z0-9]*$/.test(text) ? text : undefined),
});

const extensionName = written({
  what: 'a system extension of Talos',
  how: 'as the image factory lists it, such as siderolabs/intel-ucode',
  examples: ['siderolabs/intel-ucode'],
  pattern: /^[a-z0-9][-.a-z0-9]*\/[a-z0-9][-._a-z0-9]*$/,
  read: (text) => (/^[a-z0-9][-.a-z0-9]*\/[a-z0-9][-._a-z0-9]*$/.test(text) ? text : undefined),
});

const kernelModule = written({
  what: 'the name of a kernel module',
  how: 'letters, digits, dashes and underscores, such as nvme_tcp',
  examples: ['nvme_tcp'],
  pattern: /^[a-z0-9][-_a-z0-9]*$/,
  read: (text) => (/^[a-z0-9][-_a-z0-9]*$/.test(text) ? text : undefined),
});

const port = z.strictObject({
  driver: driverName.optional().describe('the wired port with this driver; of several the one with a cable in'),
  name: linkName.optional().describe('the port of this name'),
  mtu: z
    .int()
    .min(1280)
    .max(9216)
    .optional()
    .describe('largest packet in bytes; 1500 if absent. The switch must carry it, too'),
  vlan: z.int().min(1).max(4094).optional().describe('VLAN tag of the network of the nodes; absent: untagged'),
  bond: z
    .strictObject({
      links: z.array(linkName).min(2).describe('ports that act as one, such as [enp1s0, enp2s0]'),
      mode: z
        .enum(['802.3ad', 'active-backup'])
        .default('active-backup')
        .describe('802.3ad (LACP) needs a switch that is set up for it; active-backup needs nothing'),
    })
    .optional()
    .describe('two ports or more as one'),
});

const overlay = z.strictObject({
  image: extensionName.describe('image of the overlay, such as siderolabs/sbc-rockchip'),
  name: dnsLabel.describe('overlay in that image, such as rock5b'),
});

const dataDisk = z.strictObject({
  disk: bytes.describe('size of the disk'),
  device: device.describe('where it is found, such as /dev/nvme0n1; /dev/disk/by-id names stay when ports change'),
});

const measured = z.strictObject({
  on: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, 'is not a date such as 2026-11-28')
    .describe('day on which it was measured, such as 2026-11-28'),
  blade: z.string().describe('blade that it was measured on'),
  watts: wattRange.optional().describe('what its port gave idle and at work, in place of watts above'),
  socCelsius: z.number().optional().describe('warmest that the processor was at work'),
  syncMilliseconds: z
    .number()
    .min(0)
    .optional()
    .describe('time of one write that must be on the disk, in milliseconds'),
  tokensPerSecond: z.number().min(0).optional().describe('tokens a second of the rack’s chat model'),
  powerFail: z
    .enum(['kept', 'lost'])
    .optional()
    .describe('whether what the disk had acknowledged was there after the power was cut'),
});

/** What was found on one machine of a kind. */
export type Measured = z.output<typeof measured>;

export const hardware = z.strictObject({
  arch: z
    .enum(['arm64', 'amd64'])
    .describe('processor architecture: arm64 for a Raspberry Pi, amd64 for Intel and AMD'),
  board: z
    .enum(boardNames)
    .optional()
    .describe(
      'board: raspberry-pi-4 (also CM4), raspberry-pi-5 (also CM5), turing-rk1, or generic for what boots by UEFI or BIOS. Absent: generic for amd64, raspberry-pi-4 for arm64 of its shape (4 cores, at most 8GB)',
    ),
  overlay: overlay.optional().describe('overlay of a board that has no name here, instead of board'),
  extensions: z.array(extensionName).prefault([]).describe('system extensions beside those that the rack needs'),
  kernelModules: z.array(kernelModule).prefault([]).describe('kernel modules that Talos loads at boot'),
  port: port.optional().describe('wired port; absent: the only one of a known board, or the first with a cable in'),
  cores: z.int().min(1).max(1024).describe('processor cores'),
  memory: bytes.describe('memory as sold; 8GB counts 8 000 000 000 bytes, close to what Linux has left of it'),
  disk: bytes.describe('the disk that Talos and all volumes share; with data, the one that Talos starts from'),
  data: dataDisk.optional().describe('a second disk for images, logs and volumes, beside a card or eMMC with Talos'),
  installDisk: device
    .default('/dev/nvme0n1')
    .describe('device of that disk; the default is the NVMe of a blade, /dev/sda is that of most virtual machines'),
  watts: wattRange
    .prefault('0W-0W')
    .describe(
      'what the machine draws idle and at worst, such as 3W-12W; needed only where a switch feeds it. Measure yours: the figures of the examples are estimates for a CM4 with an NVMe, not measured',
    ),
  fan: fan.optional().describe('fan that the thermal daemon drives; absent: the daemon stays away from the machine'),
  measured: measured
    .optional()
    .describe('what rackwright commission found on a machine of this kind; it takes the place of estimates'),
});

export interface Hardware {
  arch: 'arm64' | 'amd64';
  board: BoardName;
  /** Of a board without a name of its own: in place of the board's. */
  overlay?: { image: string; name: string };
  /** System extensions of Talos beside those that the rack needs. */
  extensions: string[];
  kernelModules: string[];
  /** Absent: the only wired port of a known board, or the first with a cable in. */
  port?: { driver?: string; name?: string; mtu?: number; vlan?: number; bond?: { links: string[]; mode: string } };
  cores: number;
  memoryBytes: number;
  /** The disk with images, logs and volumes. */
  diskBytes: number;
  /** Device of that disk where it is not the one with Talos, `/dev/nvme0n1`. */
  dataDisk?: string;
  /** Device that Talos is installed on, `/dev/nvme0n1`. */
  installDisk: string;
  /** Measured where somebody did, else as the file estimates. */
  watts: { min: number; max: number };
  /** @default - nobody has measured one */
  measured?: Measured;
  /** Absent: nothing on this machine that the thermal daemon could drive. */
  fan?: Fan;
}

export function hardwareOf(
  name: string,
  { memory, disk, data, board, overlay, port, fan, watts, measured: found, ...rest }: z.output<typeof hardware>,
): Hardware {
  const taken = board ?? boardTaken(name, { arch: rest.arch, cores: rest.cores, memoryBytes: memory });
  return {
    ...rest,
    board: taken ?? 'generic',
    watts: found?.watts ?? watts,
    ...(found && { measured: found }),
    memoryBytes: memory,
    // Whatever is not Talos itself lies on the second disk where there is one.
    diskBytes: data?.disk ?? disk,
    ...(data && { dataDisk: data.device }),
    ...(overlay && { overlay }),
    ...(port && { port: port as NonNullable<Hardware['port']> }),
    ...(fan && { fan: stated(fan) }),
  };
}

/** Only the fields that stand in the file. */
const stated = (fan: z.output<typeof hardware>['fan']): Hardware['fan'] =>
  Object.fromEntries(Object.entries(fan ?? {}).filter(([, value]) => value !== undefined)) as Hardware['fan'] & object;
