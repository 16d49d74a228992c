import type { ValidatingAdmissionPolicySpec } from '../../../imports/k8s';
import { mayGoMark } from '../../facts/marks';

/** What the API server refuses unless an object is labelled, as policies in CEL (admissionregistration.k8s.io/v1). */

type Resources = readonly (readonly [apiGroup: string, resources: readonly string[]])[];

/** They hold data, whatever they say of pruning. */
const holders: Resources = [
  ['', ['persistentvolumeclaims', 'persistentvolumes']],
  ['postgresql.cnpg.io', ['clusters', 'databases']],
  ['barmancloud.cnpg.io', ['objectstores']],
  ['longhorn.io', ['volumes', 'backuptargets']],
];

/** They hold up what holds data, where Flux is told never to prune them; those that somebody made to try something are not. */
const pillars: Resources = [
  ['', ['namespaces']],
  ['apiextensions.k8s.io', ['customresourcedefinitions']],
  ['storage.k8s.io', ['storageclasses']],
  ['postgresql.cnpg.io', ['scheduledbackups']],
  ['longhorn.io', ['recurringjobs']],
  ['helm.toolkit.fluxcd.io', ['helmreleases']],
  ['fluxcd.controlplane.io', ['fluxinstances']],
];

/** Controllers of Kubernetes that delete what has no owner, no namespace or no claim any more; the first deed was a person's. */
const controllers = [
  'generic-garbage-collector',
  'namespace-controller',
  'persistent-volume-binder',
  'statefulset-controller',
];

/** Namespaces of operators: they delete and change what they made. */
const operators = ['cert-manager', 'cnpg-system', 'longhorn-system', 'openebs'];

/** Groups whose definitions take all data of their kinds with them; charts install them, so nothing marks them for Flux. */
const groupsWithData = ['postgresql.cnpg.io', 'barmancloud.cnpg.io', 'longhorn.io'];

const annotation = 'kustomize.toolkit.fluxcd.io/prune';
const isKept = (object: string) =>
  `has(${object}.metadata.annotations) && '${annotation}' in ${object}.metadata.annotations && ${object}.metadata.annotations['${annotation}'] == 'disabled'`;
const mayGo = (object: string) =>
  `has(${object}.metadata.labels) && '${mayGoMark.key}' in ${object}.metadata.labels && ${object}.metadata.labels['${mayGoMark.key}'] == 'true'`;

const someone: NonNullable<ValidatingAdmissionPolicySpec['matchConditions']> = [
  {
    name: 'not-a-controller',
    expression: `!(request.userInfo.username in [${controllers.map((name) => `'system:serviceaccount:kube-system:${name}'`).join(', ')}])`,
  },
  {
    name: 'not-an-operator',
    expression: `!${JSON.stringify(operators).replaceAll('"', "'")}.exists(name, request.userInfo.username.startsWith('system:serviceaccount:' + name + ':'))`,
  },
];

/** Says how it may be done after all, with the object's own name. */
const how = `request.resource.resource + ' ' + request.name + ' %s: it needs the label ${mayGoMark.key}=true first'`;

/** Deleting. */
export const keepData: ValidatingAdmissionPolicySpec = {
  failurePolicy: 'Fail',
  matchConstraints: { resourceRules: rules([...holders, ...pillars], 'DELETE') },
  matchConditions: someone,
  variables: [
    { name: 'mayGo', expression: mayGo('oldObject') },
    { name: 'holds', expression: `${listOf(holders)}.exists(name, name == request.resource.resource)` },
    { name: 'kept', expression: isKept('oldObject') },
    {
      name: 'defines',
      expression: `request.resource.resource == 'customresourcedefinitions' && [${groupsWithData.map((group) => `'.${group}'`).join(', ')}].exists(group, request.name.endsWith(group))`,
    },
  ],
  validations: [
    {
      expression: 'variables.mayGo || !(variables.holds || variables.kept || variables.defines)',
      messageExpression: how.replace('%s', 'holds data, or holds up what does'),
    },
  ],
};

/** One way to weaken an object, as an expression that is true where it happens. */
const weakenings: readonly (readonly [resource: string, weakens: string, words: string])[] = [
  [
    'persistentvolumes',
    "oldObject.spec.persistentVolumeReclaimPolicy == 'Retain' && object.spec.persistentVolumeReclaimPolicy != 'Retain'",
    'would be deleted with its claim',
  ],
  [
    'statefulsets',
    "['whenDeleted', 'whenScaled'].exists(when, has(oldObject.spec.volumeClaimTemplates) && has(object.spec.persistentVolumeClaimRetentionPolicy) && (when == 'whenDeleted' ? object.spec.persistentVolumeClaimRetentionPolicy.whenDeleted : object.spec.persistentVolumeClaimRetentionPolicy.whenScaled) == 'Delete' && !(has(oldObject.spec.persistentVolumeClaimRetentionPolicy) && (when == 'whenDeleted' ? oldObject.spec.persistentVolumeClaimRetentionPolicy.whenDeleted : oldObject.spec.persistentVolumeClaimRetentionPolicy.whenScaled) == 'Delete'))",
    'would take its claims with it',
  ],
  [
    'databases',
    "(has(object.spec.ensure) && object.spec.ensure == 'absent') || (has(oldObject.spec.databaseReclaimPolicy) && oldObject.spec.databaseReclaimPolicy == 'retain' && (!has(object.spec.databaseReclaimPolicy) || object.spec.databaseReclaimPolicy != 'retain'))",
    'would be dropped',
  ],
  [
    'objectstores',
    "has(oldObject.spec.retentionPolicy) && has(object.spec.retentionPolicy) && oldObject.spec.retentionPolicy.matches('^[0-9]+d$') && object.spec.retentionPolicy.matches('^[0-9]+d$') && int(object.spec.retentionPolicy.replace('d', '')) < int(oldObject.spec.retentionPolicy.replace('d', ''))",
    'would delete backups at once',
  ],
  [
    'clusters',
    '(has(oldObject.spec.plugins) && !has(object.spec.plugins)) || (has(oldObject.spec.backup) && !has(object.spec.backup))',
    'would archive nothing any more',
  ],
];

/** Changing. */
export const keepRetention: ValidatingAdmissionPolicySpec = {
  failurePolicy: 'Fail',
  matchConstraints: { resourceRules: rules([['apps', ['statefulsets']], ...holders, ...pillars], 'UPDATE') },
  matchConditions: someone,
  variables: [{ name: 'mayGo', expression: `(${mayGo('oldObject')}) || (${mayGo('object')})` }],
  validations: [
    ...weakenings.map(([resource, weakens, words]) => ({
      expression: `variables.mayGo || request.resource.resource != '${resource}' || !(${weakens})`,
      messageExpression: how.replace('%s', words),
    })),
    {
      expression: `variables.mayGo || !(${isKept('oldObject')}) || (${isKept('object')})`,
      messageExpression: how.replace('%s', 'could be pruned by Flux'),
    },
  ],
};

function rules(resources: Resources, operation: 'DELETE' | 'UPDATE') {
  return resources.map(([group, names]) => ({
    apiGroups: [group],
    apiVersions: ['*'],
    operations: [operation],
    resources: [...names],
  }));
}

function listOf(resources: Resources): string {
  return `[${resources.flatMap(([, names]) => names.map((name) => `'${name}'`)).join(', ')}]`;
}
