import { boardTaken, boards } from '../boards';
import type { Fault } from '../problem';
import type { SpecRule } from './rule';

/** An image for another board never starts, and nothing says why: a board is known or refused. */
export const boardsAreKnown: SpecRule = ({ hardware = {} }) =>
  Object.entries(hardware).flatMap(([name, kind]): Fault[] => {
    if (kind?.arch === undefined) return [];
    const { arch, board, overlay, cores, memory } = kind;
    const at = ['hardware', name];
    if (board !== undefined && overlay !== undefined) {
      return [
        {
          at: [...at, 'overlay'],
          on: 'key',
          title: 'board and overlay both say which image',
          detail: 'leave one of them out',
        },
      ];
    }
    if (board !== undefined && boards[board].arch !== 'any' && boards[board].arch !== arch) {
      const title = `${board} is an ${boards[board].arch} board, arch says ${arch}`;
      return [{ at: [...at, 'arch'], title, detail: `${boards[board].title}`, suggestion: boards[board].arch }];
    }
    if (board !== undefined || overlay !== undefined || cores === undefined || memory === undefined) return [];
    if (boardTaken(name, { arch, cores, memoryBytes: memory }) !== undefined) return [];
    return [
      {
        at,
        on: 'key',
        title: `which board is ${name}?`,
        detail:
          'arm64 without a board is taken for a Raspberry Pi 4 (4 cores, at most 8GB), and this is none: its overlay and its network driver would not fit. ' +
          `Write board: ${Object.keys(boards).join(', ')}, or state the overlay of another one`,
      },
    ];
  });

/** A bond names its ports, and one port has one name. */
export const portsAreStatedOnce: SpecRule = ({ hardware = {}, entries, blades }) => [
  ...Object.entries(hardware).flatMap(([name, kind]): Fault[] => {
    const { driver, name: link, bond } = kind?.port ?? {};
    const stated = [driver && 'driver', link && 'name', bond && 'bond'].filter((each) => typeof each === 'string');
    if (stated.length < 2) return [];
    const title = `port is stated by ${stated.join(' and ')}`;
    return [
      { at: ['hardware', name, 'port'], on: 'key', title, detail: 'each says by itself which port it is: leave one' },
    ];
  }),
  ...entries.flatMap((entry, index): Fault[] => {
    if (entry?.mac === undefined) return [];
    const at = ['blades', index, 'mac'];
    if (blades.filter((blade) => blade.entry === index).length > 1) {
      return [{ at, title: 'one MAC address for several blades', detail: 'give each of them an entry of its own' }];
    }
    const other = entries.findIndex((each, place) => place < index && each?.mac === entry.mac);
    if (other >= 0)
      return [{ at, title: `${entry.mac} is stated twice`, detail: 'no two ports have the same address' }];
    return [];
  }),
];

/** A second disk is another one. */
export const dataLiesElsewhere: SpecRule = ({ hardware = {} }) =>
  Object.entries(hardware).flatMap(([name, kind]): Fault[] => {
    const device = kind?.data?.device;
    if (device === undefined || device !== kind?.installDisk) return [];
    const detail = `${device} is the disk that Talos is installed on: state that one as installDisk, or leave data out`;
    return [{ at: ['hardware', name, 'data', 'device'], title: 'data lies on the disk of Talos', detail }];
  });
