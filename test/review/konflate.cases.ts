import { type Edit, add, all, remove, say, set, suspend } from './reference-tree';

/**
 * Rules of konflate (home-operations/konflate, `internal/diff`, read on 2026-11-28 at its versions of that day), the best
 * known reviewer of Flux repositories, each with a change that fires it. It warns; ours says at least as much.
 *
 * `finding`: rule and object of a finding, `effect`: effect and object of a line.
 */
export type KonflateCase = readonly [rule: string, edit: Edit, ours: { finding?: string; effect?: string }];

const redis = 'data/StatefulSet/redis';
const grafana = 'monitoring/Deployment/grafana';
const container = 'spec.template.spec.containers[grafana]';

export const konflateCases: readonly KonflateCase[] = [
  ['removed-statefulset', remove(redis), { finding: `error review/removes ${redis}` }],
  [
    'removed-pvc',
    remove('data/PersistentVolumeClaim/data-redis-0'),
    { finding: 'error review/removes data/PersistentVolumeClaim/data-redis-0' },
  ],
  ['removed-namespace', remove('Namespace/data'), { finding: 'error review/removes Namespace/data' }],
  [
    'removed-crd',
    remove('CustomResourceDefinition/httproutes.gateway.networking.k8s.io'),
    { finding: 'error review/operators CustomResourceDefinition/httproutes.gateway.networking.k8s.io' },
  ],
  [
    'removed-networkpolicy',
    remove('data/NetworkPolicy/redis'),
    { finding: 'warning review/access data/NetworkPolicy/redis' },
  ],
  ['suspends', suspend('redis', true), { finding: 'error review/flux flux-system/Kustomization/redis' }],
  [
    'suspends (a release)',
    set('cnpg-system/HelmRelease/cloudnative-pg', 'spec.suspend', true),
    { finding: 'error review/flux cnpg-system/HelmRelease/cloudnative-pg' },
  ],
  [
    'privileged',
    set(grafana, `${container}.securityContext.privileged`, true),
    { finding: `warning review/access ${grafana}` },
  ],
  ['replicas-zero', set(grafana, 'spec.replicas', 0), { finding: `warning review/at-rest ${grafana}` }],
  [
    'rbac-widened',
    add('apps/grafana/_cluster/ClusterRoleBinding.all.yaml', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'all' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [],
    }),
    { finding: 'warning review/access ClusterRoleBinding/all' },
  ],
  [
    'immutable-field (StatefulSet)',
    set(redis, 'spec.volumeClaimTemplates[0].spec.resources.requests.storage', '9Gi'),
    { finding: `error review/immutable ${redis}`, effect: `refused ${redis}` },
  ],
  [
    'immutable-field (Deployment)',
    set(grafana, 'spec.selector.matchLabels', { app: 'grafana' }),
    { finding: `error review/immutable ${grafana}` },
  ],
  [
    'immutable-field (DaemonSet)',
    set('hardware/DaemonSet/node-exporter', 'spec.selector.matchLabels', { app: 'x' }),
    { finding: 'error review/immutable hardware/DaemonSet/node-exporter' },
  ],
  [
    'immutable-field (claim)',
    set('data/PersistentVolumeClaim/data-redis-0', 'spec.storageClassName', 'other'),
    { finding: 'error review/immutable data/PersistentVolumeClaim/data-redis-0' },
  ],
  [
    'immutable-field (roleRef)',
    set('ClusterRoleBinding/monitoring-prometheus', 'roleRef.name', 'other'),
    { finding: 'error review/immutable ClusterRoleBinding/monitoring-prometheus' },
  ],
  [
    'immutable-field (clusterIP)',
    set('data/Service/redis-headless', 'spec.clusterIP', '10.96.0.9'),
    { finding: 'error review/immutable data/Service/redis-headless' },
  ],
  [
    'pvc-shrink',
    set('data/PersistentVolumeClaim/data-redis-0', 'spec.resources.requests.storage', '1Mi'),
    { finding: 'error review/shrinks data/PersistentVolumeClaim/data-redis-0' },
  ],
  [
    'suspended-parent',
    all(suspend('grafana', true), set(grafana, 'spec.replicas', 5)),
    { finding: 'warning review/at-rest flux-system/Kustomization/grafana', effect: `changed in place ${grafana}` },
  ],
  [
    'not-pruned',
    all(set('flux-system/Kustomization/grafana', 'spec.prune', false), remove('monitoring/ConfigMap/dashboard-redis')),
    // A race: grafana may be applied, and prune, before its Kustomization is changed. In the bench it did.
    { effect: 'deleted monitoring/ConfigMap/dashboard-redis' },
  ],
  [
    'large-changeset',
    (tree) =>
      new Map(
        [...tree].map(([path, text]) => [path, text.replace(/^ {2}name: (.*)$/m, '  name: $1\n  generateName: x')]),
      ),
    { finding: 'info review/broad dist/homelab' },
  ],
  [
    'major-chart-bump',
    set('longhorn-system/HelmRelease/longhorn', 'spec.chart.spec.version', '2.0.0'),
    { finding: 'warning review/major longhorn-system/HelmRelease/longhorn' },
  ],
  [
    'major-source-bump',
    set('cert-manager/OCIRepository/cert-manager', 'spec.ref.tag', 'v2.0.0'),
    { finding: 'warning review/major cert-manager/OCIRepository/cert-manager' },
  ],
  [
    'major-image-bump',
    say(grafana, '(grafana/grafana\\S*):\\d+', '$1:99'),
    { finding: `warning review/major ${grafana}` },
  ],
];

/** What begins suspended: konflate's `resumes`. */
export const resumes: KonflateCase = [
  'resumes',
  suspend('redis', false),
  { finding: 'warning review/at-rest flux-system/Kustomization/redis' },
];
