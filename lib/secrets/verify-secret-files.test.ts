import type { SecretDeclaration } from '../facts/secret-declaration';
import { exampleKeyFile, exampleRecipient } from './example-key';
import { clearPart } from './clear-part';
import { makeMissing } from './making/make-values';
import { WantedKeys } from './making/wanted-keys';
import { placeholderSecret } from './placeholder-secret';
import { type SecretFileText, secretPath } from './secret-path';
import { secretsHash } from './secrets-hash';
import { openSecret, resealSecret, sealSecret } from './sops/sealed-secret';
import { printSopsFile } from './sops/print-sops-file';
import { sopsConfig } from './sops/sops-config';
import { type SopsFile, parseSopsFile } from './sops/sops-file';
import { branchAt } from './sops/tree';
import { ageForTests } from './testing/age-for-tests';
import { repeatableRandom, sampleSecrets } from './testing/sample-secrets';
import { verifyOpenFiles } from './verify-open-files';
import { type SecretsWanted, verifySecretFiles } from './verify-secret-files';

const age = ageForTests();
const sealing = { age, random: repeatableRandom('verify'), now: new Date('2026-01-31T12:00:00Z') };
let identity: string;
let files: Record<string, string>;
let wanted: SecretsWanted;

beforeAll(async () => {
  identity = await age.generateIdentity();
  const recipients = [await age.recipientOf(identity)];
  wanted = { rack: { name: 'sample', recipients, git: { url: 'https://git.example.org' } }, declarations: sampleSecrets };
  const answer = async () => 'entered';
  const made = await makeMissing(new WantedKeys(sampleSecrets), new Map(), { random: sealing.random, answer });
  files = {};
  for (const declaration of sampleSecrets) {
    const values = made.values.get(`${declaration.namespace}/${declaration.name}`) ?? new Map();
    const file = await sealSecret({ clear: clearPart(declaration), values, recipients }, sealing);
    files[secretPath(declaration)] = printSopsFile(file);
  }
});

const redis = 'data/redis-users.sops.yaml';
const parsed = (path: string): SopsFile => parseSopsFile(files[path] ?? '') as SopsFile;
const verified = (changes: Record<string, string | undefined>, against: Partial<SecretsWanted> = {}) => {
  const entries = Object.entries({ ...files, ...changes });
  const given = entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
  const texts: SecretFileText[] = given.map(([path, text]) => ({ path, text }));
  return verifySecretFiles({ ...wanted, ...against }, texts);
};
const inRedis = (from: string | RegExp, to: string) => ({ [redis]: (files[redis] ?? '').replace(from, to) });
const declaring = (changes: Partial<SecretDeclaration>): Partial<SecretsWanted> => ({
  declarations: sampleSecrets.map((each) => (each.name === 'redis-users' ? { ...each, ...changes } : each)),
});

test('is silent on sound files', () => {
  expect(verified({})).toEqual([]);
});

type Row = [what: string, () => ReturnType<typeof verified>, expected: object];
const fault = (rule: string, path: string, message: string, object = `secrets/sample/${redis}`) => ({
  level: 'error',
  rule,
  object,
  path,
  message: expect.stringContaining(message),
});

const parked = (what: string) => ({
  level: 'info',
  rule: 'secrets/parked',
  object: 'secrets/sample',
  message: `keeps what no app that is on asks for: ${what}`,
});

