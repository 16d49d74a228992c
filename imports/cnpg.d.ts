// Written by `npm run import` from imports/schemas; do not edit.

import type { ObjectMeta } from './k8s';

export interface Backup {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'Backup';
  metadata: ObjectMeta & { name: string };
  spec: BackupSpec;
}

export interface BackupSpec {
  cluster: BackupSpecCluster;
  method?: 'barmanObjectStore' | 'volumeSnapshot' | 'plugin';
  online?: boolean;
  onlineConfiguration?: BackupSpecOnlineConfiguration;
  pluginConfiguration?: BackupSpecPluginConfiguration;
  target?: 'primary' | 'prefer-standby';
}

export interface BackupSpecCluster {
  name: string;
}

export interface BackupSpecOnlineConfiguration {
  immediateCheckpoint?: boolean;
  waitForArchive?: boolean;
}

export interface BackupSpecPluginConfiguration {
  name: string;
  parameters?: Record<string, string>;
}

export interface ClusterImageCatalog {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'ClusterImageCatalog';
  metadata: ObjectMeta & { name: string };
  spec: ClusterImageCatalogSpec;
}

export interface ClusterImageCatalogSpec {
  componentImages?: ClusterImageCatalogSpecComponentImages[];
  images: ClusterImageCatalogSpecImages[];
}

export interface ClusterImageCatalogSpecComponentImages {
  image: string;
  key: string;
}

export interface ClusterImageCatalogSpecImages {
  extensions?: ClusterImageCatalogSpecImagesExtensions[];
  image: string;
  major: number;
}

export interface ClusterImageCatalogSpecImagesExtensions {
  bin_path?: string[];
  dynamic_library_path?: string[];
  env?: ClusterImageCatalogSpecImagesExtensionsEnv[];
  extension_control_path?: string[];
  image?: ClusterImageCatalogSpecImagesExtensionsImage;
  ld_library_path?: string[];
  name: string;
}

export interface ClusterImageCatalogSpecImagesExtensionsEnv {
  name: string;
  value: string;
}

export interface ClusterImageCatalogSpecImagesExtensionsImage {
  pullPolicy?: string;
  reference?: string;
}

export interface Cluster {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'Cluster';
  metadata: ObjectMeta & { name: string };
  spec: ClusterSpec;
}

export interface ClusterSpec {
  affinity?: ClusterSpecAffinity;
  backup?: ClusterSpecBackup;
  bootstrap?: ClusterSpecBootstrap;
  certificates?: ClusterSpecCertificates;
  description?: string;
  enablePDB?: boolean;
  enableSuperuserAccess?: boolean;
  env?: ClusterSpecEnv[];
  envFrom?: ClusterSpecEnvFrom[];
  ephemeralVolumeSource?: ClusterSpecEphemeralVolumeSource;
  ephemeralVolumesSizeLimit?: ClusterSpecEphemeralVolumesSizeLimit;
  externalClusters?: ClusterSpecExternalClusters[];
  failoverDelay?: number;
  imageCatalogRef?: ClusterSpecImageCatalogRef;
  imageName?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: ClusterSpecImagePullSecrets[];
  inheritedMetadata?: ClusterSpecInheritedMetadata;
  instances?: number;
  livenessProbeTimeout?: number;
  logLevel?: 'error' | 'warning' | 'info' | 'debug' | 'trace';
  managed?: ClusterSpecManaged;
  maxSyncReplicas?: number;
  minSyncReplicas?: number;
  monitoring?: ClusterSpecMonitoring;
  nodeMaintenanceWindow?: ClusterSpecNodeMaintenanceWindow;
  plugins?: ClusterSpecPlugins[];
  podSecurityContext?: ClusterSpecPodSecurityContext;
  podSelectorRefs?: ClusterSpecPodSelectorRefs[];
  postgresGID?: number;
  postgresUID?: number;
  postgresql?: ClusterSpecPostgresql;
  primaryLease?: ClusterSpecPrimaryLease;
  primaryUpdateMethod?: 'switchover' | 'restart';
  primaryUpdateStrategy?: 'unsupervised' | 'supervised';
  priorityClassName?: string;
  probes?: ClusterSpecProbes;
  projectedVolumeTemplate?: ClusterSpecProjectedVolumeTemplate;
  replica?: ClusterSpecReplica;
  replicationSlots?: ClusterSpecReplicationSlots;
  resources?: ClusterSpecResources;
  schedulerName?: string;
  seccompProfile?: ClusterSpecSeccompProfile;
  securityContext?: ClusterSpecSecurityContext;
  serviceAccountName?: string;
  serviceAccountTemplate?: ClusterSpecServiceAccountTemplate;
  smartShutdownTimeout?: number;
  startDelay?: number;
  stopDelay?: number;
  storage?: ClusterSpecStorage;
  superuserSecret?: ClusterSpecSuperuserSecret;
  switchoverDelay?: number;
  tablespaces?: ClusterSpecTablespaces[];
  topologySpreadConstraints?: ClusterSpecTopologySpreadConstraints[];
  walStorage?: ClusterSpecWalStorage;
}

export interface ClusterSpecAffinity {
  additionalPodAffinity?: ClusterSpecAffinityAdditionalPodAffinity;
  additionalPodAntiAffinity?: ClusterSpecAffinityAdditionalPodAntiAffinity;
  enablePodAntiAffinity?: boolean;
  nodeAffinity?: ClusterSpecAffinityNodeAffinity;
  nodeSelector?: Record<string, string>;
  podAntiAffinityType?: string;
  tolerations?: ClusterSpecAffinityTolerations[];
  topologyKey?: string;
}

export interface ClusterSpecAffinityAdditionalPodAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecAffinityAdditionalPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecAffinityAdditionalPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ClusterSpecAffinityAdditionalPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: ClusterSpecAffinityAdditionalPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterSpecAffinityAdditionalPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: ClusterSpecAffinityAdditionalPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: ClusterSpecAffinityAdditionalPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecAffinityAdditionalPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityNodeAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ClusterSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution;
}

export interface ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  preference: ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference;
  weight: number;
}

export interface ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  matchExpressions?: ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[];
  matchFields?: ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[];
}

export interface ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  nodeSelectorTerms: ClusterSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms[];
}

export interface ClusterSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms {
  matchExpressions?: ClusterSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions[];
  matchFields?: ClusterSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields[];
}

export interface ClusterSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecAffinityTolerations {
  effect?: string;
  key?: string;
  operator?: string;
  tolerationSeconds?: number;
  value?: string;
}

export interface ClusterSpecBackup {
  barmanObjectStore?: ClusterSpecBackupBarmanObjectStore;
  retentionPolicy?: string;
  target?: 'primary' | 'prefer-standby';
  volumeSnapshot?: ClusterSpecBackupVolumeSnapshot;
}

export interface ClusterSpecBackupBarmanObjectStore {
  azureCredentials?: ClusterSpecBackupBarmanObjectStoreAzureCredentials;
  data?: ClusterSpecBackupBarmanObjectStoreData;
  destinationPath: string;
  endpointCA?: ClusterSpecBackupBarmanObjectStoreEndpointCA;
  endpointURL?: string;
  googleCredentials?: ClusterSpecBackupBarmanObjectStoreGoogleCredentials;
  historyTags?: Record<string, string>;
  s3Credentials?: ClusterSpecBackupBarmanObjectStoreS3Credentials;
  serverName?: string;
  tags?: Record<string, string>;
  wal?: ClusterSpecBackupBarmanObjectStoreWal;
}

export interface ClusterSpecBackupBarmanObjectStoreAzureCredentials {
  connectionString?: ClusterSpecBackupBarmanObjectStoreAzureCredentialsConnectionString;
  inheritFromAzureAD?: boolean;
  storageAccount?: ClusterSpecBackupBarmanObjectStoreAzureCredentialsStorageAccount;
  storageKey?: ClusterSpecBackupBarmanObjectStoreAzureCredentialsStorageKey;
  storageSasToken?: ClusterSpecBackupBarmanObjectStoreAzureCredentialsStorageSasToken;
  useDefaultAzureCredentials?: boolean;
}

export interface ClusterSpecBackupBarmanObjectStoreAzureCredentialsConnectionString {
  key: string;
  name: string;
}

export interface ClusterSpecBackupBarmanObjectStoreAzureCredentialsStorageAccount {
  key: string;
  name: string;
}

export interface ClusterSpecBackupBarmanObjectStoreAzureCredentialsStorageKey {
  key: string;
  name: string;
}

export interface ClusterSpecBackupBarmanObjectStoreAzureCredentialsStorageSasToken {
  key: string;
  name: string;
}

export interface ClusterSpecBackupBarmanObjectStoreData {
  additionalCommandArgs?: string[];
  compression?: 'bzip2' | 'gzip' | 'lz4' | 'snappy';
  encryption?: 'AES256' | 'aws:kms';
  immediateCheckpoint?: boolean;
  jobs?: number;
}

export interface ClusterSpecBackupBarmanObjectStoreEndpointCA {
  key: string;
  name: string;
}

export interface ClusterSpecBackupBarmanObjectStoreGoogleCredentials {
  applicationCredentials?: ClusterSpecBackupBarmanObjectStoreGoogleCredentialsApplicationCredentials;
  gkeEnvironment?: boolean;
}

export interface ClusterSpecBackupBarmanObjectStoreGoogleCredentialsApplicationCredentials {
  key: string;
  name: string;
}

export interface ClusterSpecBackupBarmanObjectStoreS3Credentials {
  accessKeyId?: ClusterSpecBackupBarmanObjectStoreS3CredentialsAccessKeyId;
  inheritFromIAMRole?: boolean;
  region?: ClusterSpecBackupBarmanObjectStoreS3CredentialsRegion;
  secretAccessKey?: ClusterSpecBackupBarmanObjectStoreS3CredentialsSecretAccessKey;
  sessionToken?: ClusterSpecBackupBarmanObjectStoreS3CredentialsSessionToken;
}

export interface ClusterSpecBackupBarmanObjectStoreS3CredentialsAccessKeyId {
  key: string;
  name: string;
}

export interface ClusterSpecBackupBarmanObjectStoreS3CredentialsRegion {
  key: string;
  name: string;
}

export interface ClusterSpecBackupBarmanObjectStoreS3CredentialsSecretAccessKey {
  key: string;
  name: string;
}

export interface ClusterSpecBackupBarmanObjectStoreS3CredentialsSessionToken {
  key: string;
  name: string;
}

export interface ClusterSpecBackupBarmanObjectStoreWal {
  archiveAdditionalCommandArgs?: string[];
  compression?: 'bzip2' | 'gzip' | 'lz4' | 'snappy' | 'xz' | 'zstd';
  encryption?: 'AES256' | 'aws:kms';
  maxParallel?: number;
  restoreAdditionalCommandArgs?: string[];
}

export interface ClusterSpecBackupVolumeSnapshot {
  annotations?: Record<string, string>;
  className?: string;
  labels?: Record<string, string>;
  online?: boolean;
  onlineConfiguration?: ClusterSpecBackupVolumeSnapshotOnlineConfiguration;
  snapshotOwnerReference?: 'none' | 'cluster' | 'backup';
  tablespaceClassName?: Record<string, string>;
  walClassName?: string;
}

export interface ClusterSpecBackupVolumeSnapshotOnlineConfiguration {
  immediateCheckpoint?: boolean;
  waitForArchive?: boolean;
}

export interface ClusterSpecBootstrap {
  initdb?: ClusterSpecBootstrapInitdb;
  pg_basebackup?: ClusterSpecBootstrapPgBasebackup;
  recovery?: ClusterSpecBootstrapRecovery;
}

export interface ClusterSpecBootstrapInitdb {
  builtinLocale?: string;
  dataChecksums?: boolean;
  database?: string;
  encoding?: string;
  icuLocale?: string;
  icuRules?: string;
  import?: ClusterSpecBootstrapInitdbImport;
  locale?: string;
  localeCType?: string;
  localeCollate?: string;
  localeProvider?: string;
  options?: string[];
  owner?: string;
  postInitApplicationSQL?: string[];
  postInitApplicationSQLRefs?: ClusterSpecBootstrapInitdbPostInitApplicationSQLRefs;
  postInitSQL?: string[];
  postInitSQLRefs?: ClusterSpecBootstrapInitdbPostInitSQLRefs;
  postInitTemplateSQL?: string[];
  postInitTemplateSQLRefs?: ClusterSpecBootstrapInitdbPostInitTemplateSQLRefs;
  secret?: ClusterSpecBootstrapInitdbSecret;
  walSegmentSize?: number;
}

export interface ClusterSpecBootstrapInitdbImport {
  databases: string[];
  pgDumpExtraOptions?: string[];
  pgRestoreDataOptions?: string[];
  pgRestoreExtraOptions?: string[];
  pgRestorePostdataOptions?: string[];
  pgRestorePredataOptions?: string[];
  postImportApplicationSQL?: string[];
  roles?: string[];
  schemaOnly?: boolean;
  source: ClusterSpecBootstrapInitdbImportSource;
  type: 'microservice' | 'monolith';
}

