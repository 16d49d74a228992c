import { recordOf, recordsOf } from '../../../manifest/field-path';
import { elementName } from '../../../manifest/pod-templates';
import { shown } from '../hits';
import { billionths } from './quantities';
import { configKey, dnsSubdomain, envName, labelKey, type Syntax } from './syntax';
import { isSet, type Fields, type Place, type TypeRule, type TypeRules } from './place';

/** Environment variables and the references that fill them. */

/** Fields of a pod that the downward API hands to variables, and those it writes to files. */
const VARIABLE_FIELDS = new Set([
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName'],
  ...['status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'],
]);
const FILE_FIELDS = new Set([
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations'],
]);
const RESOURCES = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;
const MEMORY_DIVISORS = /^(?:1(?:[kMGTPE]|[KMGTPE]i)?)$/;

function check(syntax: Syntax, text: unknown, field: string, what: string, place: Place): void {
  const wrong = typeof text === 'string' && text !== '' ? syntax(text) : undefined;
  if (wrong !== undefined) place.say('server/env', field, `${shown(text)} is no ${what}: it ${wrong}`);
}

function variable(value: Fields, place: Place): void {
  if (value.name === '') place.say('schema/required', 'name', 'must not be empty');
  check(envName, value.name, 'name', 'variable name', place);
  if (isSet(value.valueFrom) && isSet(value.value) && value.value !== '') {
    place.say('server/env', 'valueFrom', 'value and valueFrom are both set; one is allowed', 'Remove one of the two.');
  }
}

function podField(allowed: ReadonlySet<string>): (value: Fields, field: string, place: Place) => void {
  return ({ fieldPath, apiVersion = 'v1' }, field, place) => {
    if (typeof fieldPath !== 'string') return;
    if (apiVersion !== 'v1' && apiVersion !== '')
      place.say(
        'server/env',
        field,
        `is read as ${shown(apiVersion)}; apiVersion v1 is all there is`,
        'Remove apiVersion.',
      );
    const [, base = '', key] = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/.exec(fieldPath) ?? [];
    if (key !== undefined) {
      const wrong = labelKey(base.endsWith('annotations') ? key.toLowerCase() : key);
      if (wrong !== undefined) place.say('server/env', field, `${shown(key)} is no key: ${wrong}`);
    } else if (!allowed.has(fieldPath)) {
      const words = [...allowed, "metadata.labels['…']", "metadata.annotations['…']"].join(', ');
      place.say('server/env', field, `${shown(fieldPath)} is not handed to pods; allowed are ${words}`);
    }
  };
}

const variableField = podField(VARIABLE_FIELDS);
const fileField = podField(FILE_FIELDS);

function resourceField(value: Fields, field: string, place: Place): void {
  const { resource, divisor } = value;
  if (typeof resource !== 'string') return;
  if (!RESOURCES.test(resource)) {
    const words = 'limits or requests of cpu, memory, ephemeral-storage or hugepages-*';
    place.say('server/env', `${field}.resource`, `${shown(resource)} is no resource; ${words} are`);
  }
  if (divisor === undefined || billionths(divisor) === 0n) return;
  const isFine = resource.endsWith('.cpu')
    ? ['1', '1m'].includes(String(divisor))
    : MEMORY_DIVISORS.test(String(divisor));
  if (!isFine)
    place.say(
      'server/env',
      `${field}.divisor`,
      `${shown(divisor)} is no divisor for ${resource}; 1, 1m (cpu) or 1Mi are`,
    );
}

function keyReference(name: string): TypeRule {
  return (value, place) => {
    check(configKey, value.key, 'key', 'key', place);
    const wrong = typeof value[name] === 'string' && value[name] !== '' ? dnsSubdomain(value[name]) : undefined;
    if (wrong !== undefined) place.say('names/reference', name, `${shown(value[name])} is no object name: it ${wrong}`);
  };
}

/** Listed twice: the later one wins, silently. */
function repeated({ env }: Fields, place: Place): void {
  recordsOf(env).forEach((entry, index, all) => {
    const before = all.slice(0, index).map(({ name }) => name);
    const used =
      typeof entry.value === 'string' ? [...entry.value.matchAll(/\$\(([^)]+)\)/g)].map(([, name]) => name) : [];
    for (const name of used) {
      if (before.includes(name) || !all.slice(index).some((later) => later.name === name)) continue;
      const message = `$(${name}) is used before it is defined, so it stays as it is written`;
      place.say('server/warning', `env[${elementName(entry, index)}].value`, message, `Move ${name} further up.`);
    }
  });
}

export const envRules: TypeRules = {
  EnvVar: [variable],
  EnvVarSource: [
    (value, place) => {
      if (isSet(value.fieldRef)) variableField(recordOf(value.fieldRef), 'fieldRef.fieldPath', place);
      if (isSet(value.resourceFieldRef)) resourceField(recordOf(value.resourceFieldRef), 'resourceFieldRef', place);
    },
  ],
  DownwardAPIVolumeFile: [
    (value, place) => {
      if (isSet(value.fieldRef)) fileField(recordOf(value.fieldRef), 'fieldRef.fieldPath', place);
      if (!isSet(value.resourceFieldRef)) return;
      resourceField(recordOf(value.resourceFieldRef), 'resourceFieldRef', place);
      if (!recordOf(value.resourceFieldRef).containerName) {
        place.say('schema/required', 'resourceFieldRef.containerName', 'is missing; a volume serves all containers');
      }
    },
  ],
  EnvFromSource: [(value, place) => check(envName, value.prefix, 'prefix', 'prefix of variables', place)],
  ConfigMapKeySelector: [keyReference('name')],
  SecretKeySelector: [keyReference('name')],
  FileKeySelector: [(value, place) => check(envName, value.key, 'key', 'variable name', place)],
  ConfigMapEnvSource: [reference],
  SecretEnvSource: [reference],
  Container: [repeated],
};

function reference(value: Fields, place: Place): void {
  if (typeof value.name !== 'string' || value.name === '') {
    place.say('schema/required', 'name', 'is missing');
    return;
  }
  const wrong = dnsSubdomain(value.name);
  if (wrong !== undefined) place.say('names/reference', 'name', `${shown(value.name)} is no object name: it ${wrong}`);
}
