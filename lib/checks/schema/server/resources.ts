import { isRecord, recordOf, recordsOf } from '../../../manifest/field-path';
import { elementName } from '../../../manifest/pod-templates';
import { shown } from '../hits';
import { billionths, isWhole } from './quantities';
import { dnsSubdomain, labelKey } from './syntax';
import { within, type Fields, type Place, type TypeRules } from './place';

/** Requests and limits: names, sizes, and the order between the two. */

const OF_CONTAINERS = new Set(['cpu', 'memory', 'ephemeral-storage']);
const OF_PODS = new Set(['cpu', 'memory']);

/** What a container may ask for: cpu, memory, ephemeral-storage, hugepages-<size>, or a device plugin's domain/name. */
function wrongName(name: string, standard: ReadonlySet<string>): string | undefined {
  const wrong = labelKey(name);
  if (wrong !== undefined) return wrong;
  if (!name.includes('/')) {
    const isKnown = standard.has(name) || name.startsWith('hugepages-');
    return isKnown
      ? undefined
      : `known are ${[...standard].join(', ')}, hugepages-<size> and domain/name of a device plugin`;
  }
  if (name.includes('kubernetes.io/')) return undefined;
  if (name.startsWith('requests.')) return "extended resources may not begin with 'requests.'";
  const inQuota = labelKey(`requests.${name}`);
  return inQuota === undefined ? undefined : `requests.${name} must be a valid name too: ${inQuota}`;
}

/** Devices and huge pages are never shared: what is asked for is what is had. */
function mayOvercommit(name: string): boolean {
  if (name.startsWith('hugepages-')) return false;
  return !name.includes('/') || name.includes('kubernetes.io/');
}

function requirements(standard: ReadonlySet<string>): (value: Fields, place: Place) => void {
  return (value, place) => {
    const limits = recordOf(value.limits);
    const requests = recordOf(value.requests);
    for (const [list, amounts] of [
      ['limits', limits],
      ['requests', requests],
    ] as const) {
      for (const [name, amount] of Object.entries(amounts))
        checkAmount(name, amount, `${list}["${name}"]`, standard, place);
    }
    for (const [name, amount] of Object.entries(requests)) checkOrder(name, amount, limits[name], place);
  };
}

/** Amounts of resources that a container can ask for. */
export function checkAmounts(amounts: unknown, field: string, place: Place): void {
  for (const [name, amount] of Object.entries(recordOf(amounts))) {
    checkAmount(name, amount, `${field}["${name}"]`, OF_CONTAINERS, place);
  }
}

function checkAmount(name: string, amount: unknown, field: string, standard: ReadonlySet<string>, place: Place): void {
  const wrong = wrongName(name, standard);
  if (wrong !== undefined) place.say('server/resources', field, `${shown(name)} is no resource: ${wrong}`);
  const value = billionths(amount);
  if (value === undefined) return; // no quantity: the schema says so
  if (value < 0n) place.say('server/resources', field, `is ${shown(amount)}; a quantity may not be negative`);
  const isCounted = name.includes('/') && !name.includes('kubernetes.io/');
  if (isCounted && !isWhole(value))
    place.say('server/resources', field, `is ${shown(amount)}; devices come in whole numbers`);
}

function checkOrder(name: string, request: unknown, limit: unknown, place: Place): void {
  const [asked, most] = [billionths(request), billionths(limit)];
  if (asked === undefined) return;
  const field = `requests["${name}"]`;
  if (most === undefined) {
    if (limit === undefined && !mayOvercommit(name)) {
      place.say(
        'server/resources',
        `limits["${name}"]`,
        `is missing; ${name} cannot be overcommitted`,
        `Add the limit ${shown(request)}.`,
      );
    }
    return;
  }
  if (asked > most) {
    const message = `is ${shown(request)}, more than the limit of ${shown(limit)}`;
    place.say('server/resources', field, message, 'Raise the limit or lower the request.');
  } else if (asked !== most && !mayOvercommit(name)) {
    place.say('server/resources', field, `is ${shown(request)}; ${name} must be requested as limited, ${shown(limit)}`);
  }
}

function claims(value: Fields, place: Place): void {
  const known = recordsOf(value.resourceClaims).map(({ name }) => name);
  recordsOf(value.containers).forEach((container, at) => {
    recordsOf(recordOf(container.resources).claims).forEach((claim, index) => {
      if (known.includes(claim.name)) return;
      const field = `containers[${elementName(container, at)}].resources.claims[${elementName(claim, index)}]`;
      place.say('server/resources', field, `names ${shown(claim.name)}, which is not among resourceClaims of the pod`);
    });
  });
}

/** Resources of the whole pod, beside those of its containers. */
function ofPod(value: Fields, place: Place): void {
  if (!isRecord(value.resources)) return;
  const inPod = within(place, 'resources');
  requirements(OF_PODS)(value.resources, inPod);
  const containers = recordsOf(value.containers);
  const requests = recordOf(value.resources.requests);
  for (const [name, amount] of Object.entries(requests)) {
    const sum = containers
      .map((container) => billionths(recordOf(recordOf(container.resources).requests)[name]) ?? 0n)
      .reduce((a, b) => a + b, 0n);
    const whole = billionths(amount);
    if (whole !== undefined && sum > whole) {
      inPod.say(
        'server/resources',
        `requests["${name}"]`,
        `is ${shown(amount)}, less than its containers request together`,
      );
    }
  }
  for (const [name, amount] of Object.entries(recordOf(value.resources.limits))) {
    const whole = billionths(amount) ?? 0n;
    const over = containers.some(
      (container) => (billionths(recordOf(recordOf(container.resources).limits)[name]) ?? 0n) > whole,
    );
    if (over)
      inPod.say('server/resources', `limits["${name}"]`, `is ${shown(amount)}, less than the limit of a container`);
  }
}

const ofContainer = requirements(OF_CONTAINERS);

export const resourceRules: TypeRules = {
  Container: [
    (value, place) => {
      if (isRecord(value.resources)) ofContainer(value.resources, within(place, 'resources'));
    },
  ],
  PodSpec: [claims, ofPod],
  PodResourceClaim: [
    (value, place) => {
      for (const field of ['resourceClaimName', 'resourceClaimTemplateName']) {
        const name = value[field];
        const wrong = typeof name === 'string' ? dnsSubdomain(name) : undefined;
        if (wrong !== undefined) place.say('names/reference', field, `${shown(name)} is no object name: it ${wrong}`);
      }
    },
  ],
};
