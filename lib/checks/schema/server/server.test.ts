import fc from 'fast-check';
import { isCidr, isIp, isQuantity } from '../formats';
import { contains } from './cidr';
import { scheduleFault } from './cron-schedule';
import { billionths } from './quantities';
import { configKey, dnsLabel, dnsSubdomain, envName, labelKey, labelValue, pathSegment, portName } from './syntax';

describe('names', () => {
  test.each([
    ['a DNS label', dnsLabel, ['a', 'a-1', '1a', 'a'.repeat(63)], ['', 'A', 'a_b', '-a', 'a-', 'a.b', 'a'.repeat(64)]],
    ['a DNS name', dnsSubdomain, ['a.b-c.d', '1.2'], ['', 'a..b', '.a', 'a.-b', 'a'.repeat(254)]],
    [
      'a label key',
      labelKey,
      ['app', 'a.b/c_D', 'A-1'],
      ['', '/a', 'a/', 'a/b/c', 'Exa.org/a', 'a'.repeat(64), 'a/-b'],
    ],
    ['a label value', labelValue, ['', 'a', 'A_1.b-c', '1'], ['-a', 'a b', 'a/', 'a'.repeat(64)]],
    ['a port name', portName, ['http', 'a-1', '1a'], ['', '80', 'a--b', '-a', 'a-', 'A', 'a_b', 'a'.repeat(16)]],
    ['a variable name', envName, ['A', 'a.b', 'a b', '1'], ['', 'A=B', 'ä']],
    ['a key of a ConfigMap', configKey, ['a.yaml', '_A-1', '.a'], ['', 'a/b', '..', '..a', 'a b', 'a'.repeat(254)]],
    ['a name for RBAC', pathSegment, ['system:node', 'A b'], ['.', '..', 'a/b', 'a%b']],
  ])('%s', (_, syntax, good, bad) => {
    expect(good.filter((text) => syntax(text) !== undefined)).toEqual([]);
    expect(bad.filter((text) => syntax(text) === undefined)).toEqual([]);
  });
});

describe('quantities', () => {
  test.each([
    ['1', '1000m', 0],
    ['1Gi', '1G', 1],
    ['0.5', '499m', 1],
    ['1e3', '1k', 0],
    ['1E', '1e18', 0],
    ['-1', '0', -1],
    ['.5', '500m', 0],
    ['1Ki', '1024', 0],
    ['100u', '1m', -1],
    ['1e-3', '1m', 0],
    [2, '2', 0],
  ])('%s against %s', (a, b, order) => {
    const [left, right] = [billionths(a), billionths(b)];
    expect(left! < right! ? -1 : left! > right! ? 1 : 0).toBe(order);
  });

  test.each(['', 'Mi', '1.5.2', '1 Gi', '1KiB', 'one', '0x1', '1ki'])('%p is none', (text) => {
    expect(billionths(text)).toBeUndefined();
    expect(isQuantity(text)).toBe(false);
  });

  it('orders whole numbers as numbers are ordered, whatever their unit', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.nat(1_000_000),
        (a, b) => billionths(`${a}m`)! <= billionths(`${b}m`)! === a <= b,
      ),
    );
  });
});

describe('schedules', () => {
  test.each([
    '* * * * *',
    '15 3 * * 1-5',
    '*/5 0-6 1,15 jan-mar mon',
    '0 0 ? * SUN',
    '@daily',
    '@every 1h30m',
    '5-59/10 * * * *',
  ])('%s is read', (schedule) => expect(scheduleFault(schedule)).toBeUndefined());

  test.each([
    ['* * * *', 'has 4 fields'],
    ['60 * * * *', 'has 60 as minute: 0 to 59 is allowed'],
    ['* 24 * * *', 'has 24 as hour'],
    ['* * 0 * *', 'has 0 as day of the month'],
    ['* * * 13 *', 'has 13 as month'],
    ['* * * * 7', 'has 7 as day of the week'],
    ['9-3 * * * *', 'the range runs backwards'],
    ['*/0 * * * *', 'is no positive number'],
    ['@fortnightly', 'is no nickname'],
    ['CRON_TZ=Etc/UTC 0 * * * *', 'names a time zone'],
    ['x * * * *', 'a number is expected'],
  ])('%s is refused', (schedule, words) => expect(scheduleFault(schedule)).toContain(words));
});

describe('addresses', () => {
  test.each(['10.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1:2', '1:2:3:4:5:6:7:8', '::ffff:10.0.0.1'])(
    '%s is one',
    (text) => {
      expect(isIp(text)).toBe(true);
    },
  );

  test.each(['256.0.0.1', '10.0.0', '01.2.3.4', '1:2:3', '1::2::3', '::g', '1:2:3:4:5:6:7:8:9', '', '10.0.0.1 '])(
    '%p is none',
    (text) => {
      expect(isIp(text)).toBe(false);
    },
  );

  test.each(['10.0.0.0/33', '10.0.0.0', 'fd00::/129', '10.0.0.0/8/8', '10.0.0.0/-1'])('%s is no range', (text) => {
    expect(isCidr(text)).toBe(false);
  });

  test.each([
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.0.0.0/8', '11.0.0.0/16', false],
    ['10.0.0.0/8', '10.0.0.0/8', false],
    ['10.0.0.0/8', 'fd00::/64', false],
    ['fd00::/8', 'fd12:3456::/32', true],
    ['0.0.0.0/0', '192.168.1.0/24', true],
  ])('%s around %s: %p', (outer, inner, expected) => expect(contains(outer, inner)).toBe(expected));
});
