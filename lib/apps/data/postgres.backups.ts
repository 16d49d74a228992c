import type { Construct } from 'constructs';
import type { ObjectStore } from '../../../imports/barman';
import type { ClusterSpec, ScheduledBackup } from '../../../imports/cnpg';
import { emit } from '../../kit/emit';
import { neverPruned } from '../../kit/helm-release';
import { secondsOf } from '../../units/duration';
import type { PostgresSpec } from './postgres.spec';

type Plugins = NonNullable<ClusterSpec['plugins']>;
type S3Key = { name: string; key: string };

const plugin = 'barman-cloud.cloudnative-pg.io';
const storeName = 'postgres-backups';

export interface BackupTarget {
  namespace: string;
  /** `s3://bucket/folder` */
  destination: string;
  /** URL of the S3 service. */
  endpoint: string;
  region: string;
  /** Names the key of a Secret in the namespace. */
  key: (name: 'ACCESS_KEY_ID' | 'ACCESS_SECRET_KEY') => S3Key;
}

/** Where the plugin writes the log and the nightly copy, and when that one is made. */
export function backups(
  scope: Construct,
  spec: PostgresSpec,
  { namespace, destination, endpoint, region, key }: BackupTarget,
): void {
  emit<ObjectStore>(scope, 'object-store', {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name: storeName, namespace, annotations: neverPruned },
    spec: {
      configuration: {
        destinationPath: destination,
        endpointURL: endpoint,
        s3Credentials: { accessKeyId: key('ACCESS_KEY_ID'), secretAccessKey: key('ACCESS_SECRET_KEY') },
        wal: { compression: 'gzip', maxParallel: 2 },
        // One upload at a time: each holds its part in memory, and barman's own default is two.
        data: { compression: 'gzip', jobs: 1 },
      },
      retentionPolicy: `${Math.ceil(secondsOf(spec.keepBackups) / 86_400)}d`,
      instanceSidecarConfiguration: {
        env: barmanEnv(region),
        // The same block serves a restore, which was seen to die at 512Mi (siutsin/otaru#2728) and lived with 1Gi.
        // Between backups it takes an eighth of that.
        resources: {
          requests: { cpu: '50m', memory: spec.size === 'small' ? '128Mi' : '512Mi' },
          limits: { memory: '1Gi' },
        },
      },
    },
  });
  emit<ScheduledBackup>(scope, 'scheduled-backup', {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: `${spec.name}-nightly`, namespace, annotations: neverPruned },
    spec: {
      cluster: { name: spec.name },
      // Six fields, seconds first: 02:15 every night.
      schedule: '0 15 2 * * *',
      immediate: true,
      backupOwnerReference: 'none',
      method: 'plugin',
      pluginConfiguration: { name: plugin },
      target: 'prefer-standby',
    },
  });
}

/** The instances' side of it: each ships its own log. */
export function walArchiver(): Plugins[number] {
  return { name: plugin, isWALArchiver: true, parameters: { barmanObjectName: storeName } };
}

/**
 * boto3 signs a checksum into every upload unless told otherwise, and several S3 services refuse it (Backblaze, Google,
 * Ceph). A region must always be there to sign with; S3 services other than AWS take any.
 */
export function barmanEnv(region: string): { name: string; value: string }[] {
  return [
    { name: 'AWS_DEFAULT_REGION', value: region },
    { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
    { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
  ];
}

/** The backups of another cluster in the same store, as the source of a restore. */
export function archived(name: string): NonNullable<ClusterSpec['externalClusters']>[number] {
  return { name, plugin: { name: plugin, parameters: { barmanObjectName: storeName, serverName: name } } };
}
