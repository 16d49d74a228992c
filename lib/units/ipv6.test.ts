import * as fc from 'fast-check';
import { parseCidr6, parseIpv6, parseIpv6Range, printCidr6, printIpv6, printIpv6Range, sizeOf6 } from './ipv6';

const address = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n });

test('an address that is printed is read as itself', () => {
  fc.assert(fc.property(address, (each) => parseIpv6(printIpv6(each)) === each));
});

test('a range that is printed is read as itself', () => {
  fc.assert(
    fc.property(address, address, (one, other) => {
      const range = one <= other ? { first: one, last: other } : { first: other, last: one };
      expect(parseIpv6Range(printIpv6Range(range))).toEqual(range);
    }),
  );
});

test.each([
  ['whole', 'fd00:0000:0010:0042:0000:0000:0000:0001', 'fd00:0:10:42::1'],
  ['in capitals', 'FD00::A', 'fd00::a'],
  ['all zeros', '::', '::'],
  ['one zero group between others', 'fd00:1:0:2:3:4:5:6', 'fd00:1:0:2:3:4:5:6'],
])('an address %s is shortened as RFC 5952 says', (_, text, shortened) => {
  expect(printIpv6(parseIpv6(text) as bigint)).toBe(shortened);
});

test.each([
  '',
  'fd00',
  'fd00::1::2',
  'fd00:1:2:3:4:5:6:7:8',
  'fd00::12345',
  'fe80::1%eth0',
  '::ffff:10.0.0.1',
  '10.0.0.1',
])('%j is no address', (text) => {
  expect(parseIpv6(text)).toBeUndefined();
});

test('a network keeps the host bits beside it', () => {
  const network = parseCidr6('fd00:10:42::5/56');
  expect(network && printCidr6(network)).toBe('fd00:10:42::/56');
  expect(network && network.address !== network.first).toBe(true);
  expect(parseCidr6('fd00::/129')).toBeUndefined();
  expect(parseCidr6('fd00::')).toBeUndefined();
});

test.each([
  ['fd00::11-13', 3],
  ['fd00::200-2ff', 256],
  ['fd00::1', 1],
  ['fd00::fffe-1:1', 4],
])('%s has %d addresses', (text, count) => {
  expect(sizeOf6(parseIpv6Range(text) as never)).toBe(count);
});

test.each(['fd00::13-11', 'fd00::1-2-3', 'fd00::1-', 'fd00::1-xyz', 'fd00::1-12345'])('%s is no range', (text) => {
  expect(parseIpv6Range(text)).toBeUndefined();
});
