import { recordsOf } from '../../../manifest/field-path';
import { elementName } from '../../../manifest/pod-templates';
import { shown } from '../hits';
import { dnsLabel } from './syntax';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** What holds for containers as such, and for the lists they stand in. */

/** Reference grammar of github.com/distribution/reference: host, path, tag, digest. */
const IMAGE =
  /^(?:(?:[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

export function checkImage(image: unknown, field: string, place: Place): void {
  if (typeof image !== 'string' || image === '') return;
  if (image !== image.trim()) place.say('server/image', field, `${shown(image)} begins or ends with a blank`);
  else if (!IMAGE.test(image)) place.say('server/image', field, `${shown(image)} is no image reference`);
}

function container(value: Fields, place: Place): void {
  if (value.name === '') place.say('schema/required', 'name', 'must not be empty');
  const wrong = typeof value.name === 'string' && value.name !== '' ? dnsLabel(value.name) : undefined;
  if (wrong !== undefined)
    place.say('server/container', 'name', `${shown(value.name)} is no container name: it ${wrong}`);
  if (value.image === undefined || value.image === '') {
    place.say('schema/required', 'image', 'is missing', 'Name the image to run.');
  }
  checkImage(value.image, 'image', place);
}

const NOT_FOR_INIT = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

function lists(spec: Fields, place: Place): void {
  const names = new Map<unknown, string>();
  for (const list of ['containers', 'initContainers', 'ephemeralContainers']) {
    recordsOf(spec[list]).forEach((one, index) => {
      const field = `${list}[${elementName(one, index)}]`;
      const other = names.get(one.name);
      // Within one list server-side apply complains about the key already.
      if (other !== undefined && other !== list) {
        const message = `a container called ${shown(one.name)} stands in ${other} too`;
        place.say('server/container', `${field}.name`, message, 'Rename one of the two.');
      }
      names.set(one.name, list);
    });
  }
  if (Array.isArray(spec.containers) && spec.containers.length === 0) {
    place.say('schema/required', 'containers', 'is empty; a pod needs at least one container');
  }
}

function initContainers(spec: Fields, place: Place): void {
  recordsOf(spec.initContainers).forEach((one, index) => {
    if (one.restartPolicy === 'Always') return;
    const field = `initContainers[${elementName(one, index)}]`;
    for (const forbidden of NOT_FOR_INIT) {
      if (!isSet(one[forbidden])) continue;
      const message = 'is not allowed in an init container that ends before the others start';
      place.say(
        'server/container',
        `${field}.${forbidden}`,
        message,
        'Remove it, or set restartPolicy: Always (a sidecar).',
      );
    }
  });
}

function restartRules(value: Fields, place: Place): void {
  const rules = recordsOf(value.restartPolicyRules);
  if (rules.length > 0 && !isSet(value.restartPolicy)) {
    place.say('schema/required', 'restartPolicy', 'is missing; restartPolicyRules refine it');
  }
  if (rules.length > 20)
    place.say('schema/bounds', 'restartPolicyRules', `has ${rules.length} rules; at most 20 are allowed`);
}

function resizePolicy(value: Fields, place: Place): void {
  const names = recordsOf(value.resizePolicy).map(({ resourceName }) => resourceName);
  names.forEach((name, index) => {
    if (names.indexOf(name) < index)
      place.say('schema/duplicate-key', `resizePolicy[${index}]`, `${shown(name)} has two policies`);
  });
}

function inTemplates(value: Fields, place: Place): void {
  if (isSet(value.ephemeralContainers) && recordsOf(value.ephemeralContainers).length > 0) {
    place.say('server/pod', 'ephemeralContainers', 'are added to running pods only', 'Remove them.');
  }
}

export const containerRules: TypeRules = {
  Container: [container, restartRules, resizePolicy],
  EphemeralContainer: [container],
  PodSpec: [lists, initContainers, inTemplates],
  ImageVolumeSource: [(value, place) => checkImage(value.reference, 'reference', place)],
};
