import { type Fan, type FanChip, fanChips } from './fan';
import type { Blade, RackSpec } from './rack';

export { type Fan, type FanChip, fanChips };

/** Where the daemon reaches a fan: a device node that the device plugin hands on, or files of the host's sysfs. */
export type FanAccess = 'i2c' | 'uart' | 'sysfs';

export function accessOf({ chip }: Pick<Fan, 'chip'>): FanAccess {
  if (chip === 'compute-blade-smart') return 'uart';
  return chip === 'pwm' || chip === 'hwmon' ? 'sysfs' : 'i2c';
}

/** Only an EMC2301 gives full speed by itself when its daemon is gone; any other fan had better not stand meanwhile. */
export const neverStops = ({ chip, neverStop }: Fan): boolean => neverStop ?? chip !== 'emc2301';

/** Pins of a BCM2711 that its PWM block can drive (overlays/README, "pwm"). */
const pwmPins: Readonly<Record<string, { readonly pin: number; readonly func: number; readonly channel: 0 | 1 }>> = {
  gpio12: { pin: 12, func: 4, channel: 0 },
  gpio13: { pin: 13, func: 4, channel: 1 },
  gpio18: { pin: 18, func: 2, channel: 0 },
  gpio19: { pin: 19, func: 2, channel: 1 },
};

export const pwmPinNames = Object.keys(pwmPins);

/** The pin of a PWM fan: named, or by its channel, of which the overlay brings 0 to GPIO12 and 1 to GPIO13. */
export function pwmPinOf({ bus, channel = 0 }: Fan): (typeof pwmPins)[string] | undefined {
  return pwmPins[bus] ?? (bus === 'pwmchip0' ? pwmPins[channel === 1 ? 'gpio13' : 'gpio12'] : undefined);
}

/**
 * Buses and what config.txt must say for them. Talos' kernel has no I2C mux, so the CM4IO carrier's bus on GPIO44/45 is
 * reached by pinning controller 0 to these pins, and appears as i2c-0.
 */
const busLines: Readonly<Record<string, string>> = {
  'i2c-0': 'dtoverlay=i2c0,pins_44_45',
  'i2c-1': 'dtparam=i2c_arm=on',
  'i2c-3': 'dtoverlay=i2c3',
  'i2c-4': 'dtoverlay=i2c4',
  'i2c-5': 'dtoverlay=i2c5',
  'i2c-6': 'dtoverlay=i2c6',
  ttyAMA2: 'dtoverlay=uart2',
  ttyAMA3: 'dtoverlay=uart3',
  ttyAMA4: 'dtoverlay=uart4',
  ttyAMA5: 'dtoverlay=uart5',
};

/** The line of config.txt without which a Raspberry Pi has no such bus; undefined: the firmware has no say in it. */
export function configLine(fan: Fan): string | undefined {
  if (fan.chip !== 'pwm') return fan.chip === 'hwmon' ? undefined : busLines[fan.bus];
  const found = pwmPinOf(fan);
  return found && `dtoverlay=pwm,pin=${found.pin},func=${found.func}`;
}

/** Machines whose fans are driven alike, by one DaemonSet. */
export interface FanKind {
  /** Value of the node label, and the end of the DaemonSet's name. */
  name: string;
  fan: Fan;
  /** Keys of `hardware`. */
  hardware: string[];
}

/** By the name of its chip while all fans with that chip are alike; otherwise with the hardware's name besides. */
export function fanKinds({ hardware }: Pick<RackSpec, 'hardware'>): FanKind[] {
  const alike = new Map<string, FanKind>();
  for (const [name, { fan }] of Object.entries(hardware)) {
    if (!fan) continue;
    const key = JSON.stringify(Object.entries(fan).sort());
    const kind = alike.get(key);
    if (kind) kind.hardware.push(name);
    else alike.set(key, { name: fan.chip, fan, hardware: [name] });
  }
  const kinds = [...alike.values()];
  return kinds
    .map((kind) => {
      const unique = kinds.filter(({ fan }) => fan.chip === kind.fan.chip).length === 1;
      return unique ? kind : { ...kind, name: `${kind.fan.chip}-${kind.hardware[0]}` };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The kind of a machine's fan; undefined: it has none. */
export const fanKindOf = (rack: Pick<RackSpec, 'hardware'>, hardware: string): FanKind | undefined =>
  fanKinds(rack).find((kind) => kind.hardware.includes(hardware));

/** Blades two by two in the order of the rack file, for a fan that two share. */
export function fanPairs({ hardware, fan }: FanKind, blades: readonly Blade[]): { drives: string; lends: string }[] {
  if (!fan.sharedWith) return [];
  return hardware.flatMap((name) => {
    const names = blades.filter((blade) => blade.hardware === name).map((blade) => blade.name);
    return names.flatMap((first, index) => {
      const second = names[index + 1];
      if (index % 2 === 1 || second === undefined) return [];
      return [fan.sharedWith === 'next' ? { drives: first, lends: second } : { drives: second, lends: first }];
    });
  });
}

/** A carrier that people have, and what to write for its fan. */
export interface Carrier {
  readonly carrier: string;
  readonly arch: 'arm64' | 'amd64';
  readonly fan: Fan;
  readonly note: string;
}

/** Where a wiring was found is said in docs/thermal.md; none of them was tried on metal. */
export const carriers: readonly Carrier[] = [
  {
    carrier: 'CM4 carrier with an EMC2301 on GPIO2/3 (the reference rack)',
    arch: 'arm64',
    fan: { chip: 'emc2301', bus: 'i2c-1' },
    note: 'gives full speed by itself four seconds after its daemon is gone',
  },
  {
    carrier: 'Raspberry Pi CM4 IO Board, and carriers built after it',
    arch: 'arm64',
    fan: { chip: 'emc2301', bus: 'i2c-0' },
    note: 'the EMC2301 is on GPIO44/45; Raspberry Pi OS calls this bus i2c-10, which Talos does not have',
  },
  {
    carrier: 'Compute Blade, standard fan unit',
    arch: 'arm64',
    fan: { chip: 'pwm', bus: 'gpio12', sharedWith: 'next' },
    note: 'one fan for two blades; the blade in the connector J1 drives it: `next` if that is the first of each two in the file, `previous` if the second',
  },
  {
    carrier: 'Compute Blade, smart fan unit',
    arch: 'arm64',
    fan: { chip: 'compute-blade-smart', bus: 'ttyAMA5' },
    note: 'its microcontroller takes the higher of what both blades ask for',
  },
  {
    carrier: 'Raspberry Pi 4, or CM4 carrier with a four-wire fan on a PWM pin',
    arch: 'arm64',
    fan: { chip: 'pwm', bus: 'gpio18' },
    note: 'or gpio12, gpio13, gpio19; the speed is not measured',
  },
  {
    carrier: 'board whose kernel drives the fan: the header of a Raspberry Pi 5, RK3588, Turing RK1',
    arch: 'arm64',
    fan: { chip: 'hwmon', bus: 'pwmfan' },
    note: 'the name is what stands in /sys/class/hwmon/hwmon*/name; the kernel writes the duty at its own trip points too, and the daemon sets it again two seconds later',
  },
  {
    carrier: 'PC or server whose fan hangs on the Super I/O chip',
    arch: 'amd64',
    fan: { chip: 'hwmon', bus: 'nct6775', channel: 2 },
    note: 'the channel is the N of pwmN',
  },
];

/** A fan as a person writes it. */
export const fanText = (fan: Fan): string =>
  `{ ${Object.entries(fan)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join(', ')} }`;
