// Written by `npm run import` from imports/schemas; do not edit.

import type { ObjectMeta } from './k8s';

export interface Alert {
  apiVersion: 'notification.toolkit.fluxcd.io/v1beta3';
  kind: 'Alert';
  metadata: ObjectMeta & { name: string };
  spec?: AlertSpec;
}

export interface AlertSpec {
  eventMetadata?: Record<string, string>;
  eventSeverity?: 'info' | 'error';
  eventSources: AlertSpecEventSources[];
  exclusionList?: string[];
  inclusionList?: string[];
  providerRef: AlertSpecProviderRef;
  summary?: string;
  suspend?: boolean;
}

export interface AlertSpecEventSources {
  apiVersion?: string;
  kind: 'Bucket' | 'GitRepository' | 'Kustomization' | 'HelmRelease' | 'HelmChart' | 'HelmRepository' | 'ImageRepository' | 'ImagePolicy' | 'ImageUpdateAutomation' | 'OCIRepository' | 'ArtifactGenerator' | 'ExternalArtifact';
  matchLabels?: Record<string, string>;
  name: string;
  namespace?: string;
}

export interface AlertSpecProviderRef {
  name: string;
}

export interface Bucket {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'Bucket';
  metadata: ObjectMeta & { name: string };
  spec?: BucketSpec;
}

export interface BucketSpec {
  bucketName: string;
  certSecretRef?: BucketSpecCertSecretRef;
  endpoint: string;
  ignore?: string;
  insecure?: boolean;
  interval: string;
  prefix?: string;
  provider?: 'generic' | 'aws' | 'gcp' | 'azure';
  proxySecretRef?: BucketSpecProxySecretRef;
  region?: string;
  secretRef?: BucketSpecSecretRef;
  serviceAccountName?: string;
  sts?: BucketSpecSts;
  suspend?: boolean;
  timeout?: string;
}

export interface BucketSpecCertSecretRef {
  name: string;
}

export interface BucketSpecProxySecretRef {
  name: string;
}

export interface BucketSpecSecretRef {
  name: string;
}

export interface BucketSpecSts {
  certSecretRef?: BucketSpecStsCertSecretRef;
  endpoint: string;
  provider: 'aws' | 'ldap';
  secretRef?: BucketSpecStsSecretRef;
}

export interface BucketSpecStsCertSecretRef {
  name: string;
}

export interface BucketSpecStsSecretRef {
  name: string;
}

export interface ExternalArtifact {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'ExternalArtifact';
  metadata: ObjectMeta & { name: string };
  spec?: ExternalArtifactSpec;
}

export interface ExternalArtifactSpec {
  sourceRef?: ExternalArtifactSpecSourceRef;
}