test.each<Row>([
  ['a missing file', () => verified({ [redis]: undefined }), fault('secrets/file-missing', '', 'redis asks for it')],
  [
    'a missing key',
    () => verified({}, declaring({ keys: { ...sampleSecrets[0]?.keys, openwebui: { make: 'password' } } })),
    fault('secrets/key-missing', 'stringData.openwebui', 'is missing'),
  ],
  [
    'an empty value, which no MAC covers',
    () => verified(inRedis(/default: ENC.*/, 'default: ""')),
    fault('secrets/key-missing', 'stringData.default', 'is empty'),
  ],
  [
    'a value in the clear',
    () => verified(inRedis(/default: ENC.*/, 'default: hunter2')),
    fault('secrets/unencrypted', 'stringData.default', 'is not encrypted'),
  ],
  [
    'a file that was never encrypted',
    () => verified(inRedis(/sops:[^]*/, '')),
    fault('secrets/unencrypted', 'sops', 'the file is not encrypted'),
  ],
  [
    'a file that was decrypted in place',
    () => verified({ [redis]: 'kind: Secret\nstringData: { default: hunter2 }\n' }),
    fault('secrets/unencrypted', 'sops', 'is missing'),
  ],
  [
    'an empty key that nobody asks for, which no MAC covers',
    () => verified(inRedis('stringData:', 'stringData:\n    more: ""')),
    fault('secrets/format', 'stringData.more', 'is empty, and no app asks for it'),
  ],
  [
    'a key that nobody asks for',
    () => verified(inRedis(/(default): (ENC.*)/, '$1: $2\n    more: $2')),
    parked('data/redis-users more'),
  ],
  [
    'a file that nobody asks for',
    () => verified({ 'data/old.sops.yaml': files[redis] ?? '' }),
    parked('data/old'),
  ],
  [
    'a decrypted copy',
    () => verified({ 'data/redis-users.yaml': 'x' }),
    fault('secrets/stray-file', '', '<namespace>/<name>.sops.yaml', 'secrets/sample/data/redis-users.yaml'),
  ],
  [
    'a name that holds a private key, an escape and a line of its own',
    () => verified({ [`data/AGE-SECRET-KEY-1QPZRY9X8\u001b[2K\n::error::x.sops.yaml`]: 'x' }),
    fault(
      'secrets/stray-file',
      '',
      '<namespace>/<name>.sops.yaml',
      'secrets/sample/data/AGE-SECRET-KEY-1********<U+001B>[2K<U+000A>::error::x.sops.yaml',
    ),
  ],
  [
    'values under data',
    () => verified(inRedis('stringData:', 'data:\n    x: ""\nstringData:')),
    fault('secrets/format', 'data', 'belong under stringData'),
  ],
  [
    'a file of another Secret',
    () => verified({ [redis]: (files[redis] ?? '').replace('name: redis-users', 'name: other') }),
    fault('secrets/identity', 'metadata.name', 'is "other"; redis declares "redis-users"'),
  ],
  [
    'a type that the app does not declare',
    () => verified({}, declaring({ type: 'kubernetes.io/basic-auth' })),
    fault('secrets/identity', 'type', 'is absent; redis declares "kubernetes.io/basic-auth"'),
  ],
  [
    'a field that Kubernetes knows and nobody declares',
    () => verified(inRedis('stringData:', 'immutable: true\nstringData:')),
    fault('secrets/identity', 'immutable', 'is "true"; redis declares absent'),
  ],
  [
    'a recipient that is no recipient of the rack',
    () => verified(inRedis(/recipient: age1/, 'recipient: age1x')),
    fault('secrets/recipients', 'sops.age', 'is not sealed for'),
  ],
  [
    'a .sops.yaml that names others',
    () => verified({ '.sops.yaml': sopsConfig(['age1other']) }),
    fault('secrets/recipients', '', 'names others', 'secrets/sample/.sops.yaml'),
  ],
  [
    'the example key in another rack',
    () => verified({ [exampleKeyFile]: 'AGE-SECRET-KEY-1' }),
    fault('secrets/example-key', '', 'is not for this rack', `secrets/sample/${exampleKeyFile}`),
  ],
  [
    'a rack without recipients, once',
    () => verified({}, { rack: { ...wanted.rack, recipients: [] } }),
    fault('secrets/recipients', '', 'has no recipients', 'secrets/sample'),
  ],
  [
    'values sealed with the example key',
    () => verified(inRedis(/recipient: age1\w+/, `recipient: ${exampleRecipient}`)),
    fault('secrets/example-key', 'sops.age', 'its values are public'),
  ],
  [
    'the example recipient in another rack',
    () => verified({}, { rack: { ...wanted.rack, recipients: [...wanted.rack.recipients, exampleRecipient] } }),
    fault('secrets/example-key', 'recipients', 'git.url is https://git.example.org', 'secrets/sample'),
  ],
])('finds %s', (_what, found, expected) => {
  expect(found()).toContainEqual(expect.objectContaining(expected));
});

test.each([
  ['homelab', 'https://git.example.org/you/homelab', 0],
  ['homelab', 'https://git.example.org/mine/homelab', 1],
  ['attic', 'https://git.example.org/you/homelab', 1],
])('takes the example key for the rack %s of %s as %d faults', (name, url, faults) => {
  const rack = { name, git: { url }, recipients: [exampleRecipient] };
  const found = verifySecretFiles({ rack, declarations: [] }, []);
  expect(found.filter(({ rule }) => rule === 'secrets/example-key')).toHaveLength(faults);
});

const secret = (name: string, keys: SecretDeclaration['keys']): SecretDeclaration => ({
  namespace: 'data',
  name,
  app: 'redis',
  keys,
  restarts: [],
});
const copyOf = (name: string, key: string) => ({ make: 'same-as', namespace: 'data', name, key }) as const;

