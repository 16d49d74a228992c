// Written by `npm run import` from imports/schemas; do not edit.

import type { ObjectMeta } from './k8s';

export interface BackingImageDataSource {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'BackingImageDataSource';
  metadata: ObjectMeta & { name: string };
  spec?: BackingImageDataSourceSpec;
}

export interface BackingImageDataSourceSpec {
  checksum?: string;
  diskPath?: string;
  diskUUID?: string;
  fileTransferred?: boolean;
  nodeID?: string;
  parameters?: Record<string, string>;
  sourceType?: 'download' | 'upload' | 'export-from-volume' | 'restore' | 'clone';
  uuid?: string;
}

export interface BackingImageManager {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'BackingImageManager';
  metadata: ObjectMeta & { name: string };
  spec?: BackingImageManagerSpec;
}

export interface BackingImageManagerSpec {
  backingImages?: Record<string, string>;
  diskPath?: string;
  diskUUID?: string;
  image?: string;
  nodeID?: string;
}

export interface BackingImage {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'BackingImage';
  metadata: ObjectMeta & { name: string };
  spec?: BackingImageSpec;
}

export interface BackingImageSpec {
  checksum?: string;
  dataEngine?: 'v1' | 'v2';
  diskFileSpecMap?: Record<string, BackingImageSpecDiskFileSpecMap>;
  diskSelector?: string[];
  disks?: Record<string, string>;
  minNumberOfCopies?: number;
  nodeSelector?: string[];
  secret?: string;
  secretNamespace?: string;
  sourceParameters?: Record<string, string>;
  sourceType?: 'download' | 'upload' | 'export-from-volume' | 'restore' | 'clone';
}

export interface BackingImageSpecDiskFileSpecMap {
  dataEngine?: 'v1' | 'v2';
  evictionRequested?: boolean;
}

export interface BackupBackingImage {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'BackupBackingImage';
  metadata: ObjectMeta & { name: string };
  spec?: BackupBackingImageSpec;
}

export interface BackupBackingImageSpec {
  backingImage: string;
  backupTargetName?: string | null;
  labels?: Record<string, string>;
  syncRequestedAt?: string | null;
  userCreated: boolean;
}

export interface Backup {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'Backup';
  metadata: ObjectMeta & { name: string };
  spec?: BackupSpec;
}

export interface BackupSpec {
  backupBlockSize?: '-1' | '2097152' | '16777216';
  backupMode?: 'full' | 'incremental' | '';
  labels?: Record<string, string>;
  snapshotName?: string;
  syncRequestedAt?: string | null;
}

export interface BackupTarget {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'BackupTarget';
  metadata: ObjectMeta & { name: string };
  spec?: BackupTargetSpec;
}

export interface BackupTargetSpec {
  backupTargetURL?: string;
  credentialSecret?: string;
  pollInterval?: string;
  syncRequestedAt?: string | null;
}

export interface BackupVolume {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'BackupVolume';
  metadata: ObjectMeta & { name: string };
  spec?: BackupVolumeSpec;
}

export interface BackupVolumeSpec {
  backupTargetName?: string | null;
  syncRequestedAt?: string | null;
  volumeName?: string;
}

export interface EngineImage {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'EngineImage';
  metadata: ObjectMeta & { name: string };
  spec?: EngineImageSpec;
}

export interface EngineImageSpec {
  image: string;
}

export interface Engine {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'Engine';
  metadata: ObjectMeta & { name: string };
  spec?: EngineSpec;
}

export interface EngineSpec {
  active?: boolean;
  backupVolume?: string;
  dataEngine?: 'v1' | 'v2';
  desireState?: string;
  disableFrontend?: boolean;
  frontend?: 'blockdev' | 'iscsi' | 'nvmf' | 'ublk' | '';
  image?: string;
  logRequested?: boolean;
  nodeID?: string;
  replicaAddressMap?: Record<string, string>;
  requestedBackupRestore?: string;
  requestedDataSource?: string;
  revisionCounterDisabled?: boolean;
  salvageRequested?: boolean;
  snapshotMaxCount?: number;
  snapshotMaxSize?: string;
  unmapMarkSnapChainRemovedEnabled?: boolean;
  upgradedReplicaAddressMap?: Record<string, string>;
  volumeName?: string;
  volumeSize?: string;
}

export interface InstanceManager {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'InstanceManager';
  metadata: ObjectMeta & { name: string };
  spec?: InstanceManagerSpec;
}

export interface InstanceManagerSpec {
  dataEngine?: string;
  dataEngineSpec?: InstanceManagerSpecDataEngineSpec;
  image?: string;
  nodeID?: string;
  type?: 'aio' | 'engine' | 'replica';
}

export interface InstanceManagerSpecDataEngineSpec {
  v2?: InstanceManagerSpecDataEngineSpecV2;
}

export interface InstanceManagerSpecDataEngineSpecV2 {
  cpuMask?: string;
}

export interface Node {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'Node';
  metadata: ObjectMeta & { name: string };
  spec?: NodeSpec;
}

export interface NodeSpec {
  allowScheduling?: boolean;
  disks?: Record<string, NodeSpecDisks>;
  evictionRequested?: boolean;
  instanceManagerCPURequest?: number;
  name?: string;
  tags?: string[];
}

export interface NodeSpecDisks {
  allowScheduling?: boolean;
  diskDriver?: '' | 'auto' | 'aio' | 'nvme';
  diskType?: 'filesystem' | 'block';
  evictionRequested?: boolean;
  path?: string;
  storageReserved?: number;
  tags?: string[];
}

export interface Orphan {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'Orphan';
  metadata: ObjectMeta & { name: string };
  spec?: OrphanSpec;
}

