import { fieldOf, isRecord } from '../manifest/field-path';
import { type Manifest, groupOf } from '../manifest/manifest';
import { suspicionOf } from './credential-shapes';
import { placeholder } from './placeholder-secret';
import { isEncrypted } from './sops/encrypted-value';

/** What is wrong at a place of an object. */
export interface ObjectFault {
  path: string;
  message: string;
  fix: string;
}

/** Values of a Secret that stand in the clear; nothing for other kinds. */
export function plaintextIn(manifest: Manifest): ObjectFault[] {
  if (manifest.kind !== 'Secret' || groupOf(manifest.apiVersion) !== '') return [];
  return (['data', 'stringData'] as const).flatMap((field) => {
    const values = manifest[field];
    if (!isRecord(values)) return [];
    return Object.entries(values)
      .filter(([, value]) => typeof value !== 'string' || !(value === '' || value === placeholder || isEncrypted(value)))
      .map(([key]) => ({
        path: fieldOf(field, key),
        message: 'stands in the clear',
        fix: 'declare the key with SecretKeys and run: rackwright secrets create',
      }));
  });
}

/** Strings anywhere in an object that look like credentials: in arguments, variables, configuration files, annotations. */
export function credentialsIn(manifest: Manifest): ObjectFault[] {
  return stringsOf(manifest, '', '').flatMap(({ path, name, text }) => {
    const suspicion = suspicionOf(name, text);
    if (suspicion === undefined) return [];
    return [
      {
        path,
        message: `"${abridged(suspicion.text)}" looks like ${suspicion.looksLike}`,
        fix: 'read it from a Secret: declare the key with SecretKeys and refer to it',
      },
    ];
  });
}

interface NamedText {
  path: string;
  /** The field, or what a list of names and values calls it. */
  name: string;
  text: string;
}

function stringsOf(value: unknown, path: string, name: string): NamedText[] {
  if (typeof value === 'string') return [{ path, name, text: value }];
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => {
      const label = isRecord(element) && typeof element['name'] === 'string' ? element['name'] : String(index);
      return stringsOf(element, `${path}[${label}]`, name);
    });
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const isNamed = key === 'value' && typeof value['name'] === 'string';
    return stringsOf(inner, fieldOf(path, key), isNamed ? String(value['name']) : key);
  });
}

/** Enough to find it by, too little to use it. */
function abridged(text: string): string {
  return text.length <= 8 ? `${text.slice(0, 2)}…` : `${text.slice(0, 4)}… (${text.length} characters)`;
}
