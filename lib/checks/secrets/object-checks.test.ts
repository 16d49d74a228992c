import { makeRandom } from '../../secrets/making/make-value';
import { credentialsIn, plaintextIn } from './object-checks';
import { placeholder } from '../../facts/encrypted-value';
import { repeatableRandom } from '../../secrets/testing/sample-secrets';
import type { Manifest } from '../../manifest/manifest';

const random = repeatableRandom('credentials');
const sealed = 'ENC[AES256_GCM,data:ZPw5u28=,iv:LWFpJEeoYTCf9q5rP+Zt0kU1xyg+OfnDEvv67vHv0oA=,tag:KiIsHqS3OpQYtBBYrgtLCw==,type:str]';
const secret = (values: object): Manifest => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...values });

test.each<[string, object, string[]]>([
  ['a value under stringData', { stringData: { password: 'x' } }, ['stringData.password']],
  ['a value under data, base64 or not', { data: { 'tls.key': 'eA==' } }, ['data["tls.key"]']],
  ['a value that only starts as if it were encrypted', { stringData: { a: 'ENC[x]' } }, ['stringData.a']],
  ['one value among encrypted ones', { stringData: { a: sealed, b: 'x', c: '' } }, ['stringData.b']],
  ['nothing in encrypted values', { stringData: { a: sealed }, data: { b: sealed } }, []],
  ['nothing in placeholders', { stringData: { a: placeholder } }, []],
  ['nothing in a Secret that someone else fills', { type: 'Opaque' }, []],
])('finds %s', (_what, values, paths) => {
  expect(plaintextIn(secret(values)).map(({ path }) => path)).toEqual(paths);
});

test('leaves kinds that are only called alike alone', () => {
  expect(plaintextIn({ ...secret({ data: { a: 'x' } }), apiVersion: 'vault.example.org/v1' })).toEqual([]);
});

const withText = (text: string, field = 'text'): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'config' },
  data: { [field]: text },
});
const withVariable = (name: string, value: string): Manifest => ({
  ...withText(''),
  spec: { containers: [{ name: 'app', env: [{ name, value }] }] },
});
const hex = 'c0535e4be2b79ffd93291305436bf889314e4a3faec05ecffcbb7df31ad9e51a';
const pem = (what: string) => `-----BEGIN ${what}-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA\n-----END ${what}-----\n`;

test.each<[string, Manifest, string]>([
  ['a password by the name of its variable', withVariable('DB_PASSWORD', 'hunter2'), 'the password that DB_PASSWORD names'],
  ['a key by the name of its variable', withVariable('WEBUI_SECRET_KEY', 't0p-s3cr3t-k3y'), 'WEBUI_SECRET_KEY names'],
  ['a password in a URL', withVariable('DATABASE_URL', 'postgres://app:hunter2@pg:5432/app'), 'a password in a URL'],
  ['a password in a file', withText('smtp:\n  auth_password: hunter2\n'), 'auth_password names'],
  ['a password in JSON', withText('{"adminPassword": "hunter2"}'), 'adminPassword names'],
  ['a password in an argument', withText('--admin-password=hunter2'), 'password names'],
  ['an age key', withText('AGE-SECRET-KEY-1PMMLYVLYT8PV42X6X4GVXKUSYM'), 'an age private key'],
  ['a private key', withText(pem('RSA PRIVATE KEY')), 'a private key'],
  ['a private key in PKCS#8', withText(makeRandom({ make: 'private-key', algorithm: 'ed25519' }, random)), 'a private key'],
  ['an API key', withText('Authorization: Bearer sk-5f3a9b1c7d2e4f60'), 'an API key'],
  ['a token of GitHub', withText(`ghp_${'a1B2'.repeat(9)}`), 'a token of GitHub'],
  ['a webhook', withText('https://hooks.slack.com/services/T0000/B0000/abcdefghijkl'), 'a webhook of Slack'],
  ['a hash of a password', withText('admin:$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'), 'a bcrypt hash'],
  ['a made password under any name', withText(makeRandom({ make: 'password', length: 40 }, random)), 'a random key'],
  ['a made token under any name', withText(makeRandom({ make: 'token' }, random)), 'a random key'],
  ['32 random bytes in base64', withText(Buffer.from(random(32)).toString('base64')), 'a random key'],
])('takes %s for a credential', (_what, manifest, looksLike) => {
  expect(credentialsIn(manifest)).toEqual([expect.objectContaining({ message: expect.stringContaining(looksLike) })]);
});

test.each<[string, Manifest]>([
  ['a variable made of others', withVariable('DATABASE_URL', 'postgres://$(USER):$(PASSWORD)@pg:5432/app')],
  ['a reference of LiteLLM', withText('api_key: os.environ/OPENAI_API_KEY')],
  ['a reference of Grafana', withText('password: $__env{GRAFANA_DB_PASSWORD}')],
  ['the name of a Secret', withText('redis-users-credentials', 'existingSecret')],
  ['the name of a key of a Secret', withVariable('PASSWORD_KEY', 'litellm-password')],
  ['a path to a mounted password', withVariable('POSTGRES_PASSWORD_FILE', '/run/secrets/postgres/password')],
  ['a switch', withVariable('REQUIRE_TOKEN', 'false')],
  ['a count of tokens', withText('max_tokens: 4096\nMAX_TOKEN=8192')],
  ['an encrypted value', withText(sealed)],
  ['a recipient', withText('age1za430ctdn7s2tdektamkzc2vwxj7pxzqa5h5w4g0u9wxyzabcdefgh')],
  ['a model file below its hash', withText(`http://minio:9000/models/${hex}/bge-reranker-v2-m3-Q8_0.gguf`)],
  ['an image with its digest', withText(`docker.io/library/redis:8.10@sha256:${hex}`)],
  ['a hash that says so', { ...withText(''), metadata: { name: 'c', annotations: { 'rackwright.dev/config-hash': hex } } }],
  ['a certificate', withText(pem('CERTIFICATE'))],
  ['a bundle of certificates', withText(Buffer.from(pem('CERTIFICATE')).toString('base64'), 'caBundle')],
  ['a public key', withText(pem('PUBLIC KEY'))],
  ['a UUID', withText('550e8400-e29b-41d4-a716-446655440000')],
  ['a long metric', withText('kube_pod_container_status_last_terminated_reason_total')],
  ['a long name with numbers', withText('gw-tlsroute-more-specific-wc-hostname-x-2')],
  ['a Job named after its template', { ...withText(''), metadata: { name: 'litellm-migrate-eb8f6a5a' } }],
  ['a query', withText('histogram_quantile(0.99, sum by (le) (rate(apiserver_request_duration_seconds_bucket[5m])))')],
])('does not take %s for a credential', (_what, manifest) => {
  expect(credentialsIn(manifest)).toEqual([]);
});

test('names the place, and shows too little of the credential to use it', () => {
  expect(credentialsIn(withVariable('DB_PASSWORD', 'correct-horse-battery'))).toEqual([
    {
      path: 'spec.containers[app].env[DB_PASSWORD].value',
      message: '"corr… (21 characters)" looks like the password that DB_PASSWORD names',
      fix: expect.stringContaining('SecretKeys'),
    },
  ]);
});
