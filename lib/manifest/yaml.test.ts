import fc from 'fast-check';
import * as jsYaml from 'js-yaml';
import { parse } from 'yaml';
import { doubtful, doubtfulBlanks, doubtfulTexts, nastyDocument } from './nasty-documents';
import { toYaml } from './yaml';

/** Four readings of the same text; Flux' own parser is compared by `test/judges/yaml`. */
const readers: [string, (text: string) => unknown][] = [
  ['yaml 1.2', (text) => parse(text, { version: '1.2' })],
  ['yaml 1.1', (text) => parse(text, { version: '1.1', merge: true })],
  ['js-yaml 1.2', (text) => jsYaml.load(text)],
  ['js-yaml 1.1', (text) => jsYaml.load(text, { schema: jsYaml.YAML11_SCHEMA })],
];

function readBack(document: object): void {
  const text = toYaml(document);
  const expected: unknown = JSON.parse(JSON.stringify(document));
  for (const [reader, read] of readers) {
    expect({ reader, value: read(text) }).toEqual({ reader, value: expected });
  }
}

describe('a string that parsers could read differently', () => {
  test.each([...doubtful, ...doubtfulBlanks, ...doubtfulTexts].map((text) => [JSON.stringify(text), text]))(
    'comes back from every parser as value, item and key: %s',
    (_, text) => {
      readBack({ [text]: text, list: [text, [text], { [text]: [text] }], after: 'x' });
      readBack([text, 'x']);
    },
  );

  test('is quoted, whatever the parsers at hand make of it', () => {
    const unquoted = doubtful
      .filter((text) => /^([-+]?[.\d]|y$|n$|yes|no$|on$|off|true|false|null|~|=$|<<$)/i.test(text))
      .filter((text) => !/^\d+(\.\d+)?(m|Mi|Gi|s|k|d)$/.test(text))
      .filter((text) => !/^["']/.test(toYaml({ key: text }).slice('key: '.length)));
    expect(unquoted).toEqual([]);
  });

  test('is refused when UTF-8 cannot hold it', () => {
    expect(() => toYaml({ data: { 'a.conf': ['ok', 'x\ud800'] } })).toThrow(
      'data.a.conf[1] is text with half a surrogate pair',
    );
    expect(() => toYaml({ '\udc00': 1 })).toThrow('half a surrogate pair');
  });
});

describe('what people read', () => {
  test.each([
    ['flags and images stay plain', { a: ['--save=yes', '-c', 'docker.io/library/redis:8.2@sha256:0a1b'] }],
    ['quantities and durations stay plain', { a: ['64Mi', '100m', '1.5Gi', '30s'] }],
    ['sentences stay plain', { a: ['Three servers, one per blade (see app)'] }],
  ])('%s', (_, document) => {
    expect(toYaml(document)).not.toMatch(/["']/);
    readBack(document);
  });

  test('a text of several lines is a literal block', () => {
    expect(toYaml({ data: { 'redis.conf': 'port 6379\n\nsave ""\n', 'start.sh': 'exec redis' } })).toBe(
      'data:\n  redis.conf: |\n    port 6379\n\n    save ""\n  start.sh: exec redis\n',
    );
  });

  test('JSON in a string is in single quotes', () => {
    expect(toYaml({ a: '{"b": 1}' })).toBe(`a: '{"b": 1}'\n`);
  });
});

describe('order of keys', () => {
  test('starts with what the object is and what it is called', () => {
    const document = {
      spec: { replicas: 1, containers: [{ ports: [], args: ['b'], image: 'i', command: ['a'], name: 'redis' }] },
      metadata: { uid: 'u', annotations: { b: '2', a: '1' }, labels: {}, namespace: 'data', name: 'redis' },
      kind: 'Pod',
      apiVersion: 'v1',
    };
    const keys = [...toYaml(document).matchAll(/^[- ]*(\w+):/gm)].map(([, key]) => key);
    expect(keys.join(' ')).toBe(
      'apiVersion kind metadata name namespace labels annotations a b uid ' +
        'spec containers name image command args ports replicas',
    );
  });

  test('does not depend on the order of insertion', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.infiniteStream(fc.nat()), (object, random) => {
        const shuffled = Object.entries(object)
          .map((entry) => ({ entry, place: random.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ entry }) => entry);
        expect(toYaml(Object.fromEntries(shuffled))).toBe(toYaml(object));
      }),
    );
  });
});

describe('any JSON value', () => {
  test('comes back deep-equal from four parsers', () => {
    fc.assert(
      fc.property(nastyDocument, (document) => readBack(document)),
      { numRuns: 500 },
    );
  });

  test('shows every character: what nobody can see is an escape, and some parsers refuse it raw', () => {
    const invisible =
      /[\0-\x08\x0b-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\u{e0000}-\u{e0fff}]/u;
    fc.assert(
      fc.property(nastyDocument, (document) => expect(toYaml(document)).not.toMatch(invisible)),
      { numRuns: 300 },
    );
    expect(toYaml({ a: 'x\u{e0041}\u202e' })).toBe('a: "x\\U000e0041\\u202e"\n');
    readBack({ a: 'x\u{e0041}\u202e', '\u{e0001}': '\u200d' });
  });

  test('has LF, no anchors, no trailing blanks outside texts, and one line feed at the end', () => {
    const shared = { a: 1 };
    const text = toYaml({ one: shared, two: shared, empty: {}, none: [], list: [[], {}, [{}]] });
    expect(text).toBe('empty: {}\nlist:\n- []\n- {}\n- - {}\nnone: []\none:\n  a: 1\ntwo:\n  a: 1\n');
  });

  test('a key longer than parsers take on one line still comes back', () => {
    const document = { ['k'.repeat(2000)]: { ['ö'.repeat(1500)]: ['x'] }, ['m'.repeat(600)]: 'a\nb\n' };
    readBack(document);
    readBack([document]);
  });

  test.each<[string, unknown, string]>([
    ['a number beyond JSON', { spec: { replicas: NaN } }, 'spec.replicas is NaN'],
    ['a date', { at: new Date(0) }, 'at is a Date'],
    ['a function', { list: [() => 1] }, 'list[0] is a function'],
    ['a bigint', { a: 1n }, 'a is a bigint'],
    ['a hole in a list', { a: [undefined] }, 'a[0] is undefined'],
  ])('refuses %s and names the field', (_, document, message) => {
    expect(() => toYaml(document as object)).toThrow(message);
  });

  test('refuses a cycle', () => {
    const ring: Record<string, unknown> = {};
    ring['self'] = { ring };
    expect(() => toYaml(ring)).toThrow('self.ring is an object that contains itself');
  });
});
