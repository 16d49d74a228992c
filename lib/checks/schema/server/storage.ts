import { recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { billionths, isWhole } from './quantities';
import { dnsSubdomain, labelKey } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** Claims, volumes and classes. */

function accessModes(spec: Fields, place: Place): void {
  const modes = Array.isArray(spec.accessModes) ? spec.accessModes : [];
  if (modes.length === 0)
    place.say(
      'schema/required',
      'accessModes',
      'is missing; at least one mode is expected',
      'Add ReadWriteOnce, for one.',
    );
  if (modes.length > 1 && modes.includes('ReadWriteOncePod')) {
    place.say('server/storage', 'accessModes', 'ReadWriteOncePod stands alone', 'Remove the other modes.');
  }
}

function className(field: string): (value: Fields, place: Place) => void {
  return (value, place) => {
    const name = value[field];
    const wrong = typeof name === 'string' && name !== '' ? dnsSubdomain(name) : undefined;
    if (wrong !== undefined) place.say('names/reference', field, `${shown(name)} is no class name: it ${wrong}`);
  };
}

function size(quantity: unknown, field: string, place: Place): void {
  const value = billionths(quantity);
  if (quantity === undefined)
    place.say('schema/required', field, 'is missing', 'Say how large the volume is, e.g. 10Gi.');
  else if (value !== undefined && value <= 0n)
    place.say('server/storage', field, `is ${shown(quantity)}; a size must be positive`);
  else if (value !== undefined && !isWhole(value))
    place.say('server/storage', field, `is ${shown(quantity)}; whole bytes are expected`);
}

function claim(spec: Fields, place: Place): void {
  const resources = recordOf(spec.resources);
  const { storage } = recordOf(resources.requests);
  size(storage, 'resources.requests.storage', place);
  const limit = billionths(recordOf(resources.limits).storage);
  const request = billionths(storage);
  if (limit !== undefined && request !== undefined && request > limit) {
    place.say('server/storage', 'resources.requests.storage', `is ${shown(storage)}, more than the limit`);
  }
  for (const field of ['dataSource', 'dataSourceRef']) source(recordOf(spec[field]), field, place);
}

function source(value: Fields, field: string, place: Place): void {
  if (Object.keys(value).length === 0) return;
  const { apiGroup = '', kind } = value;
  if (apiGroup === '' && kind !== 'PersistentVolumeClaim') {
    place.say(
      'server/storage',
      `${field}.kind`,
      `is ${shown(kind)}; without apiGroup it must be PersistentVolumeClaim`,
    );
  }
}

function persistentVolume(spec: Fields, place: Place): void {
  const capacity = recordOf(spec.capacity);
  size(capacity.storage, 'capacity.storage', place);
  const others = Object.keys(capacity).filter((name) => name !== 'storage');
  if (others.length > 0) place.say('server/storage', 'capacity', `holds ${others.join(', ')}; only storage is allowed`);
  if (isSet(spec.local) && !isSet(recordOf(spec.nodeAffinity).required)) {
    place.say('schema/required', 'nodeAffinity', 'is missing; a local volume stands on one node');
  }
  if (recordOf(spec.hostPath).path === '/' && spec.persistentVolumeReclaimPolicy === 'Recycle') {
    place.say('server/storage', 'persistentVolumeReclaimPolicy', 'Recycle on / would empty the node');
  }
}

const PARAMETERS_MAX_BYTES = 256 * 1024;
const MOST_PARAMETERS = 512;

function storageClass(value: Fields, place: Place): void {
  const { provisioner } = value;
  const terms = recordsOf(value.allowedTopologies).map((term) => JSON.stringify(term));
  if (new Set(terms).size < terms.length) place.say('schema/duplicate-key', 'allowedTopologies', 'holds a term twice');
  if (provisioner === '') place.say('schema/required', 'provisioner', 'must not be empty');
  const wrong = typeof provisioner === 'string' && provisioner !== '' ? labelKey(provisioner.toLowerCase()) : undefined;
  if (wrong !== undefined)
    place.say('server/storage', 'provisioner', `${shown(provisioner)} is no qualified name: ${wrong}`);
  const parameters = Object.entries(recordOf(value.parameters));
  const bytes = parameters.reduce(
    (sum, [key, text]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(text)),
    0,
  );
  if (parameters.length > MOST_PARAMETERS || bytes > PARAMETERS_MAX_BYTES) {
    place.say(
      'schema/bounds',
      'parameters',
      `has ${parameters.length} entries of ${bytes} bytes; 512 of 262144 are allowed`,
    );
  }
}

function topology(term: Fields, place: Place): void {
  const expressions = recordsOf(term.matchLabelExpressions);
  if (expressions.length === 0) {
    place.say('schema/required', 'matchLabelExpressions', 'is empty; a term names at least one label');
  }
  const keys = new Set<unknown>();
  expressions.forEach(({ key, values }, index) => {
    const field = `matchLabelExpressions[${index}]`;
    const wrong = typeof key === 'string' ? labelKey(key) : undefined;
    if (wrong !== undefined) place.say('names/label', `${field}.key`, `${shown(key)} is no label key: ${wrong}`);
    if (keys.has(key)) place.say('schema/duplicate-key', `${field}.key`, `${shown(key)} stands in the term twice`);
    keys.add(key);
    const list = Array.isArray(values) ? values : [];
    if (list.length === 0) place.say('schema/required', `${field}.values`, 'is empty; at least one value is expected');
    if (new Set(list).size < list.length) place.say('schema/duplicate-key', `${field}.values`, 'holds a value twice');
  });
}

function csiDriver(spec: Fields, place: Place): void {
  recordsOf(spec.tokenRequests).forEach((request, index) => {
    const { expirationSeconds: seconds, audience } = request;
    if (recordsOf(spec.tokenRequests).findIndex((other) => other.audience === audience) < index) {
      place.say(
        'schema/duplicate-key',
        `tokenRequests[${index}].audience`,
        `audience ${shown(audience)} stands in the list twice`,
      );
    }
    if (typeof seconds === 'number' && seconds < 600) {
      place.say(
        'schema/bounds',
        `tokenRequests[${index}].expirationSeconds`,
        `is ${seconds}; at least 600 is expected`,
      );
    }
  });
  const modes = Array.isArray(spec.volumeLifecycleModes) ? spec.volumeLifecycleModes : [];
  modes.forEach((mode, index) => {
    if (mode !== 'Persistent' && mode !== 'Ephemeral') {
      place.say(
        'schema/enum',
        `volumeLifecycleModes[${index}]`,
        `is ${shown(mode)}; allowed are Persistent, Ephemeral`,
      );
    }
  });
}

export const storageRules: TypeRules = {
  PersistentVolumeClaimSpec: [
    accessModes,
    claim,
    className('storageClassName'),
    className('volumeAttributesClassName'),
  ],
  PersistentVolumeSpec: [accessModes, persistentVolume, className('storageClassName')],
  StorageClass: [storageClass],
  TopologySelectorTerm: [topology],
  CSIDriverSpec: [csiDriver],
  VolumeAttributesClass: [
    (value, place) => {
      const wrong = typeof value.driverName === 'string' ? dnsSubdomain(value.driverName.toLowerCase()) : undefined;
      if (wrong !== undefined)
        place.say('server/storage', 'driverName', `${shown(value.driverName)} is no driver name: it ${wrong}`);
      if (Object.keys(recordOf(value.parameters)).length === 0) place.say('schema/required', 'parameters', 'is empty');
    },
  ],
};
