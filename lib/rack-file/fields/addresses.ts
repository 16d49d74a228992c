import { parseIpv4 } from '../../units/ipv4';
import { parseIpv6, printIpv6 } from '../../units/ipv6';
import { hostname, written } from '../../units/fields';

/** Why not: docs/decisions/0028-ipv6-beside-ipv4.md. */
export const ipv4First = 'a rack has IPv4, and IPv6 beside it';

export const octets = String.raw`\d{1,3}(\.\d{1,3}){3}`;

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
