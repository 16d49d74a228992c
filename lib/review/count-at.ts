import { fieldAt } from '../manifest/field-path';
import type { Manifest } from '../manifest/manifest';

/** The count that an object states at a path, `spec.replicas`; what is none counts as not stated. */
export function countAt(manifest: Manifest, path: string, otherwise = 1): number {
  const value = fieldAt(manifest, path);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}
