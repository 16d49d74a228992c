import fc from 'fast-check';
import { jsonText } from './json-text';

test('what fits on a line stands on one', () => {
  expect(jsonText({ a: 1, b: [true, null], c: {} })).toBe('{ "a": 1, "b": [ true, null ], "c": {} }\n');
});

test('what does not fit is opened, level by level', () => {
  const long = 'x'.repeat(100);
  expect(jsonText({ a: [long, { b: 'short\nlines' }], none: undefined })).toBe(
    `{\n  "a": [\n    "${long}",\n    { "b": "short\\nlines" }\n  ]\n}\n`,
  );
});

test.each([
  ['as wide as a line may be', 100, 1],
  ['one character wider', 101, 3],
  ['wider by what JSON escapes', 100, 3, '\n'],
])('a part %s', (_name, width, lines, last = 'x') => {
  const text = 'x'.repeat(width - '[""]'.length - 1) + last;
  expect(jsonText([text]).trimEnd().split('\n')).toHaveLength(lines);
});

test('whatever is written is read again as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
