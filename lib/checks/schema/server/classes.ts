import { recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { checkLabels } from './metadata';
import { checkAmounts } from './resources';
import { dnsLabel } from './syntax';
import type { Fields, Place, TypeRules } from './place';

/** Namespaces, PriorityClasses and RuntimeClasses. */

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

const POD_SECURITY = /^pod-security\.kubernetes\.io\/(enforce|audit|warn)(-version)?$/;
const LEVELS = ['privileged', 'baseline', 'restricted'];

/** Pod Security admission reads these labels, and refuses a Namespace whose labels it cannot read. */
function podSecurity(_value: Fields, place: Place): void {
  for (const [key, text] of Object.entries(recordOf(place.root.metadata.labels))) {
    const found = POD_SECURITY.exec(key);
    if (!found) continue;
    const field = `metadata.labels["${key}"]`;
    if (found[2] === undefined && !LEVELS.includes(String(text))) {
      place.say('schema/enum', field, `is ${shown(text)}; allowed are ${LEVELS.join(', ')}`);
    }
    if (found[2] !== undefined && !/^(?:latest|v1\.(?:0|[1-9]\d*))$/.test(String(text))) {
      place.say('schema/pattern', field, `is ${shown(text)}; latest or a version such as v1.36 is expected`);
    }
  }
}

export const classRules: TypeRules = {
  Namespace: [podSecurity],
  PriorityClass: [priorityClass],
  RuntimeClass: [
    (value, place) => {
      const { handler } = value;
      const wrong = typeof handler === 'string' ? dnsLabel(handler) : undefined;
      if (wrong !== undefined) place.say('names/reference', 'handler', `${shown(handler)} is no handler: it ${wrong}`);
      const { nodeSelector, tolerations } = recordOf(value.scheduling);
      checkLabels(nodeSelector, 'scheduling.nodeSelector', place);
      const keys = recordsOf(tolerations).map(({ key, operator, value: text, effect }) =>
        JSON.stringify([key, operator, text, effect]),
      );
      if (new Set(keys).size < keys.length)
        place.say('schema/duplicate-key', 'scheduling.tolerations', 'holds a toleration twice');
      checkAmounts(recordOf(value.overhead).podFixed, 'overhead.podFixed', place);
    },
  ],
};
