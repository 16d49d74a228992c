import { createHash } from 'node:crypto';
import type { RandomBytes } from '../randomness';
import { decryptValue, encryptValue } from './encrypted-value';
import { type Leaf, type Tree, leavesOf } from './tree';

/**
 * SHA-512 over every leaf of the decrypted document, in its order, clear leaves too. Keys are not part of it: SOPS does
 * not hash them, so an added key with an empty value goes unnoticed here and must be caught against the declarations.
 */
export function macOf(decrypted: Tree): string {
  const hash = createHash('sha512');
  for (const { value } of leavesOf(decrypted)) hash.update(bytesOf(value));
  return hash.digest('hex').toUpperCase();
}

/** SOPS stems from Python, hence the capitals. */
function bytesOf(leaf: Leaf): string {
  if (typeof leaf === 'string') return leaf;
  return leaf ? 'True' : 'False';
}

/** The MAC is tied to the time of the last change, which thereby cannot be altered either. */
export function sealMac(decrypted: Tree, key: Uint8Array, lastModified: string, random: RandomBytes): string {
  return encryptValue(macOf(decrypted), key, lastModified, random);
}

export function macHolds(decrypted: Tree, key: Uint8Array, lastModified: string, sealed: string): boolean {
  return decryptValue(sealed, key, lastModified) === macOf(decrypted);
}
