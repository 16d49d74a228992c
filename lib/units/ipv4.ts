/**
 * IPv4 addresses, networks and ranges as plain numbers.
 *
 * ipaddr.js is not used on purpose: it also reads `010.0.0.1` as octal and `10.1` as a short form, which in a rack file
 * are slips of the finger, and it has no ranges. Four decimal parts without leading zeros are ten lines.
 */

export { contains, overlaps } from './ranges';

/** 32-bit unsigned. */
export type Ipv4 = number;

export interface Ipv4Network {
  /** Lowest address, host bits cleared. */
  first: Ipv4;
  last: Ipv4;
  prefix: number;
}

/** Both ends belong to it. */
export interface Ipv4Range {
  first: Ipv4;
  last: Ipv4;
}

const octet = /^(0|[1-9]\d{0,2})$/;

/** undefined unless four decimal parts from 0 to 255 without leading zeros. */
export function parseIpv4(text: string): Ipv4 | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => octet.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((address, part) => address * 256 + Number(part), 0);
}

export function printIpv4(address: Ipv4): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** The network an address lies in: `networkOf(192.168.1.77, 24)` is 192.168.1.0/24. */
export function networkOf(address: Ipv4, prefix: number): Ipv4Network {
  const size = 2 ** (32 - prefix);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, prefix };
}

/** `192.168.1.0/24`; undefined when it is none. `address` keeps the host bits, so that a caller can correct them. */
export function parseCidr(text: string): (Ipv4Network & { address: Ipv4 }) | undefined {
  const [, base = '', bits = ''] = /^([^/]+)\/(\d{1,2})$/.exec(text) ?? [];
  const address = parseIpv4(base);
  const prefix = Number(bits);
  if (address === undefined || bits === '' || prefix > 32) return undefined;
  return { address, ...networkOf(address, prefix) };
}

export function printCidr({ first, prefix }: Ipv4Network): string {
  return `${printIpv4(first)}/${prefix}`;
}

/**
 * `192.168.1.200-219` or a single address. The part behind the dash replaces as many trailing parts as it has, so
 * `192.168.1.250-2.9` ends at 192.168.2.9. undefined when it is no range or runs backwards.
 */
export function parseIpv4Range(text: string): Ipv4Range | undefined {
  const [from = '', to, ...rest] = text.split('-');
  const first = parseIpv4(from);
  if (first === undefined || rest.length > 0) return undefined;
  if (to === undefined) return { first, last: first };
  const head = from.split('.').slice(0, Math.max(0, 4 - to.split('.').length));
  const last = parseIpv4([...head, to].join('.'));
  return last === undefined || last < first ? undefined : { first, last };
}

/** Shorthand again, as short as it goes: `192.168.1.200-219`, `192.168.1.250-2.9`, `10.0.0.1`. */
export function printIpv4Range({ first, last }: Ipv4Range): string {
  if (first === last) return printIpv4(first);
  const from = printIpv4(first).split('.');
  const to = printIpv4(last).split('.');
  const same = to.findIndex((part, index) => part !== from[index]);
  return `${from.join('.')}-${to.slice(same).join('.')}`;
}

export function sizeOf({ first, last }: Ipv4Range): number {
  return last - first + 1;
}

/** Every address of a range, rising. */
export function addressesOf(range: Ipv4Range): Ipv4[] {
  return Array.from({ length: sizeOf(range) }, (_, index) => range.first + index);
}
