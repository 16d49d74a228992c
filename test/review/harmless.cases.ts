import { configHashMark } from '../../lib/facts/marks';
import { type Edit, add, all, move, remove, removeApp, rename, say, sealed, set } from './reference-tree';

export type HarmlessCase = readonly [name: string, edit: Edit];

const redis = 'data/StatefulSet/redis';
const prometheus = 'monitoring/StatefulSet/prometheus';
const postgres = 'data/Cluster/postgres';
const store = 'data/ObjectStore/postgres-backups';
const grafana = 'monitoring/Deployment/grafana';
const litellm = 'ml/Deployment/litellm';
const longhorn = 'longhorn-system/HelmRelease/longhorn';
const container = (name: string) => `spec.template.spec.containers[${name}]`;
const configMap = (name: string, namespace = 'ml') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data: { a: 'b' },
});

/** What people do in an ordinary month, and what only looks dangerous. */
export const harmlessCases: readonly HarmlessCase[] = [
  // Sizes that grow
  ['a larger claim', set('data/PersistentVolumeClaim/data-minio-0', 'spec.resources.requests.storage', '400Gi')],
  [
    'the same size in other words',
    set('data/PersistentVolumeClaim/data-redis-0', 'spec.resources.requests.storage', '2048Mi'),
  ],
  ['a larger database', set(postgres, 'spec.storage.size', '80Gi')],
  ['more memory for PostgreSQL', set(postgres, 'spec.resources.limits.memory', '4Gi')],
  [
    'less memory for a program',
    set(grafana, `${container('grafana')}.resources`, {
      requests: { cpu: '50m', memory: '700Mi' },
      limits: { memory: '700Mi' },
    }),
  ],
  ['more replicas of Redis', set(redis, 'spec.replicas', 5)],
  ['a fourth PostgreSQL', set(postgres, 'spec.instances', 4)],
  ['two Redis of three, as many as its quorum', set(redis, 'spec.replicas', 2)],
  ['one replica of a program without data', set(litellm, 'spec.replicas', 1)],
  // Versions forward
  ['a newer Redis', say(redis, 'library/redis:8\\.\\d+', 'library/redis:8.99')],
  ['a newer minor version of PostgreSQL', say(postgres, 'postgresql:18\\.\\d+', 'postgresql:18.99')],
  ['a newer Grafana', say(grafana, '(grafana/grafana\\S*):\\d+', '$1:99')],
  ['a newer Prometheus', say(prometheus, 'prometheus:v3', 'prometheus:v4')],
  ['another digest of the same tag', say(redis, '@sha256:\\w{8}', '@sha256:00000000')],
  ['the same image from a mirror', say(redis, 'docker.io/library/redis:', 'registry.example.org/redis:')],
  ['a newer Longhorn', set(longhorn, 'spec.chart.spec.version', '1.13.0')],
  [
    'a newer chart of cert-manager',
    say('cert-manager/OCIRepository/cert-manager', 'tag: "?v?\\d+\\.\\d+', 'tag: v9.99'),
  ],
  [
    'an older program without a database',
    say('monitoring/Deployment/blackbox-exporter', 'blackbox-exporter:v0\\.\\d+', 'blackbox-exporter:v0.1'),
  ],
  // Backups that are better
  ['sixty days of backups', set(store, 'spec.retentionPolicy', '60d')],
  ['backups that are kept for ever', set(store, 'spec.retentionPolicy', undefined)],
  ['thirty days in weeks and days', set(store, 'spec.retentionPolicy', '4w2d')],
  ['backups twice a day', set('data/ScheduledBackup/postgres-nightly', 'spec.schedule', '0 15 2,14 * * *')],
  ['the nightly backup at another hour', set('data/ScheduledBackup/postgres-nightly', 'spec.schedule', '0 15 4 * * *')],
  ['more backups of volumes', set('longhorn-system/RecurringJob/backup', 'spec.retain', 30)],
  ['another compression of backups', set(store, 'spec.configuration.data.compression', 'bzip2')],
  ['documents are kept longer', say('data/CronJob/document-backups', 'value: "2592000"', 'value: "5184000"')],
  ['documents are copied every hour', set('data/CronJob/document-backups', 'spec.schedule', '25 * * * *')],
  // Settings
  ['Redis has more memory', say('data/ConfigMap/redis', 'maxmemory \\d+', 'maxmemory 999999999')],
  ['Redis syncs always', say('data/ConfigMap/redis', 'appendfsync everysec', 'appendfsync always')],
  ['Prometheus keeps a month', say(prometheus, 'retention.time=\\w+', 'retention.time=30d')],
  ['Prometheus keeps more', say(prometheus, 'retention.size=\\w+', 'retention.size=999999999999B')],
  ['a new alert', say('monitoring/ConfigMap/prometheus', 'for: 5m', 'for: 6m')],
  ['another timeout of the gateway', say('ml/ConfigMap/litellm', 'timeout: 600', 'timeout: 300')],
  ['a PostgreSQL parameter', set(postgres, 'spec.postgresql.parameters.work_mem', '16MB')],
  ['a stronger commit', set(postgres, 'spec.postgresql.parameters.synchronous_commit', 'remote_apply')],
  [
    'a new role',
    say(postgres, '- name: rag$', '- name: other\n      ensure: present\n      login: true\n    - name: rag'),
  ],
  [
    'another bucket',
    say(
      'data/ConfigMap/minio-setup',
      'mc mb --ignore-existing rack/rag',
      'mc mb --ignore-existing rack/more\n    mc mb --ignore-existing rack/rag',
    ),
  ],
  ['old versions are kept longer', say('data/ConfigMap/minio-setup', '"NoncurrentDays": 30', '"NoncurrentDays": 60')],
  [
    'another variable',
    say(
      'ml/StatefulSet/open-webui',
      'name: DATABASE_POOL_SIZE\\n(\\s+)value: "5"',
      'name: DATABASE_POOL_SIZE\n$1value: "9"',
    ),
  ],
  ['another interval of Flux', set('flux-system/Kustomization/redis', 'spec.interval', '20m')],
  [
    'an app waits for another one',
    say('flux-system/Kustomization/redis', '- name: namespaces', '- name: cilium\n  - name: namespaces'),
  ],
  ['an app that was suspended goes on', (tree) => set('flux-system/Kustomization/redis', 'spec.suspend', false)(tree)],
  // Objects that come and go
  [
    'a new app',
    all(
      add('apps/whoami/ml/ConfigMap.whoami.yaml', configMap('whoami')),
      add('flux/Kustomization.whoami.yaml', {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: 'whoami', namespace: 'flux-system' },
        spec: {
          dependsOn: [{ name: 'namespaces' }],
          interval: '10m',
          path: './dist/homelab/apps/whoami',
          prune: true,
          sourceRef: { kind: 'GitRepository', name: 'flux-system' },
        },
      }),
    ),
  ],
  [
    'a new database',
    add('apps/postgres/data/Database.postgres-new.yaml', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: { name: 'postgres-new', namespace: 'data' },
      spec: { name: 'new', owner: 'new', cluster: { name: 'postgres' } },
    }),
  ],
  ['an app without data leaves', removeApp('unpoller')],
  ['a ConfigMap leaves', remove('data/ConfigMap/document-restore')],
  ['a policy leaves', remove('data/NetworkPolicy/redis')],
  ['a route is renamed', rename('ml/HTTPRoute/chat', 'talk')],
  ['one claim fewer, which stays in the cluster', remove('data/PersistentVolumeClaim/data-redis-2')],
  ['an object moves to another file', move('data/ConfigMap/redis', 'apps/redis/data/redis-configuration.yaml')],
  ['an object moves to another app', move('data/Service/redis', 'apps/minio/data/Service.redis.yaml')],
  // Secrets
  ['a password is rotated', set('data/Secret/redis-users', 'stringData.litellm', sealed('another'))],
  [
    'another one may read the Secrets',
    set('data/Secret/redis-users', 'sops.age', [
      { recipient: 'age1first', enc: 'y' },
      { recipient: 'age1second', enc: 'y' },
      { recipient: 'age1third', enc: 'y' },
    ]),
  ],
  ['a Secret is sealed anew around the same values', set('data/Secret/redis-users', 'sops.mac', sealed('another mac'))],
  // Words only
  ['another label', set(redis, 'metadata.labels["example.org/owner"]', 'me')],
  ['a label of a namespace', set('Namespace/ml', 'metadata.labels["example.org/owner"]', 'me')],
  ['another comment in a script', say('data/ConfigMap/redis', '# Sessions carry', '# All sessions carry')],
  [
    'another hash of the configuration',
    set(redis, `spec.template.metadata.annotations["${configHashMark.key}"]`, 'other'),
  ],
  [
    'more at once',
    all(
      set(postgres, 'spec.storage.size', '80Gi'),
      say('ml/ConfigMap/litellm', 'timeout: 600', 'timeout: 300'),
      say(redis, 'library/redis:8\\.\\d+', 'library/redis:8.99'),
    ),
  ],
];
