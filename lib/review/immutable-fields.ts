import type { Schema } from '../../imports/family';
import { familyOf, kindOf } from '../checks/schema/kinds';
import { fieldOf } from '../manifest/field-path';
import { type Manifest, groupOf } from '../manifest/manifest';

/**
 * Fields that the API server refuses to change on an object that exists, by group and kind. A field stands for all below
 * it. Source: Kubernetes 1.36, `pkg/apis/<group>/validation`, the functions Validate…Update.
 */
const ofKind: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec.selector'],
  'apps/DaemonSet': ['spec.selector'],
  'apps/ReplicaSet': ['spec.selector'],
  'batch/Job': ['spec.selector', 'spec.template', 'spec.completionMode', 'spec.podFailurePolicy', 'spec.managedBy'],
  '/PersistentVolume': ['spec.csi', 'spec.local', 'spec.hostPath', 'spec.nfs', 'spec.nodeAffinity', 'spec.volumeMode'],
  '/Service': ['spec.clusterIP', 'spec.clusterIPs', 'spec.loadBalancerClass'],
  '/Secret': ['type'],
  'storage.k8s.io/StorageClass': ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  'storage.k8s.io/CSIDriver': ['spec.attachRequired', 'spec.volumeLifecycleModes'],
  'storage.k8s.io/VolumeAttributesClass': ['driverName', 'parameters'],
  'scheduling.k8s.io/PriorityClass': ['value', 'preemptionPolicy'],
  'rbac.authorization.k8s.io/RoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['roleRef'],
  'networking.k8s.io/IngressClass': ['spec.controller'],
  'node.k8s.io/RuntimeClass': ['handler'],
  'apiextensions.k8s.io/CustomResourceDefinition': ['spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural'],
};

/** Kinds of which all of `spec` is refused but for these. */
const allBut: Readonly<Record<string, readonly string[]>> = {
  'apps/StatefulSet': [
    'spec.replicas',
    'spec.ordinals',
    'spec.template',
    'spec.updateStrategy',
    'spec.revisionHistoryLimit',
    'spec.persistentVolumeClaimRetentionPolicy',
    'spec.minReadySeconds',
  ],
  '/PersistentVolumeClaim': ['spec.resources', 'spec.volumeAttributesClassName'],
};

/** Whether the API server refuses another value of a field, on an object that is `before` now. */
export function isImmutable(before: Manifest, path: string): boolean {
  const kind = `${groupOf(before.apiVersion)}/${before.kind}`;
  const mutable = allBut[kind];
  if (mutable) return isWithin(path, 'spec') && !mutable.some((field) => isWithin(path, field));
  // Data that was declared immutable stays so, and so does the declaration.
  if (before['immutable'] === true && (kind === '/ConfigMap' || kind === '/Secret')) {
    return ['data', 'binaryData', 'stringData', 'immutable'].some((field) => isWithin(path, field));
  }
  return [...(ofKind[kind] ?? []), ...transitionFields(before)].some((field) => isWithin(path, field));
}

function isWithin(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

/** Fields of a custom kind whose definition says in CEL that they stay as they are. */
function transitionFields(manifest: Manifest): string[] {
  const known = kindOf(manifest);
  if (!known || known.family === 'k8s') return [];
  const schema = familyOf(known.family).definitions[known.definition];
  return schema ? staying(schema, '') : [];
}

function staying({ properties = {}, 'x-kubernetes-validations': rules = [] }: Schema, path: string): string[] {
  const own = rules.some(({ rule }) => /^(self == oldSelf|oldSelf == self)$/.test(rule)) ? [path] : [];
  return [...own, ...Object.entries(properties).flatMap(([key, inner]) => staying(inner, fieldOf(path, key)))];
}
