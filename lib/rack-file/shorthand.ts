/** Scalars of the rack file itself: people's shorthand in, exact values out. */
import type * as z from 'zod';
import type { Ipv4Network, Ipv4Range } from '../units/ipv4';
import { parseCidr, parseIpv4, parseIpv4Range, printCidr, printIpv4Range } from '../units/ipv4';
import type { Ipv6Network, Ipv6Range } from '../units/ipv6';
import { parseCidr6, parseIpv6, parseIpv6Range, printCidr6, printIpv6, printIpv6Range } from '../units/ipv6';
import type { Measure, MeasureRange } from '../units/measure';
import {
  celsius,
  decibel,
  parseMeasure,
  parseMeasureRange,
  parseRatio,
  printMeasure,
  printMeasureRange,
  watt,
} from '../units/measure';
import { bytesOf } from '../units/quantity';
import type { Notation } from '../units/fields';
import { hostname, percent, quantity, written } from '../units/fields';

/** More in one entry is a slip of the finger, not a rack. */
export const maxBladesPerEntry = 500;

/** Why not: docs/decisions/0028-ipv6-beside-ipv4.md. */
const ipv4First = 'a rack has IPv4, and IPv6 beside it';

const octets = String.raw`\d{1,3}(\.\d{1,3}){3}`;

