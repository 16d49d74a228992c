import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretDeclaration } from '../facts/secret-declaration';
import { encryptedValues } from './clear-part';
import { isPublicCiphertext, isPublicValue } from './public-values';
import { readSecretFiles } from './read-secret-files';
import { openSecret } from './sops/sealed-secret';
import { type SopsFile, parseSopsFile } from './sops/sops-file';
import { secretAt } from './secret-path';
import { ageForTests } from './testing/age-for-tests';
import { verifyPublicValues } from './verify-public-values';
import { verifySecretFiles } from './verify-secret-files';

const root = join(__dirname, '..', '..');
/** As they were shipped once, frozen: what lies in secrets/ may be anybody's. */
const frozen = join(root, 'test/fixtures');
const keyFile = 'secrets/homelab/EXAMPLE-KEY.txt';
const filesBelow = (folder: string) =>
  readSecretFiles(folder, 'homelab').filter(({ path }) => secretAt(path) !== undefined);
const files = filesBelow(frozen);
/** And as they are shipped now, where they still lie beside the example key. */
const shipped = existsSync(join(root, keyFile)) ? filesBelow(root) : [];
const identity = /AGE-SECRET-KEY-\S+/.exec(readFileSync(join(frozen, keyFile), 'utf8'))![0];
const age = ageForTests();

/** The owner's rack: another repository, another recipient. */
const rack = { name: 'homelab', git: { url: 'https://forge.sample-rack.net/casey/rack' }, recipients: ['age1other'] };
const declaration: SecretDeclaration = {
  namespace: 'data',
  name: 'minio-root',
  app: 'minio',
  keys: { user: { make: 'literal', value: 'root' }, password: { make: 'password' } },
  restarts: [],
};

const all = [...files.map((file) => ({ ...file, from: 'once' })), ...shipped.map((file) => ({ ...file, from: 'now' }))];

test.each(all)('every ciphertext of $path, as it is shipped $from, is known as public', ({ text }) => {
  const { tree } = parseSopsFile(text) as SopsFile;
  expect(encryptedValues(tree).filter(([, value]) => value !== '' && !isPublicCiphertext(value))).toEqual([]);
});

test('every long value behind them is known, too', async () => {
  const opened = await Promise.all(all.map(({ text }) => openSecret(parseSopsFile(text) as SopsFile, [identity], age)));
  const values = opened.flatMap((open) => [...open!.values.values()]).filter((value) => value.length >= 16);
  expect(values.length).toBeGreaterThan(20);
  expect(values.filter((value) => !isPublicValue(value))).toEqual([]);
});

test('a file that was handed on to the owner’s key is refused by what it holds, without any key', () => {
  const { text, path } = files.find((each) => each.path.includes('minio-root'))!;
  const handedOn = text.replace(/age1[0-9a-z]{58}/g, 'age1other');
  const findings = verifySecretFiles({ rack, declarations: [declaration] }, [{ path, text: handedOn }]);
  expect(findings.filter(({ rule }) => rule === 'secrets/example-key').map((each) => each.path)).toEqual([
    'stringData.user',
    'stringData.password',
  ]);
});

test('a value that was sealed anew is refused with the key at hand, and a literal is not', async () => {
  const { text } = files.find((each) => each.path.includes('minio-root'))!;
  const open = (await openSecret(parseSopsFile(text) as SopsFile, [identity], age))!;
  const findings = verifyPublicValues(rack, [declaration], new Map([['data/minio-root', open]]));
  expect(findings.map(({ path, fix }) => [path, fix])).toEqual([
    ['stringData.password', 'run: npx rackwright secrets rotate data/minio-root password'],
  ]);
  const reference = { ...rack, git: { url: 'https://git.example.org/you/homelab' } };
  expect(verifyPublicValues(reference, [declaration], new Map([['data/minio-root', open]]))).toEqual([]);
});
