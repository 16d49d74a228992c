// Written by `npm run import` from imports/schemas; do not edit.

import type { ObjectMeta } from './k8s';

export interface CertificateRequest {
  apiVersion: 'cert-manager.io/v1';
  kind: 'CertificateRequest';
  metadata: ObjectMeta & { name: string };
  spec?: CertificateRequestSpec;
}

export interface CertificateRequestSpec {
  duration?: string;
  extra?: Record<string, string[]>;
  groups?: string[];
  isCA?: boolean;
  issuerRef: CertificateRequestSpecIssuerRef;
  request: string;
  uid?: string;
  usages?: ('signing' | 'digital signature' | 'content commitment' | 'key encipherment' | 'key agreement' | 'data encipherment' | 'cert sign' | 'crl sign' | 'encipher only' | 'decipher only' | 'any' | 'server auth' | 'client auth' | 'code signing' | 'email protection' | 's/mime' | 'ipsec end system' | 'ipsec tunnel' | 'ipsec user' | 'timestamping' | 'ocsp signing' | 'microsoft sgc' | 'netscape sgc')[];
  username?: string;
}

export interface CertificateRequestSpecIssuerRef {
  group?: string;
  kind?: string;
  name: string;
}

export interface Certificate {
  apiVersion: 'cert-manager.io/v1';
  kind: 'Certificate';
  metadata: ObjectMeta & { name: string };
  spec?: CertificateSpec;
}

export interface CertificateSpec {
  additionalOutputFormats?: CertificateSpecAdditionalOutputFormats[];
  commonName?: string;
  dnsNames?: string[];
  duration?: string;
  emailAddresses?: string[];
  encodeUsagesInRequest?: boolean;
  ipAddresses?: string[];
  isCA?: boolean;
  issuerRef: CertificateSpecIssuerRef;
  keystores?: CertificateSpecKeystores;
  literalSubject?: string;
  nameConstraints?: CertificateSpecNameConstraints;
  otherNames?: CertificateSpecOtherNames[];
  privateKey?: CertificateSpecPrivateKey;
  renewBefore?: string;
  renewBeforePercentage?: number;
  renewal?: CertificateSpecRenewal;
  revisionHistoryLimit?: number;
  secretName: string;
  secretTemplate?: CertificateSpecSecretTemplate;
  signatureAlgorithm?: 'SHA256WithRSA' | 'SHA384WithRSA' | 'SHA512WithRSA' | 'ECDSAWithSHA256' | 'ECDSAWithSHA384' | 'ECDSAWithSHA512' | 'PureEd25519';
  subject?: CertificateSpecSubject;
  uris?: string[];
  usages?: ('signing' | 'digital signature' | 'content commitment' | 'key encipherment' | 'key agreement' | 'data encipherment' | 'cert sign' | 'crl sign' | 'encipher only' | 'decipher only' | 'any' | 'server auth' | 'client auth' | 'code signing' | 'email protection' | 's/mime' | 'ipsec end system' | 'ipsec tunnel' | 'ipsec user' | 'timestamping' | 'ocsp signing' | 'microsoft sgc' | 'netscape sgc')[];
}

export interface CertificateSpecAdditionalOutputFormats {
  type: 'DER' | 'CombinedPEM';
}

export interface CertificateSpecIssuerRef {
  group?: string;
  kind?: string;
  name: string;
}

export interface CertificateSpecKeystores {
  jks?: CertificateSpecKeystoresJks;
  pkcs12?: CertificateSpecKeystoresPkcs12;
}

export interface CertificateSpecKeystoresJks {
  alias?: string;
  create: boolean;
  password?: string;
  passwordSecretRef?: CertificateSpecKeystoresJksPasswordSecretRef;
}

export interface CertificateSpecKeystoresJksPasswordSecretRef {
  key?: string;
  name: string;
}

export interface CertificateSpecKeystoresPkcs12 {
  create: boolean;
  password?: string;
  passwordSecretRef?: CertificateSpecKeystoresPkcs12PasswordSecretRef;
  profile?: 'LegacyRC2' | 'LegacyDES' | 'Modern2023' | 'Modern2026';
}

export interface CertificateSpecKeystoresPkcs12PasswordSecretRef {
  key?: string;
  name: string;
}

export interface CertificateSpecNameConstraints {
  critical?: boolean;
  excluded?: CertificateSpecNameConstraintsExcluded;
  permitted?: CertificateSpecNameConstraintsPermitted;
}

export interface CertificateSpecNameConstraintsExcluded {
  dnsDomains?: string[];
  emailAddresses?: string[];
  ipRanges?: string[];
  uriDomains?: string[];
}

export interface CertificateSpecNameConstraintsPermitted {
  dnsDomains?: string[];
  emailAddresses?: string[];
  ipRanges?: string[];
  uriDomains?: string[];
}

export interface CertificateSpecOtherNames {
  oid?: string;
  utf8Value?: string;
}

export interface CertificateSpecPrivateKey {
  algorithm?: 'RSA' | 'ECDSA' | 'Ed25519';
  encoding?: 'PKCS1' | 'PKCS8';
  rotationPolicy?: 'Never' | 'Always';
  size?: number;
}

export interface CertificateSpecRenewal {
  policy?: 'RenewBefore' | 'Disabled';
  windows?: CertificateSpecRenewalWindows[];
}

export interface CertificateSpecRenewalWindows {
  cron: string;
  timezone?: string;
  windowDuration: string;
}