export const ipv4Address = written({
  what: 'an IPv4 address',
  how: 'four numbers from 0 to 255 joined by dots, such as 192.168.1.10',
  examples: ['192.168.1.10'],
  pattern: new RegExp(`^${octets}$`),
  read: (text) => (parseIpv4(text) === undefined ? undefined : text),
  why: (text) => (parseIpv6(text) === undefined ? undefined : `is an IPv6 address; ${ipv4First}`),
  repair: (text) =>
    text
      .replace(/^[a-z]+:\/\//, '')
      .replace(/[/:].*$/, '')
      .replaceAll(/(^|\.)0+(?=\d)/g, '$1')
      .replaceAll(',', '.'),
}).transform((text) => parseIpv4(text) as number);

const canonical6 = (text: string): string | undefined => {
  const address = parseIpv6(text);
  return address === undefined ? undefined : printIpv6(address);
};

/** An address of either family, as text. */
export const ipAddress = written({
  what: 'an IP address',
  how: 'an IPv4 or an IPv6 address, such as 192.168.1.1 or "fd00:1::53"',
  examples: ['192.168.1.1', 'fd00:1::53'],
  pattern: /^[0-9a-fA-F.:]+$/,
  read: (text) => (parseIpv4(text) === undefined ? canonical6(text) : text),
  repair: (text) =>
    text
      .replace(/^[a-z]+:\/\//, '')
      .replace(/^\[(.*)\].*$/, '$1')
      .replace(/(?<=\.\d+)[/:].*$/, '')
      .replaceAll(/(^|\.)0+(?=\d+\.)/g, '$1'),
});

/** A machine outside the rack: an address, or a name that its DNS server knows. */
export const host = written({
  what: 'a host',
  how: 'an IP address or a DNS name, such as 192.168.1.1 or ntp.example.org',
  examples: ['192.168.1.1', 'ntp.example.org'],
  pattern: /^[a-z0-9:][-a-z0-9.:]*$/,
  read: (text) => (parseIpv4(text) !== undefined || hostname.safeParse(text).success ? text : canonical6(text)),
  repair: (text) =>
    text
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, '')
      .replace(/[/:].*$/, ''),
});

/** `ns.example.org`, `192.0.2.53:5353`, `[fd00::53]:5353`: each part as it stands, an IPv6 address in brackets. */
function hostWithPort(text: string): string | undefined {
  if (parseIpv6(text) !== undefined) return `[${canonical6(text)}]`;
  const [, six, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const known = six === undefined ? plain !== undefined && host.safeParse(plain).success : parseIpv6(six) !== undefined;
  if (!known || (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))) return undefined;
  return `${six === undefined ? plain : `[${canonical6(six)}]`}${port === undefined ? '' : `:${port}`}`;
}

/** A machine outside the rack and, where it is not the usual one, a port. */
export const hostAndPort = written({
  what: 'a host, with or without a port',
  how: 'a DNS name or an IP address, and a port where it is not the usual one: ns.example.org, 192.0.2.53:5353 or "[fd00::53]:5353"',
  examples: ['192.0.2.53', 'ns.example.org:5353', '[fd00::53]:5353'],
  pattern: /^[-a-zA-Z0-9.:[\]]+$/,
  read: hostWithPort,
  repair: (text) =>
    text
      .toLowerCase()
      .replace(/^[a-z]+:\/\//, '')
      .replace(/\/.*$/, ''),
});

export const ipv4Network = written({
  what: 'a network',
  how: 'the lowest address and the length of the prefix, such as 192.168.1.0/24',
  examples: ['192.168.1.0/24'],
  pattern: new RegExp(String.raw`^${octets}/\d{1,2}$`),
  read: (text) => {
    const network = parseCidr(text);
    return network && network.address === network.first ? text : undefined;
  },
  why: (text) => {
    const prefix = Number(text.split('/')[1] ?? NaN);
    if (parseCidr6(text)) return `is an IPv6 network; ${ipv4First}: write both as a list, IPv4 first`;
    if (parseIpv4(text) !== undefined) return 'lacks the length of its prefix';
    if (prefix > 32) return `has a prefix of ${prefix} bits, an address has 32`;
    return parseCidr(text) ? 'has host bits set' : undefined;
  },
  repair: (text) => {
    const network = parseCidr(text.includes('/') ? text : `${text}/24`);
    return network ? printCidr(network) : text;
  },
}).transform((text): Ipv4Network => {
  const { first, last, prefix } = parseCidr(text) as Ipv4Network;
  return { first, last, prefix };
});

const addressRangeNotation: Notation = {
  what: 'a range of addresses',
  how: 'the first address, a dash and the part in which the last one differs, such as 192.168.1.200-219',
  examples: ['192.168.1.200-219', '192.168.1.250-2.9'],
  pattern: new RegExp(String.raw`^${octets}(-\d{1,3}(\.\d{1,3}){0,3})?$`),
  read: (text) => {
    const range = parseIpv4Range(text);
    return range && printIpv4Range(range);
  },
  why: (text) => {
    if (parseIpv6Range(text)) return `is of IPv6; ${ipv4First}: write both as a list, IPv4 first`;
    return addressesTurned(text) ? 'runs backwards' : undefined;
  },
  repair: (text) => addressesTurned(text) ?? text.replaceAll(' ', '').replace(/\.\.+|\u2013|\/(?=\d+$)/, '-'),
};

/** `192.168.1.30-14` as it was meant. */
function addressesTurned(text: string): string | undefined {
  const [from = '', to = ''] = text.split('-');
  const first = parseIpv4(from);
  const head = from.split('.').slice(0, 4 - to.split('.').length);
  const last = parseIpv4([...head, to].join('.'));
  if (first === undefined || last === undefined || last >= first) return undefined;
  return printIpv4Range({ first: last, last: first });
}

export const ipv6Network = written({
  what: 'an IPv6 network',
  how: 'the lowest address and the length of the prefix, such as fd00:1::/64',
  examples: ['fd00:1::/64'],
  pattern: /^[0-9a-fA-F:]+\/\d{1,3}$/,
  read: (text) => {
    const network = parseCidr6(text);
    return network && network.address === network.first ? printCidr6(network) : undefined;
  },
  why: (text) => {
    if (parseCidr(text)) return 'is an IPv4 network; of the two, IPv4 comes first and IPv6 second';
    if (parseIpv6(text) !== undefined) return 'lacks the length of its prefix';
    return parseCidr6(text) ? 'has host bits set' : undefined;
  },
  repair: (text) => {
    const network = parseCidr6(text.includes('/') ? text : `${text}/64`);
    return network ? printCidr6(network) : text;
  },
}).transform((text): Ipv6Network => {
  const { first, last, prefix } = parseCidr6(text) as Ipv6Network;
  return { first, last, prefix };
});

export const ipv6Range = written({
  what: 'a range of IPv6 addresses',
  how: 'the first address, a dash and the groups in which the last one differs, such as fd00:1::200-2ff',
  examples: ['fd00:1::200-2ff'],
  pattern: /^[0-9a-fA-F:]+(-[0-9a-fA-F:]+)?$/,
  read: (text) => {
    const range = parseIpv6Range(text);
    return range && printIpv6Range(range);
  },
  repair: (text) => text.replaceAll(' ', '').replace(/\.\.+|\u2013/, '-'),
}).transform((text) => parseIpv6Range(text) as Ipv6Range);

export const addressRange = written(addressRangeNotation).transform((text) => parseIpv4Range(text) as Ipv4Range);

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

export interface NameRange {
  names: string[];
}

const namePattern = /^([a-z0-9](?:[-a-z0-9]*[-a-z])??)(\d+)\.\.(\d+)$/;
const singleName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

function namesOf(text: string): string[] | undefined {
  if (singleName.test(text)) return [text];
  const [, prefix, from = '', to = ''] = namePattern.exec(text) ?? [];
  if (prefix === undefined || prefix.length + to.length > 63) return undefined;
  const count = Number(to) - Number(from) + 1;
  if (count < 1 || count > maxBladesPerEntry) return undefined;
  return Array.from({ length: count }, (_, index) => prefix + String(Number(from) + index).padStart(from.length, '0'));
}

export const nameRange = written({
  what: 'a name or a range of names',
  how: 'a name in lower case, or a range such as blade-04..20',
  examples: ['blade-01', 'blade-04..20'],
  pattern: /^[a-z0-9][-a-z0-9]*(\.\.\d+)?$/,
  read: (text) => (namesOf(text) ? text : undefined),
  why: (text) => {
    const [, , from = '', to = ''] = namePattern.exec(text) ?? [];
    if (Number(to) - Number(from) >= maxBladesPerEntry) return `counts more than ${maxBladesPerEntry} blades`;
    return Number(to) < Number(from) ? 'runs backwards' : undefined;
  },
  repair: (text) => {
    const [, prefix, from = '', to = ''] = namePattern.exec(text) ?? [];
    if (prefix !== undefined) return `${prefix}${to.padStart(from.length, '0')}..${from.padStart(to.length, '0')}`;
    return text
      .toLowerCase()
      .replaceAll(/[_ ]/g, '-')
      .replace(/(\d)(?:-{1,2}|\.{3}|\u2013)(?:[a-z-]*)(\d+)$/, '$1..$2')
      .replace(/\.\.[a-z-]+(\d+)$/, '..$1');
  },
}).transform((text): NameRange => ({ names: namesOf(text) as string[] }));

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

function measure(unit: Measure, what: string, example: number): z.ZodType<number, string> {
  return written({
    what,
    how: `a number of ${unit.name} with its unit, such as ${printMeasure(unit, example)}`,
    examples: [printMeasure(unit, example)],
    pattern: new RegExp(unit.pattern.source),
    read: (text) => (parseMeasure(unit, text) === undefined ? undefined : text),
    repair: (text) => `${text.replace(/[ \u00b0]*[a-z%]*$/i, '')}${unit.unit}`,
  }).transform((text) => parseMeasure(unit, text) as number);
}

function measureRange(unit: Measure, what: string, example: MeasureRange): z.ZodType<MeasureRange, string> {
  const rising = (text: string) => {
    const range = parseMeasureRange(unit, text);
    return range && range.min <= range.max ? range : undefined;
  };
  const number = String.raw`-?\d+(\.\d+)?`;
  return written({
    what,
    how: `the lower and the upper end, each with its unit, such as ${printMeasureRange(unit, example)}`,
    examples: [printMeasureRange(unit, example)],
    pattern: new RegExp(`^${number} ?°?${unit.unit} ?- ?${number} ?°?${unit.unit}$`),
    read: (text) => (rising(text) ? text : undefined),
    why: (text) => (parseMeasureRange(unit, text) ? 'runs backwards' : undefined),
    repair: (text) => {
      const range = parseMeasureRange(unit, text);
      if (range) return printMeasureRange(unit, { min: range.max, max: range.min });
      const ends = text.replaceAll(
        new RegExp(String.raw`(?<=\d) ?\u00b0?${unit.unit}?(?= |-|\.\.|\u2013|$)`, 'gi'),
        '',
      );
      const [, from, to] = /^(-?\d+(?:\.\d+)?)(?: ?- ?|\.\.| ?\u2013 ?| to )(-?\d+(?:\.\d+)?)$/.exec(ends) ?? [];
      return to === undefined ? text : printMeasureRange(unit, { min: Number(from), max: Number(to) });
    },
  }).transform((text) => rising(text) as MeasureRange);
}

export const watts = measure(watt, 'a power', 25);
export const wattRange = measureRange(watt, 'a range of power', { min: 3, max: 12 });
export const degrees = measure(celsius, 'a temperature', 40);
export const degreeRange = measureRange(celsius, 'a range of temperatures', { min: 18, max: 28 });
export const noise = measure(decibel, 'a noise level', 30);
export const ratio = percent.transform((text) => parseRatio(text) as number);
export const bytes = quantity.transform(bytesOf);

/** Three numbers: two would leave the patch open, and YAML would read them as one number (1.10 becomes 1.1). */
export const version = written({
  what: 'a version',
  how: 'three numbers joined by dots, such as 1.14.2',
  examples: ['1.14.2'],
  pattern: /^\d+\.\d+\.\d+$/,
  read: (text) => (/^\d+\.\d+\.\d+$/.test(text) ? text : undefined),
  repair: (text) => text.replace(/^v/, ''),
});

export const isoDate = written({
  what: 'a day',
  how: 'year, month and day, such as 2027-06-01',
  examples: ['2027-06-01'],
  pattern: /^\d{4}-\d{2}-\d{2}$/,
  // Date.parse of a bare ISO day is UTC on every machine; an impossible day comes back as another one.
  read: (text) => {
    const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
  },
  repair: (text) =>
    text
      .replaceAll(/[./]/g, '-')
      .replace(/^(\d{1,2})-(\d{1,2})-(\d{4})$/, '$3-$2-$1')
      .replaceAll(/-(\d)(?=-|$)/g, '-0$1'),
});
