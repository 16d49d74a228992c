import { celsius, decibel, parseMeasure, parseMeasureRange, parseRatio, ratioOf, watt } from './measure';

test.each([
  ['25W', watt, 25],
  ['12.95 W', watt, 12.95],
  ['18C', celsius, 18],
  ['-5°C', celsius, -5],
  ['30dB', decibel, 30],
  ['30 dB(A)', decibel, 30],
])('reads %s', (text, measure, value) => expect(parseMeasure(measure, text)).toBe(value));

test.each([
  ['25', watt],
  ['25w', watt],
  ['18F', celsius],
  ['-3W', watt],
  ['W', watt],
])('refuses %s', (text, measure) => expect(parseMeasure(measure, text)).toBeUndefined());

test.each([
  ['3W-12W', watt, { min: 3, max: 12 }],
  ['50C-60C', celsius, { min: 50, max: 60 }],
  ['-5C - -1C', celsius, { min: -5, max: -1 }],
  ['-5C-30C', celsius, { min: -5, max: 30 }],
])('reads the range %s', (text, measure, range) => expect(parseMeasureRange(measure, text)).toEqual(range));

test.each([
  ['3-12W', watt],
  ['3W-12', watt],
  ['3W', watt],
  ['3W-12C', watt],
])('refuses the range %s', (text, measure) => expect(parseMeasureRange(measure, text)).toBeUndefined());

test('a share is a ratio', () => {
  expect(ratioOf('30%')).toBe(0.3);
  expect(parseRatio('0.3')).toBeUndefined();
  expect(() => ratioOf('much')).toThrow('"much" is not a share such as 30%');
});
