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
  const faults: ObjectFault[] = [];
  eachString(manifest, '', [], (name, text, steps) => {
    const suspicion = suspicionOf(name, text);
    if (suspicion === undefined) return;
    faults.push({
      path: steps.reduce<string>((path, step) => (step.startsWith('[') ? path + step : fieldOf(path, step)), ''),
      message: `"${abridged(suspicion.text)}" looks like ${suspicion.looksLike}`,
      fix: 'read it from a Secret: declare the key with SecretKeys and refer to it',
    });
  });
  return faults;
}

/** `name` is the field, or what a list of names and values calls it; `steps` lead to it: fields, and `[element]`. */
type Visit = (name: string, text: string, steps: readonly string[]) => void;

function eachString(value: unknown, name: string, steps: string[], visit: Visit): void {
  if (typeof value === 'string') visit(name, value, steps);
  else if (Array.isArray(value)) {
    value.forEach((element, index) => {
      const label = isRecord(element) && typeof element['name'] === 'string' ? element['name'] : String(index);
      steps.push(`[${label}]`);
      eachString(element, name, steps, visit);
      steps.pop();
    });
  } else if (isRecord(value)) {
    for (const key in value) {
      const isNamed = key === 'value' && typeof value['name'] === 'string';
      steps.push(key);
      eachString(value[key], isNamed ? (value['name'] as string) : key, steps, visit);
      steps.pop();
    }
  }
}

/** Enough to find it by, too little to use it. */
function abridged(text: string): string {
  return text.length <= 8 ? `${text.slice(0, 2)}…` : `${text.slice(0, 4)}… (${text.length} characters)`;
}