export interface CertificateSpecSecretTemplate {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface CertificateSpecSubject {
  countries?: string[];
  localities?: string[];
  organizationalUnits?: string[];
  organizations?: string[];
  postalCodes?: string[];
  provinces?: string[];
  serialNumber?: string;
  streetAddresses?: string[];
}

export interface Challenge {
  apiVersion: 'acme.cert-manager.io/v1';
  kind: 'Challenge';
  metadata: ObjectMeta & { name: string };
  spec: ChallengeSpec;
}

export interface ChallengeSpec {
  authorizationURL: string;
  dnsName: string;
  issuerRef: ChallengeSpecIssuerRef;
  key: string;
  solver: ChallengeSpecSolver;
  token: string;
  type: 'HTTP-01' | 'DNS-01';
  url: string;
  wildcard?: boolean;
}

export interface ChallengeSpecIssuerRef {
  group?: string;
  kind?: string;
  name: string;
}

export interface ChallengeSpecSolver {
  dns01?: ChallengeSpecSolverDns01;
  http01?: ChallengeSpecSolverHttp01;
  selector?: ChallengeSpecSolverSelector;
  waitInsteadOfSelfCheck?: string;
}

export interface ChallengeSpecSolverDns01 {
  acmeDNS?: ChallengeSpecSolverDns01AcmeDNS;
  akamai?: ChallengeSpecSolverDns01Akamai;
  azureDNS?: ChallengeSpecSolverDns01AzureDNS;
  cloudDNS?: ChallengeSpecSolverDns01CloudDNS;
  cloudflare?: ChallengeSpecSolverDns01Cloudflare;
  cnameStrategy?: 'None' | 'Follow';
  digitalocean?: ChallengeSpecSolverDns01Digitalocean;
  rfc2136?: ChallengeSpecSolverDns01Rfc2136;
  route53?: ChallengeSpecSolverDns01Route53;
  webhook?: ChallengeSpecSolverDns01Webhook;
}

export interface ChallengeSpecSolverDns01AcmeDNS {
  accountSecretRef: ChallengeSpecSolverDns01AcmeDNSAccountSecretRef;
  host: string;
}

export interface ChallengeSpecSolverDns01AcmeDNSAccountSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01Akamai {
  accessTokenSecretRef: ChallengeSpecSolverDns01AkamaiAccessTokenSecretRef;
  clientSecretSecretRef: ChallengeSpecSolverDns01AkamaiClientSecretSecretRef;
  clientTokenSecretRef: ChallengeSpecSolverDns01AkamaiClientTokenSecretRef;
  serviceConsumerDomain: string;
}

export interface ChallengeSpecSolverDns01AkamaiAccessTokenSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01AkamaiClientSecretSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01AkamaiClientTokenSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01AzureDNS {
  clientID?: string;
  clientSecretSecretRef?: ChallengeSpecSolverDns01AzureDNSClientSecretSecretRef;
  environment?: 'AzurePublicCloud' | 'AzureChinaCloud' | 'AzureGermanCloud' | 'AzureUSGovernmentCloud';
  hostedZoneName?: string;
  managedIdentity?: ChallengeSpecSolverDns01AzureDNSManagedIdentity;
  resourceGroupName: string;
  subscriptionID: string;
  tenantID?: string;
  zoneType?: 'AzurePublicZone' | 'AzurePrivateZone';
}

export interface ChallengeSpecSolverDns01AzureDNSClientSecretSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01AzureDNSManagedIdentity {
  clientID?: string;
  resourceID?: string;
  tenantID?: string;
}

export interface ChallengeSpecSolverDns01CloudDNS {
  hostedZoneName?: string;
  project: string;
  serviceAccountSecretRef?: ChallengeSpecSolverDns01CloudDNSServiceAccountSecretRef;
}

export interface ChallengeSpecSolverDns01CloudDNSServiceAccountSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01Cloudflare {
  apiKeySecretRef?: ChallengeSpecSolverDns01CloudflareApiKeySecretRef;
  apiTokenSecretRef?: ChallengeSpecSolverDns01CloudflareApiTokenSecretRef;
  email?: string;
}

export interface ChallengeSpecSolverDns01CloudflareApiKeySecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01CloudflareApiTokenSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01Digitalocean {
  tokenSecretRef: ChallengeSpecSolverDns01DigitaloceanTokenSecretRef;
}

export interface ChallengeSpecSolverDns01DigitaloceanTokenSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01Rfc2136 {
  nameserver: string;
  protocol?: 'TCP' | 'UDP';
  tsigAlgorithm?: string;
  tsigKeyName?: string;
  tsigSecretSecretRef?: ChallengeSpecSolverDns01Rfc2136TsigSecretSecretRef;
}

export interface ChallengeSpecSolverDns01Rfc2136TsigSecretSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01Route53 {
  accessKeyID?: string;
  accessKeyIDSecretRef?: ChallengeSpecSolverDns01Route53AccessKeyIDSecretRef;
  auth?: ChallengeSpecSolverDns01Route53Auth;
  hostedZoneID?: string;
  region?: string;
  role?: string;
  secretAccessKeySecretRef?: ChallengeSpecSolverDns01Route53SecretAccessKeySecretRef;
}

export interface ChallengeSpecSolverDns01Route53AccessKeyIDSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01Route53Auth {
  kubernetes: ChallengeSpecSolverDns01Route53AuthKubernetes;
}

export interface ChallengeSpecSolverDns01Route53AuthKubernetes {
  serviceAccountRef: ChallengeSpecSolverDns01Route53AuthKubernetesServiceAccountRef;
}

export interface ChallengeSpecSolverDns01Route53AuthKubernetesServiceAccountRef {
  audiences?: string[];
  name: string;
}

export interface ChallengeSpecSolverDns01Route53SecretAccessKeySecretRef {
  key?: string;
  name: string;
}

export interface ChallengeSpecSolverDns01Webhook {
  config?: unknown;
  groupName: string;
  solverName: string;
}

export interface ChallengeSpecSolverHttp01 {
  gatewayHTTPRoute?: ChallengeSpecSolverHttp01GatewayHTTPRoute;
  ingress?: ChallengeSpecSolverHttp01Ingress;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoute {
  labels?: Record<string, string>;
  parentRefs?: ChallengeSpecSolverHttp01GatewayHTTPRouteParentRefs[];
  podTemplate?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplate;
  serviceType?: string;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRouteParentRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplate {
  metadata?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateMetadata;
  spec?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpec;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpec {
  affinity?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinity;
  imagePullSecrets?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecImagePullSecrets[];
  nodeSelector?: Record<string, string>;
  priorityClassName?: string;
  resources?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecResources;
  securityContext?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecSecurityContext;
  serviceAccountName?: string;
  tolerations?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecTolerations[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinity {
  nodeAffinity?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinity;
  podAffinity?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinity;
  podAntiAffinity?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinity;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  preference: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference;
  weight: number;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  matchExpressions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[];
  matchFields?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  nodeSelectorTerms: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms {
  matchExpressions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions[];
  matchFields?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecImagePullSecrets {
  name?: string;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecSecurityContext {
  fsGroup?: number;
  fsGroupChangePolicy?: string;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxOptions?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeLinuxOptions;
  seccompProfile?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeccompProfile;
  supplementalGroups?: number[];
  sysctls?: ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSysctls[];
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSysctls {
  name: string;
  value: string;
}

export interface ChallengeSpecSolverHttp01GatewayHTTPRoutePodTemplateSpecTolerations {
  effect?: string;
  key?: string;
  operator?: string;
  tolerationSeconds?: number;
  value?: string;
}

export interface ChallengeSpecSolverHttp01Ingress {
  class?: string;
  ingressClassName?: string;
  ingressTemplate?: ChallengeSpecSolverHttp01IngressIngressTemplate;
  name?: string;
  podTemplate?: ChallengeSpecSolverHttp01IngressPodTemplate;
  serviceType?: string;
}

export interface ChallengeSpecSolverHttp01IngressIngressTemplate {
  metadata?: ChallengeSpecSolverHttp01IngressIngressTemplateMetadata;
}

export interface ChallengeSpecSolverHttp01IngressIngressTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplate {
  metadata?: ChallengeSpecSolverHttp01IngressPodTemplateMetadata;
  spec?: ChallengeSpecSolverHttp01IngressPodTemplateSpec;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpec {
  affinity?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinity;
  imagePullSecrets?: ChallengeSpecSolverHttp01IngressPodTemplateSpecImagePullSecrets[];
  nodeSelector?: Record<string, string>;
  priorityClassName?: string;
  resources?: ChallengeSpecSolverHttp01IngressPodTemplateSpecResources;
  securityContext?: ChallengeSpecSolverHttp01IngressPodTemplateSpecSecurityContext;
  serviceAccountName?: string;
  tolerations?: ChallengeSpecSolverHttp01IngressPodTemplateSpecTolerations[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinity {
  nodeAffinity?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinity;
  podAffinity?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinity;
  podAntiAffinity?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinity;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  preference: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference;
  weight: number;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  matchExpressions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[];
  matchFields?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  nodeSelectorTerms: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms {
  matchExpressions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions[];
  matchFields?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecImagePullSecrets {
  name?: string;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecSecurityContext {
  fsGroup?: number;
  fsGroupChangePolicy?: string;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxOptions?: ChallengeSpecSolverHttp01IngressPodTemplateSpecSecurityContextSeLinuxOptions;
  seccompProfile?: ChallengeSpecSolverHttp01IngressPodTemplateSpecSecurityContextSeccompProfile;
  supplementalGroups?: number[];
  sysctls?: ChallengeSpecSolverHttp01IngressPodTemplateSpecSecurityContextSysctls[];
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecSecurityContextSysctls {
  name: string;
  value: string;
}

export interface ChallengeSpecSolverHttp01IngressPodTemplateSpecTolerations {
  effect?: string;
  key?: string;
  operator?: string;
  tolerationSeconds?: number;
  value?: string;
}

export interface ChallengeSpecSolverSelector {
  dnsNames?: string[];
  dnsZones?: string[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuer {
  apiVersion: 'cert-manager.io/v1';
  kind: 'ClusterIssuer';
  metadata: ObjectMeta & { name: string };
  spec: ClusterIssuerSpec;
}

export interface ClusterIssuerSpec {
  acme?: ClusterIssuerSpecAcme;
  ca?: ClusterIssuerSpecCa;
  selfSigned?: ClusterIssuerSpecSelfSigned;
  vault?: ClusterIssuerSpecVault;
  venafi?: ClusterIssuerSpecVenafi;
}

export interface ClusterIssuerSpecAcme {
  caBundle?: string;
  disableAccountKeyGeneration?: boolean;
  email?: string;
  enableDurationFeature?: boolean;
  externalAccountBinding?: ClusterIssuerSpecAcmeExternalAccountBinding;
  preferredChain?: string;
  privateKeySecretRef: ClusterIssuerSpecAcmePrivateKeySecretRef;
  profile?: string;
  server: string;
  skipTLSVerify?: boolean;
  solvers?: ClusterIssuerSpecAcmeSolvers[];
}

export interface ClusterIssuerSpecAcmeExternalAccountBinding {
  keyAlgorithm?: 'HS256' | 'HS384' | 'HS512';
  keyID: string;
  keySecretRef: ClusterIssuerSpecAcmeExternalAccountBindingKeySecretRef;
}

export interface ClusterIssuerSpecAcmeExternalAccountBindingKeySecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmePrivateKeySecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolvers {
  dns01?: ClusterIssuerSpecAcmeSolversDns01;
  http01?: ClusterIssuerSpecAcmeSolversHttp01;
  selector?: ClusterIssuerSpecAcmeSolversSelector;
  waitInsteadOfSelfCheck?: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01 {
  acmeDNS?: ClusterIssuerSpecAcmeSolversDns01AcmeDNS;
  akamai?: ClusterIssuerSpecAcmeSolversDns01Akamai;
  azureDNS?: ClusterIssuerSpecAcmeSolversDns01AzureDNS;
  cloudDNS?: ClusterIssuerSpecAcmeSolversDns01CloudDNS;
  cloudflare?: ClusterIssuerSpecAcmeSolversDns01Cloudflare;
  cnameStrategy?: 'None' | 'Follow';
  digitalocean?: ClusterIssuerSpecAcmeSolversDns01Digitalocean;
  rfc2136?: ClusterIssuerSpecAcmeSolversDns01Rfc2136;
  route53?: ClusterIssuerSpecAcmeSolversDns01Route53;
  webhook?: ClusterIssuerSpecAcmeSolversDns01Webhook;
}

export interface ClusterIssuerSpecAcmeSolversDns01AcmeDNS {
  accountSecretRef: ClusterIssuerSpecAcmeSolversDns01AcmeDNSAccountSecretRef;
  host: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01AcmeDNSAccountSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01Akamai {
  accessTokenSecretRef: ClusterIssuerSpecAcmeSolversDns01AkamaiAccessTokenSecretRef;
  clientSecretSecretRef: ClusterIssuerSpecAcmeSolversDns01AkamaiClientSecretSecretRef;
  clientTokenSecretRef: ClusterIssuerSpecAcmeSolversDns01AkamaiClientTokenSecretRef;
  serviceConsumerDomain: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01AkamaiAccessTokenSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01AkamaiClientSecretSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01AkamaiClientTokenSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01AzureDNS {
  clientID?: string;
  clientSecretSecretRef?: ClusterIssuerSpecAcmeSolversDns01AzureDNSClientSecretSecretRef;
  environment?: 'AzurePublicCloud' | 'AzureChinaCloud' | 'AzureGermanCloud' | 'AzureUSGovernmentCloud';
  hostedZoneName?: string;
  managedIdentity?: ClusterIssuerSpecAcmeSolversDns01AzureDNSManagedIdentity;
  resourceGroupName: string;
  subscriptionID: string;
  tenantID?: string;
  zoneType?: 'AzurePublicZone' | 'AzurePrivateZone';
}

export interface ClusterIssuerSpecAcmeSolversDns01AzureDNSClientSecretSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01AzureDNSManagedIdentity {
  clientID?: string;
  resourceID?: string;
  tenantID?: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01CloudDNS {
  hostedZoneName?: string;
  project: string;
  serviceAccountSecretRef?: ClusterIssuerSpecAcmeSolversDns01CloudDNSServiceAccountSecretRef;
}

export interface ClusterIssuerSpecAcmeSolversDns01CloudDNSServiceAccountSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01Cloudflare {
  apiKeySecretRef?: ClusterIssuerSpecAcmeSolversDns01CloudflareApiKeySecretRef;
  apiTokenSecretRef?: ClusterIssuerSpecAcmeSolversDns01CloudflareApiTokenSecretRef;
  email?: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01CloudflareApiKeySecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01CloudflareApiTokenSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01Digitalocean {
  tokenSecretRef: ClusterIssuerSpecAcmeSolversDns01DigitaloceanTokenSecretRef;
}

export interface ClusterIssuerSpecAcmeSolversDns01DigitaloceanTokenSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01Rfc2136 {
  nameserver: string;
  protocol?: 'TCP' | 'UDP';
  tsigAlgorithm?: string;
  tsigKeyName?: string;
  tsigSecretSecretRef?: ClusterIssuerSpecAcmeSolversDns01Rfc2136TsigSecretSecretRef;
}

export interface ClusterIssuerSpecAcmeSolversDns01Rfc2136TsigSecretSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01Route53 {
  accessKeyID?: string;
  accessKeyIDSecretRef?: ClusterIssuerSpecAcmeSolversDns01Route53AccessKeyIDSecretRef;
  auth?: ClusterIssuerSpecAcmeSolversDns01Route53Auth;
  hostedZoneID?: string;
  region?: string;
  role?: string;
  secretAccessKeySecretRef?: ClusterIssuerSpecAcmeSolversDns01Route53SecretAccessKeySecretRef;
}

export interface ClusterIssuerSpecAcmeSolversDns01Route53AccessKeyIDSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01Route53Auth {
  kubernetes: ClusterIssuerSpecAcmeSolversDns01Route53AuthKubernetes;
}

export interface ClusterIssuerSpecAcmeSolversDns01Route53AuthKubernetes {
  serviceAccountRef: ClusterIssuerSpecAcmeSolversDns01Route53AuthKubernetesServiceAccountRef;
}

export interface ClusterIssuerSpecAcmeSolversDns01Route53AuthKubernetesServiceAccountRef {
  audiences?: string[];
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01Route53SecretAccessKeySecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecAcmeSolversDns01Webhook {
  config?: unknown;
  groupName: string;
  solverName: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01 {
  gatewayHTTPRoute?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoute;
  ingress?: ClusterIssuerSpecAcmeSolversHttp01Ingress;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoute {
  labels?: Record<string, string>;
  parentRefs?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRouteParentRefs[];
  podTemplate?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplate;
  serviceType?: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRouteParentRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplate {
  metadata?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateMetadata;
  spec?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpec;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpec {
  affinity?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinity;
  imagePullSecrets?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecImagePullSecrets[];
  nodeSelector?: Record<string, string>;
  priorityClassName?: string;
  resources?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecResources;
  securityContext?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContext;
  serviceAccountName?: string;
  tolerations?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecTolerations[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinity {
  nodeAffinity?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinity;
  podAffinity?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinity;
  podAntiAffinity?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinity;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  preference: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference;
  weight: number;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[];
  matchFields?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  nodeSelectorTerms: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions[];
  matchFields?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecImagePullSecrets {
  name?: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContext {
  fsGroup?: number;
  fsGroupChangePolicy?: string;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxOptions?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeLinuxOptions;
  seccompProfile?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeccompProfile;
  supplementalGroups?: number[];
  sysctls?: ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSysctls[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSysctls {
  name: string;
  value: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecTolerations {
  effect?: string;
  key?: string;
  operator?: string;
  tolerationSeconds?: number;
  value?: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01Ingress {
  class?: string;
  ingressClassName?: string;
  ingressTemplate?: ClusterIssuerSpecAcmeSolversHttp01IngressIngressTemplate;
  name?: string;
  podTemplate?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplate;
  serviceType?: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressIngressTemplate {
  metadata?: ClusterIssuerSpecAcmeSolversHttp01IngressIngressTemplateMetadata;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressIngressTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplate {
  metadata?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateMetadata;
  spec?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpec;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpec {
  affinity?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinity;
  imagePullSecrets?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecImagePullSecrets[];
  nodeSelector?: Record<string, string>;
  priorityClassName?: string;
  resources?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecResources;
  securityContext?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContext;
  serviceAccountName?: string;
  tolerations?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecTolerations[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinity {
  nodeAffinity?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinity;
  podAffinity?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinity;
  podAntiAffinity?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinity;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  preference: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference;
  weight: number;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[];
  matchFields?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  nodeSelectorTerms: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions[];
  matchFields?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecImagePullSecrets {
  name?: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContext {
  fsGroup?: number;
  fsGroupChangePolicy?: string;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxOptions?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeLinuxOptions;
  seccompProfile?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeccompProfile;
  supplementalGroups?: number[];
  sysctls?: ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSysctls[];
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSysctls {
  name: string;
  value: string;
}

export interface ClusterIssuerSpecAcmeSolversHttp01IngressPodTemplateSpecTolerations {
  effect?: string;
  key?: string;
  operator?: string;
  tolerationSeconds?: number;
  value?: string;
}

export interface ClusterIssuerSpecAcmeSolversSelector {
  dnsNames?: string[];
  dnsZones?: string[];
  matchLabels?: Record<string, string>;
}

export interface ClusterIssuerSpecCa {
  crlDistributionPoints?: string[];
  issuingCertificateURLs?: string[];
  ocspServers?: string[];
  secretName: string;
}

export interface ClusterIssuerSpecSelfSigned {
  crlDistributionPoints?: string[];
}

export interface ClusterIssuerSpecVault {
  auth: ClusterIssuerSpecVaultAuth;
  caBundle?: string;
  caBundleSecretRef?: ClusterIssuerSpecVaultCaBundleSecretRef;
  clientCertSecretRef?: ClusterIssuerSpecVaultClientCertSecretRef;
  clientKeySecretRef?: ClusterIssuerSpecVaultClientKeySecretRef;
  namespace?: string;
  path: string;
  server: string;
  serverName?: string;
}

export interface ClusterIssuerSpecVaultAuth {
  appRole?: ClusterIssuerSpecVaultAuthAppRole;
  aws?: ClusterIssuerSpecVaultAuthAws;
  clientCertificate?: ClusterIssuerSpecVaultAuthClientCertificate;
  kubernetes?: ClusterIssuerSpecVaultAuthKubernetes;
  tokenSecretRef?: ClusterIssuerSpecVaultAuthTokenSecretRef;
}

export interface ClusterIssuerSpecVaultAuthAppRole {
  path: string;
  roleId: string;
  secretRef: ClusterIssuerSpecVaultAuthAppRoleSecretRef;
}

export interface ClusterIssuerSpecVaultAuthAppRoleSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecVaultAuthAws {
  iamRoleArn?: string;
  mountPath?: string;
  region?: string;
  role: string;
  serviceAccountRef?: ClusterIssuerSpecVaultAuthAwsServiceAccountRef;
  vaultHeaderValue?: string;
}

export interface ClusterIssuerSpecVaultAuthAwsServiceAccountRef {
  audiences?: string[];
  name: string;
}

export interface ClusterIssuerSpecVaultAuthClientCertificate {
  mountPath?: string;
  name?: string;
  secretName?: string;
}

export interface ClusterIssuerSpecVaultAuthKubernetes {
  mountPath?: string;
  role: string;
  secretRef?: ClusterIssuerSpecVaultAuthKubernetesSecretRef;
  serviceAccountRef?: ClusterIssuerSpecVaultAuthKubernetesServiceAccountRef;
}

export interface ClusterIssuerSpecVaultAuthKubernetesSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecVaultAuthKubernetesServiceAccountRef {
  audiences?: string[];
  name: string;
}

export interface ClusterIssuerSpecVaultAuthTokenSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecVaultCaBundleSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecVaultClientCertSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecVaultClientKeySecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecVenafi {
  cloud?: ClusterIssuerSpecVenafiCloud;
  ngts?: ClusterIssuerSpecVenafiNgts;
  tpp?: ClusterIssuerSpecVenafiTpp;
  zone: string;
}

export interface ClusterIssuerSpecVenafiCloud {
  apiTokenSecretRef: ClusterIssuerSpecVenafiCloudApiTokenSecretRef;
  url?: string;
}

export interface ClusterIssuerSpecVenafiCloudApiTokenSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecVenafiNgts {
  credentialsRef: ClusterIssuerSpecVenafiNgtsCredentialsRef;
  tokenEndpoint?: string;
  tsgID: string;
  url?: string;
}

export interface ClusterIssuerSpecVenafiNgtsCredentialsRef {
  name: string;
}

export interface ClusterIssuerSpecVenafiTpp {
  caBundle?: string;
  caBundleSecretRef?: ClusterIssuerSpecVenafiTppCaBundleSecretRef;
  credentialsRef: ClusterIssuerSpecVenafiTppCredentialsRef;
  url: string;
}

export interface ClusterIssuerSpecVenafiTppCaBundleSecretRef {
  key?: string;
  name: string;
}

export interface ClusterIssuerSpecVenafiTppCredentialsRef {
  name: string;
}

export interface Issuer {
  apiVersion: 'cert-manager.io/v1';
  kind: 'Issuer';
  metadata: ObjectMeta & { name: string };
  spec: IssuerSpec;
}

export interface IssuerSpec {
  acme?: IssuerSpecAcme;
  ca?: IssuerSpecCa;
  selfSigned?: IssuerSpecSelfSigned;
  vault?: IssuerSpecVault;
  venafi?: IssuerSpecVenafi;
}

export interface IssuerSpecAcme {
  caBundle?: string;
  disableAccountKeyGeneration?: boolean;
  email?: string;
  enableDurationFeature?: boolean;
  externalAccountBinding?: IssuerSpecAcmeExternalAccountBinding;
  preferredChain?: string;
  privateKeySecretRef: IssuerSpecAcmePrivateKeySecretRef;
  profile?: string;
  server: string;
  skipTLSVerify?: boolean;
  solvers?: IssuerSpecAcmeSolvers[];
}

export interface IssuerSpecAcmeExternalAccountBinding {
  keyAlgorithm?: 'HS256' | 'HS384' | 'HS512';
  keyID: string;
  keySecretRef: IssuerSpecAcmeExternalAccountBindingKeySecretRef;
}

export interface IssuerSpecAcmeExternalAccountBindingKeySecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmePrivateKeySecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolvers {
  dns01?: IssuerSpecAcmeSolversDns01;
  http01?: IssuerSpecAcmeSolversHttp01;
  selector?: IssuerSpecAcmeSolversSelector;
  waitInsteadOfSelfCheck?: string;
}

export interface IssuerSpecAcmeSolversDns01 {
  acmeDNS?: IssuerSpecAcmeSolversDns01AcmeDNS;
  akamai?: IssuerSpecAcmeSolversDns01Akamai;
  azureDNS?: IssuerSpecAcmeSolversDns01AzureDNS;
  cloudDNS?: IssuerSpecAcmeSolversDns01CloudDNS;
  cloudflare?: IssuerSpecAcmeSolversDns01Cloudflare;
  cnameStrategy?: 'None' | 'Follow';
  digitalocean?: IssuerSpecAcmeSolversDns01Digitalocean;
  rfc2136?: IssuerSpecAcmeSolversDns01Rfc2136;
  route53?: IssuerSpecAcmeSolversDns01Route53;
  webhook?: IssuerSpecAcmeSolversDns01Webhook;
}

export interface IssuerSpecAcmeSolversDns01AcmeDNS {
  accountSecretRef: IssuerSpecAcmeSolversDns01AcmeDNSAccountSecretRef;
  host: string;
}

export interface IssuerSpecAcmeSolversDns01AcmeDNSAccountSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01Akamai {
  accessTokenSecretRef: IssuerSpecAcmeSolversDns01AkamaiAccessTokenSecretRef;
  clientSecretSecretRef: IssuerSpecAcmeSolversDns01AkamaiClientSecretSecretRef;
  clientTokenSecretRef: IssuerSpecAcmeSolversDns01AkamaiClientTokenSecretRef;
  serviceConsumerDomain: string;
}

export interface IssuerSpecAcmeSolversDns01AkamaiAccessTokenSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01AkamaiClientSecretSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01AkamaiClientTokenSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01AzureDNS {
  clientID?: string;
  clientSecretSecretRef?: IssuerSpecAcmeSolversDns01AzureDNSClientSecretSecretRef;
  environment?: 'AzurePublicCloud' | 'AzureChinaCloud' | 'AzureGermanCloud' | 'AzureUSGovernmentCloud';
  hostedZoneName?: string;
  managedIdentity?: IssuerSpecAcmeSolversDns01AzureDNSManagedIdentity;
  resourceGroupName: string;
  subscriptionID: string;
  tenantID?: string;
  zoneType?: 'AzurePublicZone' | 'AzurePrivateZone';
}

export interface IssuerSpecAcmeSolversDns01AzureDNSClientSecretSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01AzureDNSManagedIdentity {
  clientID?: string;
  resourceID?: string;
  tenantID?: string;
}

export interface IssuerSpecAcmeSolversDns01CloudDNS {
  hostedZoneName?: string;
  project: string;
  serviceAccountSecretRef?: IssuerSpecAcmeSolversDns01CloudDNSServiceAccountSecretRef;
}

export interface IssuerSpecAcmeSolversDns01CloudDNSServiceAccountSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01Cloudflare {
  apiKeySecretRef?: IssuerSpecAcmeSolversDns01CloudflareApiKeySecretRef;
  apiTokenSecretRef?: IssuerSpecAcmeSolversDns01CloudflareApiTokenSecretRef;
  email?: string;
}

export interface IssuerSpecAcmeSolversDns01CloudflareApiKeySecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01CloudflareApiTokenSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01Digitalocean {
  tokenSecretRef: IssuerSpecAcmeSolversDns01DigitaloceanTokenSecretRef;
}

export interface IssuerSpecAcmeSolversDns01DigitaloceanTokenSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01Rfc2136 {
  nameserver: string;
  protocol?: 'TCP' | 'UDP';
  tsigAlgorithm?: string;
  tsigKeyName?: string;
  tsigSecretSecretRef?: IssuerSpecAcmeSolversDns01Rfc2136TsigSecretSecretRef;
}

export interface IssuerSpecAcmeSolversDns01Rfc2136TsigSecretSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01Route53 {
  accessKeyID?: string;
  accessKeyIDSecretRef?: IssuerSpecAcmeSolversDns01Route53AccessKeyIDSecretRef;
  auth?: IssuerSpecAcmeSolversDns01Route53Auth;
  hostedZoneID?: string;
  region?: string;
  role?: string;
  secretAccessKeySecretRef?: IssuerSpecAcmeSolversDns01Route53SecretAccessKeySecretRef;
}

export interface IssuerSpecAcmeSolversDns01Route53AccessKeyIDSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01Route53Auth {
  kubernetes: IssuerSpecAcmeSolversDns01Route53AuthKubernetes;
}

export interface IssuerSpecAcmeSolversDns01Route53AuthKubernetes {
  serviceAccountRef: IssuerSpecAcmeSolversDns01Route53AuthKubernetesServiceAccountRef;
}

export interface IssuerSpecAcmeSolversDns01Route53AuthKubernetesServiceAccountRef {
  audiences?: string[];
  name: string;
}

export interface IssuerSpecAcmeSolversDns01Route53SecretAccessKeySecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecAcmeSolversDns01Webhook {
  config?: unknown;
  groupName: string;
  solverName: string;
}

export interface IssuerSpecAcmeSolversHttp01 {
  gatewayHTTPRoute?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoute;
  ingress?: IssuerSpecAcmeSolversHttp01Ingress;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoute {
  labels?: Record<string, string>;
  parentRefs?: IssuerSpecAcmeSolversHttp01GatewayHTTPRouteParentRefs[];
  podTemplate?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplate;
  serviceType?: string;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRouteParentRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplate {
  metadata?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateMetadata;
  spec?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpec;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpec {
  affinity?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinity;
  imagePullSecrets?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecImagePullSecrets[];
  nodeSelector?: Record<string, string>;
  priorityClassName?: string;
  resources?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecResources;
  securityContext?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContext;
  serviceAccountName?: string;
  tolerations?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecTolerations[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinity {
  nodeAffinity?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinity;
  podAffinity?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinity;
  podAntiAffinity?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinity;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  preference: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference;
  weight: number;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  matchExpressions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[];
  matchFields?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  nodeSelectorTerms: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms {
  matchExpressions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions[];
  matchFields?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecImagePullSecrets {
  name?: string;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContext {
  fsGroup?: number;
  fsGroupChangePolicy?: string;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxOptions?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeLinuxOptions;
  seccompProfile?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeccompProfile;
  supplementalGroups?: number[];
  sysctls?: IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSysctls[];
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecSecurityContextSysctls {
  name: string;
  value: string;
}

export interface IssuerSpecAcmeSolversHttp01GatewayHTTPRoutePodTemplateSpecTolerations {
  effect?: string;
  key?: string;
  operator?: string;
  tolerationSeconds?: number;
  value?: string;
}

export interface IssuerSpecAcmeSolversHttp01Ingress {
  class?: string;
  ingressClassName?: string;
  ingressTemplate?: IssuerSpecAcmeSolversHttp01IngressIngressTemplate;
  name?: string;
  podTemplate?: IssuerSpecAcmeSolversHttp01IngressPodTemplate;
  serviceType?: string;
}

export interface IssuerSpecAcmeSolversHttp01IngressIngressTemplate {
  metadata?: IssuerSpecAcmeSolversHttp01IngressIngressTemplateMetadata;
}

export interface IssuerSpecAcmeSolversHttp01IngressIngressTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplate {
  metadata?: IssuerSpecAcmeSolversHttp01IngressPodTemplateMetadata;
  spec?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpec;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpec {
  affinity?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinity;
  imagePullSecrets?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecImagePullSecrets[];
  nodeSelector?: Record<string, string>;
  priorityClassName?: string;
  resources?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecResources;
  securityContext?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContext;
  serviceAccountName?: string;
  tolerations?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecTolerations[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinity {
  nodeAffinity?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinity;
  podAffinity?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinity;
  podAntiAffinity?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinity;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  preference: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference;
  weight: number;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreference {
  matchExpressions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions[];
  matchFields?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityPreferredDuringSchedulingIgnoredDuringExecutionPreferenceMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  nodeSelectorTerms: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTerms {
  matchExpressions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions[];
  matchFields?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityNodeAffinityRequiredDuringSchedulingIgnoredDuringExecutionNodeSelectorTermsMatchFields {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution[];
  requiredDuringSchedulingIgnoredDuringExecution?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm;
  weight: number;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTerm {
  labelSelector?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityPreferredDuringSchedulingIgnoredDuringExecutionPodAffinityTermNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector;
  matchLabelKeys?: string[];
  mismatchLabelKeys?: string[];
  namespaceSelector?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector;
  namespaces?: string[];
  topologyKey: string;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionLabelSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelector {
  matchExpressions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecAffinityPodAntiAffinityRequiredDuringSchedulingIgnoredDuringExecutionNamespaceSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecImagePullSecrets {
  name?: string;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecResources {
  limits?: Record<string, number | string>;
  requests?: Record<string, number | string>;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContext {
  fsGroup?: number;
  fsGroupChangePolicy?: string;
  runAsGroup?: number;
  runAsNonRoot?: boolean;
  runAsUser?: number;
  seLinuxOptions?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeLinuxOptions;
  seccompProfile?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeccompProfile;
  supplementalGroups?: number[];
  sysctls?: IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSysctls[];
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeLinuxOptions {
  level?: string;
  role?: string;
  type?: string;
  user?: string;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSeccompProfile {
  localhostProfile?: string;
  type: string;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecSecurityContextSysctls {
  name: string;
  value: string;
}

export interface IssuerSpecAcmeSolversHttp01IngressPodTemplateSpecTolerations {
  effect?: string;
  key?: string;
  operator?: string;
  tolerationSeconds?: number;
  value?: string;
}

export interface IssuerSpecAcmeSolversSelector {
  dnsNames?: string[];
  dnsZones?: string[];
  matchLabels?: Record<string, string>;
}

export interface IssuerSpecCa {
  crlDistributionPoints?: string[];
  issuingCertificateURLs?: string[];
  ocspServers?: string[];
  secretName: string;
}

export interface IssuerSpecSelfSigned {
  crlDistributionPoints?: string[];
}

export interface IssuerSpecVault {
  auth: IssuerSpecVaultAuth;
  caBundle?: string;
  caBundleSecretRef?: IssuerSpecVaultCaBundleSecretRef;
  clientCertSecretRef?: IssuerSpecVaultClientCertSecretRef;
  clientKeySecretRef?: IssuerSpecVaultClientKeySecretRef;
  namespace?: string;
  path: string;
  server: string;
  serverName?: string;
}

export interface IssuerSpecVaultAuth {
  appRole?: IssuerSpecVaultAuthAppRole;
  aws?: IssuerSpecVaultAuthAws;
  clientCertificate?: IssuerSpecVaultAuthClientCertificate;
  kubernetes?: IssuerSpecVaultAuthKubernetes;
  tokenSecretRef?: IssuerSpecVaultAuthTokenSecretRef;
}

export interface IssuerSpecVaultAuthAppRole {
  path: string;
  roleId: string;
  secretRef: IssuerSpecVaultAuthAppRoleSecretRef;
}

export interface IssuerSpecVaultAuthAppRoleSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecVaultAuthAws {
  iamRoleArn?: string;
  mountPath?: string;
  region?: string;
  role: string;
  serviceAccountRef?: IssuerSpecVaultAuthAwsServiceAccountRef;
  vaultHeaderValue?: string;
}

export interface IssuerSpecVaultAuthAwsServiceAccountRef {
  audiences?: string[];
  name: string;
}

export interface IssuerSpecVaultAuthClientCertificate {
  mountPath?: string;
  name?: string;
  secretName?: string;
}

export interface IssuerSpecVaultAuthKubernetes {
  mountPath?: string;
  role: string;
  secretRef?: IssuerSpecVaultAuthKubernetesSecretRef;
  serviceAccountRef?: IssuerSpecVaultAuthKubernetesServiceAccountRef;
}

export interface IssuerSpecVaultAuthKubernetesSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecVaultAuthKubernetesServiceAccountRef {
  audiences?: string[];
  name: string;
}

export interface IssuerSpecVaultAuthTokenSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecVaultCaBundleSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecVaultClientCertSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecVaultClientKeySecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecVenafi {
  cloud?: IssuerSpecVenafiCloud;
  ngts?: IssuerSpecVenafiNgts;
  tpp?: IssuerSpecVenafiTpp;
  zone: string;
}

export interface IssuerSpecVenafiCloud {
  apiTokenSecretRef: IssuerSpecVenafiCloudApiTokenSecretRef;
  url?: string;
}

export interface IssuerSpecVenafiCloudApiTokenSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecVenafiNgts {
  credentialsRef: IssuerSpecVenafiNgtsCredentialsRef;
  tokenEndpoint?: string;
  tsgID: string;
  url?: string;
}

export interface IssuerSpecVenafiNgtsCredentialsRef {
  name: string;
}

export interface IssuerSpecVenafiTpp {
  caBundle?: string;
  caBundleSecretRef?: IssuerSpecVenafiTppCaBundleSecretRef;
  credentialsRef: IssuerSpecVenafiTppCredentialsRef;
  url: string;
}

export interface IssuerSpecVenafiTppCaBundleSecretRef {
  key?: string;
  name: string;
}

export interface IssuerSpecVenafiTppCredentialsRef {
  name: string;
}

export interface Order {
  apiVersion: 'acme.cert-manager.io/v1';
  kind: 'Order';
  metadata: ObjectMeta & { name: string };
  spec: OrderSpec;
}

export interface OrderSpec {
  commonName?: string;
  dnsNames?: string[];
  duration?: string;
  ipAddresses?: string[];
  issuerRef: OrderSpecIssuerRef;
  profile?: string;
  replaces?: string;
  request: string;
}

export interface OrderSpecIssuerRef {
  group?: string;
  kind?: string;
  name: string;
}
