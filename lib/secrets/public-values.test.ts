import { readFileSync } from 'node:fs';
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
const files = readSecretFiles(root, 'homelab').filter(({ path }) => secretAt(path) !== undefined);
const identity = /AGE-SECRET-KEY-\S+/.exec(readFileSync(join(root, 'secrets/homelab/EXAMPLE-KEY.txt'), 'utf8'))![0];
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

test.each(files)('every ciphertext of $path is known as public', ({ text }) => {
  const { tree } = parseSopsFile(text) as SopsFile;
  expect(encryptedValues(tree).filter(([, value]) => value !== '' && !isPublicCiphertext(value))).toEqual([]);
});

test('every long value behind them is known, too', async () => {
  const opened = await Promise.all(files.map(({ text }) => openSecret(parseSopsFile(text) as SopsFile, [identity], age)));
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
    ['stringData.password', 'run: rackwright secrets rotate data/minio-root password'],
  ]);
  const reference = { ...rack, git: { url: 'https://git.example.org/you/homelab' } };
  expect(verifyPublicValues(reference, [declaration], new Map([['data/minio-root', open]]))).toEqual([]);
});