export interface OrphanSpec {
  dataEngine?: 'v1' | 'v2';
  nodeID?: string;
  orphanType?: string;
  parameters?: Record<string, string>;
}

export interface RecurringJob {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'RecurringJob';
  metadata: ObjectMeta & { name: string };
  spec?: RecurringJobSpec;
}

export interface RecurringJobSpec {
  concurrency?: number;
  cron?: string;
  groups?: string[];
  labels?: Record<string, string>;
  name?: string;
  parameters?: Record<string, string>;
  retain?: number;
  task?: 'snapshot' | 'snapshot-force-create' | 'snapshot-cleanup' | 'snapshot-delete' | 'backup' | 'backup-force-create' | 'filesystem-trim' | 'system-backup';
}

export interface Replica {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'Replica';
  metadata: ObjectMeta & { name: string };
  spec?: ReplicaSpec;
}

export interface ReplicaSpec {
  active?: boolean;
  backingImage?: string;
  dataDirectoryName?: string;
  dataEngine?: 'v1' | 'v2';
  desireState?: string;
  diskID?: string;
  diskPath?: string;
  engineName?: string;
  evictionRequested?: boolean;
  failedAt?: string;
  hardNodeAffinity?: string;
  healthyAt?: string;
  image?: string;
  lastFailedAt?: string;
  lastHealthyAt?: string;
  logRequested?: boolean;
  migrationEngineName?: string;
  nodeID?: string;
  rebuildRetryCount?: number;
  revisionCounterDisabled?: boolean;
  salvageRequested?: boolean;
  snapshotMaxCount?: number;
  snapshotMaxSize?: string;
  unmapMarkDiskChainRemovedEnabled?: boolean;
  volumeName?: string;
  volumeSize?: string;
}

export interface Setting {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'Setting';
  metadata: ObjectMeta & { name: string };
  value: string;
}

export interface ShareManager {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'ShareManager';
  metadata: ObjectMeta & { name: string };
  spec?: ShareManagerSpec;
}

export interface ShareManagerSpec {
  image?: string;
}

export interface Snapshot {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'Snapshot';
  metadata: ObjectMeta & { name: string };
  spec?: SnapshotSpec;
}

export interface SnapshotSpec {
  createSnapshot?: boolean;
  labels?: Record<string, string> | null;
  volume: string;
}

export interface SupportBundle {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'SupportBundle';
  metadata: ObjectMeta & { name: string };
  spec?: SupportBundleSpec;
}

export interface SupportBundleSpec {
  description: string;
  issueURL?: string | null;
  nodeID?: string;
}

export interface SystemBackup {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'SystemBackup';
  metadata: ObjectMeta & { name: string };
  spec?: SystemBackupSpec;
}

export interface SystemBackupSpec {
  volumeBackupPolicy?: string | null;
}

export interface SystemRestore {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'SystemRestore';
  metadata: ObjectMeta & { name: string };
  spec?: SystemRestoreSpec;
}

export interface SystemRestoreSpec {
  systemBackup: string;
}

export interface VolumeAttachment {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'VolumeAttachment';
  metadata: ObjectMeta & { name: string };
  spec?: VolumeAttachmentSpec;
}

export interface VolumeAttachmentSpec {
  attachmentTickets?: Record<string, VolumeAttachmentSpecAttachmentTickets>;
  volume: string;
}

export interface VolumeAttachmentSpecAttachmentTickets {
  generation?: number;
  id?: string;
  nodeID?: string;
  parameters?: Record<string, string>;
  type?: string;
}

export interface Volume {
  apiVersion: 'longhorn.io/v1beta2';
  kind: 'Volume';
  metadata: ObjectMeta & { name: string };
  spec?: VolumeSpec;
}

export interface VolumeSpec {
  Standby?: boolean;
  accessMode?: 'rwo' | 'rwx';
  backingImage?: string;
  backupBlockSize?: '2097152' | '16777216';
  backupCompressionMethod?: 'none' | 'lz4' | 'gzip';
  backupTargetName?: string;
  cloneMode?: '' | 'full-copy' | 'linked-clone';
  dataEngine?: 'v1' | 'v2';
  dataLocality?: 'disabled' | 'best-effort' | 'strict-local';
  dataSource?: string;
  disableFrontend?: boolean;
  diskSelector?: string[];
  encrypted?: boolean;
  freezeFilesystemForSnapshot?: 'ignored' | 'enabled' | 'disabled';
  fromBackup?: string;
  frontend?: 'blockdev' | 'iscsi' | 'nvmf' | 'ublk' | '';
  image?: string;
  lastAttachedBy?: string;
  migratable?: boolean;
  migrationNodeID?: string;
  nodeID?: string;
  nodeSelector?: string[];
  numberOfReplicas?: number;
  offlineRebuilding?: 'ignored' | 'disabled' | 'enabled';
  replicaAutoBalance?: 'ignored' | 'disabled' | 'least-effort' | 'best-effort';
  replicaDiskSoftAntiAffinity?: 'ignored' | 'enabled' | 'disabled';
  replicaRebuildingBandwidthLimit?: number;
  replicaSoftAntiAffinity?: 'ignored' | 'enabled' | 'disabled';
  replicaZoneSoftAntiAffinity?: 'ignored' | 'enabled' | 'disabled';
  restoreVolumeRecurringJob?: 'ignored' | 'enabled' | 'disabled';
  revisionCounterDisabled?: boolean;
  size?: string;
  snapshotDataIntegrity?: 'ignored' | 'disabled' | 'enabled' | 'fast-check';
  snapshotMaxCount?: number;
  snapshotMaxSize?: string;
  staleReplicaTimeout?: number;
  unmapMarkSnapChainRemoved?: 'ignored' | 'disabled' | 'enabled';
}