test.each<[string, SecretDeclaration[], string]>([
  ['a Secret declared twice', [secret('a', {}), secret('a', {})], 'is declared by redis and again by redis'],
  ['a key with a space', [secret('a', { 'a b': { make: 'password' } })], 'is no key of a Secret'],
  ['a copy of nothing', [secret('a', { x: copyOf('b', 'y') })], 'comes from data/b y, which nothing declares'],
  ['copies in a circle', [secret('a', { x: copyOf('b', 'y') }), secret('b', { y: copyOf('a', 'x') })], 'from itself'],
  [
    'a public key of a password',
    [secret('a', { p: { make: 'password' }, pub: { make: 'public-key', of: 'p' } })],
    'is not a private key',
  ],
  [
    'an ssh key of the wrong kind',
    [
      secret('a', {
        p: { make: 'private-key', algorithm: 'ecdsa-p256' },
        pub: { make: 'public-key', of: 'p', format: 'ssh' },
      }),
    ],
    'is not an ed25519 private key',
  ],
  ['a label that SOPS would encrypt', [{ ...secret('a', {}), labels: { data: 'x' } }], 'SOPS takes for encrypted'],
])('refuses %s', (_what, declarations, message) => {
  const found = verifySecretFiles({ ...wanted, declarations }, []).filter(({ rule }) => rule === 'secrets/declaration');
  expect(found[0]?.message).toContain(message);
});

describe('with the key', () => {
  const openAll = async (changes: Record<string, SopsFile> = {}) => {
    const paths = Object.keys(files).map((path) => [path, changes[path] ?? parsed(path)] as const);
    const opened = paths.map(async ([path, file]) => {
      const open = await openSecret(file, [identity], age);
      if (open === undefined) throw new Error(`${path} does not open`);
      return [path.replace('.sops.yaml', ''), open] as const;
    });
    return new Map(await Promise.all(opened));
  };
  const changed = async (path: string, key: string, value: string) => {
    const open = await openSecret(parsed(path), [identity], age);
    if (open === undefined) throw new Error(`${path} does not open`);
    return { [path]: await resealSecret(open, { values: new Map([[key, value]]) }, sealing) };
  };

  test('is silent on sound files', async () => {
    expect(verifyOpenFiles('sample', sampleSecrets, await openAll())).toEqual([]);
  });

  test('finds a clear part that was changed without the key', async () => {
    const file = parsed(redis);
    const open = await openAll({ [redis]: { ...file, tree: new Map(file.tree).set('kind', 'Secrets') } });
    expect(verifyOpenFiles('sample', sampleSecrets, open)).toEqual([
      expect.objectContaining(fault('secrets/mac', 'sops.mac', 'does not fit')),
    ]);
  });

  test.each([
    ['a copy that differs', 'ml/gateway', 'redis-password', 'is not the same as data/redis-users litellm'],
    ['a hash of another password', 'observability/web', 'htpasswd', 'does not belong to observability/web admin-password'],
    ['a public key of another key', 'observability/web', 'signing.pub', 'does not belong to observability/web signing.pem'],
    ['a literal that is another', 'data/postgres-grafana', 'username', 'is not "grafana", as declared'],
  ])('finds %s', async (_what, id, key, message) => {
    const open = await openAll(await changed(`${id}.sops.yaml`, key, 'other'));
    expect(verifyOpenFiles('sample', sampleSecrets, open)).toEqual([
      expect.objectContaining(fault('secrets/derived', `stringData.${key}`, message, `secrets/sample/${id}.sops.yaml`)),
    ]);
  });

  test('gives a Secret with another hash when a value is rotated, and only then', async () => {
    const open = (await openAll()).get('data/redis-users');
    if (open === undefined) throw new Error('no such file');
    const hash = secretsHash(open.file);
    const rotated = await resealSecret(open, { values: new Map([['litellm', 'new']]) }, sealing);
    const shared = await resealSecret(open, { recipients: [...wanted.rack.recipients, await newRecipient()] }, sealing);
    expect(secretsHash(rotated)).not.toBe(hash);
    expect(secretsHash(shared)).toBe(hash);
    const reordered = parsed(redis);
    reordered.tree.set('stringData', new Map([...branchAt(reordered.tree, 'stringData')].reverse()));
    expect(secretsHash(reordered)).toBe(hash);
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
  });
});

async function newRecipient(): Promise<string> {
  return age.recipientOf(await age.generateIdentity());
}

test('shows a Secret as the API server will see it, without values', () => {
  expect(placeholderSecret(parsed('data/postgres-grafana.sops.yaml'))).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'postgres-grafana', namespace: 'data' },
    type: 'kubernetes.io/basic-auth',
    stringData: { username: '<encrypted>', password: '<encrypted>' },
  });
  expect(placeholderSecret(parsed('ml/gateway.sops.yaml')).metadata).toEqual({
    name: 'gateway',
    namespace: 'ml',
    labels: { 'app.kubernetes.io/part-of': 'gateway' },
    annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
  });
});
