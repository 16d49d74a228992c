import { written } from '../../units/fields';
import { maxBladesPerEntry } from './names';

/** Ports of a switch, or bays of a rack, by their numbers: `9-16`, or `9-9` for a single one, which YAML would read as a number. */
export interface PortNumbers {
  first: number;
  last: number;
}

function parsePortNumbers(text: string): PortNumbers | undefined {
  const [, from, to] = /^(\d{1,4})-(\d{1,4})$/.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  return from !== undefined && first >= 1 && last >= first ? { first, last } : undefined;
}

export const portNumbers = written({
  what: 'a range of numbers',
  how: 'the first and the last number with a dash between, such as 9-16, or 9-9 for a single one',
  examples: ['9-16', '9-9'],
  pattern: /^\d{1,4}-\d{1,4}$/,
  read: (text) => (parsePortNumbers(text) ? text : undefined),
  repair: (text) =>
    text
      .replaceAll(' ', '')
      .replace(/\.\.+|\u2013|,/, '-')
      .replace(/^(\d+)$/, '$1-$1'),
}).transform((text) => parsePortNumbers(text) as PortNumbers);

export interface PortRange {
  switch: string;
  first: number;
  last: number;
}

const portsPattern = /^([a-z0-9][-a-z0-9]*)\/(\d+)(?:-(\d+))?$/;

function parsePorts(text: string): PortRange | undefined {
  const [, name, from, to = from] = portsPattern.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (name === undefined || first < 1 || last < first || last - first >= maxBladesPerEntry) return undefined;
  return { switch: name, first, last };
}

export const printPorts = (ports: PortRange): string =>
  `${ports.switch}/${ports.first}${ports.last > ports.first ? `-${ports.last}` : ''}`;

export const portRange = written({
  what: 'a range of switch ports',
  how: 'the switch, a slash and its ports, counted from 1, such as usw-pro-24/4-20',
  examples: ['usw-pro-24/1', 'usw-pro-24/4-20'],
  pattern: /^[a-z0-9][-a-z0-9]*\/\d+(-\d+)?$/,
  read: (text) => (parsePorts(text) ? text : undefined),
  why: (text) => {
    const [, , from = '', to = from] = portsPattern.exec(text) ?? [];
    if (from !== '' && Number(from) < 1) return 'begins below port 1';
    return Number(to) < Number(from) ? 'runs backwards' : undefined;
  },
  repair: (text) => {
    const [, name, from, to] = portsPattern.exec(text) ?? [];
    if (name !== undefined && to !== undefined && Number(to) < Number(from)) return `${name}/${to}-${from}`;
    return text
      .toLowerCase()
      .replaceAll(' ', '')
      .replace(/(\d)(\.\.+|\u2013)(\d)/, '$1-$3')
      .replace(/[:#](\d+(-\d+)?)$/, '/$1');
  },
}).transform((text) => parsePorts(text) as PortRange);
