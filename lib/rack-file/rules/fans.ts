import { configLine, pwmPinNames, type Fan } from '../fans';
import type { Fault } from '../problem';
import type { SpecRule } from './rule';

type Found = Omit<Fault, 'at'> & { field: keyof Fan; on?: 'key' };

/** What a fan cannot have on the machine that it is stated for. */
export const fansCanBeHad: SpecRule = ({ hardware = {} }) =>
  Object.entries(hardware).flatMap(([name, machine]): Fault[] => {
    const { arch, fan } = machine ?? {};
    if (!arch || !fan?.chip || !fan.bus) return [];
    return [...busFits(fan as Fan, arch), ...channelFits(fan as Fan), ...floorFits(fan as Fan)].map(
      ({ field, ...fault }) => ({ at: ['hardware', name, 'fan', field], ...fault }),
    );
  });

function busFits({ chip, bus, channel }: Fan, arch: 'arm64' | 'amd64'): Found[] {
  const wrong = (detail: string, suggestion?: string): Found[] => [
    { field: 'bus', title: `chip ${chip} on ${bus}`, detail, ...(suggestion !== undefined && { suggestion }) },
  ];
  const isI2c = /^i2c-\d+$/.test(bus);
  if (chip === 'hwmon') {
    if (isI2c)
      return wrong('hwmon is a driver of the kernel: write the name of its device, as /sys/class/hwmon has it');
    return [];
  }
  if ((chip === 'pwm' || chip === 'compute-blade-smart') && arch === 'amd64') {
    return [
      {
        field: 'chip',
        title: `chip ${chip} on an amd64 machine`,
        detail: 'it hangs on pins of a Raspberry Pi; a fan that the kernel drives is chip hwmon',
        suggestion: 'hwmon',
      },
    ];
  }
  if (chip === 'pwm') {
    if (configLine({ chip, bus, channel })) return [];
    return wrong(`a Raspberry Pi brings PWM out on ${pwmPinNames.join(', ')}`, 'gpio12');
  }
  if (chip === 'compute-blade-smart') {
    return configLine({ chip, bus }) && !isI2c
      ? []
      : wrong('the unit speaks over a serial line, ttyAMA2 to ttyAMA5', 'ttyAMA5');
  }
  if (!isI2c) return wrong('emc2301 and emc2101 are reached by I2C', 'i2c-1');
  if (bus === 'i2c-10' && arch === 'arm64') {
    return wrong('Talos’ kernel has no I2C mux, and so no i2c-10; the same pins, GPIO44/45, are i2c-0 there', 'i2c-0');
  }
  return [];
}

function channelFits({ chip, bus, channel }: Fan): Found[] {
  if (channel === undefined) return [];
  if (chip === 'hwmon') {
    return channel >= 1
      ? []
      : [{ field: 'channel', title: 'channel 0 of a hwmon device', detail: 'pwm1 is the first', suggestion: '1' }];
  }
  if (chip === 'pwm' && bus === 'pwmchip0') {
    return channel <= 1
      ? []
      : [{ field: 'channel', title: `channel ${channel} of pwmchip0`, detail: 'it has 0 and 1' }];
  }
  const why = chip === 'pwm' ? `${bus} is one channel already` : `${chip} has one output for all its fans`;
  return [{ field: 'channel', on: 'key', title: `channel ${channel} with ${chip}`, detail: `${why}; leave it out` }];
}

/** The daemon's own bounds: below a twentieth no fan turns. */
function floorFits({ floor }: Fan): Found[] {
  if (floor === undefined || floor >= 0.05) return [];
  return [
    { field: 'floor', title: 'a floor below 5%', detail: 'no fan turns there; most begin at 20%', suggestion: '20%' },
  ];
}

/** Blades with a shared fan are paired in the order of the file, so none may be left over. */
export const sharedFansAreInPairs: SpecRule = ({ hardware = {}, blades }) =>
  Object.entries(hardware).flatMap(([name, machine]): Fault[] => {
    const { chip, sharedWith } = machine?.fan ?? {};
    if (!sharedWith || !chip) return [];
    const at = ['hardware', name, 'fan', 'sharedWith'];
    if (chip !== 'pwm' && chip !== 'hwmon') {
      const why =
        chip === 'compute-blade-smart'
          ? 'its microcontroller listens to both blades by itself'
          : `${chip} is wired to one blade`;
      return [{ at, on: 'key', title: `sharedWith with chip ${chip}`, detail: `${why}; leave it out` }];
    }
    const count = blades.filter((blade) => blade.hardware === name).length;
    if (count % 2 === 0) return [];
    return [
      {
        at,
        title: `${count} blades share fans two by two`,
        detail:
          'the last one has no neighbour; give a blade with a fan of its own a hardware of its own, without sharedWith',
      },
    ];
  });
