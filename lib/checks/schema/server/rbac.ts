import { recordOf, recordsOf } from '../../../manifest/field-path';
import { shown } from '../hits';
import { dnsSubdomain, pathSegment } from './syntax';
import type { Fields, Place, TypeRules } from './place';

/** Roles and bindings. */

const GROUP = 'rbac.authorization.k8s.io';

function count(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function rule(value: Fields, place: Place): void {
  if (count(value.verbs) === 0) place.say('server/rbac', 'verbs', 'is empty; a rule allows at least one verb');
  if (count(value.nonResourceURLs) > 0) {
    if (place.root.kind === 'Role') {
      place.say('server/rbac', 'nonResourceURLs', 'are for ClusterRoles; a Role covers one namespace', 'Remove them.');
    }
    if (count(value.apiGroups) + count(value.resources) + count(value.resourceNames) > 0) {
      place.say('server/rbac', 'nonResourceURLs', 'cannot stand beside resources', 'Make it a rule of its own.');
    }
    return;
  }
  if (count(value.apiGroups) === 0) place.say('server/rbac', 'apiGroups', 'is empty; the core group is ""');
  if (count(value.resources) === 0)
    place.say('server/rbac', 'resources', 'is empty; a rule names at least one resource');
}

function binding(value: Fields, place: Place): void {
  const { apiGroup, kind, name } = recordOf(value.roleRef);
  const kinds = place.root.kind === 'ClusterRoleBinding' ? ['ClusterRole'] : ['Role', 'ClusterRole'];
  if (apiGroup !== undefined && apiGroup !== GROUP && apiGroup !== '') {
    place.say('server/rbac', 'roleRef.apiGroup', `is ${shown(apiGroup)}; ${GROUP} is expected`);
  }
  if (typeof kind === 'string' && !kinds.includes(kind)) {
    place.say('server/rbac', 'roleRef.kind', `is ${shown(kind)}; ${kinds.join(' or ')} is expected`);
  }
  if (name === '') place.say('schema/required', 'roleRef.name', 'must not be empty');
  const wrong = typeof name === 'string' ? pathSegment(name) : undefined;
  if (wrong !== undefined) place.say('names/reference', 'roleRef.name', `${shown(name)} ${wrong}`);
  recordsOf(value.subjects).forEach((subject, index) => checkSubject(subject, `subjects[${index}]`, place));
}

function checkSubject(subject: Fields, field: string, place: Place): void {
  const { kind, name, namespace, apiGroup } = subject;
  if (name === '' || name === undefined) place.say('schema/required', `${field}.name`, 'is missing');
  if (kind !== 'ServiceAccount') {
    if (apiGroup !== undefined && apiGroup !== GROUP && apiGroup !== '') {
      place.say('server/rbac', `${field}.apiGroup`, `is ${shown(apiGroup)}; ${GROUP} is expected`);
    }
    return;
  }
  const wrong = typeof name === 'string' && name !== '' ? dnsSubdomain(name) : undefined;
  if (wrong !== undefined)
    place.say('names/reference', `${field}.name`, `${shown(name)} is no ServiceAccount name: it ${wrong}`);
  if (apiGroup !== undefined && apiGroup !== '') {
    place.say('server/rbac', `${field}.apiGroup`, `is ${shown(apiGroup)}; a ServiceAccount has none`, 'Remove it.');
  }
  if (place.root.kind === 'ClusterRoleBinding' && (namespace === undefined || namespace === '')) {
    place.say('schema/required', `${field}.namespace`, 'is missing; a ClusterRoleBinding has no namespace of its own');
  }
}

export const rbacRules: TypeRules = {
  PolicyRule: [rule],
  RoleBinding: [binding],
  ClusterRoleBinding: [binding],
  AggregationRule: [
    (value, place) => {
      if (count(value.clusterRoleSelectors) === 0)
        place.say('server/rbac', 'clusterRoleSelectors', 'is empty; one is expected');
    },
  ],
};
