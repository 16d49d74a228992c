import type { Construct } from 'constructs';
import type { PolicyRule } from '../../imports/k8s';
import { emit } from './emit';

/** Grants the ServiceAccount of the same name what `rules` say, in its namespace or in the whole cluster. */
export function grantRole(
  scope: Construct,
  {
    namespace,
    name,
    scope: reach,
    rules,
  }: { namespace: string; name: string; scope: 'namespace' | 'cluster'; rules: PolicyRule[] },
): void {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const kind = reach === 'cluster' ? 'ClusterRole' : 'Role';
  // Cluster-scoped names share one space, so they carry the namespace.
  const metadata = reach === 'cluster' ? { name: `${namespace}-${name}` } : { name, namespace };
  emit(scope, 'role', { apiVersion, kind, metadata, rules });
  emit(scope, 'role-binding', {
    apiVersion,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: metadata.name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
}