export interface ClusterSpecBootstrapInitdbImportSource {
  externalCluster: string;
}

export interface ClusterSpecBootstrapInitdbPostInitApplicationSQLRefs {
  configMapRefs?: ClusterSpecBootstrapInitdbPostInitApplicationSQLRefsConfigMapRefs[];
  secretRefs?: ClusterSpecBootstrapInitdbPostInitApplicationSQLRefsSecretRefs[];
}

export interface ClusterSpecBootstrapInitdbPostInitApplicationSQLRefsConfigMapRefs {
  key: string;
  name: string;
}

export interface ClusterSpecBootstrapInitdbPostInitApplicationSQLRefsSecretRefs {
  key: string;
  name: string;
}

export interface ClusterSpecBootstrapInitdbPostInitSQLRefs {
  configMapRefs?: ClusterSpecBootstrapInitdbPostInitSQLRefsConfigMapRefs[];
  secretRefs?: ClusterSpecBootstrapInitdbPostInitSQLRefsSecretRefs[];
}

export interface ClusterSpecBootstrapInitdbPostInitSQLRefsConfigMapRefs {
  key: string;
  name: string;
}

export interface ClusterSpecBootstrapInitdbPostInitSQLRefsSecretRefs {
  key: string;
  name: string;
}

export interface ClusterSpecBootstrapInitdbPostInitTemplateSQLRefs {
  configMapRefs?: ClusterSpecBootstrapInitdbPostInitTemplateSQLRefsConfigMapRefs[];
  secretRefs?: ClusterSpecBootstrapInitdbPostInitTemplateSQLRefsSecretRefs[];
}

export interface ClusterSpecBootstrapInitdbPostInitTemplateSQLRefsConfigMapRefs {
  key: string;
  name: string;
}

export interface ClusterSpecBootstrapInitdbPostInitTemplateSQLRefsSecretRefs {
  key: string;
  name: string;
}

export interface ClusterSpecBootstrapInitdbSecret {
  name: string;
}

export interface ClusterSpecBootstrapPgBasebackup {
  database?: string;
  owner?: string;
  secret?: ClusterSpecBootstrapPgBasebackupSecret;
  source: string;
}

export interface ClusterSpecBootstrapPgBasebackupSecret {
  name: string;
}

export interface ClusterSpecBootstrapRecovery {
  backup?: ClusterSpecBootstrapRecoveryBackup;
  database?: string;
  owner?: string;
  recoveryTarget?: ClusterSpecBootstrapRecoveryRecoveryTarget;
  secret?: ClusterSpecBootstrapRecoverySecret;
  source?: string;
  volumeSnapshots?: ClusterSpecBootstrapRecoveryVolumeSnapshots;
}

export interface ClusterSpecBootstrapRecoveryBackup {
  endpointCA?: ClusterSpecBootstrapRecoveryBackupEndpointCA;
  name: string;
}

export interface ClusterSpecBootstrapRecoveryBackupEndpointCA {
  key: string;
  name: string;
}

export interface ClusterSpecBootstrapRecoveryRecoveryTarget {
  backupID?: string;
  exclusive?: boolean;
  targetImmediate?: boolean;
  targetLSN?: string;
  targetName?: string;
  targetTLI?: string;
  targetTime?: string;
  targetXID?: string;
}

export interface ClusterSpecBootstrapRecoverySecret {
  name: string;
}

export interface ClusterSpecBootstrapRecoveryVolumeSnapshots {
  storage: ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage;
  tablespaceStorage?: Record<string, ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage>;
  walStorage?: ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage;
}

export interface ClusterSpecBootstrapRecoveryVolumeSnapshotsStorage {
  apiGroup?: string;
  kind: string;
  name: string;
}

export interface ClusterSpecBootstrapRecoveryVolumeSnapshotsTablespaceStorage {
  apiGroup?: string;
  kind: string;
  name: string;
}

export interface ClusterSpecBootstrapRecoveryVolumeSnapshotsWalStorage {
  apiGroup?: string;
  kind: string;
  name: string;
}

export interface ClusterSpecCertificates {
  clientCASecret?: string;
  replicationTLSSecret?: string;
  serverAltDNSNames?: string[];
  serverCASecret?: string;
  serverTLSSecret?: string;
}

export interface ClusterSpecEnv {
  name: string;
  value?: string;
  valueFrom?: ClusterSpecEnvValueFrom;
}

export interface ClusterSpecEnvValueFrom {
  configMapKeyRef?: ClusterSpecEnvValueFromConfigMapKeyRef;
  fieldRef?: ClusterSpecEnvValueFromFieldRef;
  fileKeyRef?: ClusterSpecEnvValueFromFileKeyRef;
  resourceFieldRef?: ClusterSpecEnvValueFromResourceFieldRef;
  secretKeyRef?: ClusterSpecEnvValueFromSecretKeyRef;
}

