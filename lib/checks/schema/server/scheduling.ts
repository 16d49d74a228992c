import { recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { dnsLabel, labelKey, labelValue } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** Affinity, spread and tolerations. */

function toleration(value: Fields, place: Place): void {
  const { key = '', operator = 'Equal', value: text = '', effect = '' } = value;
  if (typeof key === 'string' && key !== '') {
    const wrong = labelKey(key);
    if (wrong !== undefined) place.say('names/label', 'key', `${shown(key)} is no taint key: ${wrong}`);
  }
  if (key === '' && operator !== 'Exists') {
    const message = `is ${shown(operator)}; without a key it must be Exists, which tolerates everything`;
    place.say('server/scheduling', 'operator', message, 'Name the key, or write operator: Exists.');
  }
  if (operator === 'Exists' && text !== '') {
    place.say('server/scheduling', 'value', `is ${shown(text)}; operator Exists takes no value`, 'Remove the value.');
  }
  if ((operator === 'Equal' || operator === '') && typeof text === 'string') {
    const wrong = labelValue(text);
    if (wrong !== undefined) place.say('names/label', 'value', `${shown(text)} is no taint value: it ${wrong}`);
  }
  if (operator === 'Gt' || operator === 'Lt') {
    const message = `is ${shown(operator)}, which is alpha and off in 1.36; Equal and Exists are allowed`;
    place.say('server/scheduling', 'operator', message);
  }
  if (isSet(value.tolerationSeconds) && effect !== 'NoExecute') {
    place.say(
      'server/scheduling',
      'effect',
      `is ${shown(effect)}; tolerationSeconds needs NoExecute`,
      'Write effect: NoExecute.',
    );
  }
}

function requirement(value: Fields, place: Place): void {
  const { key, operator, values } = value;
  const list = Array.isArray(values) ? values : [];
  if ((operator === 'In' || operator === 'NotIn') && list.length === 0) {
    place.say('server/scheduling', 'values', `${operator} needs at least one value`);
  }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && list.length > 0) {
    place.say('server/scheduling', 'values', `${operator} takes no values; there are ${list.length}`);
  }
  if ((operator === 'Gt' || operator === 'Lt') && list.length !== 1) {
    place.say('server/scheduling', 'values', `${operator} needs exactly one value; there are ${list.length}`);
  }
  const wrong = typeof key === 'string' ? labelKey(key) : undefined;
  if (wrong !== undefined && key !== 'metadata.name')
    place.say('names/label', 'key', `${shown(key)} is no label key: ${wrong}`);
  list.forEach((text, index) => {
    const bad = typeof text === 'string' ? labelValue(text) : undefined;
    if (bad !== undefined) place.say('names/label', `values[${index}]`, `${shown(text)} is no label value: it ${bad}`);
  });
}

function fields(term: Fields, place: Place): void {
  recordsOf(term.matchFields).forEach((field, index) => {
    if (field.key !== 'metadata.name') {
      place.say(
        'server/scheduling',
        `matchFields[${index}].key`,
        `is ${shown(field.key)}; only metadata.name is a field of nodes`,
      );
    }
    const count = Array.isArray(field.values) ? field.values.length : 0;
    if (count > 1)
      place.say('server/scheduling', `matchFields[${index}].values`, `has ${count} values; exactly one is allowed`);
  });
}

function podTerm(value: Fields, place: Place): void {
  const { topologyKey, namespaces } = value;
  if (topologyKey === '') place.say('schema/required', 'topologyKey', 'must not be empty');
  const wrong = typeof topologyKey === 'string' && topologyKey !== '' ? labelKey(topologyKey) : undefined;
  if (wrong !== undefined) place.say('names/label', 'topologyKey', `${shown(topologyKey)} is no label key: ${wrong}`);
  (Array.isArray(namespaces) ? namespaces : []).forEach((name, index) => {
    const bad = typeof name === 'string' ? dnsLabel(name) : undefined;
    if (bad !== undefined)
      place.say('names/reference', `namespaces[${index}]`, `${shown(name)} is no namespace: it ${bad}`);
  });
  matchLabelKeys(value, place);
}

function matchLabelKeys(value: Fields, place: Place): void {
  const both = ['matchLabelKeys', 'mismatchLabelKeys'].map((field) =>
    Array.isArray(value[field]) ? (value[field] as unknown[]) : [],
  );
  const [match = [], mismatch = []] = both;
  if (match.length + mismatch.length > 0 && !isSet(value.labelSelector)) {
    place.say(
      'server/scheduling',
      match.length > 0 ? 'matchLabelKeys' : 'mismatchLabelKeys',
      'needs a labelSelector beside it',
    );
  }
  for (const key of match) {
    if (mismatch.includes(key))
      place.say('server/scheduling', 'matchLabelKeys', `${shown(key)} stands in mismatchLabelKeys too`);
  }
}

function weight(value: Fields, place: Place): void {
  if (typeof value.weight === 'number' && (value.weight < 1 || value.weight > 100)) {
    place.say('schema/bounds', 'weight', `is ${value.weight}; 1 to 100 is allowed`);
  }
}

function spread(value: Fields, place: Place): void {
  if (value.topologyKey === '') place.say('schema/required', 'topologyKey', 'must not be empty');
  if (isSet(value.minDomains) && value.whenUnsatisfiable !== 'DoNotSchedule') {
    const message = `needs whenUnsatisfiable: DoNotSchedule; it is ${shown(value.whenUnsatisfiable)}`;
    place.say('server/scheduling', 'minDomains', message);
  }
  matchLabelKeys(value, place);
  const selected = Object.keys(recordOf(recordOf(value.labelSelector).matchLabels));
  const keys = Array.isArray(value.matchLabelKeys) ? value.matchLabelKeys : [];
  for (const key of keys) {
    if (selected.includes(String(key)))
      place.say('server/scheduling', 'matchLabelKeys', `${shown(key)} stands in labelSelector too`);
  }
}

function nodeTerms(value: Fields, place: Place): void {
  if (Array.isArray(value.nodeSelectorTerms) && value.nodeSelectorTerms.length === 0) {
    place.say('schema/required', 'nodeSelectorTerms', 'is empty; at least one term is expected');
  }
}

export const schedulingRules: TypeRules = {
  Toleration: [toleration],
  NodeSelectorRequirement: [requirement],
  NodeSelectorTerm: [fields],
  NodeSelector: [nodeTerms],
  PodAffinityTerm: [podTerm],
  WeightedPodAffinityTerm: [weight],
  PreferredSchedulingTerm: [weight],
  TopologySpreadConstraint: [spread],
};
