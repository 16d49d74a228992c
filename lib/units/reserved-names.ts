import { contains, parseCidr, parseIpv4 } from './ipv4';

/** Names that RFC 2606 and RFC 6761 keep for examples and tests: nobody can ever own one, and none leads anywhere. */
const reservedNames = /(^|\.)(example\.(com|net|org)|example|test|invalid|localhost)\.?$/i;

/** RFC 5737 keeps three networks for documentation; loopback (RFC 1122) is whatever asks, never another machine. */
const reservedNetworks = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '127.0.0.0/8'];

/** Whether a host name or IPv4 address can never be that of another machine, here or anywhere. */
export function isReservedHost(host: string): boolean {
  const address = parseIpv4(host);
  if (address === undefined) return reservedNames.test(host);
  return reservedNetworks.some((network) => contains(parseCidr(network)!, address));
}