export interface ClusterSpecEnvValueFromConfigMapKeyRef {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecEnvValueFromFieldRef {
  apiVersion?: string;
  fieldPath: string;
}

export interface ClusterSpecEnvValueFromFileKeyRef {
  key: string;
  optional?: boolean;
  path: string;
  volumeName: string;
}

export interface ClusterSpecEnvValueFromResourceFieldRef {
  containerName?: string;
  divisor?: number | string;
  resource: string;
}

export interface ClusterSpecEnvValueFromSecretKeyRef {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecEnvFrom {
  configMapRef?: ClusterSpecEnvFromConfigMapRef;
  prefix?: string;
  secretRef?: ClusterSpecEnvFromSecretRef;
}

export interface ClusterSpecEnvFromConfigMapRef {
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecEnvFromSecretRef {
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecEphemeralVolumeSource {
  volumeClaimTemplate?: ClusterSpecEphemeralVolumeSourceVolumeClaimTemplate;
}

export interface ClusterSpecEphemeralVolumeSourceVolumeClaimTemplate {
  metadata?: Record<string, never>;
  spec: ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpec;
}

export interface ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpec {
  accessModes?: string[];
  dataSource?: ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpecDataSource;
  dataSourceRef?: ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpecDataSourceRef;
  resources?: ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpecResources;
  selector?: ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpecSelector;
  storageClassName?: string;
  volumeAttributesClassName?: string;
  volumeMode?: string;
  volumeName?: string;
}

export interface ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpecDataSource {
  apiGroup?: string;
  kind: string;
  name: string;
}

export interface ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpecDataSourceRef {
  apiGroup?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpecResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpecSelector {
  matchExpressions?: ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpecSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecEphemeralVolumeSourceVolumeClaimTemplateSpecSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecEphemeralVolumesSizeLimit {
  shm?: number | string;
  temporaryData?: number | string;
}

export interface ClusterSpecExternalClusters {
  barmanObjectStore?: ClusterSpecExternalClustersBarmanObjectStore;
  connectionParameters?: Record<string, string>;
  name: string;
  password?: ClusterSpecExternalClustersPassword;
  plugin?: ClusterSpecExternalClustersPlugin;
  sslCert?: ClusterSpecExternalClustersSslCert;
  sslKey?: ClusterSpecExternalClustersSslKey;
  sslRootCert?: ClusterSpecExternalClustersSslRootCert;
}

export interface ClusterSpecExternalClustersBarmanObjectStore {
  azureCredentials?: ClusterSpecExternalClustersBarmanObjectStoreAzureCredentials;
  data?: ClusterSpecExternalClustersBarmanObjectStoreData;
  destinationPath: string;
  endpointCA?: ClusterSpecExternalClustersBarmanObjectStoreEndpointCA;
  endpointURL?: string;
  googleCredentials?: ClusterSpecExternalClustersBarmanObjectStoreGoogleCredentials;
  historyTags?: Record<string, string>;
  s3Credentials?: ClusterSpecExternalClustersBarmanObjectStoreS3Credentials;
  serverName?: string;
  tags?: Record<string, string>;
  wal?: ClusterSpecExternalClustersBarmanObjectStoreWal;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreAzureCredentials {
  connectionString?: ClusterSpecExternalClustersBarmanObjectStoreAzureCredentialsConnectionString;
  inheritFromAzureAD?: boolean;
  storageAccount?: ClusterSpecExternalClustersBarmanObjectStoreAzureCredentialsStorageAccount;
  storageKey?: ClusterSpecExternalClustersBarmanObjectStoreAzureCredentialsStorageKey;
  storageSasToken?: ClusterSpecExternalClustersBarmanObjectStoreAzureCredentialsStorageSasToken;
  useDefaultAzureCredentials?: boolean;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreAzureCredentialsConnectionString {
  key: string;
  name: string;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreAzureCredentialsStorageAccount {
  key: string;
  name: string;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreAzureCredentialsStorageKey {
  key: string;
  name: string;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreAzureCredentialsStorageSasToken {
  key: string;
  name: string;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreData {
  additionalCommandArgs?: string[];
  compression?: 'bzip2' | 'gzip' | 'lz4' | 'snappy';
  encryption?: 'AES256' | 'aws:kms';
  immediateCheckpoint?: boolean;
  jobs?: number;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreEndpointCA {
  key: string;
  name: string;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreGoogleCredentials {
  applicationCredentials?: ClusterSpecExternalClustersBarmanObjectStoreGoogleCredentialsApplicationCredentials;
  gkeEnvironment?: boolean;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreGoogleCredentialsApplicationCredentials {
  key: string;
  name: string;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreS3Credentials {
  accessKeyId?: ClusterSpecExternalClustersBarmanObjectStoreS3CredentialsAccessKeyId;
  inheritFromIAMRole?: boolean;
  region?: ClusterSpecExternalClustersBarmanObjectStoreS3CredentialsRegion;
  secretAccessKey?: ClusterSpecExternalClustersBarmanObjectStoreS3CredentialsSecretAccessKey;
  sessionToken?: ClusterSpecExternalClustersBarmanObjectStoreS3CredentialsSessionToken;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreS3CredentialsAccessKeyId {
  key: string;
  name: string;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreS3CredentialsRegion {
  key: string;
  name: string;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreS3CredentialsSecretAccessKey {
  key: string;
  name: string;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreS3CredentialsSessionToken {
  key: string;
  name: string;
}

export interface ClusterSpecExternalClustersBarmanObjectStoreWal {
  archiveAdditionalCommandArgs?: string[];
  compression?: 'bzip2' | 'gzip' | 'lz4' | 'snappy' | 'xz' | 'zstd';
  encryption?: 'AES256' | 'aws:kms';
  maxParallel?: number;
  restoreAdditionalCommandArgs?: string[];
}

export interface ClusterSpecExternalClustersPassword {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecExternalClustersPlugin {
  enabled?: boolean;
  isWALArchiver?: boolean;
  name: string;
  parameters?: Record<string, string>;
}

export interface ClusterSpecExternalClustersSslCert {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecExternalClustersSslKey {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecExternalClustersSslRootCert {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecImageCatalogRef {
  apiGroup?: string;
  kind: string;
  major: number;
  name: string;
}

export interface ClusterSpecImagePullSecrets {
  name: string;
}

export interface ClusterSpecInheritedMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface ClusterSpecManaged {
  roles?: ClusterSpecManagedRoles[];
  services?: ClusterSpecManagedServices;
}

export interface ClusterSpecManagedRoles {
  bypassrls?: boolean;
  comment?: string;
  connectionLimit?: number;
  createdb?: boolean;
  createrole?: boolean;
  disablePassword?: boolean;
  ensure?: 'present' | 'absent';
  inRoles?: string[];
  inherit?: boolean;
  login?: boolean;
  name: string;
  passwordSecret?: ClusterSpecManagedRolesPasswordSecret;
  replication?: boolean;
  superuser?: boolean;
  validUntil?: string;
}

export interface ClusterSpecManagedRolesPasswordSecret {
  name: string;
}

export interface ClusterSpecManagedServices {
  additional?: ClusterSpecManagedServicesAdditional[];
  disabledDefaultServices?: ('rw' | 'r' | 'ro')[];
}

export interface ClusterSpecManagedServicesAdditional {
  selectorType: 'rw' | 'r' | 'ro';
  serviceTemplate: ClusterSpecManagedServicesAdditionalServiceTemplate;
  updateStrategy?: 'patch' | 'replace';
}

export interface ClusterSpecManagedServicesAdditionalServiceTemplate {
  metadata?: ClusterSpecManagedServicesAdditionalServiceTemplateMetadata;
  spec?: ClusterSpecManagedServicesAdditionalServiceTemplateSpec;
}

export interface ClusterSpecManagedServicesAdditionalServiceTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  name?: string;
}

export interface ClusterSpecManagedServicesAdditionalServiceTemplateSpec {
  allocateLoadBalancerNodePorts?: boolean;
  clusterIP?: string;
  clusterIPs?: string[];
  externalIPs?: string[];
  externalName?: string;
  externalTrafficPolicy?: string;
  healthCheckNodePort?: number;
  internalTrafficPolicy?: string;
  ipFamilies?: string[];
  ipFamilyPolicy?: string;
  loadBalancerClass?: string;
  loadBalancerIP?: string;
  loadBalancerSourceRanges?: string[];
  ports?: ClusterSpecManagedServicesAdditionalServiceTemplateSpecPorts[];
  publishNotReadyAddresses?: boolean;
  selector?: Record<string, string>;
  sessionAffinity?: string;
  sessionAffinityConfig?: ClusterSpecManagedServicesAdditionalServiceTemplateSpecSessionAffinityConfig;
  trafficDistribution?: string;
  type?: string;
}

export interface ClusterSpecManagedServicesAdditionalServiceTemplateSpecPorts {
  appProtocol?: string;
  name?: string;
  nodePort?: number;
  port: number;
  protocol?: string;
  targetPort?: number | string;
}

export interface ClusterSpecManagedServicesAdditionalServiceTemplateSpecSessionAffinityConfig {
  clientIP?: ClusterSpecManagedServicesAdditionalServiceTemplateSpecSessionAffinityConfigClientIP;
}

export interface ClusterSpecManagedServicesAdditionalServiceTemplateSpecSessionAffinityConfigClientIP {
  timeoutSeconds?: number;
}

export interface ClusterSpecMonitoring {
  customQueriesConfigMap?: ClusterSpecMonitoringCustomQueriesConfigMap[];
  customQueriesSecret?: ClusterSpecMonitoringCustomQueriesSecret[];
  disableDefaultQueries?: boolean;
  enablePodMonitor?: boolean;
  metricsQueriesTTL?: string;
  podMonitorMetricRelabelings?: ClusterSpecMonitoringPodMonitorMetricRelabelings[];
  podMonitorRelabelings?: ClusterSpecMonitoringPodMonitorRelabelings[];
  tls?: ClusterSpecMonitoringTls;
}

export interface ClusterSpecMonitoringCustomQueriesConfigMap {
  key: string;
  name: string;
}

export interface ClusterSpecMonitoringCustomQueriesSecret {
  key: string;
  name: string;
}

export interface ClusterSpecMonitoringPodMonitorMetricRelabelings {
  action?: 'replace' | 'Replace' | 'keep' | 'Keep' | 'drop' | 'Drop' | 'hashmod' | 'HashMod' | 'labelmap' | 'LabelMap' | 'labeldrop' | 'LabelDrop' | 'labelkeep' | 'LabelKeep' | 'lowercase' | 'Lowercase' | 'uppercase' | 'Uppercase' | 'keepequal' | 'KeepEqual' | 'dropequal' | 'DropEqual';
  modulus?: number;
  regex?: string;
  replacement?: string;
  separator?: string;
  sourceLabels?: string[];
  targetLabel?: string;
}

export interface ClusterSpecMonitoringPodMonitorRelabelings {
  action?: 'replace' | 'Replace' | 'keep' | 'Keep' | 'drop' | 'Drop' | 'hashmod' | 'HashMod' | 'labelmap' | 'LabelMap' | 'labeldrop' | 'LabelDrop' | 'labelkeep' | 'LabelKeep' | 'lowercase' | 'Lowercase' | 'uppercase' | 'Uppercase' | 'keepequal' | 'KeepEqual' | 'dropequal' | 'DropEqual';
  modulus?: number;
  regex?: string;
  replacement?: string;
  separator?: string;
  sourceLabels?: string[];
  targetLabel?: string;
}

export interface ClusterSpecMonitoringTls {
  enabled?: boolean;
}

export interface ClusterSpecNodeMaintenanceWindow {
  inProgress?: boolean;
  reusePVC?: boolean;
}

export interface ClusterSpecPlugins {
  enabled?: boolean;
  isWALArchiver?: boolean;
  name: string;
  parameters?: Record<string, string>;
}

export interface ClusterSpecPodSecurityContext {
  appArmorProfile?: ClusterSpecPodSecurityContextAppArmorProfile;
  fsGroup?: number;
  fsGroupChangePolicy?: string;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxChangePolicy?: string;
  seLinuxOptions?: ClusterSpecPodSecurityContextSeLinuxOptions;
  seccompProfile?: ClusterSpecPodSecurityContextSeccompProfile;
  supplementalGroups?: number[];
  supplementalGroupsPolicy?: string;
  sysctls?: ClusterSpecPodSecurityContextSysctls[];
  windowsOptions?: ClusterSpecPodSecurityContextWindowsOptions;
}

export interface ClusterSpecPodSecurityContextAppArmorProfile {
  localhostProfile?: string;
  type: string;
}

export interface ClusterSpecPodSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface ClusterSpecPodSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface ClusterSpecPodSecurityContextSysctls {
  name: string;
  value: string;
}

export interface ClusterSpecPodSecurityContextWindowsOptions {
  gmsaCredentialSpec?: string;
  gmsaCredentialSpecName?: string;
  hostProcess?: boolean;
  runAsUserName?: string;
}

export interface ClusterSpecPodSelectorRefs {
  name: string;
  selector: ClusterSpecPodSelectorRefsSelector;
}

export interface ClusterSpecPodSelectorRefsSelector {
  matchExpressions?: ClusterSpecPodSelectorRefsSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecPodSelectorRefsSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecPostgresql {
  enableAlterSystem?: boolean;
  extensions?: ClusterSpecPostgresqlExtensions[];
  ldap?: ClusterSpecPostgresqlLdap;
  parameters?: Record<string, string>;
  pg_hba?: string[];
  pg_ident?: string[];
  promotionTimeout?: number;
  shared_preload_libraries?: string[];
  syncReplicaElectionConstraint?: ClusterSpecPostgresqlSyncReplicaElectionConstraint;
  synchronous?: ClusterSpecPostgresqlSynchronous;
}

export interface ClusterSpecPostgresqlExtensions {
  bin_path?: string[];
  dynamic_library_path?: string[];
  env?: ClusterSpecPostgresqlExtensionsEnv[];
  extension_control_path?: string[];
  image?: ClusterSpecPostgresqlExtensionsImage;
  ld_library_path?: string[];
  name: string;
}

export interface ClusterSpecPostgresqlExtensionsEnv {
  name: string;
  value: string;
}

export interface ClusterSpecPostgresqlExtensionsImage {
  pullPolicy?: string;
  reference?: string;
}

export interface ClusterSpecPostgresqlLdap {
  bindAsAuth?: ClusterSpecPostgresqlLdapBindAsAuth;
  bindSearchAuth?: ClusterSpecPostgresqlLdapBindSearchAuth;
  port?: number;
  scheme?: 'ldap' | 'ldaps';
  server?: string;
  tls?: boolean;
}

export interface ClusterSpecPostgresqlLdapBindAsAuth {
  prefix?: string;
  suffix?: string;
}

export interface ClusterSpecPostgresqlLdapBindSearchAuth {
  baseDN?: string;
  bindDN?: string;
  bindPassword?: ClusterSpecPostgresqlLdapBindSearchAuthBindPassword;
  searchAttribute?: string;
  searchFilter?: string;
}

export interface ClusterSpecPostgresqlLdapBindSearchAuthBindPassword {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecPostgresqlSyncReplicaElectionConstraint {
  enabled: boolean;
  nodeLabelsAntiAffinity?: string[];
}

export interface ClusterSpecPostgresqlSynchronous {
  dataDurability?: 'required' | 'preferred';
  failoverQuorum?: boolean;
  maxStandbyNamesFromCluster?: number;
  method: 'any' | 'first';
  number: number;
  standbyNamesPost?: string[];
  standbyNamesPre?: string[];
}

export interface ClusterSpecPrimaryLease {
  leaseDurationSeconds?: number;
  releasedLeaseDurationSeconds?: number;
  renewDeadlineSeconds?: number;
  retryPeriodSeconds?: number;
}

export interface ClusterSpecProbes {
  liveness?: ClusterSpecProbesLiveness;
  readiness?: ClusterSpecProbesReadiness;
  startup?: ClusterSpecProbesStartup;
}

export interface ClusterSpecProbesLiveness {
  failureThreshold?: number;
  initialDelaySeconds?: number;
  isolationCheck?: ClusterSpecProbesLivenessIsolationCheck;
  periodSeconds?: number;
  successThreshold?: number;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface ClusterSpecProbesLivenessIsolationCheck {
  connectionTimeout?: number;
  enabled?: boolean;
  requestTimeout?: number;
}

export interface ClusterSpecProbesReadiness {
  failureThreshold?: number;
  initialDelaySeconds?: number;
  maximumLag?: number | string;
  periodSeconds?: number;
  successThreshold?: number;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
  type?: 'pg_isready' | 'streaming' | 'query';
}

export interface ClusterSpecProbesStartup {
  failureThreshold?: number;
  initialDelaySeconds?: number;
  maximumLag?: number | string;
  periodSeconds?: number;
  successThreshold?: number;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
  type?: 'pg_isready' | 'streaming' | 'query';
}

export interface ClusterSpecProjectedVolumeTemplate {
  defaultMode?: number;
  sources?: ClusterSpecProjectedVolumeTemplateSources[];
}

export interface ClusterSpecProjectedVolumeTemplateSources {
  clusterTrustBundle?: ClusterSpecProjectedVolumeTemplateSourcesClusterTrustBundle;
  configMap?: ClusterSpecProjectedVolumeTemplateSourcesConfigMap;
  downwardAPI?: ClusterSpecProjectedVolumeTemplateSourcesDownwardAPI;
  podCertificate?: ClusterSpecProjectedVolumeTemplateSourcesPodCertificate;
  secret?: ClusterSpecProjectedVolumeTemplateSourcesSecret;
  serviceAccountToken?: ClusterSpecProjectedVolumeTemplateSourcesServiceAccountToken;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesClusterTrustBundle {
  labelSelector?: ClusterSpecProjectedVolumeTemplateSourcesClusterTrustBundleLabelSelector;
  name?: string;
  optional?: boolean;
  path: string;
  signerName?: string;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesClusterTrustBundleLabelSelector {
  matchExpressions?: ClusterSpecProjectedVolumeTemplateSourcesClusterTrustBundleLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesClusterTrustBundleLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecProjectedVolumeTemplateSourcesConfigMap {
  items?: ClusterSpecProjectedVolumeTemplateSourcesConfigMapItems[];
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesConfigMapItems {
  key: string;
  mode?: number;
  path: string;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesDownwardAPI {
  items?: ClusterSpecProjectedVolumeTemplateSourcesDownwardAPIItems[];
}

export interface ClusterSpecProjectedVolumeTemplateSourcesDownwardAPIItems {
  fieldRef?: ClusterSpecProjectedVolumeTemplateSourcesDownwardAPIItemsFieldRef;
  mode?: number;
  path: string;
  resourceFieldRef?: ClusterSpecProjectedVolumeTemplateSourcesDownwardAPIItemsResourceFieldRef;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesDownwardAPIItemsFieldRef {
  apiVersion?: string;
  fieldPath: string;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesDownwardAPIItemsResourceFieldRef {
  containerName?: string;
  divisor?: number | string;
  resource: string;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesPodCertificate {
  certificateChainPath?: string;
  credentialBundlePath?: string;
  keyPath?: string;
  keyType: string;
  maxExpirationSeconds?: number;
  signerName: string;
  userAnnotations?: Record<string, string>;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesSecret {
  items?: ClusterSpecProjectedVolumeTemplateSourcesSecretItems[];
  name?: string;
  optional?: boolean;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesSecretItems {
  key: string;
  mode?: number;
  path: string;
}

export interface ClusterSpecProjectedVolumeTemplateSourcesServiceAccountToken {
  audience?: string;
  expirationSeconds?: number;
  path: string;
}

export interface ClusterSpecReplica {
  enabled?: boolean;
  minApplyDelay?: string;
  primary?: string;
  promotionToken?: string;
  self?: string;
  source: string;
}

export interface ClusterSpecReplicationSlots {
  highAvailability?: ClusterSpecReplicationSlotsHighAvailability;
  synchronizeReplicas?: ClusterSpecReplicationSlotsSynchronizeReplicas;
  updateInterval?: number;
}

export interface ClusterSpecReplicationSlotsHighAvailability {
  enabled?: boolean;
  slotPrefix?: string;
  synchronizeLogicalDecoding?: boolean;
}

export interface ClusterSpecReplicationSlotsSynchronizeReplicas {
  enabled?: boolean;
  excludePatterns?: string[];
}

export interface ClusterSpecResources {
  claims?: ClusterSpecResourcesClaims[];
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface ClusterSpecResourcesClaims {
  name: string;
  request?: string;
}

export interface ClusterSpecSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface ClusterSpecSecurityContext {
  allowPrivilegeEscalation?: boolean;
  appArmorProfile?: ClusterSpecSecurityContextAppArmorProfile;
  capabilities?: ClusterSpecSecurityContextCapabilities;
  privileged?: boolean;
  procMount?: string;
  readOnlyRootFilesystem?: boolean;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxOptions?: ClusterSpecSecurityContextSeLinuxOptions;
  seccompProfile?: ClusterSpecSecurityContextSeccompProfile;
  windowsOptions?: ClusterSpecSecurityContextWindowsOptions;
}

export interface ClusterSpecSecurityContextAppArmorProfile {
  localhostProfile?: string;
  type: string;
}

export interface ClusterSpecSecurityContextCapabilities {
  add?: string[];
  drop?: string[];
}

export interface ClusterSpecSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface ClusterSpecSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface ClusterSpecSecurityContextWindowsOptions {
  gmsaCredentialSpec?: string;
  gmsaCredentialSpecName?: string;
  hostProcess?: boolean;
  runAsUserName?: string;
}

export interface ClusterSpecServiceAccountTemplate {
  metadata: ClusterSpecServiceAccountTemplateMetadata;
}

export interface ClusterSpecServiceAccountTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  name?: string;
}

export interface ClusterSpecStorage {
  pvcTemplate?: ClusterSpecStoragePvcTemplate;
  resizeInUseVolumes?: boolean;
  size?: string;
  storageClass?: string;
}

export interface ClusterSpecStoragePvcTemplate {
  accessModes?: string[];
  dataSource?: ClusterSpecStoragePvcTemplateDataSource;
  dataSourceRef?: ClusterSpecStoragePvcTemplateDataSourceRef;
  resources?: ClusterSpecStoragePvcTemplateResources;
  selector?: ClusterSpecStoragePvcTemplateSelector;
  storageClassName?: string;
  volumeAttributesClassName?: string;
  volumeMode?: string;
  volumeName?: string;
}

export interface ClusterSpecStoragePvcTemplateDataSource {
  apiGroup?: string;
  kind: string;
  name: string;
}

export interface ClusterSpecStoragePvcTemplateDataSourceRef {
  apiGroup?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface ClusterSpecStoragePvcTemplateResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface ClusterSpecStoragePvcTemplateSelector {
  matchExpressions?: ClusterSpecStoragePvcTemplateSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecStoragePvcTemplateSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecSuperuserSecret {
  name: string;
}

export interface ClusterSpecTablespaces {
  name: string;
  owner?: ClusterSpecTablespacesOwner;
  storage: ClusterSpecTablespacesStorage;
  temporary?: boolean;
}

export interface ClusterSpecTablespacesOwner {
  name?: string;
}

export interface ClusterSpecTablespacesStorage {
  pvcTemplate?: ClusterSpecTablespacesStoragePvcTemplate;
  resizeInUseVolumes?: boolean;
  size?: string;
  storageClass?: string;
}

export interface ClusterSpecTablespacesStoragePvcTemplate {
  accessModes?: string[];
  dataSource?: ClusterSpecTablespacesStoragePvcTemplateDataSource;
  dataSourceRef?: ClusterSpecTablespacesStoragePvcTemplateDataSourceRef;
  resources?: ClusterSpecTablespacesStoragePvcTemplateResources;
  selector?: ClusterSpecTablespacesStoragePvcTemplateSelector;
  storageClassName?: string;
  volumeAttributesClassName?: string;
  volumeMode?: string;
  volumeName?: string;
}

export interface ClusterSpecTablespacesStoragePvcTemplateDataSource {
  apiGroup?: string;
  kind: string;
  name: string;
}

export interface ClusterSpecTablespacesStoragePvcTemplateDataSourceRef {
  apiGroup?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface ClusterSpecTablespacesStoragePvcTemplateResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface ClusterSpecTablespacesStoragePvcTemplateSelector {
  matchExpressions?: ClusterSpecTablespacesStoragePvcTemplateSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecTablespacesStoragePvcTemplateSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecTopologySpreadConstraints {
  labelSelector?: ClusterSpecTopologySpreadConstraintsLabelSelector;
  matchLabelKeys?: string[];
  maxSkew: number;
  minDomains?: number;
  nodeAffinityPolicy?: string;
  nodeTaintsPolicy?: string;
  topologyKey: string;
  whenUnsatisfiable: string;
}

export interface ClusterSpecTopologySpreadConstraintsLabelSelector {
  matchExpressions?: ClusterSpecTopologySpreadConstraintsLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecTopologySpreadConstraintsLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterSpecWalStorage {
  pvcTemplate?: ClusterSpecWalStoragePvcTemplate;
  resizeInUseVolumes?: boolean;
  size?: string;
  storageClass?: string;
}

export interface ClusterSpecWalStoragePvcTemplate {
  accessModes?: string[];
  dataSource?: ClusterSpecWalStoragePvcTemplateDataSource;
  dataSourceRef?: ClusterSpecWalStoragePvcTemplateDataSourceRef;
  resources?: ClusterSpecWalStoragePvcTemplateResources;
  selector?: ClusterSpecWalStoragePvcTemplateSelector;
  storageClassName?: string;
  volumeAttributesClassName?: string;
  volumeMode?: string;
  volumeName?: string;
}

export interface ClusterSpecWalStoragePvcTemplateDataSource {
  apiGroup?: string;
  kind: string;
  name: string;
}

export interface ClusterSpecWalStoragePvcTemplateDataSourceRef {
  apiGroup?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface ClusterSpecWalStoragePvcTemplateResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface ClusterSpecWalStoragePvcTemplateSelector {
  matchExpressions?: ClusterSpecWalStoragePvcTemplateSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterSpecWalStoragePvcTemplateSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface DatabaseRole {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'DatabaseRole';
  metadata: ObjectMeta & { name: string };
  spec: DatabaseRoleSpec;
}

export interface DatabaseRoleSpec {
  bypassrls?: boolean;
  clientCertificate?: DatabaseRoleSpecClientCertificate;
  cluster: DatabaseRoleSpecCluster;
  comment?: string;
  connectionLimit?: number;
  createdb?: boolean;
  createrole?: boolean;
  databaseRoleReclaimPolicy?: 'delete' | 'retain';
  disablePassword?: boolean;
  ensure?: 'present' | 'absent';
  inRoles?: string[];
  inherit?: boolean;
  login?: boolean;
  name: string;
  passwordSecret?: DatabaseRoleSpecPasswordSecret;
  replication?: boolean;
  superuser?: boolean;
  validUntil?: string;
}

export interface DatabaseRoleSpecClientCertificate {
  enabled?: boolean;
}

export interface DatabaseRoleSpecCluster {
  name?: string;
}

export interface DatabaseRoleSpecPasswordSecret {
  name: string;
}

export interface Database {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'Database';
  metadata: ObjectMeta & { name: string };
  spec: DatabaseSpec;
}

export interface DatabaseSpec {
  allowConnections?: boolean;
  builtinLocale?: string;
  cluster: DatabaseSpecCluster;
  collationVersion?: string;
  connectionLimit?: number;
  databaseReclaimPolicy?: 'delete' | 'retain';
  encoding?: string;
  ensure?: 'present' | 'absent';
  extensions?: DatabaseSpecExtensions[];
  fdws?: DatabaseSpecFdws[];
  icuLocale?: string;
  icuRules?: string;
  isTemplate?: boolean;
  locale?: string;
  localeCType?: string;
  localeCollate?: string;
  localeProvider?: string;
  name: string;
  owner: string;
  schemas?: DatabaseSpecSchemas[];
  servers?: DatabaseSpecServers[];
  tablespace?: string;
  template?: string;
}

export interface DatabaseSpecCluster {
  name?: string;
}

export interface DatabaseSpecExtensions {
  ensure?: 'present' | 'absent';
  name: string;
  schema?: string;
  version?: string;
}

export interface DatabaseSpecFdws {
  ensure?: 'present' | 'absent';
  handler?: string;
  name: string;
  options?: DatabaseSpecFdwsOptions[];
  owner?: string;
  usage?: DatabaseSpecFdwsUsage[];
  validator?: string;
}

export interface DatabaseSpecFdwsOptions {
  ensure?: 'present' | 'absent';
  name: string;
  value: string;
}

export interface DatabaseSpecFdwsUsage {
  name: string;
  type?: 'grant' | 'revoke';
}

export interface DatabaseSpecSchemas {
  ensure?: 'present' | 'absent';
  name: string;
  owner?: string;
}

export interface DatabaseSpecServers {
  ensure?: 'present' | 'absent';
  fdw: string;
  name: string;
  options?: DatabaseSpecServersOptions[];
  usage?: DatabaseSpecServersUsage[];
}

export interface DatabaseSpecServersOptions {
  ensure?: 'present' | 'absent';
  name: string;
  value: string;
}

export interface DatabaseSpecServersUsage {
  name: string;
  type?: 'grant' | 'revoke';
}

export interface FailoverQuorum {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'FailoverQuorum';
  metadata: ObjectMeta & { name: string };
}

export interface ImageCatalog {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'ImageCatalog';
  metadata: ObjectMeta & { name: string };
  spec: ImageCatalogSpec;
}

export interface ImageCatalogSpec {
  componentImages?: ImageCatalogSpecComponentImages[];
  images: ImageCatalogSpecImages[];
}

export interface ImageCatalogSpecComponentImages {
  image: string;
  key: string;
}

export interface ImageCatalogSpecImages {
  extensions?: ImageCatalogSpecImagesExtensions[];
  image: string;
  major: number;
}

export interface ImageCatalogSpecImagesExtensions {
  bin_path?: string[];
  dynamic_library_path?: string[];
  env?: ImageCatalogSpecImagesExtensionsEnv[];
  extension_control_path?: string[];
  image?: ImageCatalogSpecImagesExtensionsImage;
  ld_library_path?: string[];
  name: string;
}

export interface ImageCatalogSpecImagesExtensionsEnv {
  name: string;
  value: string;
}

export interface ImageCatalogSpecImagesExtensionsImage {
  pullPolicy?: string;
  reference?: string;
}

export interface Pooler {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'Pooler';
  metadata: ObjectMeta & { name: string };
  spec: PoolerSpec;
}

export interface PoolerSpec {
  cluster: PoolerSpecCluster;
  deploymentStrategy?: PoolerSpecDeploymentStrategy;
  instances?: number;
  monitoring?: PoolerSpecMonitoring;
  pgbouncer: PoolerSpecPgbouncer;
  serviceAccountName?: string;
  serviceTemplate?: PoolerSpecServiceTemplate;
  template?: PoolerSpecTemplate;
  type?: 'rw' | 'ro' | 'r';
}

export interface PoolerSpecCluster {
  name: string;
}

export interface PoolerSpecDeploymentStrategy {
  rollingUpdate?: PoolerSpecDeploymentStrategyRollingUpdate;
  type?: string;
}

export interface PoolerSpecDeploymentStrategyRollingUpdate {
  maxSurge?: number | string;
  maxUnavailable?: number | string;
}

export interface PoolerSpecMonitoring {
  enablePodMonitor?: boolean;
  podMonitorMetricRelabelings?: PoolerSpecMonitoringPodMonitorMetricRelabelings[];
  podMonitorRelabelings?: PoolerSpecMonitoringPodMonitorRelabelings[];
  tls?: PoolerSpecMonitoringTls;
}

export interface PoolerSpecMonitoringPodMonitorMetricRelabelings {
  action?: 'replace' | 'Replace' | 'keep' | 'Keep' | 'drop' | 'Drop' | 'hashmod' | 'HashMod' | 'labelmap' | 'LabelMap' | 'labeldrop' | 'LabelDrop' | 'labelkeep' | 'LabelKeep' | 'lowercase' | 'Lowercase' | 'uppercase' | 'Uppercase' | 'keepequal' | 'KeepEqual' | 'dropequal' | 'DropEqual';
  modulus?: number;
  regex?: string;
  replacement?: string;
  separator?: string;
  sourceLabels?: string[];
  targetLabel?: string;
}

export interface PoolerSpecMonitoringPodMonitorRelabelings {
  action?: 'replace' | 'Replace' | 'keep' | 'Keep' | 'drop' | 'Drop' | 'hashmod' | 'HashMod' | 'labelmap' | 'LabelMap' | 'labeldrop' | 'LabelDrop' | 'labelkeep' | 'LabelKeep' | 'lowercase' | 'Lowercase' | 'uppercase' | 'Uppercase' | 'keepequal' | 'KeepEqual' | 'dropequal' | 'DropEqual';
  modulus?: number;
  regex?: string;
  replacement?: string;
  separator?: string;
  sourceLabels?: string[];
  targetLabel?: string;
}

export interface PoolerSpecMonitoringTls {
  enabled?: boolean;
}

export interface PoolerSpecPgbouncer {
  authQuery?: string;
  authQuerySecret?: PoolerSpecPgbouncerAuthQuerySecret;
  clientCASecret?: PoolerSpecPgbouncerClientCASecret;
  clientTLSSecret?: PoolerSpecPgbouncerClientTLSSecret;
  image?: string;
  imageCatalogRef?: PoolerSpecPgbouncerImageCatalogRef;
  parameters?: Record<string, string>;
  paused?: boolean;
  pg_hba?: string[];
  poolMode?: 'session' | 'transaction';
  serverCASecret?: PoolerSpecPgbouncerServerCASecret;
  serverTLSSecret?: PoolerSpecPgbouncerServerTLSSecret;
}

export interface PoolerSpecPgbouncerAuthQuerySecret {
  name: string;
}

export interface PoolerSpecPgbouncerClientCASecret {
  name: string;
}

export interface PoolerSpecPgbouncerClientTLSSecret {
  name: string;
}

export interface PoolerSpecPgbouncerImageCatalogRef {
  apiGroup?: string;
  key: string;
  kind: string;
  name: string;
}

export interface PoolerSpecPgbouncerServerCASecret {
  name: string;
}

export interface PoolerSpecPgbouncerServerTLSSecret {
  name: string;
}

export interface PoolerSpecServiceTemplate {
  metadata?: PoolerSpecServiceTemplateMetadata;
  spec?: PoolerSpecServiceTemplateSpec;
}

export interface PoolerSpecServiceTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  name?: string;
}

export interface PoolerSpecServiceTemplateSpec {
  allocateLoadBalancerNodePorts?: boolean;
  clusterIP?: string;
  clusterIPs?: string[];
  externalIPs?: string[];
  externalName?: string;
  externalTrafficPolicy?: string;
  healthCheckNodePort?: number;
  internalTrafficPolicy?: string;
  ipFamilies?: string[];
  ipFamilyPolicy?: string;
  loadBalancerClass?: string;
  loadBalancerIP?: string;
  loadBalancerSourceRanges?: string[];
  ports?: PoolerSpecServiceTemplateSpecPorts[];
  publishNotReadyAddresses?: boolean;
  selector?: Record<string, string>;
  sessionAffinity?: string;
  sessionAffinityConfig?: PoolerSpecServiceTemplateSpecSessionAffinityConfig;
  trafficDistribution?: string;
  type?: string;
}

export interface PoolerSpecServiceTemplateSpecPorts {
  appProtocol?: string;
  name?: string;
  nodePort?: number;
  port: number;
  protocol?: string;
  targetPort?: number | string;
}

export interface PoolerSpecServiceTemplateSpecSessionAffinityConfig {
  clientIP?: PoolerSpecServiceTemplateSpecSessionAffinityConfigClientIP;
}

export interface PoolerSpecServiceTemplateSpecSessionAffinityConfigClientIP {
  timeoutSeconds?: number;
}

export interface PoolerSpecTemplate {
  metadata?: PoolerSpecTemplateMetadata;
  spec?: PoolerSpecTemplateSpec;
}

export interface PoolerSpecTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  name?: string;
}

export interface PoolerSpecTemplateSpec {
  activeDeadlineSeconds?: number;
  affinity?: PoolerSpecTemplateSpecAffinity;
  automountServiceAccountToken?: boolean;
  containers: PoolerSpecTemplateSpecContainers[];
  dnsConfig?: PoolerSpecTemplateSpecDnsConfig;
  dnsPolicy?: string;
  enableServiceLinks?: boolean;
  ephemeralContainers?: PoolerSpecTemplateSpecEphemeralContainers[];
  hostAliases?: PoolerSpecTemplateSpecHostAliases[];
  hostIPC?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
  hostUsers?: boolean;
  hostname?: string;
  hostnameOverride?: string;
  imagePullSecrets?: PoolerSpecTemplateSpecImagePullSecrets[];
  initContainers?: PoolerSpecTemplateSpecInitContainers[];
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  os?: PoolerSpecTemplateSpecOs;
  overhead?: Record<string, number | string>;
  preemptionPolicy?: string;
  priority?: number;
  priorityClassName?: string;
  readinessGates?: PoolerSpecTemplateSpecReadinessGates[];
  resourceClaims?: PoolerSpecTemplateSpecResourceClaims[];
  resources?: PoolerSpecTemplateSpecResources;
  restartPolicy?: string;
  runtimeClassName?: string;
  schedulerName?: string;
  schedulingGates?: PoolerSpecTemplateSpecSchedulingGates[];
  schedulingGroup?: PoolerSpecTemplateSpecSchedulingGroup;
  securityContext?: PoolerSpecTemplateSpecSecurityContext;
  serviceAccount?: string;
  serviceAccountName?: string;
  setHostnameAsFQDN?: boolean;
  shareProcessNamespace?: boolean;
  subdomain?: string;
  terminationGracePeriodSeconds?: number;
  tolerations?: PoolerSpecTemplateSpecTolerations[];
  topologySpreadConstraints?: PoolerSpecTemplateSpecTopologySpreadConstraints[];
  volumes?: PoolerSpecTemplateSpecVolumes[];
}

export interface PoolerSpecTemplateSpecAffinity {
  nodeAffinity?: PoolerSpecTemplateSpecAffinityNodeAffinity;
  podAffinity?: PoolerSpecTemplateSpecAffinityPodAffinity;
  podAntiAffinity?: PoolerSpecTemplateSpecAffinityPodAntiAffinity;
}

export interface PoolerSpecTemplateSpecAffinityNodeAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: PoolerSpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: PoolerSpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution;
}

export interface PoolerSpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  preference: PoolerSpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference;
  weight: number;
}

export interface PoolerSpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  matchExpressions?: PoolerSpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[];
  matchFields?: PoolerSpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[];
}

export interface PoolerSpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  nodeSelectorTerms: PoolerSpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms[];
}

export interface PoolerSpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms {
  matchExpressions?: PoolerSpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions[];
  matchFields?: PoolerSpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields[];
}

export interface PoolerSpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityPodAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: PoolerSpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: PoolerSpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: PoolerSpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: PoolerSpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: PoolerSpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: PoolerSpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: PoolerSpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: PoolerSpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: PoolerSpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: PoolerSpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecContainers {
  args?: string[];
  command?: string[];
  env?: PoolerSpecTemplateSpecContainersEnv[];
  envFrom?: PoolerSpecTemplateSpecContainersEnvFrom[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: PoolerSpecTemplateSpecContainersLifecycle;
  livenessProbe?: PoolerSpecTemplateSpecContainersLivenessProbe;
  name: string;
  ports?: PoolerSpecTemplateSpecContainersPorts[];
  readinessProbe?: PoolerSpecTemplateSpecContainersReadinessProbe;
  resizePolicy?: PoolerSpecTemplateSpecContainersResizePolicy[];
  resources?: PoolerSpecTemplateSpecContainersResources;
  restartPolicy?: string;
  restartPolicyRules?: PoolerSpecTemplateSpecContainersRestartPolicyRules[];
  securityContext?: PoolerSpecTemplateSpecContainersSecurityContext;
  startupProbe?: PoolerSpecTemplateSpecContainersStartupProbe;
  stdin?: boolean;
  stdinOnce?: boolean;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
  tty?: boolean;
  volumeDevices?: PoolerSpecTemplateSpecContainersVolumeDevices[];
  volumeMounts?: PoolerSpecTemplateSpecContainersVolumeMounts[];
  workingDir?: string;
}

export interface PoolerSpecTemplateSpecContainersEnv {
  name: string;
  value?: string;
  valueFrom?: PoolerSpecTemplateSpecContainersEnvValueFrom;
}

export interface PoolerSpecTemplateSpecContainersEnvValueFrom {
  configMapKeyRef?: PoolerSpecTemplateSpecContainersEnvValueFromConfigMapKeyRef;
  fieldRef?: PoolerSpecTemplateSpecContainersEnvValueFromFieldRef;
  fileKeyRef?: PoolerSpecTemplateSpecContainersEnvValueFromFileKeyRef;
  resourceFieldRef?: PoolerSpecTemplateSpecContainersEnvValueFromResourceFieldRef;
  secretKeyRef?: PoolerSpecTemplateSpecContainersEnvValueFromSecretKeyRef;
}

export interface PoolerSpecTemplateSpecContainersEnvValueFromConfigMapKeyRef {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecContainersEnvValueFromFieldRef {
  apiVersion?: string;
  fieldPath: string;
}

export interface PoolerSpecTemplateSpecContainersEnvValueFromFileKeyRef {
  key: string;
  optional?: boolean;
  path: string;
  volumeName: string;
}

export interface PoolerSpecTemplateSpecContainersEnvValueFromResourceFieldRef {
  containerName?: string;
  divisor?: number | string;
  resource: string;
}

export interface PoolerSpecTemplateSpecContainersEnvValueFromSecretKeyRef {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecContainersEnvFrom {
  configMapRef?: PoolerSpecTemplateSpecContainersEnvFromConfigMapRef;
  prefix?: string;
  secretRef?: PoolerSpecTemplateSpecContainersEnvFromSecretRef;
}

export interface PoolerSpecTemplateSpecContainersEnvFromConfigMapRef {
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecContainersEnvFromSecretRef {
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecContainersLifecycle {
  postStart?: PoolerSpecTemplateSpecContainersLifecyclePostStart;
  preStop?: PoolerSpecTemplateSpecContainersLifecyclePreStop;
  stopSignal?: string;
}

export interface PoolerSpecTemplateSpecContainersLifecyclePostStart {
  exec?: PoolerSpecTemplateSpecContainersLifecyclePostStartExec;
  httpGet?: PoolerSpecTemplateSpecContainersLifecyclePostStartHttpGet;
  sleep?: PoolerSpecTemplateSpecContainersLifecyclePostStartSleep;
  tcpSocket?: PoolerSpecTemplateSpecContainersLifecyclePostStartTcpSocket;
}

export interface PoolerSpecTemplateSpecContainersLifecyclePostStartExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecContainersLifecyclePostStartHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecContainersLifecyclePostStartHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecContainersLifecyclePostStartHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecContainersLifecyclePostStartSleep {
  seconds: number;
}

export interface PoolerSpecTemplateSpecContainersLifecyclePostStartTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecContainersLifecyclePreStop {
  exec?: PoolerSpecTemplateSpecContainersLifecyclePreStopExec;
  httpGet?: PoolerSpecTemplateSpecContainersLifecyclePreStopHttpGet;
  sleep?: PoolerSpecTemplateSpecContainersLifecyclePreStopSleep;
  tcpSocket?: PoolerSpecTemplateSpecContainersLifecyclePreStopTcpSocket;
}

export interface PoolerSpecTemplateSpecContainersLifecyclePreStopExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecContainersLifecyclePreStopHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecContainersLifecyclePreStopHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecContainersLifecyclePreStopHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecContainersLifecyclePreStopSleep {
  seconds: number;
}

export interface PoolerSpecTemplateSpecContainersLifecyclePreStopTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecContainersLivenessProbe {
  exec?: PoolerSpecTemplateSpecContainersLivenessProbeExec;
  failureThreshold?: number;
  grpc?: PoolerSpecTemplateSpecContainersLivenessProbeGrpc;
  httpGet?: PoolerSpecTemplateSpecContainersLivenessProbeHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: PoolerSpecTemplateSpecContainersLivenessProbeTcpSocket;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface PoolerSpecTemplateSpecContainersLivenessProbeExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecContainersLivenessProbeGrpc {
  port: number;
  service?: string;
}

export interface PoolerSpecTemplateSpecContainersLivenessProbeHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecContainersLivenessProbeHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecContainersLivenessProbeHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecContainersLivenessProbeTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecContainersPorts {
  containerPort: number;
  hostIP?: string;
  hostPort?: number;
  name?: string;
  protocol?: string;
}

export interface PoolerSpecTemplateSpecContainersReadinessProbe {
  exec?: PoolerSpecTemplateSpecContainersReadinessProbeExec;
  failureThreshold?: number;
  grpc?: PoolerSpecTemplateSpecContainersReadinessProbeGrpc;
  httpGet?: PoolerSpecTemplateSpecContainersReadinessProbeHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: PoolerSpecTemplateSpecContainersReadinessProbeTcpSocket;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface PoolerSpecTemplateSpecContainersReadinessProbeExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecContainersReadinessProbeGrpc {
  port: number;
  service?: string;
}

export interface PoolerSpecTemplateSpecContainersReadinessProbeHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecContainersReadinessProbeHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecContainersReadinessProbeHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecContainersReadinessProbeTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecContainersResizePolicy {
  resourceName: string;
  restartPolicy: string;
}

export interface PoolerSpecTemplateSpecContainersResources {
  claims?: PoolerSpecTemplateSpecContainersResourcesClaims[];
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface PoolerSpecTemplateSpecContainersResourcesClaims {
  name: string;
  request?: string;
}

export interface PoolerSpecTemplateSpecContainersRestartPolicyRules {
  action: string;
  exitCodes?: PoolerSpecTemplateSpecContainersRestartPolicyRulesExitCodes;
}

export interface PoolerSpecTemplateSpecContainersRestartPolicyRulesExitCodes {
  operator: string;
  values?: number[];
}

export interface PoolerSpecTemplateSpecContainersSecurityContext {
  allowPrivilegeEscalation?: boolean;
  appArmorProfile?: PoolerSpecTemplateSpecContainersSecurityContextAppArmorProfile;
  capabilities?: PoolerSpecTemplateSpecContainersSecurityContextCapabilities;
  privileged?: boolean;
  procMount?: string;
  readOnlyRootFilesystem?: boolean;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxOptions?: PoolerSpecTemplateSpecContainersSecurityContextSeLinuxOptions;
  seccompProfile?: PoolerSpecTemplateSpecContainersSecurityContextSeccompProfile;
  windowsOptions?: PoolerSpecTemplateSpecContainersSecurityContextWindowsOptions;
}

export interface PoolerSpecTemplateSpecContainersSecurityContextAppArmorProfile {
  localhostProfile?: string;
  type: string;
}

export interface PoolerSpecTemplateSpecContainersSecurityContextCapabilities {
  add?: string[];
  drop?: string[];
}

export interface PoolerSpecTemplateSpecContainersSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface PoolerSpecTemplateSpecContainersSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface PoolerSpecTemplateSpecContainersSecurityContextWindowsOptions {
  gmsaCredentialSpec?: string;
  gmsaCredentialSpecName?: string;
  hostProcess?: boolean;
  runAsUserName?: string;
}

export interface PoolerSpecTemplateSpecContainersStartupProbe {
  exec?: PoolerSpecTemplateSpecContainersStartupProbeExec;
  failureThreshold?: number;
  grpc?: PoolerSpecTemplateSpecContainersStartupProbeGrpc;
  httpGet?: PoolerSpecTemplateSpecContainersStartupProbeHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: PoolerSpecTemplateSpecContainersStartupProbeTcpSocket;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface PoolerSpecTemplateSpecContainersStartupProbeExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecContainersStartupProbeGrpc {
  port: number;
  service?: string;
}

export interface PoolerSpecTemplateSpecContainersStartupProbeHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecContainersStartupProbeHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecContainersStartupProbeHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecContainersStartupProbeTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecContainersVolumeDevices {
  devicePath: string;
  name: string;
}

export interface PoolerSpecTemplateSpecContainersVolumeMounts {
  mountPath: string;
  mountPropagation?: string;
  name: string;
  readOnly?: boolean;
  recursiveReadOnly?: string;
  subPath?: string;
  subPathExpr?: string;
}

export interface PoolerSpecTemplateSpecDnsConfig {
  nameservers?: string[];
  options?: PoolerSpecTemplateSpecDnsConfigOptions[];
  searches?: string[];
}

export interface PoolerSpecTemplateSpecDnsConfigOptions {
  name?: string;
  value?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainers {
  args?: string[];
  command?: string[];
  env?: PoolerSpecTemplateSpecEphemeralContainersEnv[];
  envFrom?: PoolerSpecTemplateSpecEphemeralContainersEnvFrom[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: PoolerSpecTemplateSpecEphemeralContainersLifecycle;
  livenessProbe?: PoolerSpecTemplateSpecEphemeralContainersLivenessProbe;
  name: string;
  ports?: PoolerSpecTemplateSpecEphemeralContainersPorts[];
  readinessProbe?: PoolerSpecTemplateSpecEphemeralContainersReadinessProbe;
  resizePolicy?: PoolerSpecTemplateSpecEphemeralContainersResizePolicy[];
  resources?: PoolerSpecTemplateSpecEphemeralContainersResources;
  restartPolicy?: string;
  restartPolicyRules?: PoolerSpecTemplateSpecEphemeralContainersRestartPolicyRules[];
  securityContext?: PoolerSpecTemplateSpecEphemeralContainersSecurityContext;
  startupProbe?: PoolerSpecTemplateSpecEphemeralContainersStartupProbe;
  stdin?: boolean;
  stdinOnce?: boolean;
  targetContainerName?: string;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
  tty?: boolean;
  volumeDevices?: PoolerSpecTemplateSpecEphemeralContainersVolumeDevices[];
  volumeMounts?: PoolerSpecTemplateSpecEphemeralContainersVolumeMounts[];
  workingDir?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersEnv {
  name: string;
  value?: string;
  valueFrom?: PoolerSpecTemplateSpecEphemeralContainersEnvValueFrom;
}

export interface PoolerSpecTemplateSpecEphemeralContainersEnvValueFrom {
  configMapKeyRef?: PoolerSpecTemplateSpecEphemeralContainersEnvValueFromConfigMapKeyRef;
  fieldRef?: PoolerSpecTemplateSpecEphemeralContainersEnvValueFromFieldRef;
  fileKeyRef?: PoolerSpecTemplateSpecEphemeralContainersEnvValueFromFileKeyRef;
  resourceFieldRef?: PoolerSpecTemplateSpecEphemeralContainersEnvValueFromResourceFieldRef;
  secretKeyRef?: PoolerSpecTemplateSpecEphemeralContainersEnvValueFromSecretKeyRef;
}

export interface PoolerSpecTemplateSpecEphemeralContainersEnvValueFromConfigMapKeyRef {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecEphemeralContainersEnvValueFromFieldRef {
  apiVersion?: string;
  fieldPath: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersEnvValueFromFileKeyRef {
  key: string;
  optional?: boolean;
  path: string;
  volumeName: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersEnvValueFromResourceFieldRef {
  containerName?: string;
  divisor?: number | string;
  resource: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersEnvValueFromSecretKeyRef {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecEphemeralContainersEnvFrom {
  configMapRef?: PoolerSpecTemplateSpecEphemeralContainersEnvFromConfigMapRef;
  prefix?: string;
  secretRef?: PoolerSpecTemplateSpecEphemeralContainersEnvFromSecretRef;
}

export interface PoolerSpecTemplateSpecEphemeralContainersEnvFromConfigMapRef {
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecEphemeralContainersEnvFromSecretRef {
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecycle {
  postStart?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStart;
  preStop?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStop;
  stopSignal?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStart {
  exec?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStartExec;
  httpGet?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStartHttpGet;
  sleep?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStartSleep;
  tcpSocket?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStartTcpSocket;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStartExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStartHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStartHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStartHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStartSleep {
  seconds: number;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePostStartTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStop {
  exec?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStopExec;
  httpGet?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStopHttpGet;
  sleep?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStopSleep;
  tcpSocket?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStopTcpSocket;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStopExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStopHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStopHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStopHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStopSleep {
  seconds: number;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLifecyclePreStopTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLivenessProbe {
  exec?: PoolerSpecTemplateSpecEphemeralContainersLivenessProbeExec;
  failureThreshold?: number;
  grpc?: PoolerSpecTemplateSpecEphemeralContainersLivenessProbeGrpc;
  httpGet?: PoolerSpecTemplateSpecEphemeralContainersLivenessProbeHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: PoolerSpecTemplateSpecEphemeralContainersLivenessProbeTcpSocket;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLivenessProbeExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecEphemeralContainersLivenessProbeGrpc {
  port: number;
  service?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLivenessProbeHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecEphemeralContainersLivenessProbeHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLivenessProbeHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersLivenessProbeTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersPorts {
  containerPort: number;
  hostIP?: string;
  hostPort?: number;
  name?: string;
  protocol?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersReadinessProbe {
  exec?: PoolerSpecTemplateSpecEphemeralContainersReadinessProbeExec;
  failureThreshold?: number;
  grpc?: PoolerSpecTemplateSpecEphemeralContainersReadinessProbeGrpc;
  httpGet?: PoolerSpecTemplateSpecEphemeralContainersReadinessProbeHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: PoolerSpecTemplateSpecEphemeralContainersReadinessProbeTcpSocket;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface PoolerSpecTemplateSpecEphemeralContainersReadinessProbeExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecEphemeralContainersReadinessProbeGrpc {
  port: number;
  service?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersReadinessProbeHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecEphemeralContainersReadinessProbeHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersReadinessProbeHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersReadinessProbeTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersResizePolicy {
  resourceName: string;
  restartPolicy: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersResources {
  claims?: PoolerSpecTemplateSpecEphemeralContainersResourcesClaims[];
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface PoolerSpecTemplateSpecEphemeralContainersResourcesClaims {
  name: string;
  request?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersRestartPolicyRules {
  action: string;
  exitCodes?: PoolerSpecTemplateSpecEphemeralContainersRestartPolicyRulesExitCodes;
}

export interface PoolerSpecTemplateSpecEphemeralContainersRestartPolicyRulesExitCodes {
  operator: string;
  values?: number[];
}

export interface PoolerSpecTemplateSpecEphemeralContainersSecurityContext {
  allowPrivilegeEscalation?: boolean;
  appArmorProfile?: PoolerSpecTemplateSpecEphemeralContainersSecurityContextAppArmorProfile;
  capabilities?: PoolerSpecTemplateSpecEphemeralContainersSecurityContextCapabilities;
  privileged?: boolean;
  procMount?: string;
  readOnlyRootFilesystem?: boolean;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxOptions?: PoolerSpecTemplateSpecEphemeralContainersSecurityContextSeLinuxOptions;
  seccompProfile?: PoolerSpecTemplateSpecEphemeralContainersSecurityContextSeccompProfile;
  windowsOptions?: PoolerSpecTemplateSpecEphemeralContainersSecurityContextWindowsOptions;
}

export interface PoolerSpecTemplateSpecEphemeralContainersSecurityContextAppArmorProfile {
  localhostProfile?: string;
  type: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersSecurityContextCapabilities {
  add?: string[];
  drop?: string[];
}

export interface PoolerSpecTemplateSpecEphemeralContainersSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersSecurityContextWindowsOptions {
  gmsaCredentialSpec?: string;
  gmsaCredentialSpecName?: string;
  hostProcess?: boolean;
  runAsUserName?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersStartupProbe {
  exec?: PoolerSpecTemplateSpecEphemeralContainersStartupProbeExec;
  failureThreshold?: number;
  grpc?: PoolerSpecTemplateSpecEphemeralContainersStartupProbeGrpc;
  httpGet?: PoolerSpecTemplateSpecEphemeralContainersStartupProbeHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: PoolerSpecTemplateSpecEphemeralContainersStartupProbeTcpSocket;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface PoolerSpecTemplateSpecEphemeralContainersStartupProbeExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecEphemeralContainersStartupProbeGrpc {
  port: number;
  service?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersStartupProbeHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecEphemeralContainersStartupProbeHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersStartupProbeHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersStartupProbeTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersVolumeDevices {
  devicePath: string;
  name: string;
}

export interface PoolerSpecTemplateSpecEphemeralContainersVolumeMounts {
  mountPath: string;
  mountPropagation?: string;
  name: string;
  readOnly?: boolean;
  recursiveReadOnly?: string;
  subPath?: string;
  subPathExpr?: string;
}

export interface PoolerSpecTemplateSpecHostAliases {
  hostnames?: string[];
  ip: string;
}

export interface PoolerSpecTemplateSpecImagePullSecrets {
  name?: string;
}

export interface PoolerSpecTemplateSpecInitContainers {
  args?: string[];
  command?: string[];
  env?: PoolerSpecTemplateSpecInitContainersEnv[];
  envFrom?: PoolerSpecTemplateSpecInitContainersEnvFrom[];
  image?: string;
  imagePullPolicy?: string;
  lifecycle?: PoolerSpecTemplateSpecInitContainersLifecycle;
  livenessProbe?: PoolerSpecTemplateSpecInitContainersLivenessProbe;
  name: string;
  ports?: PoolerSpecTemplateSpecInitContainersPorts[];
  readinessProbe?: PoolerSpecTemplateSpecInitContainersReadinessProbe;
  resizePolicy?: PoolerSpecTemplateSpecInitContainersResizePolicy[];
  resources?: PoolerSpecTemplateSpecInitContainersResources;
  restartPolicy?: string;
  restartPolicyRules?: PoolerSpecTemplateSpecInitContainersRestartPolicyRules[];
  securityContext?: PoolerSpecTemplateSpecInitContainersSecurityContext;
  startupProbe?: PoolerSpecTemplateSpecInitContainersStartupProbe;
  stdin?: boolean;
  stdinOnce?: boolean;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
  tty?: boolean;
  volumeDevices?: PoolerSpecTemplateSpecInitContainersVolumeDevices[];
  volumeMounts?: PoolerSpecTemplateSpecInitContainersVolumeMounts[];
  workingDir?: string;
}

export interface PoolerSpecTemplateSpecInitContainersEnv {
  name: string;
  value?: string;
  valueFrom?: PoolerSpecTemplateSpecInitContainersEnvValueFrom;
}

export interface PoolerSpecTemplateSpecInitContainersEnvValueFrom {
  configMapKeyRef?: PoolerSpecTemplateSpecInitContainersEnvValueFromConfigMapKeyRef;
  fieldRef?: PoolerSpecTemplateSpecInitContainersEnvValueFromFieldRef;
  fileKeyRef?: PoolerSpecTemplateSpecInitContainersEnvValueFromFileKeyRef;
  resourceFieldRef?: PoolerSpecTemplateSpecInitContainersEnvValueFromResourceFieldRef;
  secretKeyRef?: PoolerSpecTemplateSpecInitContainersEnvValueFromSecretKeyRef;
}

export interface PoolerSpecTemplateSpecInitContainersEnvValueFromConfigMapKeyRef {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecInitContainersEnvValueFromFieldRef {
  apiVersion?: string;
  fieldPath: string;
}

export interface PoolerSpecTemplateSpecInitContainersEnvValueFromFileKeyRef {
  key: string;
  optional?: boolean;
  path: string;
  volumeName: string;
}

export interface PoolerSpecTemplateSpecInitContainersEnvValueFromResourceFieldRef {
  containerName?: string;
  divisor?: number | string;
  resource: string;
}

export interface PoolerSpecTemplateSpecInitContainersEnvValueFromSecretKeyRef {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecInitContainersEnvFrom {
  configMapRef?: PoolerSpecTemplateSpecInitContainersEnvFromConfigMapRef;
  prefix?: string;
  secretRef?: PoolerSpecTemplateSpecInitContainersEnvFromSecretRef;
}

export interface PoolerSpecTemplateSpecInitContainersEnvFromConfigMapRef {
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecInitContainersEnvFromSecretRef {
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecInitContainersLifecycle {
  postStart?: PoolerSpecTemplateSpecInitContainersLifecyclePostStart;
  preStop?: PoolerSpecTemplateSpecInitContainersLifecyclePreStop;
  stopSignal?: string;
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePostStart {
  exec?: PoolerSpecTemplateSpecInitContainersLifecyclePostStartExec;
  httpGet?: PoolerSpecTemplateSpecInitContainersLifecyclePostStartHttpGet;
  sleep?: PoolerSpecTemplateSpecInitContainersLifecyclePostStartSleep;
  tcpSocket?: PoolerSpecTemplateSpecInitContainersLifecyclePostStartTcpSocket;
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePostStartExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePostStartHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecInitContainersLifecyclePostStartHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePostStartHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePostStartSleep {
  seconds: number;
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePostStartTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePreStop {
  exec?: PoolerSpecTemplateSpecInitContainersLifecyclePreStopExec;
  httpGet?: PoolerSpecTemplateSpecInitContainersLifecyclePreStopHttpGet;
  sleep?: PoolerSpecTemplateSpecInitContainersLifecyclePreStopSleep;
  tcpSocket?: PoolerSpecTemplateSpecInitContainersLifecyclePreStopTcpSocket;
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePreStopExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePreStopHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecInitContainersLifecyclePreStopHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePreStopHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePreStopSleep {
  seconds: number;
}

export interface PoolerSpecTemplateSpecInitContainersLifecyclePreStopTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecInitContainersLivenessProbe {
  exec?: PoolerSpecTemplateSpecInitContainersLivenessProbeExec;
  failureThreshold?: number;
  grpc?: PoolerSpecTemplateSpecInitContainersLivenessProbeGrpc;
  httpGet?: PoolerSpecTemplateSpecInitContainersLivenessProbeHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: PoolerSpecTemplateSpecInitContainersLivenessProbeTcpSocket;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface PoolerSpecTemplateSpecInitContainersLivenessProbeExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecInitContainersLivenessProbeGrpc {
  port: number;
  service?: string;
}

export interface PoolerSpecTemplateSpecInitContainersLivenessProbeHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecInitContainersLivenessProbeHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecInitContainersLivenessProbeHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecInitContainersLivenessProbeTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecInitContainersPorts {
  containerPort: number;
  hostIP?: string;
  hostPort?: number;
  name?: string;
  protocol?: string;
}

export interface PoolerSpecTemplateSpecInitContainersReadinessProbe {
  exec?: PoolerSpecTemplateSpecInitContainersReadinessProbeExec;
  failureThreshold?: number;
  grpc?: PoolerSpecTemplateSpecInitContainersReadinessProbeGrpc;
  httpGet?: PoolerSpecTemplateSpecInitContainersReadinessProbeHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: PoolerSpecTemplateSpecInitContainersReadinessProbeTcpSocket;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface PoolerSpecTemplateSpecInitContainersReadinessProbeExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecInitContainersReadinessProbeGrpc {
  port: number;
  service?: string;
}

export interface PoolerSpecTemplateSpecInitContainersReadinessProbeHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecInitContainersReadinessProbeHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecInitContainersReadinessProbeHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecInitContainersReadinessProbeTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecInitContainersResizePolicy {
  resourceName: string;
  restartPolicy: string;
}

export interface PoolerSpecTemplateSpecInitContainersResources {
  claims?: PoolerSpecTemplateSpecInitContainersResourcesClaims[];
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface PoolerSpecTemplateSpecInitContainersResourcesClaims {
  name: string;
  request?: string;
}

export interface PoolerSpecTemplateSpecInitContainersRestartPolicyRules {
  action: string;
  exitCodes?: PoolerSpecTemplateSpecInitContainersRestartPolicyRulesExitCodes;
}

export interface PoolerSpecTemplateSpecInitContainersRestartPolicyRulesExitCodes {
  operator: string;
  values?: number[];
}

export interface PoolerSpecTemplateSpecInitContainersSecurityContext {
  allowPrivilegeEscalation?: boolean;
  appArmorProfile?: PoolerSpecTemplateSpecInitContainersSecurityContextAppArmorProfile;
  capabilities?: PoolerSpecTemplateSpecInitContainersSecurityContextCapabilities;
  privileged?: boolean;
  procMount?: string;
  readOnlyRootFilesystem?: boolean;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxOptions?: PoolerSpecTemplateSpecInitContainersSecurityContextSeLinuxOptions;
  seccompProfile?: PoolerSpecTemplateSpecInitContainersSecurityContextSeccompProfile;
  windowsOptions?: PoolerSpecTemplateSpecInitContainersSecurityContextWindowsOptions;
}

export interface PoolerSpecTemplateSpecInitContainersSecurityContextAppArmorProfile {
  localhostProfile?: string;
  type: string;
}

export interface PoolerSpecTemplateSpecInitContainersSecurityContextCapabilities {
  add?: string[];
  drop?: string[];
}

export interface PoolerSpecTemplateSpecInitContainersSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface PoolerSpecTemplateSpecInitContainersSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface PoolerSpecTemplateSpecInitContainersSecurityContextWindowsOptions {
  gmsaCredentialSpec?: string;
  gmsaCredentialSpecName?: string;
  hostProcess?: boolean;
  runAsUserName?: string;
}

export interface PoolerSpecTemplateSpecInitContainersStartupProbe {
  exec?: PoolerSpecTemplateSpecInitContainersStartupProbeExec;
  failureThreshold?: number;
  grpc?: PoolerSpecTemplateSpecInitContainersStartupProbeGrpc;
  httpGet?: PoolerSpecTemplateSpecInitContainersStartupProbeHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: PoolerSpecTemplateSpecInitContainersStartupProbeTcpSocket;
  terminationGracePeriodSeconds?: number;
  timeoutSeconds?: number;
}

export interface PoolerSpecTemplateSpecInitContainersStartupProbeExec {
  command?: string[];
}

export interface PoolerSpecTemplateSpecInitContainersStartupProbeGrpc {
  port: number;
  service?: string;
}

export interface PoolerSpecTemplateSpecInitContainersStartupProbeHttpGet {
  host?: string;
  httpHeaders?: PoolerSpecTemplateSpecInitContainersStartupProbeHttpGetHttpHeaders[];
  path?: string;
  port: number | string;
  scheme?: string;
}

export interface PoolerSpecTemplateSpecInitContainersStartupProbeHttpGetHttpHeaders {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecInitContainersStartupProbeTcpSocket {
  host?: string;
  port: number | string;
}

export interface PoolerSpecTemplateSpecInitContainersVolumeDevices {
  devicePath: string;
  name: string;
}

export interface PoolerSpecTemplateSpecInitContainersVolumeMounts {
  mountPath: string;
  mountPropagation?: string;
  name: string;
  readOnly?: boolean;
  recursiveReadOnly?: string;
  subPath?: string;
  subPathExpr?: string;
}

export interface PoolerSpecTemplateSpecOs {
  name: string;
}

export interface PoolerSpecTemplateSpecReadinessGates {
  conditionType: string;
}

export interface PoolerSpecTemplateSpecResourceClaims {
  name: string;
  resourceClaimName?: string;
  resourceClaimTemplateName?: string;
}

export interface PoolerSpecTemplateSpecResources {
  claims?: PoolerSpecTemplateSpecResourcesClaims[];
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface PoolerSpecTemplateSpecResourcesClaims {
  name: string;
  request?: string;
}

export interface PoolerSpecTemplateSpecSchedulingGates {
  name: string;
}

export interface PoolerSpecTemplateSpecSchedulingGroup {
  podGroupName?: string;
}

export interface PoolerSpecTemplateSpecSecurityContext {
  appArmorProfile?: PoolerSpecTemplateSpecSecurityContextAppArmorProfile;
  fsGroup?: number;
  fsGroupChangePolicy?: string;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxChangePolicy?: string;
  seLinuxOptions?: PoolerSpecTemplateSpecSecurityContextSeLinuxOptions;
  seccompProfile?: PoolerSpecTemplateSpecSecurityContextSeccompProfile;
  supplementalGroups?: number[];
  supplementalGroupsPolicy?: string;
  sysctls?: PoolerSpecTemplateSpecSecurityContextSysctls[];
  windowsOptions?: PoolerSpecTemplateSpecSecurityContextWindowsOptions;
}

export interface PoolerSpecTemplateSpecSecurityContextAppArmorProfile {
  localhostProfile?: string;
  type: string;
}

export interface PoolerSpecTemplateSpecSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface PoolerSpecTemplateSpecSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface PoolerSpecTemplateSpecSecurityContextSysctls {
  name: string;
  value: string;
}

export interface PoolerSpecTemplateSpecSecurityContextWindowsOptions {
  gmsaCredentialSpec?: string;
  gmsaCredentialSpecName?: string;
  hostProcess?: boolean;
  runAsUserName?: string;
}

export interface PoolerSpecTemplateSpecTolerations {
  effect?: string;
  key?: string;
  operator?: string;
  tolerationSeconds?: number;
  value?: string;
}

export interface PoolerSpecTemplateSpecTopologySpreadConstraints {
  labelSelector?: PoolerSpecTemplateSpecTopologySpreadConstraintsLabelSelector;
  matchLabelKeys?: string[];
  maxSkew: number;
  minDomains?: number;
  nodeAffinityPolicy?: string;
  nodeTaintsPolicy?: string;
  topologyKey: string;
  whenUnsatisfiable: string;
}

export interface PoolerSpecTemplateSpecTopologySpreadConstraintsLabelSelector {
  matchExpressions?: PoolerSpecTemplateSpecTopologySpreadConstraintsLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecTopologySpreadConstraintsLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecVolumes {
  awsElasticBlockStore?: PoolerSpecTemplateSpecVolumesAwsElasticBlockStore;
  azureDisk?: PoolerSpecTemplateSpecVolumesAzureDisk;
  azureFile?: PoolerSpecTemplateSpecVolumesAzureFile;
  cephfs?: PoolerSpecTemplateSpecVolumesCephfs;
  cinder?: PoolerSpecTemplateSpecVolumesCinder;
  configMap?: PoolerSpecTemplateSpecVolumesConfigMap;
  csi?: PoolerSpecTemplateSpecVolumesCsi;
  downwardAPI?: PoolerSpecTemplateSpecVolumesDownwardAPI;
  emptyDir?: PoolerSpecTemplateSpecVolumesEmptyDir;
  ephemeral?: PoolerSpecTemplateSpecVolumesEphemeral;
  fc?: PoolerSpecTemplateSpecVolumesFc;
  flexVolume?: PoolerSpecTemplateSpecVolumesFlexVolume;
  flocker?: PoolerSpecTemplateSpecVolumesFlocker;
  gcePersistentDisk?: PoolerSpecTemplateSpecVolumesGcePersistentDisk;
  gitRepo?: PoolerSpecTemplateSpecVolumesGitRepo;
  glusterfs?: PoolerSpecTemplateSpecVolumesGlusterfs;
  hostPath?: PoolerSpecTemplateSpecVolumesHostPath;
  image?: PoolerSpecTemplateSpecVolumesImage;
  iscsi?: PoolerSpecTemplateSpecVolumesIscsi;
  name: string;
  nfs?: PoolerSpecTemplateSpecVolumesNfs;
  persistentVolumeClaim?: PoolerSpecTemplateSpecVolumesPersistentVolumeClaim;
  photonPersistentDisk?: PoolerSpecTemplateSpecVolumesPhotonPersistentDisk;
  portworxVolume?: PoolerSpecTemplateSpecVolumesPortworxVolume;
  projected?: PoolerSpecTemplateSpecVolumesProjected;
  quobyte?: PoolerSpecTemplateSpecVolumesQuobyte;
  rbd?: PoolerSpecTemplateSpecVolumesRbd;
  scaleIO?: PoolerSpecTemplateSpecVolumesScaleIO;
  secret?: PoolerSpecTemplateSpecVolumesSecret;
  storageos?: PoolerSpecTemplateSpecVolumesStorageos;
  vsphereVolume?: PoolerSpecTemplateSpecVolumesVsphereVolume;
}

export interface PoolerSpecTemplateSpecVolumesAwsElasticBlockStore {
  fsType?: string;
  partition?: number;
  readOnly?: boolean;
  volumeID: string;
}

export interface PoolerSpecTemplateSpecVolumesAzureDisk {
  cachingMode?: string;
  diskName: string;
  diskURI: string;
  fsType?: string;
  kind?: string;
  readOnly?: boolean;
}

export interface PoolerSpecTemplateSpecVolumesAzureFile {
  readOnly?: boolean;
  secretName: string;
  shareName: string;
}

export interface PoolerSpecTemplateSpecVolumesCephfs {
  monitors: string[];
  path?: string;
  readOnly?: boolean;
  secretFile?: string;
  secretRef?: PoolerSpecTemplateSpecVolumesCephfsSecretRef;
  user?: string;
}

export interface PoolerSpecTemplateSpecVolumesCephfsSecretRef {
  name?: string;
}

export interface PoolerSpecTemplateSpecVolumesCinder {
  fsType?: string;
  readOnly?: boolean;
  secretRef?: PoolerSpecTemplateSpecVolumesCinderSecretRef;
  volumeID: string;
}

export interface PoolerSpecTemplateSpecVolumesCinderSecretRef {
  name?: string;
}

export interface PoolerSpecTemplateSpecVolumesConfigMap {
  defaultMode?: number;
  items?: PoolerSpecTemplateSpecVolumesConfigMapItems[];
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecVolumesConfigMapItems {
  key: string;
  mode?: number;
  path: string;
}

export interface PoolerSpecTemplateSpecVolumesCsi {
  driver: string;
  fsType?: string;
  nodePublishSecretRef?: PoolerSpecTemplateSpecVolumesCsiNodePublishSecretRef;
  readOnly?: boolean;
  volumeAttributes?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecVolumesCsiNodePublishSecretRef {
  name?: string;
}

export interface PoolerSpecTemplateSpecVolumesDownwardAPI {
  defaultMode?: number;
  items?: PoolerSpecTemplateSpecVolumesDownwardAPIItems[];
}

export interface PoolerSpecTemplateSpecVolumesDownwardAPIItems {
  fieldRef?: PoolerSpecTemplateSpecVolumesDownwardAPIItemsFieldRef;
  mode?: number;
  path: string;
  resourceFieldRef?: PoolerSpecTemplateSpecVolumesDownwardAPIItemsResourceFieldRef;
}

export interface PoolerSpecTemplateSpecVolumesDownwardAPIItemsFieldRef {
  apiVersion?: string;
  fieldPath: string;
}

export interface PoolerSpecTemplateSpecVolumesDownwardAPIItemsResourceFieldRef {
  containerName?: string;
  divisor?: number | string;
  resource: string;
}

export interface PoolerSpecTemplateSpecVolumesEmptyDir {
  medium?: string;
  sizeLimit?: number | string;
}

export interface PoolerSpecTemplateSpecVolumesEphemeral {
  volumeClaimTemplate?: PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplate;
}

export interface PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplate {
  metadata?: Record<string, never>;
  spec: PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpec;
}

export interface PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpec {
  accessModes?: string[];
  dataSource?: PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpecDataSource;
  dataSourceRef?: PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpecDataSourceRef;
  resources?: PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpecResources;
  selector?: PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpecSelector;
  storageClassName?: string;
  volumeAttributesClassName?: string;
  volumeMode?: string;
  volumeName?: string;
}

export interface PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpecDataSource {
  apiGroup?: string;
  kind: string;
  name: string;
}

export interface PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpecDataSourceRef {
  apiGroup?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpecResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpecSelector {
  matchExpressions?: PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecVolumesEphemeralVolumeClaimTemplateSpecSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecVolumesFc {
  fsType?: string;
  lun?: number;
  readOnly?: boolean;
  targetWWNs?: string[];
  wwids?: string[];
}

export interface PoolerSpecTemplateSpecVolumesFlexVolume {
  driver: string;
  fsType?: string;
  options?: Record<string, string>;
  readOnly?: boolean;
  secretRef?: PoolerSpecTemplateSpecVolumesFlexVolumeSecretRef;
}

export interface PoolerSpecTemplateSpecVolumesFlexVolumeSecretRef {
  name?: string;
}

export interface PoolerSpecTemplateSpecVolumesFlocker {
  datasetName?: string;
  datasetUUID?: string;
}

export interface PoolerSpecTemplateSpecVolumesGcePersistentDisk {
  fsType?: string;
  partition?: number;
  pdName: string;
  readOnly?: boolean;
}

export interface PoolerSpecTemplateSpecVolumesGitRepo {
  directory?: string;
  repository: string;
  revision?: string;
}

export interface PoolerSpecTemplateSpecVolumesGlusterfs {
  endpoints: string;
  path: string;
  readOnly?: boolean;
}

export interface PoolerSpecTemplateSpecVolumesHostPath {
  path: string;
  type?: string;
}

export interface PoolerSpecTemplateSpecVolumesImage {
  pullPolicy?: string;
  reference?: string;
}

export interface PoolerSpecTemplateSpecVolumesIscsi {
  chapAuthDiscovery?: boolean;
  chapAuthSession?: boolean;
  fsType?: string;
  initiatorName?: string;
  iqn: string;
  iscsiInterface?: string;
  lun: number;
  portals?: string[];
  readOnly?: boolean;
  secretRef?: PoolerSpecTemplateSpecVolumesIscsiSecretRef;
  targetPortal: string;
}

export interface PoolerSpecTemplateSpecVolumesIscsiSecretRef {
  name?: string;
}

export interface PoolerSpecTemplateSpecVolumesNfs {
  path: string;
  readOnly?: boolean;
  server: string;
}

export interface PoolerSpecTemplateSpecVolumesPersistentVolumeClaim {
  claimName: string;
  readOnly?: boolean;
}

export interface PoolerSpecTemplateSpecVolumesPhotonPersistentDisk {
  fsType?: string;
  pdID: string;
}

export interface PoolerSpecTemplateSpecVolumesPortworxVolume {
  fsType?: string;
  readOnly?: boolean;
  volumeID: string;
}

export interface PoolerSpecTemplateSpecVolumesProjected {
  defaultMode?: number;
  sources?: PoolerSpecTemplateSpecVolumesProjectedSources[];
}

export interface PoolerSpecTemplateSpecVolumesProjectedSources {
  clusterTrustBundle?: PoolerSpecTemplateSpecVolumesProjectedSourcesClusterTrustBundle;
  configMap?: PoolerSpecTemplateSpecVolumesProjectedSourcesConfigMap;
  downwardAPI?: PoolerSpecTemplateSpecVolumesProjectedSourcesDownwardAPI;
  podCertificate?: PoolerSpecTemplateSpecVolumesProjectedSourcesPodCertificate;
  secret?: PoolerSpecTemplateSpecVolumesProjectedSourcesSecret;
  serviceAccountToken?: PoolerSpecTemplateSpecVolumesProjectedSourcesServiceAccountToken;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesClusterTrustBundle {
  labelSelector?: PoolerSpecTemplateSpecVolumesProjectedSourcesClusterTrustBundleLabelSelector;
  name?: string;
  optional?: boolean;
  path: string;
  signerName?: string;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesClusterTrustBundleLabelSelector {
  matchExpressions?: PoolerSpecTemplateSpecVolumesProjectedSourcesClusterTrustBundleLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesClusterTrustBundleLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesConfigMap {
  items?: PoolerSpecTemplateSpecVolumesProjectedSourcesConfigMapItems[];
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesConfigMapItems {
  key: string;
  mode?: number;
  path: string;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesDownwardAPI {
  items?: PoolerSpecTemplateSpecVolumesProjectedSourcesDownwardAPIItems[];
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesDownwardAPIItems {
  fieldRef?: PoolerSpecTemplateSpecVolumesProjectedSourcesDownwardAPIItemsFieldRef;
  mode?: number;
  path: string;
  resourceFieldRef?: PoolerSpecTemplateSpecVolumesProjectedSourcesDownwardAPIItemsResourceFieldRef;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesDownwardAPIItemsFieldRef {
  apiVersion?: string;
  fieldPath: string;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesDownwardAPIItemsResourceFieldRef {
  containerName?: string;
  divisor?: number | string;
  resource: string;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesPodCertificate {
  certificateChainPath?: string;
  credentialBundlePath?: string;
  keyPath?: string;
  keyType: string;
  maxExpirationSeconds?: number;
  signerName: string;
  userAnnotations?: Record<string, string>;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesSecret {
  items?: PoolerSpecTemplateSpecVolumesProjectedSourcesSecretItems[];
  name?: string;
  optional?: boolean;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesSecretItems {
  key: string;
  mode?: number;
  path: string;
}

export interface PoolerSpecTemplateSpecVolumesProjectedSourcesServiceAccountToken {
  audience?: string;
  expirationSeconds?: number;
  path: string;
}

export interface PoolerSpecTemplateSpecVolumesQuobyte {
  group?: string;
  readOnly?: boolean;
  registry: string;
  tenant?: string;
  user?: string;
  volume: string;
}

export interface PoolerSpecTemplateSpecVolumesRbd {
  fsType?: string;
  image: string;
  keyring?: string;
  monitors: string[];
  pool?: string;
  readOnly?: boolean;
  secretRef?: PoolerSpecTemplateSpecVolumesRbdSecretRef;
  user?: string;
}

export interface PoolerSpecTemplateSpecVolumesRbdSecretRef {
  name?: string;
}

export interface PoolerSpecTemplateSpecVolumesScaleIO {
  fsType?: string;
  gateway: string;
  protectionDomain?: string;
  readOnly?: boolean;
  secretRef: PoolerSpecTemplateSpecVolumesScaleIOSecretRef;
  sslEnabled?: boolean;
  storageMode?: string;
  storagePool?: string;
  system: string;
  volumeName?: string;
}

export interface PoolerSpecTemplateSpecVolumesScaleIOSecretRef {
  name?: string;
}

export interface PoolerSpecTemplateSpecVolumesSecret {
  defaultMode?: number;
  items?: PoolerSpecTemplateSpecVolumesSecretItems[];
  optional?: boolean;
  secretName?: string;
}

export interface PoolerSpecTemplateSpecVolumesSecretItems {
  key: string;
  mode?: number;
  path: string;
}

export interface PoolerSpecTemplateSpecVolumesStorageos {
  fsType?: string;
  readOnly?: boolean;
  secretRef?: PoolerSpecTemplateSpecVolumesStorageosSecretRef;
  volumeName?: string;
  volumeNamespace?: string;
}

export interface PoolerSpecTemplateSpecVolumesStorageosSecretRef {
  name?: string;
}

export interface PoolerSpecTemplateSpecVolumesVsphereVolume {
  fsType?: string;
  storagePolicyID?: string;
  storagePolicyName?: string;
  volumePath: string;
}

export interface Publication {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'Publication';
  metadata: ObjectMeta & { name: string };
  spec: PublicationSpec;
}

export interface PublicationSpec {
  cluster: PublicationSpecCluster;
  dbname: string;
  name: string;
  parameters?: Record<string, string>;
  publicationReclaimPolicy?: 'delete' | 'retain';
  target: PublicationSpecTarget;
}

export interface PublicationSpecCluster {
  name?: string;
}

export interface PublicationSpecTarget {
  allTables?: boolean;
  objects?: PublicationSpecTargetObjects[];
}

export interface PublicationSpecTargetObjects {
  table?: PublicationSpecTargetObjectsTable;
  tablesInSchema?: string;
}

export interface PublicationSpecTargetObjectsTable {
  columns?: string[];
  name: string;
  only?: boolean;
  schema?: string;
}

export interface ScheduledBackup {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'ScheduledBackup';
  metadata: ObjectMeta & { name: string };
  spec: ScheduledBackupSpec;
}

export interface ScheduledBackupSpec {
  backupOwnerReference?: 'none' | 'self' | 'cluster';
  cluster: ScheduledBackupSpecCluster;
  immediate?: boolean;
  method?: 'barmanObjectStore' | 'volumeSnapshot' | 'plugin';
  online?: boolean;
  onlineConfiguration?: ScheduledBackupSpecOnlineConfiguration;
  pluginConfiguration?: ScheduledBackupSpecPluginConfiguration;
  schedule: string;
  suspend?: boolean;
  target?: 'primary' | 'prefer-standby';
}

export interface ScheduledBackupSpecCluster {
  name: string;
}

export interface ScheduledBackupSpecOnlineConfiguration {
  immediateCheckpoint?: boolean;
  waitForArchive?: boolean;
}

export interface ScheduledBackupSpecPluginConfiguration {
  name: string;
  parameters?: Record<string, string>;
}

export interface Subscription {
  apiVersion: 'postgresql.cnpg.io/v1';
  kind: 'Subscription';
  metadata: ObjectMeta & { name: string };
  spec: SubscriptionSpec;
}

export interface SubscriptionSpec {
  cluster: SubscriptionSpecCluster;
  dbname: string;
  externalClusterName: string;
  name: string;
  parameters?: Record<string, string>;
  publicationDBName?: string;
  publicationName: string;
  subscriptionReclaimPolicy?: 'delete' | 'retain';
}

export interface SubscriptionSpecCluster {
  name?: string;
}
