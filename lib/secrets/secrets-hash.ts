import { createHash } from 'node:crypto';
import { encryptedValues } from './clear-part';
import type { SopsFile } from './sops/sops-file';

/**
 * Hash of the encrypted values, for the annotation of a pod template: a rotated value rolls the pods; a new recipient,
 * a label or another order of the keys does not. It tells nothing about the values.
 */
export function secretsHash(file: SopsFile): string {
  const values = encryptedValues(file.tree).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}
