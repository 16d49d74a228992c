import { recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { scheduleFault } from './cron-schedule';
import { labelKey } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** Jobs and CronJobs. */

const MOST_PARALLEL_INDEXED = 100_000;

function indexed(spec: Fields, place: Place): void {
  if (spec.completionMode === 'Indexed') {
    if (!isSet(spec.completions))
      place.say('schema/required', 'completions', 'is missing; completionMode Indexed counts with it');
    if (Number(spec.parallelism) > MOST_PARALLEL_INDEXED) {
      place.say(
        'schema/bounds',
        'parallelism',
        `is ${shown(spec.parallelism)}; at most ${MOST_PARALLEL_INDEXED} with Indexed`,
      );
    }
    if (Number(spec.maxFailedIndexes) > Number(spec.completions)) {
      place.say('server/workload', 'maxFailedIndexes', `is ${shown(spec.maxFailedIndexes)}, above completions`);
    }
  } else {
    for (const field of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy']) {
      if (isSet(spec[field]))
        place.say('server/workload', field, 'needs completionMode: Indexed', 'Remove it, or set the mode.');
    }
  }
  if (isSet(spec.maxFailedIndexes) && !isSet(spec.backoffLimitPerIndex)) {
    place.say('schema/required', 'backoffLimitPerIndex', 'is missing; maxFailedIndexes needs it');
  }
  if (isSet(spec.successPolicy) && recordsOf(recordOf(spec.successPolicy).rules).length === 0) {
    place.say('schema/required', 'successPolicy.rules', 'is empty; at least one rule is expected');
  }
  if (spec.completionMode !== 'Indexed') return;
  recordsOf(recordOf(spec.successPolicy).rules).forEach((rule, index) => {
    successRule(rule, `successPolicy.rules[${index}]`, Number(spec.completions ?? 0), place);
  });
}

function failurePolicy(spec: Fields, place: Place): void {
  if (!isSet(spec.podFailurePolicy)) return;
  const pod = recordOf(recordOf(spec.template).spec);
  if (pod.restartPolicy === 'OnFailure') {
    const message = 'is OnFailure; podFailurePolicy needs Never';
    place.say('server/workload', 'template.spec.restartPolicy', message, 'Write restartPolicy: Never.');
  }
  if (isSet(spec.podReplacementPolicy) && spec.podReplacementPolicy !== 'Failed') {
    place.say('server/workload', 'podReplacementPolicy', 'must be Failed together with podFailurePolicy');
  }
  const containers = [...recordsOf(pod.containers), ...recordsOf(pod.initContainers)].map(({ name }) => name);
  recordsOf(recordOf(spec.podFailurePolicy).rules).forEach((rule, index) => {
    failureRule(rule, `podFailurePolicy.rules[${index}]`, containers, spec, place);
  });
}

/** `0-3,7` → how many indexes; undefined when it cannot be read. They must rise and stay below completions. */
function countIndexes(text: string, completions: number): number | undefined {
  let count = 0;
  let last = -1;
  for (const part of text === '' ? [] : text.split(',')) {
    const found = /^(\d+)(?:-(\d+))?$/.exec(part);
    const [first, end] = [Number(found?.[1]), Number(found?.[2] ?? found?.[1])];
    if (!found || first <= last || end < first || end >= completions) return undefined;
    count += end - first + 1;
    last = end;
  }
  return count;
}

function successRule(rule: Fields, field: string, completions: number, place: Place): void {
  const { succeededIndexes: indexes, succeededCount: count } = rule;
  if (!isSet(indexes) && !isSet(count)) place.say('schema/required', field, 'needs succeededIndexes or succeededCount');
  const covered = typeof indexes === 'string' ? countIndexes(indexes, completions) : completions;
  if (covered === undefined) {
    place.say(
      'server/workload',
      `${field}.succeededIndexes`,
      `${shown(indexes)} must be rising indexes below ${completions}, e.g. 0-2,5`,
    );
  } else if (typeof count === 'number' && count > Math.min(covered, completions)) {
    place.say('server/workload', `${field}.succeededCount`, `is ${count}, more than the ${covered} indexes it counts`);
  }
}

function failureRule(rule: Fields, field: string, containers: unknown[], spec: Fields, place: Place): void {
  const { action, onExitCodes } = rule;
  const hasConditions = recordsOf(rule.onPodConditions).length > 0;
  recordsOf(rule.onPodConditions).forEach(({ type }, index) => {
    const wrong = typeof type === 'string' ? labelKey(type) : undefined;
    if (wrong !== undefined)
      place.say('names/label', `${field}.onPodConditions[${index}].type`, `${shown(type)} is no condition: ${wrong}`);
  });
  if (isSet(onExitCodes) === hasConditions) {
    place.say('server/workload', field, 'needs exactly one of onExitCodes and onPodConditions');
  }
  if (action === 'FailIndex' && !isSet(spec.backoffLimitPerIndex)) {
    place.say('server/workload', `${field}.action`, 'FailIndex needs backoffLimitPerIndex');
  }
  if (!isSet(onExitCodes)) return;
  const { containerName, operator, values } = recordOf(onExitCodes);
  if (isSet(containerName) && !containers.includes(containerName)) {
    place.say(
      'server/workload',
      `${field}.onExitCodes.containerName`,
      `the pod has no container ${shown(containerName)}`,
    );
  }
  const codes = Array.isArray(values) ? values.map(Number) : [];
  const isOrdered = codes.every((code, index) => index === 0 || code > (codes[index - 1] ?? 0));
  if (codes.length === 0 || codes.length > 255) {
    place.say('schema/bounds', `${field}.onExitCodes.values`, `has ${codes.length} codes; 1 to 255 are allowed`);
  }
  if (!isOrdered) place.say('server/workload', `${field}.onExitCodes.values`, 'must rise, each code once');
  if (operator === 'In' && codes.includes(0)) {
    place.say('server/workload', `${field}.onExitCodes.values`, 'holds 0, which is no failure');
  }
}

function cronJob(spec: Fields, place: Place): void {
  const { schedule, timeZone } = spec;
  const fault = typeof schedule === 'string' ? scheduleFault(schedule) : undefined;
  if (fault !== undefined) place.say('server/schedule', 'schedule', `${shown(schedule)} ${fault}`);
  if (typeof timeZone === 'string' && !isTimeZone(timeZone)) {
    place.say(
      'server/schedule',
      'timeZone',
      `${shown(timeZone)} is no time zone`,
      'Use a name such as Europe/Berlin or Etc/UTC.',
    );
  }
  const template = recordOf(recordOf(spec.jobTemplate).spec);
  if (isSet(template.selector) || template.manualSelector === true) {
    place.say(
      'server/selector',
      'jobTemplate.spec.selector',
      'is made by the server for Jobs of a CronJob',
      'Remove it.',
    );
  }
}

/** Letter case counts: the server looks the name up as a file. */
function isTimeZone(name: string): boolean {
  // Named by nearly every CronJob; asking ICU about a first zone takes as long as all other rules about Jobs.
  if (name === 'Etc/UTC' || name === 'UTC') return true;
  if (/^local$/i.test(name)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return name === timeZone || name.toLowerCase() !== timeZone.toLowerCase();
  } catch {
    return false;
  }
}

export const jobRules: TypeRules = {
  JobSpec: [indexed, failurePolicy],
  CronJobSpec: [cronJob],
};
