import { recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { isSet, type Fields, type Place, type TypeRules } from './place';

/** Security settings that contradict each other. */

function privileges(value: Fields, place: Place): void {
  if (value.allowPrivilegeEscalation !== false) return;
  const added = recordOf(value.capabilities).add;
  if (value.privileged === true) {
    const message = 'privileged is true, so allowPrivilegeEscalation cannot be false';
    place.say('server/security', 'allowPrivilegeEscalation', message, 'Remove one of the two.');
  }
  if (Array.isArray(added) && added.includes('CAP_SYS_ADMIN')) {
    const message = 'CAP_SYS_ADMIN is added, so allowPrivilegeEscalation cannot be false';
    place.say('server/security', 'allowPrivilegeEscalation', message, 'Remove one of the two.');
  }
}

function profile(value: Fields, place: Place): void {
  const { type, localhostProfile } = value;
  if (type === undefined || type === '') return;
  if (type === 'Localhost' && !isSet(localhostProfile)) {
    place.say('schema/required', 'localhostProfile', 'is missing; type Localhost needs the file');
  }
  if (type !== 'Localhost' && isSet(localhostProfile)) {
    place.say(
      'server/security',
      'localhostProfile',
      `is only for type Localhost, not for ${shown(type)}`,
      'Remove it.',
    );
  }
  if (
    typeof localhostProfile === 'string' &&
    (localhostProfile.startsWith('/') || localhostProfile.split('/').includes('..'))
  ) {
    place.say('server/security', 'localhostProfile', `${shown(localhostProfile)} must be a relative path without ..`);
  }
}

const LONGEST_SYSCTL = 253;
const SYSCTL = /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;

function sysctls(value: Fields, place: Place): void {
  const seen = new Set<unknown>();
  recordsOf(value.sysctls).forEach((sysctl, index) => {
    const { name } = sysctl;
    if (typeof name === 'string' && (name.length > LONGEST_SYSCTL || !SYSCTL.test(name))) {
      place.say('server/security', `sysctls[${index}].name`, `${shown(name)} is no sysctl name`);
    }
    if (seen.has(name)) place.say('server/security', `sysctls[${index}].name`, `${shown(name)} is set twice`);
    seen.add(name);
  });
}

const LARGEST_ID = 2 ** 31 - 1;

function groups(value: Fields, place: Place): void {
  const all = Array.isArray(value.supplementalGroups) ? value.supplementalGroups : [];
  all.forEach((id, index) => {
    if (typeof id !== 'number' || (id >= 0 && id <= LARGEST_ID)) return;
    place.say('schema/bounds', `supplementalGroups[${index}]`, `is ${id}; 0 to ${LARGEST_ID} is allowed`);
  });
}

function hostUsers(spec: Fields, place: Place): void {
  if (spec.hostUsers === false) {
    for (const shared of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (spec[shared] === true) {
        place.say('server/security', shared, 'is not allowed together with hostUsers: false', 'Remove one of the two.');
      }
    }
    return;
  }
  recordsOf(spec.containers).forEach((container, index) => {
    if (recordOf(container.securityContext).procMount !== 'Unmasked') return;
    const message = 'Unmasked needs hostUsers: false';
    place.say('server/security', `containers[${String(container.name ?? index)}].securityContext.procMount`, message);
  });
}

function shared(spec: Fields, place: Place): void {
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    place.say('server/security', 'shareProcessNamespace', 'and hostPID cannot both be true', 'Remove one of the two.');
  }
}

export const securityRules: TypeRules = {
  SecurityContext: [privileges],
  SeccompProfile: [profile],
  AppArmorProfile: [profile],
  PodSecurityContext: [sysctls, groups],
  PodSpec: [hostUsers, shared],
};
