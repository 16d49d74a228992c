import { recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { billionths } from './quantities';
import { labelKey } from './syntax';
import type { Fields, Place, TypeRules } from './place';

/** LimitRanges and ResourceQuotas. */

const OF_LIMITS = ['cpu', 'memory', 'ephemeral-storage', 'storage'];
const COUNTED = ['pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps'];
const OF_QUOTAS = new Set([
  ...[...OF_LIMITS, ...COUNTED, 'persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
  ...['requests.cpu', 'requests.memory', 'requests.storage', 'requests.ephemeral-storage'],
  ...['limits.cpu', 'limits.memory', 'limits.ephemeral-storage'],
]);

function isStandard(name: string, known: (name: string) => boolean): boolean {
  return name.includes('/') || name.includes('hugepages-') || known(name);
}

function limitRange(value: Fields, place: Place): void {
  const types = new Set<unknown>();
  recordsOf(value.limits).forEach((limit, index) => {
    const field = `limits[${index}]`;
    if (types.has(limit.type))
      place.say('schema/duplicate-key', `${field}.type`, `type ${shown(limit.type)} is limited twice`);
    types.add(limit.type);
    for (const list of ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio']) {
      for (const name of Object.keys(recordOf(limit[list]))) resourceName(name, `${field}.${list}["${name}"]`, place);
      if (limit.type === 'Pod' && list.startsWith('default') && Object.keys(recordOf(limit[list])).length > 0) {
        place.say(
          'server/resources',
          `${field}.${list}`,
          'is not allowed for type Pod',
          'Remove it, or use type Container.',
        );
      }
    }
    ordered(limit, field, place);
    const isBounded = [limit.min, limit.max].some((list) => recordOf(list).storage !== undefined);
    if (limit.type === 'PersistentVolumeClaim' && !isBounded) {
      place.say('schema/required', `${field}.max["storage"]`, 'is missing; a limit of claims needs min or max storage');
    }
  });
}

function resourceName(name: string, field: string, place: Place): void {
  const wrong = labelKey(name);
  if (wrong !== undefined || !isStandard(name, (one) => OF_LIMITS.includes(one))) {
    place.say('server/resources', field, `${shown(name)} is no resource; known are ${OF_LIMITS.join(', ')}`);
  }
}

/** min ≤ defaultRequest ≤ default ≤ max, as far as they are given. */
function ordered(limit: Fields, field: string, place: Place): void {
  const rising = ['min', 'defaultRequest', 'default', 'max'];
  const names = new Set(rising.flatMap((list) => Object.keys(recordOf(limit[list]))));
  for (const name of names) {
    const given = rising
      .map((list) => ({ list, value: billionths(recordOf(limit[list])[name]) }))
      .filter((entry) => entry.value !== undefined);
    given.forEach((entry, index) => {
      const before = given[index - 1];
      if (before?.value === undefined || entry.value === undefined || before.value <= entry.value) return;
      place.say(
        'server/resources',
        `${field}.${entry.list}["${name}"]`,
        `is below ${before.list}`,
        'Keep min ≤ defaultRequest ≤ default ≤ max.',
      );
    });
  }
}

function quota(value: Fields, place: Place): void {
  for (const [name, amount] of Object.entries(recordOf(value.hard))) {
    const wrong = labelKey(name);
    const isKnown = isStandard(name, (one) => OF_QUOTAS.has(one) || one.startsWith('count/'));
    if (wrong !== undefined || !isKnown) {
      place.say('server/resources', `hard["${name}"]`, `${shown(name)} is nothing a quota can count`);
    }
    const least = billionths(amount);
    if (least !== undefined && least < 0n)
      place.say('server/resources', `hard["${name}"]`, `is ${shown(amount)}; it may not be negative`);
    if (least !== undefined && COUNTED.includes(name) && least % 10n ** 9n !== 0n) {
      place.say('server/resources', `hard["${name}"]`, `is ${shown(amount)}; whole numbers are expected`);
    }
  }
}

const OF_PODS = new Set(['pods', 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory']);
const OF_CLAIMS = new Set(['persistentvolumeclaims', 'requests.storage']);
const CONFLICTS = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
];

/** A scope picks pods (or claims), so what it counts must be of pods (or claims). */
function scopes({ scopes: given, hard }: Fields, place: Place): void {
  const all = Array.isArray(given) ? given : [];
  for (const scope of all) {
    const countable =
      scope === 'BestEffort' ? new Set(['pods']) : scope === 'VolumeAttributesClass' ? OF_CLAIMS : OF_PODS;
    for (const name of Object.keys(recordOf(hard))) {
      if (OF_QUOTAS.has(name) && !countable.has(name)) {
        place.say(
          'server/resources',
          'scopes',
          `scope ${shown(scope)} does not go with ${name}`,
          'Make it a quota of its own.',
        );
      }
    }
  }
  for (const pair of CONFLICTS) {
    if (pair.every((scope) => all.includes(scope))) {
      place.say('server/resources', 'scopes', `${pair.join(' and ')} exclude one another`, 'Keep one of the two.');
    }
  }
}

export const quotaRules: TypeRules = {
  LimitRangeSpec: [limitRange],
  ResourceQuotaSpec: [quota, scopes],
};
