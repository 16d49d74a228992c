import { createCipheriv, createDecipheriv } from 'node:crypto';
import { encryptedShape } from '../../facts/encrypted-value';
import type { RandomBytes } from '../randomness';

/** SOPS uses a nonce of 32 bytes with AES-256-GCM, not the usual 12. */
const nonceBytes = 32;

/** Ties a ciphertext to its place, so that values cannot be swapped: `stringData:password:`. */
export function placeOf(path: string[]): string {
  return `${path.join(':')}:`;
}

/**
 * Encrypts one string. The empty string stays empty, as SOPS has it.
 *
 * @param place what the ciphertext is tied to: `placeOf` a path, or the time of the last change for the MAC
 */
export function encryptValue(plain: string, key: Uint8Array, place: string, random: RandomBytes): string {
  if (plain === '') return '';
  const nonce = random(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(place));
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
  const tag = cipher.getAuthTag().toString('base64');
  return `ENC[AES256_GCM,data:${data},iv:${Buffer.from(nonce).toString('base64')},tag:${tag},type:str]`;
}

/**
 * The string behind `ENC[…]`, or undefined when it was not encrypted with this key for this place.
 *
 * An empty string decrypts to itself.
 */
export function decryptValue(text: string, key: Uint8Array, place: string): string | undefined {
  if (text === '') return '';
  const [, data, nonce, tag, type] = encryptedShape.exec(text) ?? [];
  if (data === undefined || nonce === undefined || tag === undefined || type !== 'str') return undefined;
  try {
    // Without the length Node would accept a shortened tag, which is easier to forge.
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(Buffer.from(tag, 'base64'));
    return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
