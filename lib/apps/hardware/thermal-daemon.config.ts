import { fanPairs, neverStops, pwmPinOf, type Fan, type FanKind } from '../../rack-file/fans';
import type { Blade, Thermal } from '../../rack-file/rack';

/** Where the host's sysfs is mounted for fans that are files of it. */
export const hostSys = '/host/sys';

export interface DaemonNetwork {
  /** Resolves to the addresses of all daemons of this kind. */
  host: string;
  port: number;
}

/** The file that the daemon documents in its README. */
export function daemonConfig(kind: FanKind, blades: readonly Blade[], thermal: Thermal, peers: DaemonNetwork): object {
  const { fan } = kind;
  return {
    ...law(thermal),
    ...fanPart(fan),
    hardware: hardwarePart(fan),
    ...(fan.sharedWith && { neighbours: { ...peers, pairs: fanPairs(kind, blades) } }),
  };
}

function hardwarePart(fan: Fan): object {
  switch (fan.chip) {
    case 'pwm':
      return { chip: 'kernel-pwm', pwmPath: `${hostSys}/class/pwm/pwmchip0`, pwmChannel: pwmPinOf(fan)?.channel ?? 0 };
    case 'hwmon':
      return {
        chip: 'hwmon',
        bus: fan.bus,
        hwmonPath: `${hostSys}/class/hwmon`,
        ...(fan.channel !== undefined && { hwmonChannel: fan.channel }),
      };
    case 'compute-blade-smart':
      return { chip: fan.chip, bus: `/dev/${fan.bus}` };
    default:
      return { chip: fan.chip, bus: fan.bus };
  }
}

/** Only what is not the daemon's own default. */
function fanPart(fan: Fan): object {
  const part = {
    ...(fan.floor !== undefined && { floorRatio: fan.floor }),
    ...(neverStops(fan) && { neverStop: true }),
  };
  return Object.keys(part).length > 0 ? { fan: part } : {};
}

function law(thermal: Thermal): object {
  if (thermal.law === 'hold') {
    return { law: 'hold', band: { lowCelsius: thermal.minCelsius, highCelsius: thermal.maxCelsius } };
  }
  const { points, hysteresisKelvin } = thermal;
  return {
    law: 'curve',
    curve: { points, ...(hysteresisKelvin !== undefined && { hysteresisCelsius: hysteresisKelvin }) },
  };
}
