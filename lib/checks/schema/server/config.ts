import { isRecord, recordOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { configKey } from './syntax';
import type { Fields, Place, TypeRules } from './place';

/** ConfigMaps and Secrets: keys, sizes, and what a Secret's type asks for. */

const MAX_BYTES = 1024 * 1024;

function keys(data: unknown, field: string, place: Place): void {
  if (!isRecord(data)) return;
  for (const key of Object.keys(data)) {
    const wrong = configKey(key);
    if (wrong !== undefined) place.say('names/key', `${field}["${key}"]`, `${shown(key)} is no key: it ${wrong}`);
  }
}

function bytesOf(data: unknown, isBase64: boolean): number {
  return Object.values(recordOf(data)).reduce<number>(
    (sum, text) => sum + (typeof text === 'string' ? Buffer.byteLength(text, isBase64 ? 'base64' : 'utf8') : 0),
    0,
  );
}

function tooLarge(bytes: number, place: Place): void {
  if (bytes > MAX_BYTES) place.say('server/size', 'data', `takes ${bytes} bytes; ${MAX_BYTES} (1 MiB) are allowed`);
}

function configMap(value: Fields, place: Place): void {
  keys(value.data, 'data', place);
  keys(value.binaryData, 'binaryData', place);
  for (const key of Object.keys(recordOf(value.data))) {
    if (key in recordOf(value.binaryData)) {
      place.say('names/key', `data["${key}"]`, `${shown(key)} stands in binaryData too`, 'Keep one of the two.');
    }
  }
  tooLarge(bytesOf(value.data, false) + bytesOf(value.binaryData, true), place);
}

/** Keys that a Secret of a type must have; of basic-auth one suffices. */
const keysOfType: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
};

function secret(value: Fields, place: Place): void {
  const type = String(value.type ?? '');
  keys(value.data, 'data', place);
  keys(value.stringData, 'stringData', place);
  const all = { ...recordOf(value.data), ...recordOf(value.stringData) };
  tooLarge(bytesOf(value.data, true) + bytesOf(value.stringData, false), place);
  for (const key of keysOfType[type] ?? []) {
    if (!(key in all)) place.say('schema/required', `data["${key}"]`, `is missing; type ${type} needs it`);
  }
  if (type === 'kubernetes.io/basic-auth' && !('username' in all) && !('password' in all)) {
    place.say('schema/required', 'data["username"]', `is missing; type ${type} needs a username or a password`);
  }
  const annotation = 'kubernetes.io/service-account.name';
  if (type === 'kubernetes.io/service-account-token' && !place.root.metadata.annotations?.[annotation]) {
    place.say('schema/required', `metadata.annotations["${annotation}"]`, `is missing; type ${type} needs it`);
  }
}

export const configRules: TypeRules = {
  ConfigMap: [configMap],
  Secret: [secret],
};
