import type { Ipv4Network, Ipv4Range } from '../../units/ipv4';
import { parseCidr, parseIpv4, parseIpv4Range, printCidr, printIpv4Range } from '../../units/ipv4';
import type { Ipv6Network, Ipv6Range } from '../../units/ipv6';
import { parseCidr6, parseIpv6, parseIpv6Range, printCidr6, printIpv6Range } from '../../units/ipv6';
import type { Notation } from '../../units/fields';
import { written } from '../../units/fields';
import { ipv4First, octets } from './addresses';

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
