// Written by `npm run import` from imports/schemas; do not edit.

import type { ObjectMeta } from './k8s';

export interface FluxInstance {
  apiVersion: 'fluxcd.controlplane.io/v1';
  kind: 'FluxInstance';
  metadata: ObjectMeta & { name: string };
  spec?: FluxInstanceSpec;
}

export interface FluxInstanceSpec {
  cluster?: FluxInstanceSpecCluster;
  commonMetadata?: FluxInstanceSpecCommonMetadata;
  components?: ('source-controller' | 'kustomize-controller' | 'helm-controller' | 'notification-controller' | 'image-reflector-controller' | 'image-automation-controller' | 'source-watcher')[];
  distribution: FluxInstanceSpecDistribution;
  kustomize?: FluxInstanceSpecKustomize;
  migrateResources?: boolean;
  sharding?: FluxInstanceSpecSharding;
  storage?: FluxInstanceSpecStorage;
  sync?: FluxInstanceSpecSync;
  wait?: boolean;
}

export interface FluxInstanceSpecCluster {
  domain?: string;
  multitenant?: boolean;
  multitenantWorkloadIdentity?: boolean;
  networkPolicy?: boolean;
  objectLevelWorkloadIdentity?: boolean;
  size?: 'small' | 'medium' | 'large';
  tenantDefaultDecryptionServiceAccount?: string;
  tenantDefaultKubeConfigServiceAccount?: string;
  tenantDefaultServiceAccount?: string;
  type?: 'kubernetes' | 'openshift' | 'aws' | 'azure' | 'gcp';
}

export interface FluxInstanceSpecCommonMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface FluxInstanceSpecDistribution {
  artifact?: string;
  artifactPullSecret?: string;
  imagePullSecret?: string;
  registry: string;
  variant?: 'upstream-alpine' | 'enterprise-alpine' | 'enterprise-distroless' | 'enterprise-distroless-fips';
  version: string;
}

export interface FluxInstanceSpecKustomize {
  patches?: FluxInstanceSpecKustomizePatches[];
}

export interface FluxInstanceSpecKustomizePatches {
  patch: string;
  target?: FluxInstanceSpecKustomizePatchesTarget;
}

export interface FluxInstanceSpecKustomizePatchesTarget {
  annotationSelector?: string;
  group?: string;
  kind?: string;
  labelSelector?: string;
  name?: string;
  namespace?: string;
  version?: string;
}

export interface FluxInstanceSpecSharding {
  key?: string;
  shards: string[];
  storage?: 'ephemeral' | 'persistent';
}

export interface FluxInstanceSpecStorage {
  class: string;
  size: string;
}

export interface FluxInstanceSpecSync {
  interval?: string;
  kind: 'OCIRepository' | 'GitRepository' | 'Bucket';
  name?: string;
  path: string;
  provider?: 'generic' | 'aws' | 'azure' | 'gcp' | 'github';
  pullSecret?: string;
  ref: string;
  url: string;
}

export interface FluxReport {
  apiVersion: 'fluxcd.controlplane.io/v1';
  kind: 'FluxReport';
  metadata: ObjectMeta & { name: string };
  spec?: FluxReportSpec;
}

export interface FluxReportSpec {
  cluster?: FluxReportSpecCluster;
  components?: FluxReportSpecComponents[];
  distribution: FluxReportSpecDistribution;
  operator?: FluxReportSpecOperator;
  reconcilers?: FluxReportSpecReconcilers[];
  sync?: FluxReportSpecSync;
}

export interface FluxReportSpecCluster {
  nodes?: number;
  platform: string;
  serverVersion: string;
}

export interface FluxReportSpecComponents {
  image: string;
  name: string;
  ready: boolean;
  status: string;
}

export interface FluxReportSpecDistribution {
  entitlement: string;
  managedBy?: string;
  status: string;
  version?: string;
}

export interface FluxReportSpecOperator {
  apiVersion: string;
  platform: string;
  version: string;
}

export interface FluxReportSpecReconcilers {
  apiVersion: string;
  kind: string;
  stats?: FluxReportSpecReconcilersStats;
}

export interface FluxReportSpecReconcilersStats {
  failing: number;
  running: number;
  suspended: number;
  totalSize?: string;
}

