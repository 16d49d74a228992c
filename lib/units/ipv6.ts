/**
 * IPv6 addresses, networks and ranges, as 128-bit numbers. `URL` of Node reads and shortens them as RFC 5952 says, but for
 * zones (`%eth0`) and IPv4 in the last four bytes, which a rack file has no use for.
 */
import type { AddressRange } from './ranges';

/** 128-bit unsigned. */
export type Ipv6 = bigint;

export interface Ipv6Network extends AddressRange<Ipv6> {
  prefix: number;
}

export type Ipv6Range = AddressRange<Ipv6>;

const groupBits = 16n;
const groups = 8;
const shape = /^[0-9a-f:]*:[0-9a-f:]*$/i;

/** undefined unless it is an address in groups of hexadecimal digits, whole or shortened. */
export function parseIpv6(text: string): Ipv6 | undefined {
  const url = `http://[${text}]/`;
  if (!shape.test(text) || !URL.canParse(url)) return undefined;
  return groupsOf(new URL(url).hostname.slice(1, -1)).reduce((address, group) => (address << groupBits) | group, 0n);
}

export function printIpv6(address: Ipv6): string {
  const parts = Array.from({ length: groups }, (_, index) =>
    hex((address >> (groupBits * BigInt(7 - index))) & 0xffffn),
  );
  return new URL(`http://[${parts.join(':')}]/`).hostname.slice(1, -1);
}

/** `fd00:1::/64`; undefined when it is none. `address` keeps the host bits, so that a caller can correct them. */
export function parseCidr6(text: string): (Ipv6Network & { address: Ipv6 }) | undefined {
  const [, base = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const address = parseIpv6(base);
  const prefix = Number(bits);
  if (address === undefined || bits === '' || prefix > 128) return undefined;
  const size = 1n << BigInt(128 - prefix);
  const first = (address / size) * size;
  return { address, first, last: first + size - 1n, prefix };
}

export function printCidr6({ first, prefix }: Pick<Ipv6Network, 'first' | 'prefix'>): string {
  return `${printIpv6(first)}/${prefix}`;
}

/**
 * `fd00:1::200-2ff` or a single address. The part behind the dash replaces as many trailing groups as it has.
 * undefined when it is no range or runs backwards.
 */
export function parseIpv6Range(text: string): Ipv6Range | undefined {
  const [from = '', to, ...rest] = text.split('-');
  const first = parseIpv6(from);
  if (first === undefined || rest.length > 0) return undefined;
  if (to === undefined) return { first, last: first };
  const end = to.split(':');
  if (!end.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) || end.length > groups) return undefined;
  const head = groupsOf(printIpv6(first))
    .slice(0, groups - end.length)
    .map(hex);
  const last = parseIpv6([...head, ...end].join(':'));
  return last === undefined || last < first ? undefined : { first, last };
}

/** Shorthand again: `fd00:1::200-2ff`, `fd00:1::1`. */
export function printIpv6Range({ first, last }: Ipv6Range): string {
  if (first === last) return printIpv6(first);
  const from = groupsOf(printIpv6(first));
  const to = groupsOf(printIpv6(last));
  const same = to.findIndex((group, index) => group !== from[index]);
  return `${printIpv6(first)}-${to.slice(same).map(hex).join(':')}`;
}

export function sizeOf6({ first, last }: Ipv6Range): number {
  return Number(last - first + 1n);
}

/** The eight groups of an address as `URL` prints it. */
function groupsOf(text: string): bigint[] {
  const [head = '', tail] = text.split('::');
  const numbers = (part: string) => (part === '' ? [] : part.split(':').map((group) => BigInt(`0x${group}`)));
  const [before, after] = [numbers(head), numbers(tail ?? '')];
  return [...before, ...Array.from({ length: groups - before.length - after.length }, () => 0n), ...after];
}

const hex = (group: bigint): string => group.toString(16);
