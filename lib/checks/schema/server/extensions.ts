import { isRecord, recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { checkPortNumber } from './ports';
import { dnsLabel, dnsSubdomain, labelKey } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** What extends the API server: CRDs, API services, webhooks and admission policies. */

function crd(spec: Fields, place: Place): void {
  const { group, names, versions } = spec;
  const { plural, kind, singular, listKind } = recordOf(names);
  const expected = `${String(plural)}.${String(group)}`;
  if (place.root.metadata.name !== expected) {
    place.say(
      'server/admission',
      'names.plural',
      `metadata.name is ${shown(place.root.metadata.name)}; ${expected} is expected`,
    );
  }
  const wrongGroup = typeof group === 'string' ? dnsSubdomain(group) : undefined;
  if (wrongGroup !== undefined || !String(group).includes('.')) {
    place.say('server/admission', 'group', `${shown(group)} must be a domain with a dot`);
  }
  for (const [field, text] of Object.entries({ plural, singular, kind, listKind })) {
    const wrong = typeof text === 'string' && text !== '' ? dnsLabel(text.toLowerCase()) : undefined;
    if (wrong !== undefined) place.say('server/admission', `names.${field}`, `${shown(text)} ${wrong}`);
  }
  const all = recordsOf(versions);
  const stored = all.filter(({ storage }) => storage === true).length;
  if (stored !== 1) place.say('server/admission', 'versions', `${stored} versions are stored; exactly one must be`);
  all.forEach((version, index) => checkVersion(version, index, all, place));
}

function checkVersion(version: Fields, index: number, all: Fields[], place: Place): void {
  const field = `versions[${String(version.name ?? index)}]`;
  const wrong = typeof version.name === 'string' ? dnsLabel(version.name) : undefined;
  if (wrong !== undefined) place.say('server/admission', `${field}.name`, `${shown(version.name)} ${wrong}`);
  if (all.findIndex(({ name }) => name === version.name) < index) {
    place.say('schema/duplicate-key', `${field}.name`, `version ${shown(version.name)} stands in the list twice`);
  }
  const { openAPIV3Schema } = recordOf(version.schema);
  if (!isSet(openAPIV3Schema)) place.say('schema/required', `${field}.schema.openAPIV3Schema`, 'is missing');
  else if (recordOf(openAPIV3Schema).type !== 'object') {
    place.say('server/admission', `${field}.schema.openAPIV3Schema.type`, 'must be object at the root');
  } else checkStructure(recordOf(openAPIV3Schema), `${field}.schema.openAPIV3Schema`, place);
}

const SCHEMA_TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** Every field of a structural schema says its type. */
function checkStructure(schema: Fields, field: string, place: Place): void {
  for (const [name, part] of Object.entries(recordOf(schema.properties)))
    checkNode(recordOf(part), `${field}.properties[${name}]`, place);
  if (isSet(schema.items)) checkNode(recordOf(schema.items), `${field}.items`, place);
  if (isRecord(schema.additionalProperties))
    checkNode(schema.additionalProperties, `${field}.additionalProperties`, place);
}

function checkNode(schema: Fields, field: string, place: Place): void {
  const { type = '' } = schema;
  const isFree =
    schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (type === '' && !isFree) place.say('schema/required', `${field}.type`, 'is missing');
  else if (type !== '' && !SCHEMA_TYPES.includes(String(type))) {
    place.say('schema/enum', `${field}.type`, `is ${shown(type)}; allowed are ${SCHEMA_TYPES.join(', ')}`);
  }
  checkStructure(schema, field, place);
}

const SEGMENT = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

function webhookService(value: Fields, place: Place): void {
  const { path, port } = value;
  checkPortNumber(port, 'port', place);
  if (typeof path !== 'string' || path === '') return;
  const segments = path.replace(/^\//, '').replace(/\/$/, '').split('/');
  const isFine =
    path.startsWith('/') &&
    (path === '/' || segments.every((segment) => SEGMENT.test(segment) && segment.length <= 253));
  if (!isFine)
    place.say('server/admission', 'path', `${shown(path)} must begin with / and hold DNS names between slashes`);
}

function webhook(value: Fields, place: Place): void {
  const { name, timeoutSeconds, sideEffects, admissionReviewVersions, clientConfig } = value;
  const wrong = typeof name === 'string' ? dnsSubdomain(name) : undefined;
  if (wrong !== undefined || String(name).split('.').length < 3) {
    place.say('server/admission', 'name', `${shown(name)} must be a domain with at least three parts`);
  }
  if (typeof timeoutSeconds === 'number' && (timeoutSeconds < 1 || timeoutSeconds > 30)) {
    place.say('schema/bounds', 'timeoutSeconds', `is ${timeoutSeconds}; 1 to 30 is allowed`);
  }
  if (sideEffects === 'Some' || sideEffects === 'Unknown') {
    place.say('server/admission', 'sideEffects', `is ${shown(sideEffects)}; None and NoneOnDryRun are allowed`);
  }
  const versions = Array.isArray(admissionReviewVersions) ? admissionReviewVersions : [];
  if (!versions.includes('v1') && !versions.includes('v1beta1')) {
    place.say('server/admission', 'admissionReviewVersions', 'must name v1, which the API server speaks');
  }
  if (new Set(versions).size < versions.length)
    place.say('schema/duplicate-key', 'admissionReviewVersions', 'holds a version twice');
  const { url } = recordOf(clientConfig);
  if (typeof url === 'string' && !/^https:\/\/[^?#@]+$/.test(url)) {
    place.say(
      'server/admission',
      'clientConfig.url',
      `${shown(url)} must be an https URL without query, fragment and user`,
    );
  }
}

function webhookRule(value: Fields, place: Place): void {
  for (const field of ['operations', 'apiGroups', 'apiVersions', 'resources']) {
    const list = Array.isArray(value[field]) ? (value[field] as unknown[]) : [];
    if (list.length === 0) place.say('schema/required', field, 'is empty; at least one entry is expected');
    if (field !== 'apiGroups' && list.includes('')) place.say('schema/required', field, 'holds an empty entry');
    if (field !== 'resources' && list.length > 1 && list.includes('*')) {
      place.say('server/admission', field, "holds '*' beside others; '*' stands alone");
    }
  }
}

function apiService(spec: Fields, place: Place): void {
  const { group = '', version, service, insecureSkipTLSVerify, caBundle } = spec;
  const expected = `${String(version)}.${String(group)}`;
  if (place.root.metadata.name !== expected) {
    place.say(
      'server/admission',
      'version',
      `metadata.name is ${shown(place.root.metadata.name)}; ${expected} is expected`,
    );
  }
  if (insecureSkipTLSVerify === true && isSet(caBundle)) {
    place.say('server/admission', 'insecureSkipTLSVerify', 'cannot be true beside a caBundle');
  }
  for (const field of ['groupPriorityMinimum', 'versionPriority']) {
    const most = field === 'versionPriority' ? 1000 : 20_000;
    const number = spec[field];
    if (typeof number === 'number' && (number < 1 || number > most)) {
      place.say('schema/bounds', field, `is ${number}; 1 to ${most} is allowed`);
    }
  }
  if (!isSet(service) && isSet(caBundle)) place.say('server/admission', 'caBundle', 'needs a service beside it');
  checkPortNumber(recordOf(service).port, 'service.port', place);
}

function matchConditions(value: Fields, place: Place): void {
  const all = recordsOf(value.matchConditions);
  if (all.length > 64)
    place.say('schema/bounds', 'matchConditions', `has ${all.length} entries; at most 64 are allowed`);
  all.forEach(({ name, expression }, index) => {
    const wrong = typeof name === 'string' ? labelKey(name) : undefined;
    if (wrong !== undefined)
      place.say('names/label', `matchConditions[${index}].name`, `${shown(name)} is no qualified name: ${wrong}`);
    if (expression === '') place.say('schema/required', `matchConditions[${index}].expression`, 'must not be empty');
  });
}

function admissionPolicy(spec: Fields, place: Place): void {
  if (recordsOf(spec.validations).length + recordsOf(spec.auditAnnotations).length === 0) {
    place.say('schema/required', 'validations', 'is empty; validations or auditAnnotations are expected');
  }
  if (recordsOf(recordOf(spec.matchConstraints).resourceRules).length === 0) {
    place.say('schema/required', 'matchConstraints.resourceRules', 'is empty; at least one rule is expected');
  }
}

export const extensionRules: TypeRules = {
  CustomResourceDefinitionSpec: [crd],
  ValidatingWebhook: [webhook, matchConditions],
  MutatingWebhook: [webhook, matchConditions],
  RuleWithOperations: [webhookRule],
  NamedRuleWithOperations: [webhookRule],
  AdmissionregistrationServiceReference: [webhookService],
  APIServiceSpec: [apiService],
  ValidatingAdmissionPolicySpec: [admissionPolicy, matchConditions],
  ValidatingAdmissionPolicyBindingSpec: [
    (value, place) => {
      const actions = Array.isArray(value.validationActions) ? value.validationActions : [];
      if (actions.length === 0)
        place.say('schema/required', 'validationActions', 'is empty; at least one action is expected');
      if (actions.includes('Deny') && actions.includes('Warn')) {
        place.say('server/admission', 'validationActions', 'Deny and Warn do not go together');
      }
      const { policyName } = value;
      const wrong = typeof policyName === 'string' ? dnsSubdomain(policyName) : 'is missing';
      if (wrong !== undefined) place.say('names/reference', 'policyName', `${shown(policyName ?? '')} ${wrong}`);
    },
  ],
};
