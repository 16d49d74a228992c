import { recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { dnsLabel, dnsSubdomain, isPercent } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** Counts and strategies of Deployments, StatefulSets, DaemonSets and disruption budgets. */

/** Reports what is neither a count nor a percentage; returns the number it stands for. */
function countOrPercent(value: unknown, field: string, place: Place, atMost100 = true): number | undefined {
  if (typeof value === 'number') {
    if (value < 0) place.say('schema/bounds', field, `is ${value}; a count may not be negative`);
    return value;
  }
  if (typeof value !== 'string') return undefined;
  if (!isPercent(value)) {
    place.say('server/workload', field, `is ${shown(value)}; a count or a percentage such as 25% is expected`);
    return undefined;
  }
  const percent = Number.parseInt(value, 10);
  if (atMost100 && percent > 100) place.say('schema/bounds', field, `is ${value}; at most 100% is allowed`);
  return percent;
}

function deployment(spec: Fields, place: Place): void {
  const { type = 'RollingUpdate', rollingUpdate } = recordOf(spec.strategy);
  const { maxUnavailable = '25%', maxSurge = '25%' } = recordOf(rollingUpdate);
  const field = 'strategy.rollingUpdate';
  if (type === 'Recreate' && isSet(rollingUpdate)) {
    place.say('server/workload', field, 'is not allowed with type Recreate', 'Remove rollingUpdate.');
  }
  const down = countOrPercent(maxUnavailable, `${field}.maxUnavailable`, place);
  const up = countOrPercent(maxSurge, `${field}.maxSurge`, place, false);
  if (down === 0 && up === 0) {
    place.say(
      'server/workload',
      `${field}.maxUnavailable`,
      'and maxSurge are both 0, so no pod could be replaced',
      'Raise one of them.',
    );
  }
  const { progressDeadlineSeconds: deadline = 600, minReadySeconds: ready = 0 } = spec;
  if (typeof deadline === 'number' && typeof ready === 'number' && deadline <= ready) {
    place.say(
      'server/workload',
      'progressDeadlineSeconds',
      `is ${deadline}; it must be above minReadySeconds (${ready})`,
    );
  }
}

function daemonSet(spec: Fields, place: Place): void {
  const { type = 'RollingUpdate', rollingUpdate } = recordOf(spec.updateStrategy);
  if (type !== 'RollingUpdate') return;
  const { maxUnavailable = 1, maxSurge = 0 } = recordOf(rollingUpdate);
  const field = 'updateStrategy.rollingUpdate';
  const down = countOrPercent(maxUnavailable, `${field}.maxUnavailable`, place);
  const up = countOrPercent(maxSurge, `${field}.maxSurge`, place);
  if (down === 0 && up === 0) {
    place.say(
      'server/workload',
      `${field}.maxUnavailable`,
      'and maxSurge are both 0, so no pod could be replaced',
      'Raise one of them.',
    );
  }
  if (down !== undefined && up !== undefined && down !== 0 && up !== 0) {
    const message = `is ${shown(maxSurge)} while maxUnavailable is ${shown(maxUnavailable)}; one of the two must be 0`;
    place.say('server/workload', `${field}.maxSurge`, message, 'Set maxUnavailable: 0, or remove maxSurge.');
  }
}

function statefulSet(spec: Fields, place: Place): void {
  const { type = 'RollingUpdate', rollingUpdate } = recordOf(spec.updateStrategy);
  const { maxUnavailable } = recordOf(rollingUpdate);
  const field = 'updateStrategy.rollingUpdate';
  if (type === 'OnDelete' && isSet(rollingUpdate)) {
    place.say('server/workload', field, 'is not allowed with type OnDelete', 'Remove rollingUpdate.');
  }
  if (countOrPercent(maxUnavailable, `${field}.maxUnavailable`, place) === 0) {
    place.say('server/workload', `${field}.maxUnavailable`, 'is 0, so no pod could be replaced', 'Use at least 1.');
  }
  const { serviceName } = spec;
  const wrong = typeof serviceName === 'string' && serviceName !== '' ? dnsLabel(serviceName) : undefined;
  if (wrong !== undefined)
    place.say('names/reference', 'serviceName', `${shown(serviceName)} is no Service name: it ${wrong}`);
  recordsOf(spec.volumeClaimTemplates).forEach((template, index) => {
    const name = recordOf(template.metadata).name;
    const bad = typeof name === 'string' ? dnsSubdomain(name) : 'is missing';
    if (bad !== undefined)
      place.say('names/object', `volumeClaimTemplates[${index}].metadata.name`, `${shown(name)} ${bad}`);
  });
}

export const workloadRules: TypeRules = {
  DeploymentSpec: [deployment],
  DaemonSetSpec: [daemonSet],
  StatefulSetSpec: [statefulSet],
  PodDisruptionBudgetSpec: [
    (value, place) => {
      for (const field of ['minAvailable', 'maxUnavailable']) countOrPercent(value[field], field, place);
    },
  ],
};
