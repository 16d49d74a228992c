import { recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { billionths } from './quantities';
import { pathSegment } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** HorizontalPodAutoscalers. Bounds of single numbers are in words.ts. */

function replicas(spec: Fields, place: Place): void {
  const { minReplicas = 1, maxReplicas } = spec;
  if (typeof minReplicas === 'number' && typeof maxReplicas === 'number' && maxReplicas < minReplicas) {
    place.say('server/workload', 'maxReplicas', `is ${maxReplicas}, below minReplicas (${minReplicas})`);
  }
}

/** `ContainerResource` is configured in `containerResource`. */
function fieldOfType(type: string): string {
  return type.charAt(0).toLowerCase() + type.slice(1);
}

const SOURCES = ['containerResource', 'external', 'object', 'pods', 'resource'];

function metric(value: Fields, place: Place): void {
  const { type } = value;
  if (typeof type !== 'string') return;
  const own = fieldOfType(type);
  if (!isSet(value[own])) place.say('schema/required', own, `is missing; type ${type} is configured there`);
  for (const other of SOURCES) {
    if (other !== own && isSet(value[other]))
      place.say('server/workload', other, `does not go with type ${type}`, 'Remove it.');
  }
  const target = recordOf(recordOf(value[own]).target);
  if (type === 'Pods' && !isSet(target.averageValue))
    place.say('schema/required', 'pods.target.averageValue', 'is missing');
  if ((type === 'External' || type === 'Object') && isSet(target.value) === isSet(target.averageValue)) {
    place.say('server/workload', `${own}.target`, 'needs exactly one of value and averageValue');
  }
  if (type !== 'Resource' && type !== 'ContainerResource') return;
  if (isSet(target.averageUtilization) === isSet(target.averageValue)) {
    place.say('server/workload', `${own}.target`, 'needs exactly one of averageUtilization and averageValue');
  }
}

function target(value: Fields, place: Place): void {
  for (const field of ['value', 'averageValue']) {
    const amount = billionths(value[field]);
    if (amount !== undefined && amount <= 0n)
      place.say('schema/bounds', field, `is ${shown(value[field])}; it must be positive`);
  }
  const { averageUtilization } = value;
  if (typeof averageUtilization === 'number' && averageUtilization < 1) {
    place.say('schema/bounds', 'averageUtilization', `is ${averageUtilization}; at least 1 is expected`);
  }
}

export const autoscalingRules: TypeRules = {
  HorizontalPodAutoscalerSpec: [
    replicas,
    (value, place) => {
      const { apiVersion = '' } = recordOf(value.scaleTargetRef);
      if (typeof apiVersion !== 'string' || /^[^/]+\/[^/]+$/.test(apiVersion)) return;
      place.say(
        'server/workload',
        'scaleTargetRef.apiVersion',
        `is ${shown(apiVersion)}; group/version is expected, e.g. apps/v1`,
      );
    },
  ],
  MetricSpec: [metric],
  MetricTarget: [target],
  HPAScalingRules: [
    (value, place) => {
      if (Array.isArray(value.policies) && recordsOf(value.policies).length === 0) {
        place.say('schema/required', 'policies', 'is empty; at least one policy is expected');
      }
    },
  ],
  CrossVersionObjectReference: [
    (value, place) => {
      for (const field of ['kind', 'name']) {
        const text = value[field];
        const wrong = text === '' ? 'must not be empty' : typeof text === 'string' ? pathSegment(text) : undefined;
        if (wrong !== undefined) place.say('names/reference', field, `${shown(text)} ${wrong}`);
      }
    },
  ],
};
