import fc from 'fast-check';
import { bytesOf, millicoresOf, parseBytes, parseMillicores, quantityOfBytes, quantityOfMillicores } from './quantity';

describe('bytes', () => {
  test.each([
    ['384Mi', 402_653_184],
    ['2Gi', 2_147_483_648],
    ['1TB', 1e12],
    ['8GB', 8e9],
    ['1.5Gi', 1_610_612_736],
    ['64', 64],
    ['1KiB', 1024],
    ['3k', 3000],
  ])('reads %s', (quantity, bytes) => expect(bytesOf(quantity)).toBe(bytes));

  test.each(['', 'Mi', '384 Mi', '-1Gi', '100m', '1.3', '0x10', '1e3', '999999Pi', '384mi'])('refuses %p', (text) => {
    expect(parseBytes(text)).toBeUndefined();
  });

  test.each([
    [402_653_184, '384Mi'],
    [2 ** 31, '2Gi'],
    [1e12, '1T'],
    [1000, '1k'],
    [1025, '1025'],
    [0, '0'],
  ])('prints %d as %s', (bytes, quantity) => expect(quantityOfBytes(bytes)).toBe(quantity));

  it('says what it was given when it is no quantity', () => {
    expect(() => bytesOf('lots')).toThrow('"lots" is not a number of bytes such as 384Mi or 2Gi');
  });

  it('reads back whatever it prints', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (bytes) => bytesOf(quantityOfBytes(bytes)) === bytes));
  });
});

describe('millicores', () => {
  test.each([
    ['100m', 100],
    ['2', 2000],
    ['0.25', 250],
    ['1.1', 1100],
  ])('reads %s', (quantity, millicores) => expect(millicoresOf(quantity)).toBe(millicores));

  test.each(['', 'm', '0.5m', '0.0001', '2 cores'])('refuses %p', (text) => {
    expect(parseMillicores(text)).toBeUndefined();
  });

  it('reads back whatever it prints', () => {
    fc.assert(fc.property(fc.nat(), (millicores) => millicoresOf(quantityOfMillicores(millicores)) === millicores));
  });
});
