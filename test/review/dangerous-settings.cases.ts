import type { DangerousCase } from './dangerous-objects.cases';
import { add, all, remove, removeApp, say, sealed, set } from './reference-tree';

const minio = 'data/StatefulSet/minio';
const logs = 'monitoring/StatefulSet/logs';
const prometheus = 'monitoring/StatefulSet/prometheus';
const postgres = 'data/Cluster/postgres';
const store = 'data/ObjectStore/postgres-backups';
const nightly = 'data/ScheduledBackup/postgres-nightly';
const rag = 'data/Database/postgres-rag';
const flux = 'flux-system/FluxInstance/flux';
const fluxOf = (app: string) => `flux-system/Kustomization/${app}`;
const longhorn = 'longhorn-system/HelmRelease/longhorn';
const operator = 'cnpg-system/HelmRelease/cloudnative-pg';
const backupJob = 'longhorn-system/RecurringJob/backup';
const copies = 'data/CronJob/document-backups';
const crd = 'CustomResourceDefinition/httproutes.gateway.networking.k8s.io';
const ca = 'cert-manager/Certificate/rack-ca';

/** Operators, backups, databases, keys, Flux, settings of programs, whole trees. */
export const dangerousSettings: readonly DangerousCase[] = [
  // Operators and definitions
  ['an operator is removed', remove(operator), 'review/operators', operator],
  [
    'an operator is uninstalled by a new release name',
    set(operator, 'spec.releaseName', 'pg'),
    'review/operators',
    operator,
  ],
  [
    'a chart brings its definitions no more',
    set(operator, 'spec.values.crds.create', false),
    'review/operators',
    operator,
  ],
  ['an operator has no pods', set(operator, 'spec.values.replicaCount', 0), 'review/operators', operator],
  ['a definition is removed', remove(crd), 'review/operators', crd],
  ['a version of a definition is served no more', set(crd, 'spec.versions[v1].served', false), 'review/operators', crd],
  [
    'uninstalling Longhorn may delete volumes',
    set(longhorn, 'spec.values.defaultSettings.deletingConfirmationFlag', true),
    'review/operators',
    longhorn,
  ],
  // Backups
  ['one day of backups after thirty', set(store, 'spec.retentionPolicy', '1d'), 'review/backups', store],
  [
    'backups go to another bucket',
    set(store, 'spec.configuration.destinationPath', 's3://other/postgres'),
    'review/backups',
    store,
  ],
  [
    'backups go to another provider',
    set(store, 'spec.configuration.endpointURL', 'https://s3.other.org'),
    'review/backups',
    store,
  ],
  ['the store of backups is removed', remove(store), 'review/backups', store],
  ['no nightly backup', remove(nightly), 'review/backups', nightly],
  ['the nightly backup is suspended', set(nightly, 'spec.suspend', true), 'review/backups', nightly],
  ['a backup a week', set(nightly, 'spec.schedule', '0 15 2 * * 0'), 'review/backups', nightly],
  ['no archive of the log', set(postgres, 'spec.plugins', undefined), 'review/backups', postgres],
  [
    'the archive of the log is off',
    set(postgres, 'spec.plugins[barman-cloud.cloudnative-pg.io].isWALArchiver', false),
    'review/backups',
    postgres,
  ],
  [
    'the archive of another cluster may be written over',
    set(postgres, 'metadata.annotations["cnpg.io/skipEmptyWalArchiveCheck"]', 'enabled'),
    'review/backups',
    postgres,
  ],
  ['volumes are not backed up any more', remove(backupJob), 'review/backups', backupJob],
  ['two backups of volumes are kept', set(backupJob, 'spec.retain', 2), 'review/backups', backupJob],
  ['volumes are backed up once a month', set(backupJob, 'spec.cron', '40 3 1 * *'), 'review/backups', backupJob],
  ['a snapshot in place of a backup', set(backupJob, 'spec.task', 'snapshot'), 'review/backups', backupJob],
  [
    'volumes go to another bucket',
    set(longhorn, 'spec.values.defaultBackupStore.backupTarget', 's3://other@us-east-1/'),
    'review/backups',
    longhorn,
  ],
  ['documents are not copied any more', set(copies, 'spec.suspend', true), 'review/backups', copies],
  ['documents leave the rack in the clear', say(copies, 'value: crypt', 'value: alias'), 'review/backups', copies],
  ['deleted documents are kept a day', say(copies, 'value: "2592000"', 'value: "86400"'), 'review/backups', copies],
  [
    'the copy is elsewhere',
    say(copies, 'bucket:homelab/documents/homelab', 'bucket:homelab/other'),
    'review/backups',
    copies,
  ],
  [
    'a bucket is copied no more',
    say('data/ConfigMap/document-backups', 'for bucket in open-webui rag;', 'for bucket in rag;'),
    'review/backups',
    'data/ConfigMap/document-backups',
  ],
  // Databases and buckets
  ['a database is removed', remove(rag), 'review/databases', rag],
  ['a database may be dropped', set(rag, 'spec.databaseReclaimPolicy', 'delete'), 'review/databases', rag],
  ['a database is dropped', set(rag, 'spec.ensure', 'absent'), 'review/databases', rag],
  ['an extension is dropped', set(rag, 'spec.extensions[vector].ensure', 'absent'), 'review/databases', rag],
  [
    'a bucket is declared no more',
    say('data/ConfigMap/minio-setup', '^.*mc mb --ignore-existing rack/rag\\n', ''),
    'review/databases',
    'data/ConfigMap/minio-setup',
  ],
  [
    'a bucket keeps no old versions',
    say('data/ConfigMap/minio-setup', '^.*mc version enable rack/rag\\n', ''),
    'review/databases',
    'data/ConfigMap/minio-setup',
  ],
  [
    'a script deletes a bucket',
    say('data/ConfigMap/minio-setup', 'mc ready rack', 'mc rb --force rack/rag'),
    'review/databases',
    'data/ConfigMap/minio-setup',
  ],
  // Keys
  [
    'the key of the gateway is another one',
    set('ml/Secret/litellm-keys', 'stringData.LITELLM_SALT_KEY', sealed('a new value')),
    'review/keys',
    'ml/Secret/litellm-keys',
  ],
  [
    'the key of the copies is gone',
    remove('data/Secret/document-backups'),
    'review/keys',
    'data/Secret/document-backups',
  ],
  [
    'one who reads the Secrets is struck out',
    set('data/Secret/redis-users', 'sops.age', [{ recipient: 'age1second', enc: 'x' }]),
    'review/keys',
    'data/Secret/redis-users',
  ],
  [
    'a Secret stands in the clear',
    set('data/Secret/redis-users', 'sops', undefined),
    'review/keys',
    'data/Secret/redis-users',
  ],
  ['Flux decrypts no more', set(fluxOf('postgres'), 'spec.decryption', undefined), 'review/keys', fluxOf('postgres')],
  ['the authority gets another key', set(ca, 'spec.privateKey.rotationPolicy', 'Always'), 'review/keys', ca],
  // Flux
  ['Flux reads another repository', set(flux, 'spec.sync.url', 'https://git.example.org/other'), 'review/flux', flux],
  ['Flux reads another branch', set(flux, 'spec.sync.ref', 'refs/heads/other'), 'review/flux', flux],
  ['Flux reads another folder', set(flux, 'spec.sync.path', 'dist/other/flux'), 'review/flux', flux],
  [
    'an app is read from another folder',
    set(fluxOf('minio'), 'spec.path', './dist/homelab/apps/redis'),
    'review/flux',
    fluxOf('minio'),
  ],
  ['an app is applied no more', set(fluxOf('minio'), 'spec.suspend', true), 'review/flux', fluxOf('minio')],
  ['a Kustomization is removed', remove(fluxOf('redis')), 'review/flux', fluxOf('redis')],
  [
    'an app moves to another namespace',
    set(fluxOf('redis'), 'spec.targetNamespace', 'other'),
    'review/flux',
    fluxOf('redis'),
  ],
  [
    'one object is no longer applied',
    set(postgres, 'metadata.annotations["kustomize.toolkit.fluxcd.io/reconcile"]', 'disabled'),
    'review/flux',
    postgres,
  ],
  ['an operator is kept up no more', set(operator, 'spec.suspend', true), 'review/flux', operator],
  // Inside programs
  [
    'Redis writes nothing down',
    say('data/ConfigMap/redis', 'appendonly yes', 'appendonly no'),
    'review/persistence',
    'data/ConfigMap/redis',
  ],
  [
    'Redis has no word of writing',
    say('data/ConfigMap/redis', '^ *appendonly yes\\n', ''),
    'review/persistence',
    'data/ConfigMap/redis',
  ],
  [
    'Redis leaves writing to the kernel',
    say('data/ConfigMap/redis', 'appendfsync everysec', 'appendfsync no'),
    'review/persistence',
    'data/ConfigMap/redis',
  ],
  [
    'Redis keeps its files elsewhere',
    say('data/ConfigMap/redis', 'dir /data', 'dir /tmp'),
    'review/persistence',
    'data/ConfigMap/redis',
  ],
  [
    'Redis evicts sessions',
    say('data/ConfigMap/redis', 'volatile-lru', 'allkeys-lru'),
    'review/persistence',
    'data/ConfigMap/redis',
  ],
  [
    'Redis confirms alone',
    say('data/ConfigMap/redis', 'min-replicas-to-write 1', 'min-replicas-to-write 0'),
    'review/persistence',
    'data/ConfigMap/redis',
  ],
  [
    'Prometheus keeps a day',
    say(prometheus, 'retention.time=\\w+', 'retention.time=1d'),
    'review/persistence',
    prometheus,
  ],
  [
    'Prometheus keeps little',
    say(prometheus, 'retention.size=\\w+', 'retention.size=1GB'),
    'review/persistence',
    prometheus,
  ],
  [
    'Prometheus writes to its scratch folder',
    say(prometheus, 'tsdb.path=/data', 'tsdb.path=/tmp'),
    'review/persistence',
    prometheus,
  ],
  ['logs are kept for a day', say(logs, 'retentionPeriod=\\w+', 'retentionPeriod=1d'), 'review/persistence', logs],
  [
    'logs have to fit into less',
    say(logs, 'maxDiskSpaceUsageBytes=\\w+', 'maxDiskSpaceUsageBytes=1000000000'),
    'review/persistence',
    logs,
  ],
  [
    'logs are written to another folder',
    say(logs, 'storageDataPath=/data', 'storageDataPath=/tmp'),
    'review/persistence',
    logs,
  ],
  [
    'Tempo keeps an hour',
    say('monitoring/ConfigMap/tempo', 'block_retention: \\w+', 'block_retention: 1h'),
    'review/persistence',
    'monitoring/ConfigMap/tempo',
  ],
  [
    'Tempo stores on its disk',
    say('monitoring/ConfigMap/tempo', 'backend: s3', 'backend: local'),
    'review/persistence',
    'monitoring/ConfigMap/tempo',
  ],
  [
    'Open WebUI stores files in its pod',
    say('ml/StatefulSet/open-webui', 'value: s3', 'value: local'),
    'review/persistence',
    'ml/StatefulSet/open-webui',
  ],
  [
    'Open WebUI has another vector store',
    say('ml/StatefulSet/open-webui', 'value: pgvector', 'value: chroma'),
    'review/persistence',
    'ml/StatefulSet/open-webui',
  ],
  [
    'the gateway has another database',
    say('ml/Deployment/litellm', ':5432/litellm', ':5432/other'),
    'review/persistence',
    'ml/Deployment/litellm',
  ],
  [
    'Grafana has a file as its database',
    say('monitoring/ConfigMap/grafana', 'type = postgres', 'type = sqlite3'),
    'review/persistence',
    'monitoring/ConfigMap/grafana',
  ],
  [
    'MinIO forms another set of drives',
    say(minio, 'minio-\\{0\\.\\.\\.3\\}', 'minio-{0...7}'),
    'review/persistence',
    minio,
  ],
  [
    'PostgreSQL does not sync',
    set(postgres, 'spec.postgresql.parameters.fsync', 'off'),
    'review/persistence',
    postgres,
  ],
  [
    'PostgreSQL writes no full pages',
    set(postgres, 'spec.postgresql.parameters.full_page_writes', 'off'),
    'review/persistence',
    postgres,
  ],
  [
    'PostgreSQL confirms before it writes',
    set(postgres, 'spec.postgresql.parameters.synchronous_commit', 'off'),
    'review/persistence',
    postgres,
  ],
  [
    'one member confirms alone',
    set(postgres, 'spec.postgresql.synchronous', undefined),
    'review/persistence',
    postgres,
  ],
  [
    'the second member is optional',
    set(postgres, 'spec.postgresql.synchronous.dataDurability', 'preferred'),
    'review/persistence',
    postgres,
  ],
  // Trees
  ['an app with volumes leaves', removeApp('minio'), 'review/app-leaves', 'apps/minio'],
  ['an app with a key leaves', removeApp('litellm'), 'review/app-leaves', 'apps/litellm'],
  ['the operator’s app leaves', removeApp('cloudnative-pg'), 'review/app-leaves', 'apps/cloudnative-pg'],
  [
    'a small example is copied over the rack file',
    (tree) => new Map([...tree].filter(([path]) => /^(apps|flux)\/(\w+\.)?(namespaces|cilium|flux|cert)/.test(path))),
    'review/halved',
    'dist/homelab',
  ],
  ['the tree is empty', (tree) => new Map([...tree].slice(0, 1)), 'review/app-leaves', 'apps/postgres'],
  [
    'one of many changes is the bad one',
    all(
      say('ml/ConfigMap/litellm', 'timeout: 600', 'timeout: 300'),
      add('apps/x/ml/ConfigMap.x.yaml', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x', namespace: 'ml' },
      }),
      set(store, 'spec.retentionPolicy', '29d'),
    ),
    'review/backups',
    store,
  ],
];
