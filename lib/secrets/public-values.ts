import { createHash } from 'node:crypto';
import sealed from './public-values.json';

/**
 * What was ever sealed with the example key, as hashes: its ciphertexts, which show without any key, and its values, which
 * show anyone who has one. A file that is handed on to other recipients keeps both. Collected by
 * `node bin/run.cjs test/public-values.ts` over the whole history.
 */
const ciphertexts: ReadonlySet<string> = new Set(sealed.ciphertexts);
const values: ReadonlySet<string> = new Set(sealed.values);

export const isPublicCiphertext = (text: string): boolean => ciphertexts.has(publicHash(text));
export const isPublicValue = (value: string): boolean => values.has(publicHash(value));

/** Enough of a hash to never take a random value for another (64 bits). */
export function publicHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