export interface FluxReportSpecSync {
  id: string;
  path?: string;
  ready: boolean;
  source?: string;
  status: string;
}

export interface ResourceSetInputProvider {
  apiVersion: 'fluxcd.controlplane.io/v1';
  kind: 'ResourceSetInputProvider';
  metadata: ObjectMeta & { name: string };
  spec?: ResourceSetInputProviderSpec;
}

export interface ResourceSetInputProviderSpec {
  certSecretRef?: ResourceSetInputProviderSpecCertSecretRef;
  defaultValues?: Record<string, unknown>;
  filter?: ResourceSetInputProviderSpecFilter;
  insecure?: boolean;
  schedule?: ResourceSetInputProviderSpecSchedule[];
  secretRef?: ResourceSetInputProviderSpecSecretRef;
  selectors?: ResourceSetInputProviderSpecSelectors[];
  serviceAccountName?: string;
  skip?: ResourceSetInputProviderSpecSkip;
  type: 'Static' | 'GitHubBranch' | 'GitHubTag' | 'GitHubPullRequest' | 'GitLabBranch' | 'GitLabTag' | 'GitLabMergeRequest' | 'GitLabEnvironment' | 'AzureDevOpsBranch' | 'AzureDevOpsTag' | 'AzureDevOpsPullRequest' | 'AWSCodeCommitBranch' | 'AWSCodeCommitTag' | 'AWSCodeCommitPullRequest' | 'GiteaBranch' | 'GiteaTag' | 'GiteaPullRequest' | 'OCIArtifactTag' | 'ACRArtifactTag' | 'ECRArtifactTag' | 'GARArtifactTag' | 'ExternalService' | 'ExternalArtifact';
  url?: string;
}

export interface ResourceSetInputProviderSpecCertSecretRef {
  name: string;
}

export interface ResourceSetInputProviderSpecFilter {
  excludeBranch?: string;
  excludeEnvironment?: string;
  excludeTag?: string;
  includeBranch?: string;
  includeEnvironment?: string;
  includeTag?: string;
  labels?: string[];
  limit?: number;
  semver?: string;
}

export interface ResourceSetInputProviderSpecSchedule {
  cron: string;
  timeZone?: string;
  window?: string;
}

export interface ResourceSetInputProviderSpecSecretRef {
  name: string;
}

export interface ResourceSetInputProviderSpecSelectors {
  matchExpressions?: ResourceSetInputProviderSpecSelectorsMatchExpressions[];
  matchLabels?: Record<string, string>;
  name?: string;
  namespace?: string;
}

export interface ResourceSetInputProviderSpecSelectorsMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ResourceSetInputProviderSpecSkip {
  labels?: string[];
}

export interface ResourceSet {
  apiVersion: 'fluxcd.controlplane.io/v1';
  kind: 'ResourceSet';
  metadata: ObjectMeta & { name: string };
  spec?: ResourceSetSpec;
}

export interface ResourceSetSpec {
  commonMetadata?: ResourceSetSpecCommonMetadata;
  dependsOn?: ResourceSetSpecDependsOn[];
  inputStrategy?: ResourceSetSpecInputStrategy;
  inputs?: Record<string, unknown>[];
  inputsFrom?: ResourceSetSpecInputsFrom[];
  resources?: Record<string, unknown>[];
  resourcesTemplate?: string;
  serviceAccountName?: string;
  steps?: ResourceSetSpecSteps[];
  wait?: boolean;
}

export interface ResourceSetSpecCommonMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface ResourceSetSpecDependsOn {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
  ready?: boolean;
  readyExpr?: string;
}

export interface ResourceSetSpecInputStrategy {
  includeEmptyProviders?: boolean;
  name: 'Flatten' | 'Permute';
}

export interface ResourceSetSpecInputsFrom {
  apiVersion?: 'fluxcd.controlplane.io/v1';
  kind?: 'ResourceSetInputProvider';
  name?: string;
  selector?: ResourceSetSpecInputsFromSelector;
}

export interface ResourceSetSpecInputsFromSelector {
  matchExpressions?: ResourceSetSpecInputsFromSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ResourceSetSpecInputsFromSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ResourceSetSpecSteps {
  name: string;
  resources?: Record<string, unknown>[];
  resourcesTemplate?: string;
  timeout?: string;
}