export interface ExternalArtifactSpecSourceRef {
  apiVersion?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface GitRepository {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'GitRepository';
  metadata: ObjectMeta & { name: string };
  spec?: GitRepositorySpec;
}

export interface GitRepositorySpec {
  ignore?: string;
  include?: GitRepositorySpecInclude[];
  interval: string;
  provider?: 'generic' | 'aws' | 'azure' | 'github';
  proxySecretRef?: GitRepositorySpecProxySecretRef;
  recurseSubmodules?: boolean;
  ref?: GitRepositorySpecRef;
  secretRef?: GitRepositorySpecSecretRef;
  serviceAccountName?: string;
  sparseCheckout?: string[];
  suspend?: boolean;
  timeout?: string;
  url: string;
  verify?: GitRepositorySpecVerify;
}

export interface GitRepositorySpecInclude {
  fromPath?: string;
  repository: GitRepositorySpecIncludeRepository;
  toPath?: string;
}

export interface GitRepositorySpecIncludeRepository {
  name: string;
}

export interface GitRepositorySpecProxySecretRef {
  name: string;
}

export interface GitRepositorySpecRef {
  branch?: string;
  commit?: string;
  name?: string;
  semver?: string;
  tag?: string;
}

export interface GitRepositorySpecSecretRef {
  name: string;
}

export interface GitRepositorySpecVerify {
  mode?: 'head' | 'HEAD' | 'Tag' | 'TagAndHEAD';
  secretRef: GitRepositorySpecVerifySecretRef;
}

export interface GitRepositorySpecVerifySecretRef {
  name: string;
}

export interface HelmChart {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'HelmChart';
  metadata: ObjectMeta & { name: string };
  spec?: HelmChartSpec;
}

export interface HelmChartSpec {
  chart: string;
  ignoreMissingValuesFiles?: boolean;
  interval: string;
  reconcileStrategy?: 'ChartVersion' | 'Revision';
  sourceRef: HelmChartSpecSourceRef;
  suspend?: boolean;
  valuesFiles?: string[];
  verify?: HelmChartSpecVerify;
  version?: string;
}

export interface HelmChartSpecSourceRef {
  apiVersion?: string;
  kind: 'HelmRepository' | 'GitRepository' | 'Bucket';
  name: string;
}

export interface HelmChartSpecVerify {
  matchOIDCIdentity?: HelmChartSpecVerifyMatchOIDCIdentity[];
  provider?: 'cosign' | 'notation';
  secretRef?: HelmChartSpecVerifySecretRef;
}

export interface HelmChartSpecVerifyMatchOIDCIdentity {
  issuer: string;
  subject: string;
}

export interface HelmChartSpecVerifySecretRef {
  name: string;
}

export interface HelmRelease {
  apiVersion: 'helm.toolkit.fluxcd.io/v2';
  kind: 'HelmRelease';
  metadata: ObjectMeta & { name: string };
  spec?: HelmReleaseSpec;
}

export interface HelmReleaseSpec {
  chart?: HelmReleaseSpecChart;
  chartRef?: HelmReleaseSpecChartRef;
  commonMetadata?: HelmReleaseSpecCommonMetadata;
  dependsOn?: HelmReleaseSpecDependsOn[];
  driftDetection?: HelmReleaseSpecDriftDetection;
  healthCheckExprs?: HelmReleaseSpecHealthCheckExprs[];
  install?: HelmReleaseSpecInstall;
  interval: string;
  kubeConfig?: HelmReleaseSpecKubeConfig;
  maxHistory?: number;
  persistentClient?: boolean;
  postRenderStrategy?: 'nohooks' | 'combined' | 'separate';
  postRenderers?: HelmReleaseSpecPostRenderers[];
  releaseName?: string;
  rollback?: HelmReleaseSpecRollback;
  serviceAccountName?: string;
  storageNamespace?: string;
  suspend?: boolean;
  targetNamespace?: string;
  test?: HelmReleaseSpecTest;
  timeout?: string;
  uninstall?: HelmReleaseSpecUninstall;
  upgrade?: HelmReleaseSpecUpgrade;
  values?: unknown;
  valuesFrom?: HelmReleaseSpecValuesFrom[];
  waitStrategy?: HelmReleaseSpecWaitStrategy;
}

export interface HelmReleaseSpecChart {
  metadata?: HelmReleaseSpecChartMetadata;
  spec: HelmReleaseSpecChartSpec;
}

export interface HelmReleaseSpecChartMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface HelmReleaseSpecChartSpec {
  chart: string;
  ignoreMissingValuesFiles?: boolean;
  interval?: string;
  reconcileStrategy?: 'ChartVersion' | 'Revision';
  sourceRef: HelmReleaseSpecChartSpecSourceRef;
  valuesFiles?: string[];
  verify?: HelmReleaseSpecChartSpecVerify;
  version?: string;
}

export interface HelmReleaseSpecChartSpecSourceRef {
  apiVersion?: string;
  kind: 'HelmRepository' | 'GitRepository' | 'Bucket';
  name: string;
  namespace?: string;
}

export interface HelmReleaseSpecChartSpecVerify {
  provider?: 'cosign' | 'notation';
  secretRef?: HelmReleaseSpecChartSpecVerifySecretRef;
}

export interface HelmReleaseSpecChartSpecVerifySecretRef {
  name: string;
}

export interface HelmReleaseSpecChartRef {
  apiVersion?: string;
  kind: 'OCIRepository' | 'HelmChart' | 'ExternalArtifact';
  name: string;
  namespace?: string;
}

export interface HelmReleaseSpecCommonMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface HelmReleaseSpecDependsOn {
  name: string;
  namespace?: string;
  readyExpr?: string;
}

export interface HelmReleaseSpecDriftDetection {
  ignore?: HelmReleaseSpecDriftDetectionIgnore[];
  mode?: 'enabled' | 'warn' | 'disabled';
}

export interface HelmReleaseSpecDriftDetectionIgnore {
  paths: string[];
  target?: HelmReleaseSpecDriftDetectionIgnoreTarget;
}

export interface HelmReleaseSpecDriftDetectionIgnoreTarget {
  annotationSelector?: string;
  group?: string;
  kind?: string;
  labelSelector?: string;
  name?: string;
  namespace?: string;
  version?: string;
}

export interface HelmReleaseSpecHealthCheckExprs {
  apiVersion: string;
  current: string;
  failed?: string;
  inProgress?: string;
  kind?: string;
}

export interface HelmReleaseSpecInstall {
  crds?: 'Skip' | 'Create' | 'CreateReplace';
  createNamespace?: boolean;
  disableHooks?: boolean;
  disableOpenAPIValidation?: boolean;
  disableSchemaValidation?: boolean;
  disableTakeOwnership?: boolean;
  disableWait?: boolean;
  disableWaitForJobs?: boolean;
  remediation?: HelmReleaseSpecInstallRemediation;
  replace?: boolean;
  serverSideApply?: boolean;
  skipCRDs?: boolean;
  strategy?: HelmReleaseSpecInstallStrategy;
  timeout?: string;
}

export interface HelmReleaseSpecInstallRemediation {
  ignoreTestFailures?: boolean;
  remediateLastFailure?: boolean;
  retries?: number;
}

export interface HelmReleaseSpecInstallStrategy {
  name: 'RemediateOnFailure' | 'RetryOnFailure';
  retryInterval?: string;
}

export interface HelmReleaseSpecKubeConfig {
  configMapRef?: HelmReleaseSpecKubeConfigConfigMapRef;
  secretRef?: HelmReleaseSpecKubeConfigSecretRef;
}

export interface HelmReleaseSpecKubeConfigConfigMapRef {
  name: string;
}

export interface HelmReleaseSpecKubeConfigSecretRef {
  key?: string;
  name: string;
}

export interface HelmReleaseSpecPostRenderers {
  kustomize?: HelmReleaseSpecPostRenderersKustomize;
}

export interface HelmReleaseSpecPostRenderersKustomize {
  images?: HelmReleaseSpecPostRenderersKustomizeImages[];
  patches?: HelmReleaseSpecPostRenderersKustomizePatches[];
}

export interface HelmReleaseSpecPostRenderersKustomizeImages {
  digest?: string;
  name: string;
  newName?: string;
  newTag?: string;
}

export interface HelmReleaseSpecPostRenderersKustomizePatches {
  patch: string;
  target?: HelmReleaseSpecPostRenderersKustomizePatchesTarget;
}

export interface HelmReleaseSpecPostRenderersKustomizePatchesTarget {
  annotationSelector?: string;
  group?: string;
  kind?: string;
  labelSelector?: string;
  name?: string;
  namespace?: string;
  version?: string;
}

export interface HelmReleaseSpecRollback {
  cleanupOnFail?: boolean;
  disableHooks?: boolean;
  disableWait?: boolean;
  disableWaitForJobs?: boolean;
  force?: boolean;
  recreate?: boolean;
  serverSideApply?: 'enabled' | 'disabled' | 'auto';
  timeout?: string;
}

export interface HelmReleaseSpecTest {
  enable?: boolean;
  filters?: HelmReleaseSpecTestFilters[];
  ignoreFailures?: boolean;
  timeout?: string;
}

export interface HelmReleaseSpecTestFilters {
  exclude?: boolean;
  name: string;
}

export interface HelmReleaseSpecUninstall {
  deletionPropagation?: 'background' | 'foreground' | 'orphan';
  disableHooks?: boolean;
  disableWait?: boolean;
  keepHistory?: boolean;
  timeout?: string;
}

export interface HelmReleaseSpecUpgrade {
  chartNameChangeStrategy?: 'InPlaceUpdate' | 'Reinstall';
  cleanupOnFail?: boolean;
  crds?: 'Skip' | 'Create' | 'CreateReplace';
  disableHooks?: boolean;
  disableOpenAPIValidation?: boolean;
  disableSchemaValidation?: boolean;
  disableTakeOwnership?: boolean;
  disableWait?: boolean;
  disableWaitForJobs?: boolean;
  force?: boolean;
  preserveValues?: boolean;
  remediation?: HelmReleaseSpecUpgradeRemediation;
  serverSideApply?: 'enabled' | 'disabled' | 'auto';
  strategy?: HelmReleaseSpecUpgradeStrategy;
  timeout?: string;
}

export interface HelmReleaseSpecUpgradeRemediation {
  ignoreTestFailures?: boolean;
  remediateLastFailure?: boolean;
  retries?: number;
  strategy?: 'rollback' | 'uninstall';
}

export interface HelmReleaseSpecUpgradeStrategy {
  name: 'RemediateOnFailure' | 'RetryOnFailure';
  retryInterval?: string;
}

export interface HelmReleaseSpecValuesFrom {
  kind: 'Secret' | 'ConfigMap';
  literal?: boolean;
  name: string;
  optional?: boolean;
  targetPath?: string;
  valuesKey?: string;
}

export interface HelmReleaseSpecWaitStrategy {
  name: 'poller' | 'legacy';
}

export interface HelmRepository {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'HelmRepository';
  metadata: ObjectMeta & { name: string };
  spec?: HelmRepositorySpec;
}

export interface HelmRepositorySpec {
  accessFrom?: HelmRepositorySpecAccessFrom;
  certSecretRef?: HelmRepositorySpecCertSecretRef;
  insecure?: boolean;
  interval?: string;
  passCredentials?: boolean;
  provider?: 'generic' | 'aws' | 'azure' | 'gcp';
  secretRef?: HelmRepositorySpecSecretRef;
  suspend?: boolean;
  timeout?: string;
  type?: 'default' | 'oci';
  url: string;
}

export interface HelmRepositorySpecAccessFrom {
  namespaceSelectors: HelmRepositorySpecAccessFromNamespaceSelectors[];
}

export interface HelmRepositorySpecAccessFromNamespaceSelectors {
  matchLabels?: Record<string, string>;
}

export interface HelmRepositorySpecCertSecretRef {
  name: string;
}

export interface HelmRepositorySpecSecretRef {
  name: string;
}

export interface Kustomization {
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1';
  kind: 'Kustomization';
  metadata: ObjectMeta & { name: string };
  spec?: KustomizationSpec;
}

export interface KustomizationSpec {
  buildMetadata?: ('originAnnotations' | 'transformerAnnotations')[];
  commonMetadata?: KustomizationSpecCommonMetadata;
  components?: string[];
  decryption?: KustomizationSpecDecryption;
  deletionPolicy?: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan';
  dependsOn?: KustomizationSpecDependsOn[];
  force?: boolean;
  healthCheckExprs?: KustomizationSpecHealthCheckExprs[];
  healthChecks?: KustomizationSpecHealthChecks[];
  ignore?: KustomizationSpecIgnore[];
  ignoreMissingComponents?: boolean;
  images?: KustomizationSpecImages[];
  interval: string;
  kubeConfig?: KustomizationSpecKubeConfig;
  namePrefix?: string;
  nameSuffix?: string;
  patches?: KustomizationSpecPatches[];
  path?: string;
  postBuild?: KustomizationSpecPostBuild;
  prune: boolean;
  retryInterval?: string;
  serviceAccountName?: string;
  sourceRef: KustomizationSpecSourceRef;
  suspend?: boolean;
  targetNamespace?: string;
  timeout?: string;
  wait?: boolean;
}

export interface KustomizationSpecCommonMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface KustomizationSpecDecryption {
  provider: 'sops';
  secretRef?: KustomizationSpecDecryptionSecretRef;
  serviceAccountName?: string;
}

export interface KustomizationSpecDecryptionSecretRef {
  name: string;
}

export interface KustomizationSpecDependsOn {
  name: string;
  namespace?: string;
  readyExpr?: string;
}

export interface KustomizationSpecHealthCheckExprs {
  apiVersion: string;
  current: string;
  failed?: string;
  inProgress?: string;
  kind?: string;
}

export interface KustomizationSpecHealthChecks {
  apiVersion?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface KustomizationSpecIgnore {
  paths: string[];
  target?: KustomizationSpecIgnoreTarget;
}

export interface KustomizationSpecIgnoreTarget {
  annotationSelector?: string;
  group?: string;
  kind?: string;
  labelSelector?: string;
  name?: string;
  namespace?: string;
  version?: string;
}

export interface KustomizationSpecImages {
  digest?: string;
  name: string;
  newName?: string;
  newTag?: string;
}

export interface KustomizationSpecKubeConfig {
  configMapRef?: KustomizationSpecKubeConfigConfigMapRef;
  secretRef?: KustomizationSpecKubeConfigSecretRef;
}

export interface KustomizationSpecKubeConfigConfigMapRef {
  name: string;
}

export interface KustomizationSpecKubeConfigSecretRef {
  key?: string;
  name: string;
}

export interface KustomizationSpecPatches {
  patch: string;
  target?: KustomizationSpecPatchesTarget;
}

export interface KustomizationSpecPatchesTarget {
  annotationSelector?: string;
  group?: string;
  kind?: string;
  labelSelector?: string;
  name?: string;
  namespace?: string;
  version?: string;
}

export interface KustomizationSpecPostBuild {
  substitute?: Record<string, string>;
  substituteFrom?: KustomizationSpecPostBuildSubstituteFrom[];
  substituteStrategy?: 'WithVariables' | 'Always';
}

export interface KustomizationSpecPostBuildSubstituteFrom {
  kind: 'Secret' | 'ConfigMap';
  name: string;
  optional?: boolean;
}

export interface KustomizationSpecSourceRef {
  apiVersion?: string;
  kind: 'OCIRepository' | 'GitRepository' | 'Bucket' | 'ExternalArtifact';
  name: string;
  namespace?: string;
}

export interface OCIRepository {
  apiVersion: 'source.toolkit.fluxcd.io/v1';
  kind: 'OCIRepository';
  metadata: ObjectMeta & { name: string };
  spec?: OCIRepositorySpec;
}

export interface OCIRepositorySpec {
  certSecretRef?: OCIRepositorySpecCertSecretRef;
  ignore?: string;
  insecure?: boolean;
  interval: string;
  layerSelector?: OCIRepositorySpecLayerSelector;
  provider?: 'generic' | 'aws' | 'azure' | 'gcp';
  proxySecretRef?: OCIRepositorySpecProxySecretRef;
  ref?: OCIRepositorySpecRef;
  secretRef?: OCIRepositorySpecSecretRef;
  serviceAccountName?: string;
  suspend?: boolean;
  timeout?: string;
  url: string;
  verify?: OCIRepositorySpecVerify;
}

export interface OCIRepositorySpecCertSecretRef {
  name: string;
}

export interface OCIRepositorySpecLayerSelector {
  mediaType?: string;
  operation?: 'extract' | 'copy';
}

export interface OCIRepositorySpecProxySecretRef {
  name: string;
}

export interface OCIRepositorySpecRef {
  digest?: string;
  semver?: string;
  semverFilter?: string;
  tag?: string;
}

export interface OCIRepositorySpecSecretRef {
  name: string;
}

export interface OCIRepositorySpecVerify {
  matchOIDCIdentity?: OCIRepositorySpecVerifyMatchOIDCIdentity[];
  provider?: 'cosign' | 'notation';
  secretRef?: OCIRepositorySpecVerifySecretRef;
  trustedRootSecretRef?: OCIRepositorySpecVerifyTrustedRootSecretRef;
}

export interface OCIRepositorySpecVerifyMatchOIDCIdentity {
  issuer: string;
  subject: string;
}

export interface OCIRepositorySpecVerifySecretRef {
  name: string;
}

export interface OCIRepositorySpecVerifyTrustedRootSecretRef {
  name: string;
}

export interface Provider {
  apiVersion: 'notification.toolkit.fluxcd.io/v1beta3';
  kind: 'Provider';
  metadata: ObjectMeta & { name: string };
  spec?: ProviderSpec;
}

export interface ProviderSpec {
  address?: string;
  certSecretRef?: ProviderSpecCertSecretRef;
  channel?: string;
  commitStatusExpr?: string;
  interval?: string;
  proxy?: string;
  proxySecretRef?: ProviderSpecProxySecretRef;
  secretRef?: ProviderSpecSecretRef;
  serviceAccountName?: string;
  suspend?: boolean;
  timeout?: string;
  type: 'slack' | 'discord' | 'msteams' | 'rocket' | 'generic' | 'generic-hmac' | 'github' | 'gitlab' | 'gitea' | 'giteapullrequestcomment' | 'bitbucketserver' | 'bitbucket' | 'azuredevops' | 'googlechat' | 'googlepubsub' | 'webex' | 'sentry' | 'azureeventhub' | 'telegram' | 'lark' | 'matrix' | 'opsgenie' | 'alertmanager' | 'grafana' | 'githubdispatch' | 'githubpullrequestcomment' | 'gitlabmergerequestcomment' | 'pagerduty' | 'datadog' | 'nats' | 'zulip' | 'otel';
  username?: string;
}

export interface ProviderSpecCertSecretRef {
  name: string;
}

export interface ProviderSpecProxySecretRef {
  name: string;
}

export interface ProviderSpecSecretRef {
  name: string;
}

export interface Receiver {
  apiVersion: 'notification.toolkit.fluxcd.io/v1';
  kind: 'Receiver';
  metadata: ObjectMeta & { name: string };
  spec?: ReceiverSpec;
}

export interface ReceiverSpec {
  events?: string[];
  interval?: string;
  oidcProviders?: ReceiverSpecOidcProviders[];
  resourceFilter?: string;
  resources: ReceiverSpecResources[];
  secretRef?: ReceiverSpecSecretRef;
  suspend?: boolean;
  type: 'generic' | 'generic-hmac' | 'generic-oidc' | 'github' | 'gitlab' | 'bitbucket' | 'harbor' | 'dockerhub' | 'quay' | 'gcr' | 'nexus' | 'acr' | 'cdevents';
}

export interface ReceiverSpecOidcProviders {
  audience?: string;
  issuerURL: string;
  validations: ReceiverSpecOidcProvidersValidations[];
  variables?: ReceiverSpecOidcProvidersVariables[];
}

export interface ReceiverSpecOidcProvidersValidations {
  expression: string;
  message: string;
}

export interface ReceiverSpecOidcProvidersVariables {
  expression: string;
  name: string;
}

export interface ReceiverSpecResources {
  apiVersion?: string;
  filter?: string;
  kind: 'Bucket' | 'GitRepository' | 'Kustomization' | 'HelmRelease' | 'HelmChart' | 'HelmRepository' | 'ImageRepository' | 'ImagePolicy' | 'ImageUpdateAutomation' | 'OCIRepository' | 'ArtifactGenerator' | 'ExternalArtifact';
  matchLabels?: Record<string, string>;
  name: string;
  namespace?: string;
}

export interface ReceiverSpecSecretRef {
  name: string;
}
