import type { Fault } from '../problem';
import type { SpecRule } from './rule';

/** What people can live with, dB(A): below 15 nobody can measure it at home, above 80 ears are harmed (2003/10/EC). */
const noise = { least: 15, most: 80 };
/** Air that electronics are sold for, degrees Celsius; a room of one temperature the year round is a mistyped range. */
const air = { coldest: -20, warmest: 55 };

export const roomIsOfThisWorld: SpecRule = ({ room }) => {
  const faults: Fault[] = [];
  const decibel = room?.noise;
  if (decibel !== undefined && (decibel < noise.least || decibel > noise.most)) {
    faults.push({
      at: ['room', 'noise'],
      title: `room.noise ${decibel}dB is no noise of a room`,
      detail: `write ${noise.least}dB to ${noise.most}dB: a quiet office has 30dB, a vacuum cleaner 75dB`,
    });
  }
  const { temperature } = room ?? {};
  if (temperature && (temperature.min < air.coldest || temperature.max > air.warmest)) {
    faults.push({
      at: ['room', 'temperature'],
      title: `room.temperature ${temperature.min}C-${temperature.max}C is no air that blades are made for`,
      detail: `write a range within ${air.coldest}C to ${air.warmest}C`,
    });
  }
  return faults;
};

export const diskIsWhole: SpecRule = ({ hardware = {} }) =>
  Object.entries(hardware).flatMap(([name, machine]): Fault[] => {
    const device = machine?.installDisk;
    if (device === undefined || !/^\/dev\/(?:nvme\d+n\d+p\d+|mmcblk\d+p\d+|[sv]d[a-z]+\d+)$/.test(device)) return [];
    return [
      {
        at: ['hardware', name, 'installDisk'],
        title: `${device} is a part of a disk`,
        detail: 'Talos takes whole disks and parts them itself',
        suggestion: device.replace(/(?<=\d)p\d+$|(?<=[a-z])\d+$/, ''),
      },
    ];
  });
