import { recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { dnsLabel } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** What CustomResourceDefinitions say beside their schemas: columns, short names, deprecation, approval. */

const COLUMN_TYPES = ['boolean', 'date', 'integer', 'number', 'string'];
const LONGEST_WARNING = 256;

function columns(version: Fields, place: Place): void {
  recordsOf(version.additionalPrinterColumns).forEach(({ name, type, jsonPath }, index) => {
    const field = `additionalPrinterColumns[${String(name || index)}]`;
    if (!isSet(name) || name === '') place.say('schema/required', `${field}.name`, 'is missing');
    if (!COLUMN_TYPES.includes(String(type))) {
      place.say('schema/enum', `${field}.type`, `is ${shown(type ?? '')}; allowed are ${COLUMN_TYPES.join(', ')}`);
    }
    if (typeof jsonPath !== 'string' || !/^\.[^\s!]+$/.test(jsonPath.replace(/\[[^\]]*\]/g, '[]'))) {
      place.say('server/admission', `${field}.jsonPath`, `${shown(jsonPath ?? '')} is no simple path that begins with a dot`);
    }
  });
}

function deprecation({ deprecated, deprecationWarning: warning }: Fields, place: Place): void {
  if (!isSet(warning)) return;
  if (deprecated !== true) {
    place.say('server/admission', 'deprecationWarning', 'is for deprecated versions only', 'Remove it, or set deprecated.');
  }
  const { length } = String(warning);
  if (length === 0 || length > LONGEST_WARNING) {
    place.say('schema/bounds', 'deprecationWarning', `has ${length} characters; 1 to ${LONGEST_WARNING} are allowed`);
  }
}

/** RFC 1035: as RFC 1123, but no digit first. */
function otherNames(names: Fields, place: Place): void {
  for (const field of ['shortNames', 'categories']) {
    const list = Array.isArray(names[field]) ? (names[field] as unknown[]) : [];
    list.forEach((name, index) => {
      const wrong = typeof name === 'string' ? (dnsLabel(name) ?? (/^\d/.test(name) ? 'must begin with a letter' : undefined)) : undefined;
      if (wrong !== undefined) place.say('server/admission', `${field}[${index}]`, `${shown(name)} ${wrong}`);
    });
  }
}

const APPROVAL = 'api-approved.kubernetes.io';

/** Groups of the Kubernetes project want a word from its reviewers. */
function approval({ group }: Fields, place: Place): void {
  if (typeof group !== 'string' || !/(?:^|\.)(?:k8s|kubernetes)\.io$/.test(group)) return;
  const said = recordOf(place.root.metadata.annotations)[APPROVAL];
  if (typeof said === 'string' && /^(?:[a-z]+:\/\/[^/\s]+.*|unapproved.*)$/.test(said)) return;
  const message = `group ${group} belongs to the Kubernetes project; the annotation ${APPROVAL} must name the approval`;
  place.say('server/admission', 'group', message, 'Use a group of your own domain.');
}

export const crdVersionRules: TypeRules = {
  CustomResourceDefinitionVersion: [columns, deprecation],
  CustomResourceDefinitionNames: [otherNames],
  CustomResourceDefinitionSpec: [approval],
};
