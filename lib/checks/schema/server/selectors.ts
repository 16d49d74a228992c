import { isRecord, recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { checkLabels } from './metadata';
import { labelKey, labelValue } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** Label selectors, and workloads that must select their own pods. */

function requirement(value: Fields, place: Place): void {
  const { key, operator, values } = value;
  const count = Array.isArray(values) ? values.length : 0;
  if (typeof key === 'string') {
    const wrong = labelKey(key);
    if (wrong !== undefined) place.say('names/label', 'key', `${shown(key)} is no label key: ${wrong}`);
  }
  if ((operator === 'In' || operator === 'NotIn') && count === 0) {
    place.say('server/selector', 'values', `${operator} needs at least one value`);
  }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && count > 0) {
    place.say('server/selector', 'values', `${operator} takes no values; there are ${count}`);
  }
  if (!Array.isArray(values)) return;
  values.forEach((text, index) => {
    const wrong = typeof text === 'string' ? labelValue(text) : undefined;
    if (wrong !== undefined)
      place.say('names/label', `values[${index}]`, `${shown(text)} is no label value: it ${wrong}`);
  });
}

function isEmpty(selector: Fields): boolean {
  return Object.keys(recordOf(selector.matchLabels)).length + recordsOf(selector.matchExpressions).length === 0;
}

export function selects(selector: Fields, labels: Fields): boolean {
  const matches = Object.entries(recordOf(selector.matchLabels)).every(([key, value]) => labels[key] === value);
  return matches && recordsOf(selector.matchExpressions).every((term) => holds(term, labels));
}

function holds({ key, operator, values }: Fields, labels: Fields): boolean {
  const label = labels[String(key)];
  const listed = Array.isArray(values) && values.includes(label);
  switch (operator) {
    case 'In':
      return label !== undefined && listed;
    case 'NotIn':
      return !listed;
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      return true; // the operator itself is reported elsewhere
  }
}

function ownPods(value: Fields, place: Place): void {
  const { selector } = value;
  if (!isRecord(selector)) return;
  if (isEmpty(selector)) {
    place.say('server/selector', 'selector', 'is empty; a workload must select its own pods by at least one label');
    return;
  }
  const labels = recordOf(recordOf(recordOf(value.template).metadata).labels);
  if (selects(selector, labels)) return;
  const message = `the labels ${shown(labels)} do not match the selector ${shown(selector.matchLabels ?? selector)}`;
  place.say('server/selector', 'template.metadata.labels', message);
}

export const selectorRules: TypeRules = {
  LabelSelector: [(value, place) => checkLabels(value.matchLabels, 'matchLabels', place)],
  LabelSelectorRequirement: [requirement],
  DeploymentSpec: [ownPods],
  StatefulSetSpec: [ownPods],
  DaemonSetSpec: [ownPods],
  ReplicaSetSpec: [ownPods],
  PodSpec: [(value, place) => checkLabels(value.nodeSelector, 'nodeSelector', place)],
  ServiceSpec: [(value, place) => checkLabels(value.selector, 'selector', place)],
  JobSpec: [
    (value, place) => {
      if (isSet(value.selector) && value.manualSelector !== true) {
        const message = 'a Job gets its selector from the server unless manualSelector is true';
        place.say('server/selector', 'selector', message, 'Remove spec.selector.');
      }
    },
  ],
};
