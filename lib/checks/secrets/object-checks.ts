import { fieldOf, isRecord } from '../../manifest/field-path';
import { type Manifest, groupOf } from '../../manifest/manifest';
import { suspicionOf } from './credential-shapes';
import { isEncrypted, placeholder } from '../../facts/encrypted-value';

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
        fix: 'declare the key with SecretKeys and run: npx rackwright secrets create',
      }));
  });
}

/** Strings anywhere in an object that look like credentials: in arguments, variables, configuration files, annotations. */
export function credentialsIn(manifest: Manifest): ObjectFault[] {
  const faults: ObjectFault[] = [];
  eachString(manifest, '', [], (name, text, steps) => {
    const suspicion = suspicionOf(name, text);
    if (suspicion === undefined) return;
    faults.push({
      path: pathOf(manifest, steps),
      message: `"${abridged(suspicion.text)}" looks like ${suspicion.looksLike}`,
      fix: 'read it from a Secret: declare the key with SecretKeys and refer to it',
    });
  });
  return faults;
}

/** Fields and places in lists that lead from an object to a part of it. */
type Steps = readonly (string | number)[];
/** `name` is the field, or what a list of names and values calls it. */
type Visit = (name: string, text: string, steps: Steps) => void;

function eachString(value: unknown, name: string, steps: (string | number)[], visit: Visit): void {
  if (typeof value === 'string') visit(name, value, steps);
  else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      steps.push(index);
      eachString(value[index], name, steps, visit);
      steps.pop();
    }
  } else if (isRecord(value)) {
    for (const key in value) {
      const isNamed = key === 'value' && typeof value['name'] === 'string';
      steps.push(key);
      eachString(value[key], isNamed ? (value['name'] as string) : key, steps, visit);
      steps.pop();
    }
  }
}

/** Elements that have a name are called by it: `spec.containers[redis].args[2]`. */
function pathOf(manifest: Manifest, steps: Steps): string {
  let path = '';
  let part: unknown = manifest;
  for (const step of steps) {
    part = (part as Record<string | number, unknown>)[step];
    const label = isRecord(part) && typeof part['name'] === 'string' ? part['name'] : step;
    path = typeof step === 'number' ? `${path}[${label}]` : fieldOf(path, step);
  }
  return path;
}

/** Enough to find it by, too little to use it. */
function abridged(text: string): string {
  return text.length <= 8 ? `${text.slice(0, 2)}…` : `${text.slice(0, 4)}… (${text.length} characters)`;
}
