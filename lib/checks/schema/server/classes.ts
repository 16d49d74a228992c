import { recordOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { checkLabels } from './metadata';
import { dnsLabel } from './syntax';
import type { Fields, Place, TypeRules } from './place';

/** PriorityClasses and RuntimeClasses. */

const HIGHEST_OF_USERS = 1_000_000_000;
const SYSTEM_CLASSES: Readonly<Record<string, number>> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
};

function priorityClass(value: Fields, place: Place): void {
  const { name } = place.root.metadata;
  const priority = value.value;
  if (typeof name === 'string' && name.startsWith('system-')) {
    if (SYSTEM_CLASSES[name] !== priority) {
      place.say(
        'server/reserved',
        'metadata.name',
        `${shown(name)}: names that begin with system- belong to Kubernetes`,
      );
    }
  } else if (typeof priority === 'number' && priority > HIGHEST_OF_USERS) {
    place.say('schema/bounds', 'value', `is ${priority}; at most ${HIGHEST_OF_USERS} is left to users`);
  }
}

export const classRules: TypeRules = {
  PriorityClass: [priorityClass],
  RuntimeClass: [
    (value, place) => {
      const { handler } = value;
      const wrong = typeof handler === 'string' ? dnsLabel(handler) : undefined;
      if (wrong !== undefined) place.say('names/reference', 'handler', `${shown(handler)} is no handler: it ${wrong}`);
      checkLabels(recordOf(value.scheduling).nodeSelector, 'scheduling.nodeSelector', place);
    },
  ],
};
