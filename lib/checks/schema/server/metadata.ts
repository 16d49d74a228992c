import { isRecord, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { labelKey, labelValue } from './syntax';
import type { Fields, Place, TypeRules } from './place';

/** Labels and annotations, wherever metadata stands: of objects, pod templates, claim templates. */

const ANNOTATIONS_MAX_BYTES = 256 * 1024;
const DELETION_POLICIES = ['orphan', 'foregroundDeletion'];

export function checkLabels(labels: unknown, field: string, place: Place): void {
  if (!isRecord(labels)) return;
  for (const [key, value] of Object.entries(labels)) {
    const wrongKey = labelKey(key);
    if (wrongKey !== undefined)
      place.say('names/label', `${field}["${key}"]`, `${shown(key)} is no label key: ${wrongKey}`);
    const wrongValue = typeof value === 'string' ? labelValue(value) : undefined;
    if (wrongValue !== undefined) {
      place.say('names/label', `${field}["${key}"]`, `${shown(value)} is no label value: it ${wrongValue}`);
    }
  }
}

function annotations({ annotations: all }: Fields, place: Place): void {
  if (!isRecord(all)) return;
  let bytes = 0;
  for (const [key, value] of Object.entries(all)) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(String(value));
    const wrong = labelKey(key.toLowerCase());
    if (wrong !== undefined) {
      place.say('names/annotation', `annotations["${key}"]`, `${shown(key)} is no annotation key: ${wrong}`);
    }
  }
  if (bytes > ANNOTATIONS_MAX_BYTES) {
    const message = `annotations take ${bytes} bytes together; ${ANNOTATIONS_MAX_BYTES} are allowed`;
    place.say('names/annotation', 'annotations', message);
  }
}

function finalizers({ finalizers: all }: Fields, place: Place): void {
  if (!Array.isArray(all)) return;
  all.forEach((finalizer, index) => {
    const wrong = typeof finalizer === 'string' ? labelKey(finalizer) : undefined;
    if (wrong !== undefined)
      place.say('names/label', `finalizers[${index}]`, `${shown(finalizer)} is no finalizer: ${wrong}`);
    else if (typeof finalizer === 'string' && !finalizer.includes('/') && !DELETION_POLICIES.includes(finalizer)) {
      const message = `${shown(finalizer)} has no domain; a finalizer is domain/name`;
      place.say('server/reserved', `finalizers[${index}]`, message);
    }
  });
}

function ownerReferences({ ownerReferences: all }: Fields, place: Place): void {
  const owners = recordsOf(all);
  owners.forEach((owner, index) => {
    for (const field of ['apiVersion', 'kind', 'name', 'uid']) {
      if (owner[field] === '') place.say('schema/required', `ownerReferences[${index}].${field}`, 'must not be empty');
    }
  });
  if (owners.filter(({ controller }) => controller === true).length > 1) {
    place.say('server/reserved', 'ownerReferences', 'more than one owner is marked as the controller; one is allowed');
  }
}

export const metadataRules: TypeRules = {
  ObjectMeta: [(value, place) => checkLabels(value.labels, 'labels', place), annotations, finalizers, ownerReferences],
};
