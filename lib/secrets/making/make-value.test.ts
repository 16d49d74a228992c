import { createPublicKey, sign, verify } from 'node:crypto';
import { randomBelow } from '../randomness';
import { repeatableRandom } from '../testing/sample-secrets';
import { bcrypt, bcryptMatches } from './bcrypt';
import { derive, isDerivedFrom, makeRandom } from './make-value';

const random = repeatableRandom('values');

test('makes passwords of letters and digits, every one of them used', () => {
  const password = makeRandom({ make: 'password', length: 5000 }, random);
  expect(password).toMatch(/^[A-Za-z0-9]{5000}$/);
  expect(new Set(password).size).toBe(62);
  expect(makeRandom({ make: 'password' }, random)).toHaveLength(32);
});

test('favours no number: bytes beyond the last whole multiple are thrown away', () => {
  const bytes = [248, 255, 247, 5];
  expect(randomBelow(62, () => Uint8Array.of(bytes.shift() ?? 0))).toBe(247 % 62);
  expect(bytes).toEqual([5]);
});

test('makes tokens with their prefix', () => {
  expect(makeRandom({ make: 'token', prefix: 'sk-', bytes: 16 }, random)).toMatch(/^sk-[0-9a-f]{32}$/);
  expect(makeRandom({ make: 'token' }, random)).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ['ed25519', null],
  ['ecdsa-p256', 'sha256'],
] as const)('makes an %s key whose public half verifies what it signs', (algorithm, digest) => {
  const privateKey = makeRandom({ make: 'private-key', algorithm }, random);
  const publicKey = derive({ make: 'public-key', of: 'key' }, privateKey, random);
  const text = Buffer.from('text');
  expect(verify(digest, text, publicKey, sign(digest, text, privateKey))).toBe(true);
  expect(createPublicKey(privateKey).export({ type: 'spki', format: 'pem' })).toBe(publicKey);
});

test('writes an ssh public key as ssh does', () => {
  const privateKey = makeRandom({ make: 'private-key', algorithm: 'ed25519' }, random);
  const line = derive({ make: 'public-key', of: 'key', format: 'ssh' }, privateKey, random);
  const raw = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).subarray(-32);
  const [, blob = ''] = /^ssh-ed25519 ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  expect(Buffer.from(blob, 'base64').toString('latin1')).toBe(
    `\0\0\0\x0bssh-ed25519\0\0\0\x20${raw.toString('latin1')}`,
  );
});

test('tells which values belong together', () => {
  const key = makeRandom({ make: 'private-key', algorithm: 'ed25519' }, random);
  const other = makeRandom({ make: 'private-key', algorithm: 'ed25519' }, random);
  const publicKey = { make: 'public-key', of: 'key' } as const;
  expect(isDerivedFrom(publicKey, key, derive(publicKey, key, random))).toBe(true);
  expect(isDerivedFrom(publicKey, other, derive(publicKey, key, random))).toBe(false);
  expect(isDerivedFrom(publicKey, 'no key', 'whatever')).toBe(false);
  const htpasswd = { make: 'htpasswd', user: 'admin', of: 'password' } as const;
  const line = derive(htpasswd, 'right', random);
  expect(isDerivedFrom(htpasswd, 'right', line)).toBe(true);
  expect(isDerivedFrom(htpasswd, 'wrong', line)).toBe(false);
  expect(isDerivedFrom({ ...htpasswd, user: 'other' }, 'right', line)).toBe(false);
});

/** Published with Openwall's crypt_blowfish. */
test.each([
  ['U*U', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW'],
  ['U*U*', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK'],
  ['U*U*U', '$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a'],
  ['', '$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy'],
])('knows the bcrypt hash of %j', (password, hash) => {
  expect(bcryptMatches(password, hash)).toBe(true);
  expect(bcryptMatches(`${password}x`, hash)).toBe(false);
});

test('refuses a password of which bcrypt would read only the start', () => {
  expect(() => bcrypt('x'.repeat(73), random(16), 4)).toThrow('72 bytes');
  expect(bcrypt('x'.repeat(72), random(16), 4)).toMatch(/^\$2b\$04\$/);
  expect(bcryptMatches('x', 'no hash')).toBeUndefined();
});
