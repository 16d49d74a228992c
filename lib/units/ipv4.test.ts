import fc from 'fast-check';
import {
  addressesOf,
  contains,
  networkOf,
  overlaps,
  parseCidr,
  parseIpv4,
  parseIpv4Range,
  printCidr,
  printIpv4,
  printIpv4Range,
  sizeOf,
} from './ipv4';

const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('addresses', () => {
  it('reads back whatever it prints', () => {
    fc.assert(fc.property(address, (ip) => parseIpv4(printIpv4(ip)) === ip));
  });

  test.each(['192.168.1', '192.168.1.256', '192.168.01.1', '10.1', '0x7f.0.0.1', '1.2.3.4.5', '', ' 1.2.3.4', '::1'])(
    'refuses %p',
    (text) => expect(parseIpv4(text)).toBeUndefined(),
  );
});

describe('networks', () => {
  it('keeps the host bits beside the network they lie in', () => {
    expect(parseCidr('10.10.10.5/24')).toEqual({
      address: parseIpv4('10.10.10.5'),
      first: parseIpv4('10.10.10.0'),
      last: parseIpv4('10.10.10.255'),
      prefix: 24,
    });
  });

  test.each(['10.0.0.0/33', '10.0.0.0', '10.0.0.0/', '10.0.0/8', '10.0.0.0/8/8'])('refuses %p', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  it('covers everything at /0 and one address at /32', () => {
    expect(sizeOf(networkOf(0, 0))).toBe(2 ** 32);
    expect(sizeOf(networkOf(7, 32))).toBe(1);
  });

  it('contains every address that it was made from', () => {
    fc.assert(
      fc.property(address, fc.integer({ min: 0, max: 32 }), (ip, prefix) => {
        const network = networkOf(ip, prefix);
        expect(contains(network, ip)).toBe(true);
        expect(parseCidr(printCidr(network))).toMatchObject(network);
      }),
    );
  });
});

describe('ranges', () => {
  test.each([
    ['192.168.1.14-30', '192.168.1.14', '192.168.1.30'],
    ['192.168.1.250-2.9', '192.168.1.250', '192.168.2.9'],
    ['10.0.0.1-10.0.1.1', '10.0.0.1', '10.0.1.1'],
    ['10.0.0.1', '10.0.0.1', '10.0.0.1'],
  ])('reads %s', (text, first, last) => {
    expect(parseIpv4Range(text)).toEqual({ first: parseIpv4(first), last: parseIpv4(last) });
  });

  test.each(['192.168.1.30-14', '192.168.1.1-', '192.168.1.1-2-3', '192.168.1.1-300', '-5', '1.2.3.4-1.2.3.4.5'])(
    'refuses %p',
    (text) => expect(parseIpv4Range(text)).toBeUndefined(),
  );

  it('reads back whatever it prints', () => {
    fc.assert(
      fc.property(address, address, (a, b) => {
        const range = { first: Math.min(a, b), last: Math.max(a, b) };
        expect(parseIpv4Range(printIpv4Range(range))).toEqual(range);
      }),
    );
  });

  it('counts and lists both ends', () => {
    expect(addressesOf({ first: 5, last: 8 })).toEqual([5, 6, 7, 8]);
    expect(sizeOf({ first: 5, last: 8 })).toBe(4);
  });

  it('overlaps when one address belongs to both', () => {
    expect(overlaps({ first: 1, last: 5 }, { first: 5, last: 9 })).toBe(true);
    expect(overlaps({ first: 5, last: 9 }, { first: 1, last: 5 })).toBe(true);
    expect(overlaps({ first: 1, last: 4 }, { first: 5, last: 9 })).toBe(false);
  });
});
