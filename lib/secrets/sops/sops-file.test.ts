import fc from 'fast-check';
import { parse } from 'yaml';
import { printSopsFile } from './print-sops-file';
import { type SopsFile, lastModifiedAt, parseSopsFile } from './sops-file';
import type { Tree } from './tree';

const sops = {
  age: [{ recipient: 'age1abc', enc: '-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n-----END AGE ENCRYPTED FILE-----\n' }],
  lastmodified: '2026-01-31T12:00:00Z',
  mac: 'ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]',
  encrypted_regex: '^(data|stringData)$',
  version: '3.13.3',
};
const withValues = (entries: [string, string | boolean | Tree][]): SopsFile => ({ tree: new Map(entries), sops });
const sound = printSopsFile(
  withValues([
    ['kind', 'Secret'],
    ['stringData', new Map([['password', sops.mac]])],
  ]),
);

test('reads back what it prints, keys in their order', () => {
  const word = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('yes', '0644', '2026-01-01', '~', '10', '9'));
  const tree = fc.uniqueArray(fc.tuple(word, fc.oneof(word, fc.boolean())), { selector: ([key]) => key });
  fc.assert(
    fc.property(tree, (entries) => {
      const file = withValues(entries.filter(([key]) => key !== 'sops'));
      expect(parseSopsFile(printSopsFile(file))).toEqual(file);
    }),
  );
});

test.each(['yes', 'No', 'on', '0644', '2026-01-01', '1e3', '~', '', 'null', '<<', '0x1F', '.inf', 'E0', 'e-5', '.e1', 'a: b', 'a #b', 'key:'])(
  'prints %j so that every YAML parser takes it for a string',
  (value) => {
    const text = printSopsFile(withValues([['annotation', value]]));
    for (const version of ['1.1', '1.2'] as const) expect(parse(text, { version }).annotation).toBe(value);
  },
);

test('takes what SOPS leaves unquoted for a string, although one reading of YAML 1.1 calls it a float', () => {
  const read = parseSopsFile(`annotation: E0\n${sound}`);
  expect(read).toMatchObject({ tree: new Map([['annotation', 'E0'], ...(parseSopsFile(sound) as SopsFile).tree]) });
});

test('writes times as SOPS does: in UTC, without fractions of a second', () => {
  expect(lastModifiedAt(new Date('2026-01-31T13:00:00.789+01:00'))).toBe('2026-01-31T12:00:00Z');
});

test.each([
  ['text that is no YAML', 'a: [', '', 'Flow sequence'],
  ['text that holds no object', '- a', '', 'holds no object'],
  ['a plain Secret', 'kind: Secret', 'sops', 'the file is not encrypted'],
  ['a number', `replicas: 3\n${sound}`, 'replicas', 'neither a string nor true or false'],
  ['an unquoted date', `metadata: { since: 2026-01-01 }\n${sound}`, 'metadata.since', 'put it in quotes'],
  ['a number that is none', `replicas: .NaN\n${sound}`, 'replicas', 'neither a string nor true or false'],
  ['a list', `finalizers: [a]\n${sound}`, 'finalizers', 'neither a string'],
  ['a time with milliseconds', sound.replace('12:00:00Z', '12:00:00.000Z'), 'sops.lastmodified', 'no quoted time'],
  ['an unquoted time', sound.replace('"2026-01-31T12:00:00Z"', '2026-01-31T12:00:00Z'), 'sops.lastmodified', 'no quoted'],
  ['a file without version', sound.replace(/ +version.*\n/, ''), 'sops.version', 'is missing'],
  ['a file without MAC', sound.replace(/ +mac:.*\n/, ''), 'sops.mac', 'is missing'],
  ['a file without recipients', sound.replace(/ {4}age:[^]*age1abc\n/, ''), 'sops.age', 'names no recipient'],
  ['another rule of what is encrypted', sound.replace('data|string', 'string|d'), 'sops.encrypted_regex', 'not ^(data'],
  ['a MAC over the encrypted values only', `${sound}    mac_only_encrypted: true\n`, 'sops.mac_only_encrypted', 'is set'],
  ['a key of a cloud', `${sound}    kms:\n        - arn: x\n`, 'sops.kms', 'only age keys'],
])('refuses %s', (_what, text, path, message) => {
  const file = parseSopsFile(text);
  expect(file).toHaveProperty('problems');
  expect('problems' in file && file.problems[0]).toEqual({ path, message: expect.stringContaining(message) });
});

test('takes the empty lists that older releases of SOPS wrote', () => {
  expect(parseSopsFile(`${sound}    kms: []\n    pgp: []\n`)).toHaveProperty('tree');
});
