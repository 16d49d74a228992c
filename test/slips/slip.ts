import { withField } from '../../lib/manifest/field-path';
import type { Manifest } from '../../lib/manifest/manifest';

/** One mistake as a hurried hand makes it, in one object. */
export interface TreeSlip {
  family: string;
  /** `objectId` of the object that it is made in. */
  object: string;
  /** Field that changes, or '' when the whole object goes. */
  path: string;
  /** What the field holds then; undefined: it is gone. */
  value: unknown;
}

/** A kind of mistake, and every place of an object where it can be made. */
export interface Family {
  name: string;
  slips(manifest: Manifest): readonly Place[];
}

/** A field and what stands there after the slip. */
export type Place = readonly [path: string, value: unknown];

export function applied(manifest: Manifest, { path, value }: TreeSlip): Manifest | undefined {
  return path === '' ? undefined : withField(manifest, path, value);
}

/** A word as a hurried hand writes it: its last letter but one is doubled, or left out of long words. */
export function misspelt(word: string): string {
  const at = Math.max(0, word.length - 2);
  return word.length > 5 ? word.slice(0, at) + word.slice(at + 1) : word.slice(0, at + 1) + word.slice(at);
}

/** Every text of a value with its path. */
export function textsIn(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each, i) => textsIn(each, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textsIn(inner, path === '' ? key : /[.[\]"]/.test(key) ? `${path}["${key}"]` : `${path}.${key}`),
  );
}
