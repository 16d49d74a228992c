import { createECDH, createPrivateKey, createPublicKey } from 'node:crypto';
import type {
  HtpasswdValue,
  PasswordValue,
  PrivateKeyValue,
  PublicKeyValue,
  SecretValue,
  TokenValue,
} from '../../facts/secret-declaration';
import { type RandomBytes, randomBelow } from '../randomness';
import { bcrypt, bcryptMatches } from './bcrypt';

export type RandomValue = PasswordValue | TokenValue | PrivateKeyValue;
/** Made from another key of the same Secret. */
export type DerivedValue = PublicKeyValue | HtpasswdValue;

const lettersAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Slowness guards passwords that people think up. These are random, and a blade would pay for it at every request. */
const bcryptCost = 5;
/** PKCS#8 of an Ed25519 key up to its 32 bytes, RFC 8410 section 7. */
const ed25519Header = Buffer.from('302e020100300506032b657004220420', 'hex');

export function isDerived(value: SecretValue): value is DerivedValue {
  return value.make === 'public-key' || value.make === 'htpasswd';
}

export function makeRandom(value: RandomValue, random: RandomBytes): string {
  switch (value.make) {
    case 'password':
      return Array.from({ length: value.length ?? 32 }, () => lettersAndDigits[randomBelow(62, random)]).join('');
    case 'token':
      return (value.prefix ?? '') + Buffer.from(random(value.bytes ?? 32)).toString('hex');
    case 'private-key':
      return value.algorithm === 'ed25519' ? ed25519Key(random) : ecdsaKey(random);
  }
}

/** @throws when the key it is derived from is not of the kind it needs */
export function derive(value: DerivedValue, from: string, random: RandomBytes): string {
  if (value.make === 'htpasswd') return `${value.user}:${bcrypt(from, random(16), bcryptCost)}`;
  const key = createPublicKey(from);
  if (value.format !== 'ssh') return key.export({ type: 'spki', format: 'pem' }).toString();
  const { crv, x } = key.export({ format: 'jwk' });
  if (crv !== 'Ed25519' || x === undefined) throw new Error('an ssh public key is made from an ed25519 key only');
  const fields = [Buffer.from('ssh-ed25519'), Buffer.from(x, 'base64url')].map(lengthPrefixed);
  return `ssh-ed25519 ${Buffer.concat(fields).toString('base64')}`;
}

/** Whether a derived value belongs to the value it is said to be made from. */
export function isDerivedFrom(value: DerivedValue, from: string, current: string): boolean {
  if (value.make === 'htpasswd') {
    const user = `${value.user}:`;
    return current.startsWith(user) && bcryptMatches(from, current.slice(user.length)) === true;
  }
  try {
    return derive(value, from, () => new Uint8Array()) === current; // a public key takes no randomness
  } catch {
    return false;
  }
}

function ed25519Key(random: RandomBytes): string {
  const der = Buffer.concat([ed25519Header, random(32)]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function ecdsaKey(random: RandomBytes): string {
  const pair = createECDH('prime256v1');
  const scalar = Buffer.from(random(32));
  scalar[0] = (scalar[0] ?? 0) & 0x7f; // below the order of the curve for certain; one bit of 256 is given up
  pair.setPrivateKey(scalar);
  const point = pair.getPublicKey(); // 04, x, y
  const coordinate = (from: number): string => point.subarray(from, from + 32).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(1), y: coordinate(33), d: scalar.toString('base64url') };
  return createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function lengthPrefixed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
