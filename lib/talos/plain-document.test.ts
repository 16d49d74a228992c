import fc from 'fast-check';
import { stringify } from 'yaml';
import { plainDocument } from './plain-document';
import { printOptions } from './print';

const shared = { address: '10.0.0.1' };

describe('a document of simple texts', () => {
  test.each([
    ['a map', { kind: 'HostnameConfig', hostname: 'blade-01' }],
    ['lists of addresses', { nameservers: [{ address: '192.168.1.1' }], subnets: ['10.244.0.0/16'] }],
    ['addresses with ports', { endpoint: 'https://192.168.1.10:6443', image: 'a.example/b/c:v1.2' }],
    ['sizes, shares and times', { a: '250m', b: ['896Mi', '100GiB', '10%', '15s'] }],
    ['numbers and booleans as texts', { labels: { position: '12', 'is/it': 'true' }, auto: 'off', zero: '007' }],
    ['expressions', { match: 'link.driver == "bcmgenet"', rules: ['SUBSYSTEM=="i2c-dev", MODE="0660"'] }],
    ['a key of a patch', { $patch: 'delete' }],
    ['maps in maps in lists', { a: [{ b: { c: ['d', 1] }, e: true }], f: 'g' }],
  ])('%s is printed as the yaml package prints it', (_name, document) => {
    expect(plainDocument(document)).toBe(stringify(document, printOptions));
  });

  test.each([
    ['a word that is a boolean', { a: 'Off' }],
    ['an exponent', { a: '1e3' }],
    ['a number of two dozen digits', { a: '123456789012345678901234' }],
    ['a key that needs quotes', { '3': 'b' }],
    ['an address as an object twice', { a: shared, b: shared }],
    ['null', { a: null }],
    ['a field that is undefined', { a: undefined }],
    ['a fraction', { a: 1.5 }],
    ['an empty list', { a: [] }],
    ['an empty map in a list', { a: [{}] }],
    ['a list in a list', { a: [['b']] }],
    ['a text of several lines', { a: 'b\nc' }],
    ['a colon', { a: 'b: c' }],
    ['a colon at the end', { a: 'b:' }],
    ['a comment', { a: 'b #c' }],
    ['a blank at the end', { a: 'b ' }],
    ['a key that is a boolean', { on: 'b' }],
    ['no map', ['a']],
    ['nothing', {}],
  ])('%s is left to the yaml package', (_name, document) => {
    expect(plainDocument(document)).toBeUndefined();
  });

  test('whatever it prints, the yaml package prints the same', () => {
    const text = fc.oneof(
      fc.constantFrom('off', 'Null', '.inf', 'e5', 'E1', '1e5', '12:30', '0x1', '08', '9Mi', '5%', 'true', 'a:b', 'a: b', 'a #b', 'a/b', '1.1.1.1', '~', '/', 'a.', 'N', '---'),
      fc.string({ unit: fc.constantFrom(...'aeEnyNxofmMis0179./-_: #\'"&*=,%$') }),
    );
    const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.double());
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(text, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(text, tree, { maxKeys: 3, noNullPrototype: true }), (document) => {
        const printed = plainDocument(document);
        if (printed !== undefined) expect(printed).toBe(stringify(document, printOptions));
      }),
      { seed: 13, numRuns: 3000 },
    );
  });
});
