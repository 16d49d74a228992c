// Written by `npm run import` from imports/schemas; do not edit.

import type { ObjectMeta } from './k8s';

export interface CiliumBGPAdvertisement {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumBGPAdvertisement';
  metadata: ObjectMeta & { name: string };
  spec: CiliumBGPAdvertisementSpec;
}

export interface CiliumBGPAdvertisementSpec {
  advertisements: CiliumBGPAdvertisementSpecAdvertisements[];
}

export interface CiliumBGPAdvertisementSpecAdvertisements {
  advertisementType: 'PodCIDR' | 'CiliumPodIPPool' | 'Service' | 'Interface';
  attributes?: CiliumBGPAdvertisementSpecAdvertisementsAttributes;
  interface?: CiliumBGPAdvertisementSpecAdvertisementsInterface;
  selector?: CiliumBGPAdvertisementSpecAdvertisementsSelector;
  service?: CiliumBGPAdvertisementSpecAdvertisementsService;
}

export interface CiliumBGPAdvertisementSpecAdvertisementsAttributes {
  communities?: CiliumBGPAdvertisementSpecAdvertisementsAttributesCommunities;
  localPreference?: number;
}

export interface CiliumBGPAdvertisementSpecAdvertisementsAttributesCommunities {
  large?: string[];
  standard?: string[];
  wellKnown?: ('internet' | 'planned-shut' | 'accept-own' | 'route-filter-translated-v4' | 'route-filter-v4' | 'route-filter-translated-v6' | 'route-filter-v6' | 'llgr-stale' | 'no-llgr' | 'blackhole' | 'no-export' | 'no-advertise' | 'no-export-subconfed' | 'no-peer')[];
}

export interface CiliumBGPAdvertisementSpecAdvertisementsInterface {
  name: string;
}

export interface CiliumBGPAdvertisementSpecAdvertisementsSelector {
  matchExpressions?: CiliumBGPAdvertisementSpecAdvertisementsSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumBGPAdvertisementSpecAdvertisementsSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumBGPAdvertisementSpecAdvertisementsService {
  addresses: ('LoadBalancerIP' | 'ClusterIP' | 'ExternalIP')[];
  aggregationLengthIPv4?: number;
  aggregationLengthIPv6?: number;
}

export interface CiliumBGPAdvertisementV2Alpha1 {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumBGPAdvertisement';
  metadata: ObjectMeta & { name: string };
  spec: CiliumBGPAdvertisementV2Alpha1Spec;
}

export interface CiliumBGPAdvertisementV2Alpha1Spec {
  advertisements: CiliumBGPAdvertisementV2Alpha1SpecAdvertisements[];
}

export interface CiliumBGPAdvertisementV2Alpha1SpecAdvertisements {
  advertisementType: 'PodCIDR' | 'CiliumPodIPPool' | 'Service';
  attributes?: CiliumBGPAdvertisementV2Alpha1SpecAdvertisementsAttributes;
  selector?: CiliumBGPAdvertisementV2Alpha1SpecAdvertisementsSelector;
  service?: CiliumBGPAdvertisementV2Alpha1SpecAdvertisementsService;
}

export interface CiliumBGPAdvertisementV2Alpha1SpecAdvertisementsAttributes {
  communities?: CiliumBGPAdvertisementV2Alpha1SpecAdvertisementsAttributesCommunities;
  localPreference?: number;
}

export interface CiliumBGPAdvertisementV2Alpha1SpecAdvertisementsAttributesCommunities {
  large?: string[];
  standard?: string[];
  wellKnown?: ('internet' | 'planned-shut' | 'accept-own' | 'route-filter-translated-v4' | 'route-filter-v4' | 'route-filter-translated-v6' | 'route-filter-v6' | 'llgr-stale' | 'no-llgr' | 'blackhole' | 'no-export' | 'no-advertise' | 'no-export-subconfed' | 'no-peer')[];
}

export interface CiliumBGPAdvertisementV2Alpha1SpecAdvertisementsSelector {
  matchExpressions?: CiliumBGPAdvertisementV2Alpha1SpecAdvertisementsSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumBGPAdvertisementV2Alpha1SpecAdvertisementsSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumBGPAdvertisementV2Alpha1SpecAdvertisementsService {
  addresses: ('LoadBalancerIP' | 'ClusterIP' | 'ExternalIP')[];
  aggregationLengthIPv4?: number;
  aggregationLengthIPv6?: number;
}

export interface CiliumBGPClusterConfig {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumBGPClusterConfig';
  metadata: ObjectMeta & { name: string };
  spec: CiliumBGPClusterConfigSpec;
}

export interface CiliumBGPClusterConfigSpec {
  bgpInstances: CiliumBGPClusterConfigSpecBgpInstances[];
  nodeSelector?: CiliumBGPClusterConfigSpecNodeSelector;
}

export interface CiliumBGPClusterConfigSpecBgpInstances {
  localASN?: number;
  localPort?: number;
  name: string;
  peers?: CiliumBGPClusterConfigSpecBgpInstancesPeers[];
}

export interface CiliumBGPClusterConfigSpecBgpInstancesPeers {
  autoDiscovery?: CiliumBGPClusterConfigSpecBgpInstancesPeersAutoDiscovery;
  name: string;
  peerASN?: number;
  peerAddress?: string;
  peerConfigRef?: CiliumBGPClusterConfigSpecBgpInstancesPeersPeerConfigRef;
}

export interface CiliumBGPClusterConfigSpecBgpInstancesPeersAutoDiscovery {
  defaultGateway?: CiliumBGPClusterConfigSpecBgpInstancesPeersAutoDiscoveryDefaultGateway;
  mode: 'DefaultGateway';
}

export interface CiliumBGPClusterConfigSpecBgpInstancesPeersAutoDiscoveryDefaultGateway {
  addressFamily: 'ipv4' | 'ipv6';
}

export interface CiliumBGPClusterConfigSpecBgpInstancesPeersPeerConfigRef {
  name: string;
}

export interface CiliumBGPClusterConfigSpecNodeSelector {
  matchExpressions?: CiliumBGPClusterConfigSpecNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumBGPClusterConfigSpecNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumBGPClusterConfigV2Alpha1 {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumBGPClusterConfig';
  metadata: ObjectMeta & { name: string };
  spec: CiliumBGPClusterConfigV2Alpha1Spec;
}

export interface CiliumBGPClusterConfigV2Alpha1Spec {
  bgpInstances: CiliumBGPClusterConfigV2Alpha1SpecBgpInstances[];
  nodeSelector?: CiliumBGPClusterConfigV2Alpha1SpecNodeSelector;
}

export interface CiliumBGPClusterConfigV2Alpha1SpecBgpInstances {
  localASN?: number;
  localPort?: number;
  name: string;
  peers?: CiliumBGPClusterConfigV2Alpha1SpecBgpInstancesPeers[];
}

export interface CiliumBGPClusterConfigV2Alpha1SpecBgpInstancesPeers {
  name: string;
  peerASN?: number;
  peerAddress?: string;
  peerConfigRef?: CiliumBGPClusterConfigV2Alpha1SpecBgpInstancesPeersPeerConfigRef;
}

export interface CiliumBGPClusterConfigV2Alpha1SpecBgpInstancesPeersPeerConfigRef {
  group?: string;
  kind?: string;
  name: string;
}

export interface CiliumBGPClusterConfigV2Alpha1SpecNodeSelector {
  matchExpressions?: CiliumBGPClusterConfigV2Alpha1SpecNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumBGPClusterConfigV2Alpha1SpecNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumBGPNodeConfigOverride {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumBGPNodeConfigOverride';
  metadata: ObjectMeta & { name: string };
  spec: CiliumBGPNodeConfigOverrideSpec;
}

export interface CiliumBGPNodeConfigOverrideSpec {
  bgpInstances: CiliumBGPNodeConfigOverrideSpecBgpInstances[];
}

export interface CiliumBGPNodeConfigOverrideSpecBgpInstances {
  localASN?: number;
  localPort?: number;
  name: string;
  peers?: CiliumBGPNodeConfigOverrideSpecBgpInstancesPeers[];
  routerID?: string;
}

export interface CiliumBGPNodeConfigOverrideSpecBgpInstancesPeers {
  localAddress?: string;
  localPort?: number;
  name: string;
}

export interface CiliumBGPNodeConfigOverrideV2Alpha1 {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumBGPNodeConfigOverride';
  metadata: ObjectMeta & { name: string };
  spec: CiliumBGPNodeConfigOverrideV2Alpha1Spec;
}

export interface CiliumBGPNodeConfigOverrideV2Alpha1Spec {
  bgpInstances: CiliumBGPNodeConfigOverrideV2Alpha1SpecBgpInstances[];
}

export interface CiliumBGPNodeConfigOverrideV2Alpha1SpecBgpInstances {
  localASN?: number;
  localPort?: number;
  name: string;
  peers?: CiliumBGPNodeConfigOverrideV2Alpha1SpecBgpInstancesPeers[];
  routerID?: string;
}

export interface CiliumBGPNodeConfigOverrideV2Alpha1SpecBgpInstancesPeers {
  localAddress?: string;
  localPort?: number;
  name: string;
}

export interface CiliumBGPNodeConfig {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumBGPNodeConfig';
  metadata: ObjectMeta & { name: string };
  spec: CiliumBGPNodeConfigSpec;
}

export interface CiliumBGPNodeConfigSpec {
  bgpInstances: CiliumBGPNodeConfigSpecBgpInstances[];
}

export interface CiliumBGPNodeConfigSpecBgpInstances {
  localASN?: number;
  localPort?: number;
  name: string;
  peers?: CiliumBGPNodeConfigSpecBgpInstancesPeers[];
  routerID?: string;
}

export interface CiliumBGPNodeConfigSpecBgpInstancesPeers {
  autoDiscovery?: CiliumBGPNodeConfigSpecBgpInstancesPeersAutoDiscovery;
  localAddress?: string;
  name: string;
  peerASN?: number;
  peerAddress?: string;
  peerConfigRef?: CiliumBGPNodeConfigSpecBgpInstancesPeersPeerConfigRef;
}

export interface CiliumBGPNodeConfigSpecBgpInstancesPeersAutoDiscovery {
  defaultGateway?: CiliumBGPNodeConfigSpecBgpInstancesPeersAutoDiscoveryDefaultGateway;
  mode: 'DefaultGateway';
}

export interface CiliumBGPNodeConfigSpecBgpInstancesPeersAutoDiscoveryDefaultGateway {
  addressFamily: 'ipv4' | 'ipv6';
}

export interface CiliumBGPNodeConfigSpecBgpInstancesPeersPeerConfigRef {
  name: string;
}

export interface CiliumBGPNodeConfigV2Alpha1 {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumBGPNodeConfig';
  metadata: ObjectMeta & { name: string };
  spec: CiliumBGPNodeConfigV2Alpha1Spec;
}

export interface CiliumBGPNodeConfigV2Alpha1Spec {
  bgpInstances: CiliumBGPNodeConfigV2Alpha1SpecBgpInstances[];
}

export interface CiliumBGPNodeConfigV2Alpha1SpecBgpInstances {
  localASN?: number;
  localPort?: number;
  name: string;
  peers?: CiliumBGPNodeConfigV2Alpha1SpecBgpInstancesPeers[];
  routerID?: string;
}

export interface CiliumBGPNodeConfigV2Alpha1SpecBgpInstancesPeers {
  localAddress?: string;
  name: string;
  peerASN?: number;
  peerAddress?: string;
  peerConfigRef?: CiliumBGPNodeConfigV2Alpha1SpecBgpInstancesPeersPeerConfigRef;
}

export interface CiliumBGPNodeConfigV2Alpha1SpecBgpInstancesPeersPeerConfigRef {
  group?: string;
  kind?: string;
  name: string;
}

export interface CiliumBGPPeerConfig {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumBGPPeerConfig';
  metadata: ObjectMeta & { name: string };
  spec: CiliumBGPPeerConfigSpec;
}

export interface CiliumBGPPeerConfigSpec {
  authSecretRef?: string;
  ebgpMultihop?: number;
  families?: CiliumBGPPeerConfigSpecFamilies[];
  gracefulRestart?: CiliumBGPPeerConfigSpecGracefulRestart;
  timers?: CiliumBGPPeerConfigSpecTimers;
  transport?: CiliumBGPPeerConfigSpecTransport;
}

export interface CiliumBGPPeerConfigSpecFamilies {
  advertisements?: CiliumBGPPeerConfigSpecFamiliesAdvertisements;
  afi: 'ipv4' | 'ipv6' | 'l2vpn' | 'ls' | 'opaque';
  safi: 'unicast' | 'multicast' | 'mpls_label' | 'encapsulation' | 'vpls' | 'evpn' | 'ls' | 'sr_policy' | 'mup' | 'mpls_vpn' | 'mpls_vpn_multicast' | 'route_target_constraints' | 'flowspec_unicast' | 'flowspec_vpn' | 'key_value';
}

export interface CiliumBGPPeerConfigSpecFamiliesAdvertisements {
  matchExpressions?: CiliumBGPPeerConfigSpecFamiliesAdvertisementsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumBGPPeerConfigSpecFamiliesAdvertisementsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumBGPPeerConfigSpecGracefulRestart {
  enabled: boolean;
  restartTimeSeconds?: number;
}

export interface CiliumBGPPeerConfigSpecTimers {
  connectRetryTimeSeconds?: number;
  holdTimeSeconds?: number;
  keepAliveTimeSeconds?: number;
}

export interface CiliumBGPPeerConfigSpecTransport {
  peerPort?: number;
  sourceInterface?: string;
}

export interface CiliumBGPPeerConfigV2Alpha1 {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumBGPPeerConfig';
  metadata: ObjectMeta & { name: string };
  spec: CiliumBGPPeerConfigV2Alpha1Spec;
}

export interface CiliumBGPPeerConfigV2Alpha1Spec {
  authSecretRef?: string;
  ebgpMultihop?: number;
  families?: CiliumBGPPeerConfigV2Alpha1SpecFamilies[];
  gracefulRestart?: CiliumBGPPeerConfigV2Alpha1SpecGracefulRestart;
  timers?: CiliumBGPPeerConfigV2Alpha1SpecTimers;
  transport?: CiliumBGPPeerConfigV2Alpha1SpecTransport;
}

export interface CiliumBGPPeerConfigV2Alpha1SpecFamilies {
  advertisements?: CiliumBGPPeerConfigV2Alpha1SpecFamiliesAdvertisements;
  afi: 'ipv4' | 'ipv6' | 'l2vpn' | 'ls' | 'opaque';
  safi: 'unicast' | 'multicast' | 'mpls_label' | 'encapsulation' | 'vpls' | 'evpn' | 'ls' | 'sr_policy' | 'mup' | 'mpls_vpn' | 'mpls_vpn_multicast' | 'route_target_constraints' | 'flowspec_unicast' | 'flowspec_vpn' | 'key_value';
}

export interface CiliumBGPPeerConfigV2Alpha1SpecFamiliesAdvertisements {
  matchExpressions?: CiliumBGPPeerConfigV2Alpha1SpecFamiliesAdvertisementsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumBGPPeerConfigV2Alpha1SpecFamiliesAdvertisementsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumBGPPeerConfigV2Alpha1SpecGracefulRestart {
  enabled: boolean;
  restartTimeSeconds?: number;
}

export interface CiliumBGPPeerConfigV2Alpha1SpecTimers {
  connectRetryTimeSeconds?: number;
  holdTimeSeconds?: number;
  keepAliveTimeSeconds?: number;
}

export interface CiliumBGPPeerConfigV2Alpha1SpecTransport {
  localPort?: number;
  peerPort?: number;
}

export interface CiliumCIDRGroup {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumCIDRGroup';
  metadata: ObjectMeta & { name: string };
  spec: CiliumCIDRGroupSpec;
}

export interface CiliumCIDRGroupSpec {
  externalCIDRs: string[];
}

export interface CiliumCIDRGroupV2Alpha1 {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumCIDRGroup';
  metadata: ObjectMeta & { name: string };
  spec: CiliumCIDRGroupV2Alpha1Spec;
}

export interface CiliumCIDRGroupV2Alpha1Spec {
  externalCIDRs: string[];
}

export interface CiliumClusterwideEnvoyConfig {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumClusterwideEnvoyConfig';
  metadata: ObjectMeta & { name: string };
  spec?: CiliumClusterwideEnvoyConfigSpec;
}

export interface CiliumClusterwideEnvoyConfigSpec {
  backendServices?: CiliumClusterwideEnvoyConfigSpecBackendServices[];
  nodeSelector?: CiliumClusterwideEnvoyConfigSpecNodeSelector;
  resources: Record<string, unknown>[];
  services?: CiliumClusterwideEnvoyConfigSpecServices[];
}

export interface CiliumClusterwideEnvoyConfigSpecBackendServices {
  name: string;
  namespace?: string;
  number?: string[];
}

export interface CiliumClusterwideEnvoyConfigSpecNodeSelector {
  matchExpressions?: CiliumClusterwideEnvoyConfigSpecNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideEnvoyConfigSpecNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideEnvoyConfigSpecServices {
  listener?: string;
  name: string;
  namespace?: string;
  ports?: number[];
}

export interface CiliumClusterwideNetworkPolicy {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumClusterwideNetworkPolicy';
  metadata: ObjectMeta & { name: string };
  spec?: CiliumClusterwideNetworkPolicySpec;
  specs?: CiliumClusterwideNetworkPolicySpecs[];
}

export interface CiliumClusterwideNetworkPolicySpec {
  description?: string;
  egress?: CiliumClusterwideNetworkPolicySpecEgress[];
  egressDeny?: CiliumClusterwideNetworkPolicySpecEgressDeny[];
  enableDefaultDeny?: CiliumClusterwideNetworkPolicySpecEnableDefaultDeny;
  endpointSelector?: CiliumClusterwideNetworkPolicySpecEndpointSelector;
  ingress?: CiliumClusterwideNetworkPolicySpecIngress[];
  ingressDeny?: CiliumClusterwideNetworkPolicySpecIngressDeny[];
  labels?: CiliumClusterwideNetworkPolicySpecLabels[];
  log?: CiliumClusterwideNetworkPolicySpecLog;
  nodeSelector?: CiliumClusterwideNetworkPolicySpecNodeSelector;
}

export interface CiliumClusterwideNetworkPolicySpecEgress {
  authentication?: CiliumClusterwideNetworkPolicySpecEgressAuthentication;
  icmps?: CiliumClusterwideNetworkPolicySpecEgressIcmps[];
  toCIDR?: string[];
  toCIDRSet?: CiliumClusterwideNetworkPolicySpecEgressToCIDRSet[];
  toEndpoints?: CiliumClusterwideNetworkPolicySpecEgressToEndpoints[];
  toEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  toFQDNs?: CiliumClusterwideNetworkPolicySpecEgressToFQDNs[];
  toGroups?: CiliumClusterwideNetworkPolicySpecEgressToGroups[];
  toNodes?: CiliumClusterwideNetworkPolicySpecEgressToNodes[];
  toPorts?: CiliumClusterwideNetworkPolicySpecEgressToPorts[];
  toRequires?: string[];
  toServices?: CiliumClusterwideNetworkPolicySpecEgressToServices[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressAuthentication {
  mode: 'disabled' | 'required' | 'test-always-fail';
}

export interface CiliumClusterwideNetworkPolicySpecEgressIcmps {
  fields?: CiliumClusterwideNetworkPolicySpecEgressIcmpsFields[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumClusterwideNetworkPolicySpecEgressToCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressToCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecEgressToCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressToEndpoints {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecEgressToEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressToFQDNs {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToGroups {
  aws?: CiliumClusterwideNetworkPolicySpecEgressToGroupsAws;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressToNodes {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecEgressToNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPorts {
  listener?: CiliumClusterwideNetworkPolicySpecEgressToPortsListener;
  originatingTLS?: CiliumClusterwideNetworkPolicySpecEgressToPortsOriginatingTLS;
  ports?: CiliumClusterwideNetworkPolicySpecEgressToPortsPorts[];
  rules?: CiliumClusterwideNetworkPolicySpecEgressToPortsRules;
  serverNames?: string[];
  terminatingTLS?: CiliumClusterwideNetworkPolicySpecEgressToPortsTerminatingTLS;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsListener {
  envoyConfig: CiliumClusterwideNetworkPolicySpecEgressToPortsListenerEnvoyConfig;
  name: string;
  priority?: number;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsListenerEnvoyConfig {
  kind?: 'CiliumEnvoyConfig' | 'CiliumClusterwideEnvoyConfig';
  name: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsOriginatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumClusterwideNetworkPolicySpecEgressToPortsOriginatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsOriginatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsRules {
  dns?: CiliumClusterwideNetworkPolicySpecEgressToPortsRulesDns[];
  http?: CiliumClusterwideNetworkPolicySpecEgressToPortsRulesHttp[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsRulesDns {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsRulesHttp {
  headerMatches?: CiliumClusterwideNetworkPolicySpecEgressToPortsRulesHttpHeaderMatches[];
  headers?: string[];
  host?: string;
  method?: string;
  path?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsRulesHttpHeaderMatches {
  mismatch?: 'LOG' | 'ADD' | 'DELETE' | 'REPLACE';
  name: string;
  secret?: CiliumClusterwideNetworkPolicySpecEgressToPortsRulesHttpHeaderMatchesSecret;
  value?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsRulesHttpHeaderMatchesSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsTerminatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumClusterwideNetworkPolicySpecEgressToPortsTerminatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToPortsTerminatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToServices {
  k8sService?: CiliumClusterwideNetworkPolicySpecEgressToServicesK8sService;
  k8sServiceSelector?: CiliumClusterwideNetworkPolicySpecEgressToServicesK8sServiceSelector;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToServicesK8sService {
  namespace?: string;
  serviceName?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToServicesK8sServiceSelector {
  namespace?: string;
  selector: CiliumClusterwideNetworkPolicySpecEgressToServicesK8sServiceSelectorSelector;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToServicesK8sServiceSelectorSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecEgressToServicesK8sServiceSelectorSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecEgressToServicesK8sServiceSelectorSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressDeny {
  icmps?: CiliumClusterwideNetworkPolicySpecEgressDenyIcmps[];
  toCIDR?: string[];
  toCIDRSet?: CiliumClusterwideNetworkPolicySpecEgressDenyToCIDRSet[];
  toEndpoints?: CiliumClusterwideNetworkPolicySpecEgressDenyToEndpoints[];
  toEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  toGroups?: CiliumClusterwideNetworkPolicySpecEgressDenyToGroups[];
  toNodes?: CiliumClusterwideNetworkPolicySpecEgressDenyToNodes[];
  toPorts?: CiliumClusterwideNetworkPolicySpecEgressDenyToPorts[];
  toRequires?: string[];
  toServices?: CiliumClusterwideNetworkPolicySpecEgressDenyToServices[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyIcmps {
  fields?: CiliumClusterwideNetworkPolicySpecEgressDenyIcmpsFields[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumClusterwideNetworkPolicySpecEgressDenyToCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecEgressDenyToCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToEndpoints {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecEgressDenyToEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToGroups {
  aws?: CiliumClusterwideNetworkPolicySpecEgressDenyToGroupsAws;
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToNodes {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecEgressDenyToNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToPorts {
  ports?: CiliumClusterwideNetworkPolicySpecEgressDenyToPortsPorts[];
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToServices {
  k8sService?: CiliumClusterwideNetworkPolicySpecEgressDenyToServicesK8sService;
  k8sServiceSelector?: CiliumClusterwideNetworkPolicySpecEgressDenyToServicesK8sServiceSelector;
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToServicesK8sService {
  namespace?: string;
  serviceName?: string;
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToServicesK8sServiceSelector {
  namespace?: string;
  selector: CiliumClusterwideNetworkPolicySpecEgressDenyToServicesK8sServiceSelectorSelector;
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToServicesK8sServiceSelectorSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecEgressDenyToServicesK8sServiceSelectorSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecEgressDenyToServicesK8sServiceSelectorSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecEnableDefaultDeny {
  egress?: boolean;
  ingress?: boolean;
}

export interface CiliumClusterwideNetworkPolicySpecEndpointSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecEndpointSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecEndpointSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngress {
  authentication?: CiliumClusterwideNetworkPolicySpecIngressAuthentication;
  fromCIDR?: string[];
  fromCIDRSet?: CiliumClusterwideNetworkPolicySpecIngressFromCIDRSet[];
  fromEndpoints?: CiliumClusterwideNetworkPolicySpecIngressFromEndpoints[];
  fromEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  fromGroups?: CiliumClusterwideNetworkPolicySpecIngressFromGroups[];
  fromNodes?: CiliumClusterwideNetworkPolicySpecIngressFromNodes[];
  fromRequires?: string[];
  icmps?: CiliumClusterwideNetworkPolicySpecIngressIcmps[];
  toPorts?: CiliumClusterwideNetworkPolicySpecIngressToPorts[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressAuthentication {
  mode: 'disabled' | 'required' | 'test-always-fail';
}

export interface CiliumClusterwideNetworkPolicySpecIngressFromCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumClusterwideNetworkPolicySpecIngressFromCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressFromCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecIngressFromCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecIngressFromCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressFromEndpoints {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecIngressFromEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecIngressFromEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressFromGroups {
  aws?: CiliumClusterwideNetworkPolicySpecIngressFromGroupsAws;
}

export interface CiliumClusterwideNetworkPolicySpecIngressFromGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressFromNodes {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecIngressFromNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecIngressFromNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressIcmps {
  fields?: CiliumClusterwideNetworkPolicySpecIngressIcmpsFields[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPorts {
  listener?: CiliumClusterwideNetworkPolicySpecIngressToPortsListener;
  originatingTLS?: CiliumClusterwideNetworkPolicySpecIngressToPortsOriginatingTLS;
  ports?: CiliumClusterwideNetworkPolicySpecIngressToPortsPorts[];
  rules?: CiliumClusterwideNetworkPolicySpecIngressToPortsRules;
  serverNames?: string[];
  terminatingTLS?: CiliumClusterwideNetworkPolicySpecIngressToPortsTerminatingTLS;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsListener {
  envoyConfig: CiliumClusterwideNetworkPolicySpecIngressToPortsListenerEnvoyConfig;
  name: string;
  priority?: number;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsListenerEnvoyConfig {
  kind?: 'CiliumEnvoyConfig' | 'CiliumClusterwideEnvoyConfig';
  name: string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsOriginatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumClusterwideNetworkPolicySpecIngressToPortsOriginatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsOriginatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsRules {
  dns?: CiliumClusterwideNetworkPolicySpecIngressToPortsRulesDns[];
  http?: CiliumClusterwideNetworkPolicySpecIngressToPortsRulesHttp[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsRulesDns {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsRulesHttp {
  headerMatches?: CiliumClusterwideNetworkPolicySpecIngressToPortsRulesHttpHeaderMatches[];
  headers?: string[];
  host?: string;
  method?: string;
  path?: string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsRulesHttpHeaderMatches {
  mismatch?: 'LOG' | 'ADD' | 'DELETE' | 'REPLACE';
  name: string;
  secret?: CiliumClusterwideNetworkPolicySpecIngressToPortsRulesHttpHeaderMatchesSecret;
  value?: string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsRulesHttpHeaderMatchesSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsTerminatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumClusterwideNetworkPolicySpecIngressToPortsTerminatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressToPortsTerminatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressDeny {
  fromCIDR?: string[];
  fromCIDRSet?: CiliumClusterwideNetworkPolicySpecIngressDenyFromCIDRSet[];
  fromEndpoints?: CiliumClusterwideNetworkPolicySpecIngressDenyFromEndpoints[];
  fromEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  fromGroups?: CiliumClusterwideNetworkPolicySpecIngressDenyFromGroups[];
  fromNodes?: CiliumClusterwideNetworkPolicySpecIngressDenyFromNodes[];
  fromRequires?: string[];
  icmps?: CiliumClusterwideNetworkPolicySpecIngressDenyIcmps[];
  toPorts?: CiliumClusterwideNetworkPolicySpecIngressDenyToPorts[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyFromCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumClusterwideNetworkPolicySpecIngressDenyFromCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyFromCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecIngressDenyFromCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyFromCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyFromEndpoints {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecIngressDenyFromEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyFromEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyFromGroups {
  aws?: CiliumClusterwideNetworkPolicySpecIngressDenyFromGroupsAws;
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyFromGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyFromNodes {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecIngressDenyFromNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyFromNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyIcmps {
  fields?: CiliumClusterwideNetworkPolicySpecIngressDenyIcmpsFields[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyToPorts {
  ports?: CiliumClusterwideNetworkPolicySpecIngressDenyToPortsPorts[];
}

export interface CiliumClusterwideNetworkPolicySpecIngressDenyToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumClusterwideNetworkPolicySpecLabels {
  key: string;
  source?: string;
  value?: string;
}

export interface CiliumClusterwideNetworkPolicySpecLog {
  value?: string;
}

export interface CiliumClusterwideNetworkPolicySpecNodeSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecs {
  description?: string;
  egress?: CiliumClusterwideNetworkPolicySpecsEgress[];
  egressDeny?: CiliumClusterwideNetworkPolicySpecsEgressDeny[];
  enableDefaultDeny?: CiliumClusterwideNetworkPolicySpecsEnableDefaultDeny;
  endpointSelector?: CiliumClusterwideNetworkPolicySpecsEndpointSelector;
  ingress?: CiliumClusterwideNetworkPolicySpecsIngress[];
  ingressDeny?: CiliumClusterwideNetworkPolicySpecsIngressDeny[];
  labels?: CiliumClusterwideNetworkPolicySpecsLabels[];
  log?: CiliumClusterwideNetworkPolicySpecsLog;
  nodeSelector?: CiliumClusterwideNetworkPolicySpecsNodeSelector;
}

export interface CiliumClusterwideNetworkPolicySpecsEgress {
  authentication?: CiliumClusterwideNetworkPolicySpecsEgressAuthentication;
  icmps?: CiliumClusterwideNetworkPolicySpecsEgressIcmps[];
  toCIDR?: string[];
  toCIDRSet?: CiliumClusterwideNetworkPolicySpecsEgressToCIDRSet[];
  toEndpoints?: CiliumClusterwideNetworkPolicySpecsEgressToEndpoints[];
  toEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  toFQDNs?: CiliumClusterwideNetworkPolicySpecsEgressToFQDNs[];
  toGroups?: CiliumClusterwideNetworkPolicySpecsEgressToGroups[];
  toNodes?: CiliumClusterwideNetworkPolicySpecsEgressToNodes[];
  toPorts?: CiliumClusterwideNetworkPolicySpecsEgressToPorts[];
  toRequires?: string[];
  toServices?: CiliumClusterwideNetworkPolicySpecsEgressToServices[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressAuthentication {
  mode: 'disabled' | 'required' | 'test-always-fail';
}

export interface CiliumClusterwideNetworkPolicySpecsEgressIcmps {
  fields?: CiliumClusterwideNetworkPolicySpecsEgressIcmpsFields[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumClusterwideNetworkPolicySpecsEgressToCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsEgressToCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToEndpoints {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsEgressToEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToFQDNs {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToGroups {
  aws?: CiliumClusterwideNetworkPolicySpecsEgressToGroupsAws;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToNodes {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsEgressToNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPorts {
  listener?: CiliumClusterwideNetworkPolicySpecsEgressToPortsListener;
  originatingTLS?: CiliumClusterwideNetworkPolicySpecsEgressToPortsOriginatingTLS;
  ports?: CiliumClusterwideNetworkPolicySpecsEgressToPortsPorts[];
  rules?: CiliumClusterwideNetworkPolicySpecsEgressToPortsRules;
  serverNames?: string[];
  terminatingTLS?: CiliumClusterwideNetworkPolicySpecsEgressToPortsTerminatingTLS;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsListener {
  envoyConfig: CiliumClusterwideNetworkPolicySpecsEgressToPortsListenerEnvoyConfig;
  name: string;
  priority?: number;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsListenerEnvoyConfig {
  kind?: 'CiliumEnvoyConfig' | 'CiliumClusterwideEnvoyConfig';
  name: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsOriginatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumClusterwideNetworkPolicySpecsEgressToPortsOriginatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsOriginatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsRules {
  dns?: CiliumClusterwideNetworkPolicySpecsEgressToPortsRulesDns[];
  http?: CiliumClusterwideNetworkPolicySpecsEgressToPortsRulesHttp[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsRulesDns {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsRulesHttp {
  headerMatches?: CiliumClusterwideNetworkPolicySpecsEgressToPortsRulesHttpHeaderMatches[];
  headers?: string[];
  host?: string;
  method?: string;
  path?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsRulesHttpHeaderMatches {
  mismatch?: 'LOG' | 'ADD' | 'DELETE' | 'REPLACE';
  name: string;
  secret?: CiliumClusterwideNetworkPolicySpecsEgressToPortsRulesHttpHeaderMatchesSecret;
  value?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsRulesHttpHeaderMatchesSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsTerminatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumClusterwideNetworkPolicySpecsEgressToPortsTerminatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToPortsTerminatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToServices {
  k8sService?: CiliumClusterwideNetworkPolicySpecsEgressToServicesK8sService;
  k8sServiceSelector?: CiliumClusterwideNetworkPolicySpecsEgressToServicesK8sServiceSelector;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToServicesK8sService {
  namespace?: string;
  serviceName?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToServicesK8sServiceSelector {
  namespace?: string;
  selector: CiliumClusterwideNetworkPolicySpecsEgressToServicesK8sServiceSelectorSelector;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToServicesK8sServiceSelectorSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsEgressToServicesK8sServiceSelectorSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressToServicesK8sServiceSelectorSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDeny {
  icmps?: CiliumClusterwideNetworkPolicySpecsEgressDenyIcmps[];
  toCIDR?: string[];
  toCIDRSet?: CiliumClusterwideNetworkPolicySpecsEgressDenyToCIDRSet[];
  toEndpoints?: CiliumClusterwideNetworkPolicySpecsEgressDenyToEndpoints[];
  toEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  toGroups?: CiliumClusterwideNetworkPolicySpecsEgressDenyToGroups[];
  toNodes?: CiliumClusterwideNetworkPolicySpecsEgressDenyToNodes[];
  toPorts?: CiliumClusterwideNetworkPolicySpecsEgressDenyToPorts[];
  toRequires?: string[];
  toServices?: CiliumClusterwideNetworkPolicySpecsEgressDenyToServices[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyIcmps {
  fields?: CiliumClusterwideNetworkPolicySpecsEgressDenyIcmpsFields[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumClusterwideNetworkPolicySpecsEgressDenyToCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsEgressDenyToCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToEndpoints {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsEgressDenyToEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToGroups {
  aws?: CiliumClusterwideNetworkPolicySpecsEgressDenyToGroupsAws;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToNodes {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsEgressDenyToNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToPorts {
  ports?: CiliumClusterwideNetworkPolicySpecsEgressDenyToPortsPorts[];
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToServices {
  k8sService?: CiliumClusterwideNetworkPolicySpecsEgressDenyToServicesK8sService;
  k8sServiceSelector?: CiliumClusterwideNetworkPolicySpecsEgressDenyToServicesK8sServiceSelector;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToServicesK8sService {
  namespace?: string;
  serviceName?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToServicesK8sServiceSelector {
  namespace?: string;
  selector: CiliumClusterwideNetworkPolicySpecsEgressDenyToServicesK8sServiceSelectorSelector;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToServicesK8sServiceSelectorSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsEgressDenyToServicesK8sServiceSelectorSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsEgressDenyToServicesK8sServiceSelectorSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsEnableDefaultDeny {
  egress?: boolean;
  ingress?: boolean;
}

export interface CiliumClusterwideNetworkPolicySpecsEndpointSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsEndpointSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsEndpointSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngress {
  authentication?: CiliumClusterwideNetworkPolicySpecsIngressAuthentication;
  fromCIDR?: string[];
  fromCIDRSet?: CiliumClusterwideNetworkPolicySpecsIngressFromCIDRSet[];
  fromEndpoints?: CiliumClusterwideNetworkPolicySpecsIngressFromEndpoints[];
  fromEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  fromGroups?: CiliumClusterwideNetworkPolicySpecsIngressFromGroups[];
  fromNodes?: CiliumClusterwideNetworkPolicySpecsIngressFromNodes[];
  fromRequires?: string[];
  icmps?: CiliumClusterwideNetworkPolicySpecsIngressIcmps[];
  toPorts?: CiliumClusterwideNetworkPolicySpecsIngressToPorts[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressAuthentication {
  mode: 'disabled' | 'required' | 'test-always-fail';
}

export interface CiliumClusterwideNetworkPolicySpecsIngressFromCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumClusterwideNetworkPolicySpecsIngressFromCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressFromCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsIngressFromCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressFromCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressFromEndpoints {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsIngressFromEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressFromEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressFromGroups {
  aws?: CiliumClusterwideNetworkPolicySpecsIngressFromGroupsAws;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressFromGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressFromNodes {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsIngressFromNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressFromNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressIcmps {
  fields?: CiliumClusterwideNetworkPolicySpecsIngressIcmpsFields[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPorts {
  listener?: CiliumClusterwideNetworkPolicySpecsIngressToPortsListener;
  originatingTLS?: CiliumClusterwideNetworkPolicySpecsIngressToPortsOriginatingTLS;
  ports?: CiliumClusterwideNetworkPolicySpecsIngressToPortsPorts[];
  rules?: CiliumClusterwideNetworkPolicySpecsIngressToPortsRules;
  serverNames?: string[];
  terminatingTLS?: CiliumClusterwideNetworkPolicySpecsIngressToPortsTerminatingTLS;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsListener {
  envoyConfig: CiliumClusterwideNetworkPolicySpecsIngressToPortsListenerEnvoyConfig;
  name: string;
  priority?: number;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsListenerEnvoyConfig {
  kind?: 'CiliumEnvoyConfig' | 'CiliumClusterwideEnvoyConfig';
  name: string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsOriginatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumClusterwideNetworkPolicySpecsIngressToPortsOriginatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsOriginatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsRules {
  dns?: CiliumClusterwideNetworkPolicySpecsIngressToPortsRulesDns[];
  http?: CiliumClusterwideNetworkPolicySpecsIngressToPortsRulesHttp[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsRulesDns {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsRulesHttp {
  headerMatches?: CiliumClusterwideNetworkPolicySpecsIngressToPortsRulesHttpHeaderMatches[];
  headers?: string[];
  host?: string;
  method?: string;
  path?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsRulesHttpHeaderMatches {
  mismatch?: 'LOG' | 'ADD' | 'DELETE' | 'REPLACE';
  name: string;
  secret?: CiliumClusterwideNetworkPolicySpecsIngressToPortsRulesHttpHeaderMatchesSecret;
  value?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsRulesHttpHeaderMatchesSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsTerminatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumClusterwideNetworkPolicySpecsIngressToPortsTerminatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressToPortsTerminatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDeny {
  fromCIDR?: string[];
  fromCIDRSet?: CiliumClusterwideNetworkPolicySpecsIngressDenyFromCIDRSet[];
  fromEndpoints?: CiliumClusterwideNetworkPolicySpecsIngressDenyFromEndpoints[];
  fromEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  fromGroups?: CiliumClusterwideNetworkPolicySpecsIngressDenyFromGroups[];
  fromNodes?: CiliumClusterwideNetworkPolicySpecsIngressDenyFromNodes[];
  fromRequires?: string[];
  icmps?: CiliumClusterwideNetworkPolicySpecsIngressDenyIcmps[];
  toPorts?: CiliumClusterwideNetworkPolicySpecsIngressDenyToPorts[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyFromCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumClusterwideNetworkPolicySpecsIngressDenyFromCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyFromCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsIngressDenyFromCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyFromCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyFromEndpoints {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsIngressDenyFromEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyFromEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyFromGroups {
  aws?: CiliumClusterwideNetworkPolicySpecsIngressDenyFromGroupsAws;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyFromGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyFromNodes {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsIngressDenyFromNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyFromNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyIcmps {
  fields?: CiliumClusterwideNetworkPolicySpecsIngressDenyIcmpsFields[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyToPorts {
  ports?: CiliumClusterwideNetworkPolicySpecsIngressDenyToPortsPorts[];
}

export interface CiliumClusterwideNetworkPolicySpecsIngressDenyToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumClusterwideNetworkPolicySpecsLabels {
  key: string;
  source?: string;
  value?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsLog {
  value?: string;
}

export interface CiliumClusterwideNetworkPolicySpecsNodeSelector {
  matchExpressions?: CiliumClusterwideNetworkPolicySpecsNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumClusterwideNetworkPolicySpecsNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumDatapathPlugin {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumDatapathPlugin';
  metadata: ObjectMeta & { name: string };
  spec: CiliumDatapathPluginSpec;
}

export interface CiliumDatapathPluginSpec {
  attachmentPolicy: 'Always' | 'BestEffort';
  version: string;
}

export interface CiliumEgressGatewayPolicy {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumEgressGatewayPolicy';
  metadata: ObjectMeta & { name: string };
  spec?: CiliumEgressGatewayPolicySpec;
}

export interface CiliumEgressGatewayPolicySpec {
  destinationCIDRs: string[];
  egressGateway: CiliumEgressGatewayPolicySpecEgressGateway;
  egressGateways?: CiliumEgressGatewayPolicySpecEgressGateways[];
  excludedCIDRs?: string[];
  selectors: CiliumEgressGatewayPolicySpecSelectors[];
}

export interface CiliumEgressGatewayPolicySpecEgressGateway {
  egressIP?: string;
  interface?: string;
  nodeSelector: CiliumEgressGatewayPolicySpecEgressGatewayNodeSelector;
}

export interface CiliumEgressGatewayPolicySpecEgressGatewayNodeSelector {
  matchExpressions?: CiliumEgressGatewayPolicySpecEgressGatewayNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumEgressGatewayPolicySpecEgressGatewayNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumEgressGatewayPolicySpecEgressGateways {
  egressIP?: string;
  interface?: string;
  nodeSelector: CiliumEgressGatewayPolicySpecEgressGatewaysNodeSelector;
}

export interface CiliumEgressGatewayPolicySpecEgressGatewaysNodeSelector {
  matchExpressions?: CiliumEgressGatewayPolicySpecEgressGatewaysNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumEgressGatewayPolicySpecEgressGatewaysNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumEgressGatewayPolicySpecSelectors {
  namespaceSelector?: CiliumEgressGatewayPolicySpecSelectorsNamespaceSelector;
  nodeSelector?: CiliumEgressGatewayPolicySpecSelectorsNodeSelector;
  podSelector?: CiliumEgressGatewayPolicySpecSelectorsPodSelector;
}

export interface CiliumEgressGatewayPolicySpecSelectorsNamespaceSelector {
  matchExpressions?: CiliumEgressGatewayPolicySpecSelectorsNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumEgressGatewayPolicySpecSelectorsNamespaceSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumEgressGatewayPolicySpecSelectorsNodeSelector {
  matchExpressions?: CiliumEgressGatewayPolicySpecSelectorsNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumEgressGatewayPolicySpecSelectorsNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumEgressGatewayPolicySpecSelectorsPodSelector {
  matchExpressions?: CiliumEgressGatewayPolicySpecSelectorsPodSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumEgressGatewayPolicySpecSelectorsPodSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumEndpoint {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumEndpoint';
  metadata: ObjectMeta & { name: string };
}

export interface CiliumEndpointSlice {
  apiVersion: 'cilium.io/v2alpha1';
  endpoints: CiliumEndpointSliceEndpoints[];
  kind: 'CiliumEndpointSlice';
  metadata: ObjectMeta & { name: string };
  namespace?: string;
}

export interface CiliumEndpointSliceEndpoints {
  encryption?: CiliumEndpointSliceEndpointsEncryption;
  id?: number;
  name?: string;
  'named-ports'?: CiliumEndpointSliceEndpointsNamedPorts[];
  networking?: CiliumEndpointSliceEndpointsNetworking;
  'pod-uid'?: string;
  'service-account'?: string;
}

export interface CiliumEndpointSliceEndpointsEncryption {
  key?: number;
}

export interface CiliumEndpointSliceEndpointsNamedPorts {
  name?: string;
  port?: number;
  protocol?: string;
}

export interface CiliumEndpointSliceEndpointsNetworking {
  addressing: CiliumEndpointSliceEndpointsNetworkingAddressing[];
  node?: string;
}

export interface CiliumEndpointSliceEndpointsNetworkingAddressing {
  ipv4?: string;
  ipv6?: string;
}

export interface CiliumEnvoyConfig {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumEnvoyConfig';
  metadata: ObjectMeta & { name: string };
  spec?: CiliumEnvoyConfigSpec;
}

export interface CiliumEnvoyConfigSpec {
  backendServices?: CiliumEnvoyConfigSpecBackendServices[];
  nodeSelector?: CiliumEnvoyConfigSpecNodeSelector;
  resources: Record<string, unknown>[];
  services?: CiliumEnvoyConfigSpecServices[];
}

export interface CiliumEnvoyConfigSpecBackendServices {
  name: string;
  namespace?: string;
  number?: string[];
}

export interface CiliumEnvoyConfigSpecNodeSelector {
  matchExpressions?: CiliumEnvoyConfigSpecNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumEnvoyConfigSpecNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumEnvoyConfigSpecServices {
  listener?: string;
  name: string;
  namespace?: string;
  ports?: number[];
}

export interface CiliumGatewayClassConfig {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumGatewayClassConfig';
  metadata: ObjectMeta & { name: string };
  spec?: CiliumGatewayClassConfigSpec;
}

export interface CiliumGatewayClassConfigSpec {
  description?: string;
  envoy?: CiliumGatewayClassConfigSpecEnvoy;
  httpOptions?: CiliumGatewayClassConfigSpecHttpOptions;
  service?: CiliumGatewayClassConfigSpecService;
  telemetry?: CiliumGatewayClassConfigSpecTelemetry;
}

export interface CiliumGatewayClassConfigSpecEnvoy {
  serverHeaderTransformation?: 'OVERWRITE' | 'APPEND_IF_ABSENT' | 'PASS_THROUGH';
}

export interface CiliumGatewayClassConfigSpecHttpOptions {
  grpcWebTranslation?: CiliumGatewayClassConfigSpecHttpOptionsGrpcWebTranslation;
}

export interface CiliumGatewayClassConfigSpecHttpOptionsGrpcWebTranslation {
  enabled?: boolean;
}

export interface CiliumGatewayClassConfigSpecService {
  allocateLoadBalancerNodePorts?: boolean;
  externalTrafficPolicy?: string;
  ipFamilies?: string[];
  ipFamilyPolicy?: string;
  loadBalancerClass?: string;
  loadBalancerSourceRanges?: string[];
  loadBalancerSourceRangesPolicy?: 'Allow' | 'Deny';
  trafficDistribution?: string;
  type?: 'LoadBalancer' | 'NodePort';
}

export interface CiliumGatewayClassConfigSpecTelemetry {
  accessLogs?: CiliumGatewayClassConfigSpecTelemetryAccessLogs[];
}

export interface CiliumGatewayClassConfigSpecTelemetryAccessLogs {
  format: 'JSON' | 'Text';
  json?: Record<string, string>;
  targets?: ('HTTP' | 'TCP')[];
  text?: string;
}

export interface CiliumIdentity {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumIdentity';
  metadata: ObjectMeta & { name: string };
  'security-labels': Record<string, string>;
}

export interface CiliumL2AnnouncementPolicy {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumL2AnnouncementPolicy';
  metadata: ObjectMeta & { name: string };
  spec?: CiliumL2AnnouncementPolicySpec;
}

export interface CiliumL2AnnouncementPolicySpec {
  externalIPs?: boolean;
  interfaces?: string[];
  loadBalancerIPs?: boolean;
  nodeSelector?: CiliumL2AnnouncementPolicySpecNodeSelector;
  serviceSelector?: CiliumL2AnnouncementPolicySpecServiceSelector;
}

export interface CiliumL2AnnouncementPolicySpecNodeSelector {
  matchExpressions?: CiliumL2AnnouncementPolicySpecNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumL2AnnouncementPolicySpecNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumL2AnnouncementPolicySpecServiceSelector {
  matchExpressions?: CiliumL2AnnouncementPolicySpecServiceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumL2AnnouncementPolicySpecServiceSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumLoadBalancerIPPool {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumLoadBalancerIPPool';
  metadata: ObjectMeta & { name: string };
  spec: CiliumLoadBalancerIPPoolSpec;
}

export interface CiliumLoadBalancerIPPoolSpec {
  allowFirstLastIPs?: 'Yes' | 'No';
  blocks?: CiliumLoadBalancerIPPoolSpecBlocks[];
  disabled?: boolean;
  serviceSelector?: CiliumLoadBalancerIPPoolSpecServiceSelector;
}

export interface CiliumLoadBalancerIPPoolSpecBlocks {
  cidr?: string;
  start?: string;
  stop?: string;
}

export interface CiliumLoadBalancerIPPoolSpecServiceSelector {
  matchExpressions?: CiliumLoadBalancerIPPoolSpecServiceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumLoadBalancerIPPoolSpecServiceSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumLoadBalancerIPPoolV2Alpha1 {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumLoadBalancerIPPool';
  metadata: ObjectMeta & { name: string };
  spec: CiliumLoadBalancerIPPoolV2Alpha1Spec;
}

export interface CiliumLoadBalancerIPPoolV2Alpha1Spec {
  allowFirstLastIPs?: 'Yes' | 'No';
  blocks?: CiliumLoadBalancerIPPoolV2Alpha1SpecBlocks[];
  disabled?: boolean;
  serviceSelector?: CiliumLoadBalancerIPPoolV2Alpha1SpecServiceSelector;
}

export interface CiliumLoadBalancerIPPoolV2Alpha1SpecBlocks {
  cidr?: string;
  start?: string;
  stop?: string;
}

export interface CiliumLoadBalancerIPPoolV2Alpha1SpecServiceSelector {
  matchExpressions?: CiliumLoadBalancerIPPoolV2Alpha1SpecServiceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumLoadBalancerIPPoolV2Alpha1SpecServiceSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumLocalRedirectPolicy {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumLocalRedirectPolicy';
  metadata: ObjectMeta & { name: string };
  spec?: CiliumLocalRedirectPolicySpec;
}

export interface CiliumLocalRedirectPolicySpec {
  description?: string;
  redirectBackend: CiliumLocalRedirectPolicySpecRedirectBackend;
  redirectFrontend: CiliumLocalRedirectPolicySpecRedirectFrontend;
  skipRedirectFromBackend?: boolean;
}

export interface CiliumLocalRedirectPolicySpecRedirectBackend {
  localEndpointSelector: CiliumLocalRedirectPolicySpecRedirectBackendLocalEndpointSelector;
  toPorts: CiliumLocalRedirectPolicySpecRedirectBackendToPorts[];
}

export interface CiliumLocalRedirectPolicySpecRedirectBackendLocalEndpointSelector {
  matchExpressions?: CiliumLocalRedirectPolicySpecRedirectBackendLocalEndpointSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumLocalRedirectPolicySpecRedirectBackendLocalEndpointSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumLocalRedirectPolicySpecRedirectBackendToPorts {
  name?: string;
  port: string;
  protocol: 'TCP' | 'UDP';
}

export interface CiliumLocalRedirectPolicySpecRedirectFrontend {
  addressMatcher?: CiliumLocalRedirectPolicySpecRedirectFrontendAddressMatcher;
  serviceMatcher?: CiliumLocalRedirectPolicySpecRedirectFrontendServiceMatcher;
}

export interface CiliumLocalRedirectPolicySpecRedirectFrontendAddressMatcher {
  ip: string;
  toPorts: CiliumLocalRedirectPolicySpecRedirectFrontendAddressMatcherToPorts[];
}

export interface CiliumLocalRedirectPolicySpecRedirectFrontendAddressMatcherToPorts {
  name?: string;
  port: string;
  protocol: 'TCP' | 'UDP';
}

export interface CiliumLocalRedirectPolicySpecRedirectFrontendServiceMatcher {
  namespace: string;
  serviceName: string;
  toPorts?: CiliumLocalRedirectPolicySpecRedirectFrontendServiceMatcherToPorts[];
}

export interface CiliumLocalRedirectPolicySpecRedirectFrontendServiceMatcherToPorts {
  name?: string;
  port: string;
  protocol: 'TCP' | 'UDP';
}

export interface CiliumNetworkPolicy {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumNetworkPolicy';
  metadata: ObjectMeta & { name: string };
  spec?: CiliumNetworkPolicySpec;
  specs?: CiliumNetworkPolicySpecs[];
}

export interface CiliumNetworkPolicySpec {
  description?: string;
  egress?: CiliumNetworkPolicySpecEgress[];
  egressDeny?: CiliumNetworkPolicySpecEgressDeny[];
  enableDefaultDeny?: CiliumNetworkPolicySpecEnableDefaultDeny;
  endpointSelector?: CiliumNetworkPolicySpecEndpointSelector;
  ingress?: CiliumNetworkPolicySpecIngress[];
  ingressDeny?: CiliumNetworkPolicySpecIngressDeny[];
  labels?: CiliumNetworkPolicySpecLabels[];
  log?: CiliumNetworkPolicySpecLog;
  nodeSelector?: CiliumNetworkPolicySpecNodeSelector;
}

export interface CiliumNetworkPolicySpecEgress {
  authentication?: CiliumNetworkPolicySpecEgressAuthentication;
  icmps?: CiliumNetworkPolicySpecEgressIcmps[];
  toCIDR?: string[];
  toCIDRSet?: CiliumNetworkPolicySpecEgressToCIDRSet[];
  toEndpoints?: CiliumNetworkPolicySpecEgressToEndpoints[];
  toEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  toFQDNs?: CiliumNetworkPolicySpecEgressToFQDNs[];
  toGroups?: CiliumNetworkPolicySpecEgressToGroups[];
  toNodes?: CiliumNetworkPolicySpecEgressToNodes[];
  toPorts?: CiliumNetworkPolicySpecEgressToPorts[];
  toRequires?: string[];
  toServices?: CiliumNetworkPolicySpecEgressToServices[];
}

export interface CiliumNetworkPolicySpecEgressAuthentication {
  mode: 'disabled' | 'required' | 'test-always-fail';
}

export interface CiliumNetworkPolicySpecEgressIcmps {
  fields?: CiliumNetworkPolicySpecEgressIcmpsFields[];
}

export interface CiliumNetworkPolicySpecEgressIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumNetworkPolicySpecEgressToCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumNetworkPolicySpecEgressToCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumNetworkPolicySpecEgressToCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumNetworkPolicySpecEgressToCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecEgressToCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecEgressToEndpoints {
  matchExpressions?: CiliumNetworkPolicySpecEgressToEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecEgressToEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecEgressToFQDNs {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumNetworkPolicySpecEgressToGroups {
  aws?: CiliumNetworkPolicySpecEgressToGroupsAws;
}

export interface CiliumNetworkPolicySpecEgressToGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumNetworkPolicySpecEgressToNodes {
  matchExpressions?: CiliumNetworkPolicySpecEgressToNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecEgressToNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecEgressToPorts {
  listener?: CiliumNetworkPolicySpecEgressToPortsListener;
  originatingTLS?: CiliumNetworkPolicySpecEgressToPortsOriginatingTLS;
  ports?: CiliumNetworkPolicySpecEgressToPortsPorts[];
  rules?: CiliumNetworkPolicySpecEgressToPortsRules;
  serverNames?: string[];
  terminatingTLS?: CiliumNetworkPolicySpecEgressToPortsTerminatingTLS;
}

export interface CiliumNetworkPolicySpecEgressToPortsListener {
  envoyConfig: CiliumNetworkPolicySpecEgressToPortsListenerEnvoyConfig;
  name: string;
  priority?: number;
}

export interface CiliumNetworkPolicySpecEgressToPortsListenerEnvoyConfig {
  kind?: 'CiliumEnvoyConfig' | 'CiliumClusterwideEnvoyConfig';
  name: string;
}

export interface CiliumNetworkPolicySpecEgressToPortsOriginatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumNetworkPolicySpecEgressToPortsOriginatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumNetworkPolicySpecEgressToPortsOriginatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecEgressToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumNetworkPolicySpecEgressToPortsRules {
  dns?: CiliumNetworkPolicySpecEgressToPortsRulesDns[];
  http?: CiliumNetworkPolicySpecEgressToPortsRulesHttp[];
}

export interface CiliumNetworkPolicySpecEgressToPortsRulesDns {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumNetworkPolicySpecEgressToPortsRulesHttp {
  headerMatches?: CiliumNetworkPolicySpecEgressToPortsRulesHttpHeaderMatches[];
  headers?: string[];
  host?: string;
  method?: string;
  path?: string;
}

export interface CiliumNetworkPolicySpecEgressToPortsRulesHttpHeaderMatches {
  mismatch?: 'LOG' | 'ADD' | 'DELETE' | 'REPLACE';
  name: string;
  secret?: CiliumNetworkPolicySpecEgressToPortsRulesHttpHeaderMatchesSecret;
  value?: string;
}

export interface CiliumNetworkPolicySpecEgressToPortsRulesHttpHeaderMatchesSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecEgressToPortsTerminatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumNetworkPolicySpecEgressToPortsTerminatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumNetworkPolicySpecEgressToPortsTerminatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecEgressToServices {
  k8sService?: CiliumNetworkPolicySpecEgressToServicesK8sService;
  k8sServiceSelector?: CiliumNetworkPolicySpecEgressToServicesK8sServiceSelector;
}

export interface CiliumNetworkPolicySpecEgressToServicesK8sService {
  namespace?: string;
  serviceName?: string;
}

export interface CiliumNetworkPolicySpecEgressToServicesK8sServiceSelector {
  namespace?: string;
  selector: CiliumNetworkPolicySpecEgressToServicesK8sServiceSelectorSelector;
}

export interface CiliumNetworkPolicySpecEgressToServicesK8sServiceSelectorSelector {
  matchExpressions?: CiliumNetworkPolicySpecEgressToServicesK8sServiceSelectorSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecEgressToServicesK8sServiceSelectorSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecEgressDeny {
  icmps?: CiliumNetworkPolicySpecEgressDenyIcmps[];
  toCIDR?: string[];
  toCIDRSet?: CiliumNetworkPolicySpecEgressDenyToCIDRSet[];
  toEndpoints?: CiliumNetworkPolicySpecEgressDenyToEndpoints[];
  toEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  toGroups?: CiliumNetworkPolicySpecEgressDenyToGroups[];
  toNodes?: CiliumNetworkPolicySpecEgressDenyToNodes[];
  toPorts?: CiliumNetworkPolicySpecEgressDenyToPorts[];
  toRequires?: string[];
  toServices?: CiliumNetworkPolicySpecEgressDenyToServices[];
}

export interface CiliumNetworkPolicySpecEgressDenyIcmps {
  fields?: CiliumNetworkPolicySpecEgressDenyIcmpsFields[];
}

export interface CiliumNetworkPolicySpecEgressDenyIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumNetworkPolicySpecEgressDenyToCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumNetworkPolicySpecEgressDenyToCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumNetworkPolicySpecEgressDenyToCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumNetworkPolicySpecEgressDenyToCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecEgressDenyToCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecEgressDenyToEndpoints {
  matchExpressions?: CiliumNetworkPolicySpecEgressDenyToEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecEgressDenyToEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecEgressDenyToGroups {
  aws?: CiliumNetworkPolicySpecEgressDenyToGroupsAws;
}

export interface CiliumNetworkPolicySpecEgressDenyToGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumNetworkPolicySpecEgressDenyToNodes {
  matchExpressions?: CiliumNetworkPolicySpecEgressDenyToNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecEgressDenyToNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecEgressDenyToPorts {
  ports?: CiliumNetworkPolicySpecEgressDenyToPortsPorts[];
}

export interface CiliumNetworkPolicySpecEgressDenyToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumNetworkPolicySpecEgressDenyToServices {
  k8sService?: CiliumNetworkPolicySpecEgressDenyToServicesK8sService;
  k8sServiceSelector?: CiliumNetworkPolicySpecEgressDenyToServicesK8sServiceSelector;
}

export interface CiliumNetworkPolicySpecEgressDenyToServicesK8sService {
  namespace?: string;
  serviceName?: string;
}

export interface CiliumNetworkPolicySpecEgressDenyToServicesK8sServiceSelector {
  namespace?: string;
  selector: CiliumNetworkPolicySpecEgressDenyToServicesK8sServiceSelectorSelector;
}

export interface CiliumNetworkPolicySpecEgressDenyToServicesK8sServiceSelectorSelector {
  matchExpressions?: CiliumNetworkPolicySpecEgressDenyToServicesK8sServiceSelectorSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecEgressDenyToServicesK8sServiceSelectorSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecEnableDefaultDeny {
  egress?: boolean;
  ingress?: boolean;
}

export interface CiliumNetworkPolicySpecEndpointSelector {
  matchExpressions?: CiliumNetworkPolicySpecEndpointSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecEndpointSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecIngress {
  authentication?: CiliumNetworkPolicySpecIngressAuthentication;
  fromCIDR?: string[];
  fromCIDRSet?: CiliumNetworkPolicySpecIngressFromCIDRSet[];
  fromEndpoints?: CiliumNetworkPolicySpecIngressFromEndpoints[];
  fromEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  fromGroups?: CiliumNetworkPolicySpecIngressFromGroups[];
  fromNodes?: CiliumNetworkPolicySpecIngressFromNodes[];
  fromRequires?: string[];
  icmps?: CiliumNetworkPolicySpecIngressIcmps[];
  toPorts?: CiliumNetworkPolicySpecIngressToPorts[];
}

export interface CiliumNetworkPolicySpecIngressAuthentication {
  mode: 'disabled' | 'required' | 'test-always-fail';
}

export interface CiliumNetworkPolicySpecIngressFromCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumNetworkPolicySpecIngressFromCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumNetworkPolicySpecIngressFromCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumNetworkPolicySpecIngressFromCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecIngressFromCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecIngressFromEndpoints {
  matchExpressions?: CiliumNetworkPolicySpecIngressFromEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecIngressFromEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecIngressFromGroups {
  aws?: CiliumNetworkPolicySpecIngressFromGroupsAws;
}

export interface CiliumNetworkPolicySpecIngressFromGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumNetworkPolicySpecIngressFromNodes {
  matchExpressions?: CiliumNetworkPolicySpecIngressFromNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecIngressFromNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecIngressIcmps {
  fields?: CiliumNetworkPolicySpecIngressIcmpsFields[];
}

export interface CiliumNetworkPolicySpecIngressIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumNetworkPolicySpecIngressToPorts {
  listener?: CiliumNetworkPolicySpecIngressToPortsListener;
  originatingTLS?: CiliumNetworkPolicySpecIngressToPortsOriginatingTLS;
  ports?: CiliumNetworkPolicySpecIngressToPortsPorts[];
  rules?: CiliumNetworkPolicySpecIngressToPortsRules;
  serverNames?: string[];
  terminatingTLS?: CiliumNetworkPolicySpecIngressToPortsTerminatingTLS;
}

export interface CiliumNetworkPolicySpecIngressToPortsListener {
  envoyConfig: CiliumNetworkPolicySpecIngressToPortsListenerEnvoyConfig;
  name: string;
  priority?: number;
}

export interface CiliumNetworkPolicySpecIngressToPortsListenerEnvoyConfig {
  kind?: 'CiliumEnvoyConfig' | 'CiliumClusterwideEnvoyConfig';
  name: string;
}

export interface CiliumNetworkPolicySpecIngressToPortsOriginatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumNetworkPolicySpecIngressToPortsOriginatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumNetworkPolicySpecIngressToPortsOriginatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecIngressToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumNetworkPolicySpecIngressToPortsRules {
  dns?: CiliumNetworkPolicySpecIngressToPortsRulesDns[];
  http?: CiliumNetworkPolicySpecIngressToPortsRulesHttp[];
}

export interface CiliumNetworkPolicySpecIngressToPortsRulesDns {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumNetworkPolicySpecIngressToPortsRulesHttp {
  headerMatches?: CiliumNetworkPolicySpecIngressToPortsRulesHttpHeaderMatches[];
  headers?: string[];
  host?: string;
  method?: string;
  path?: string;
}

export interface CiliumNetworkPolicySpecIngressToPortsRulesHttpHeaderMatches {
  mismatch?: 'LOG' | 'ADD' | 'DELETE' | 'REPLACE';
  name: string;
  secret?: CiliumNetworkPolicySpecIngressToPortsRulesHttpHeaderMatchesSecret;
  value?: string;
}

export interface CiliumNetworkPolicySpecIngressToPortsRulesHttpHeaderMatchesSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecIngressToPortsTerminatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumNetworkPolicySpecIngressToPortsTerminatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumNetworkPolicySpecIngressToPortsTerminatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecIngressDeny {
  fromCIDR?: string[];
  fromCIDRSet?: CiliumNetworkPolicySpecIngressDenyFromCIDRSet[];
  fromEndpoints?: CiliumNetworkPolicySpecIngressDenyFromEndpoints[];
  fromEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  fromGroups?: CiliumNetworkPolicySpecIngressDenyFromGroups[];
  fromNodes?: CiliumNetworkPolicySpecIngressDenyFromNodes[];
  fromRequires?: string[];
  icmps?: CiliumNetworkPolicySpecIngressDenyIcmps[];
  toPorts?: CiliumNetworkPolicySpecIngressDenyToPorts[];
}

export interface CiliumNetworkPolicySpecIngressDenyFromCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumNetworkPolicySpecIngressDenyFromCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumNetworkPolicySpecIngressDenyFromCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumNetworkPolicySpecIngressDenyFromCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecIngressDenyFromCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecIngressDenyFromEndpoints {
  matchExpressions?: CiliumNetworkPolicySpecIngressDenyFromEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecIngressDenyFromEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecIngressDenyFromGroups {
  aws?: CiliumNetworkPolicySpecIngressDenyFromGroupsAws;
}

export interface CiliumNetworkPolicySpecIngressDenyFromGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumNetworkPolicySpecIngressDenyFromNodes {
  matchExpressions?: CiliumNetworkPolicySpecIngressDenyFromNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecIngressDenyFromNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecIngressDenyIcmps {
  fields?: CiliumNetworkPolicySpecIngressDenyIcmpsFields[];
}

export interface CiliumNetworkPolicySpecIngressDenyIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumNetworkPolicySpecIngressDenyToPorts {
  ports?: CiliumNetworkPolicySpecIngressDenyToPortsPorts[];
}

export interface CiliumNetworkPolicySpecIngressDenyToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumNetworkPolicySpecLabels {
  key: string;
  source?: string;
  value?: string;
}

export interface CiliumNetworkPolicySpecLog {
  value?: string;
}

export interface CiliumNetworkPolicySpecNodeSelector {
  matchExpressions?: CiliumNetworkPolicySpecNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecs {
  description?: string;
  egress?: CiliumNetworkPolicySpecsEgress[];
  egressDeny?: CiliumNetworkPolicySpecsEgressDeny[];
  enableDefaultDeny?: CiliumNetworkPolicySpecsEnableDefaultDeny;
  endpointSelector?: CiliumNetworkPolicySpecsEndpointSelector;
  ingress?: CiliumNetworkPolicySpecsIngress[];
  ingressDeny?: CiliumNetworkPolicySpecsIngressDeny[];
  labels?: CiliumNetworkPolicySpecsLabels[];
  log?: CiliumNetworkPolicySpecsLog;
  nodeSelector?: CiliumNetworkPolicySpecsNodeSelector;
}

export interface CiliumNetworkPolicySpecsEgress {
  authentication?: CiliumNetworkPolicySpecsEgressAuthentication;
  icmps?: CiliumNetworkPolicySpecsEgressIcmps[];
  toCIDR?: string[];
  toCIDRSet?: CiliumNetworkPolicySpecsEgressToCIDRSet[];
  toEndpoints?: CiliumNetworkPolicySpecsEgressToEndpoints[];
  toEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  toFQDNs?: CiliumNetworkPolicySpecsEgressToFQDNs[];
  toGroups?: CiliumNetworkPolicySpecsEgressToGroups[];
  toNodes?: CiliumNetworkPolicySpecsEgressToNodes[];
  toPorts?: CiliumNetworkPolicySpecsEgressToPorts[];
  toRequires?: string[];
  toServices?: CiliumNetworkPolicySpecsEgressToServices[];
}

export interface CiliumNetworkPolicySpecsEgressAuthentication {
  mode: 'disabled' | 'required' | 'test-always-fail';
}

export interface CiliumNetworkPolicySpecsEgressIcmps {
  fields?: CiliumNetworkPolicySpecsEgressIcmpsFields[];
}

export interface CiliumNetworkPolicySpecsEgressIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumNetworkPolicySpecsEgressToCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumNetworkPolicySpecsEgressToCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumNetworkPolicySpecsEgressToCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumNetworkPolicySpecsEgressToCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsEgressToCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsEgressToEndpoints {
  matchExpressions?: CiliumNetworkPolicySpecsEgressToEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsEgressToEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsEgressToFQDNs {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumNetworkPolicySpecsEgressToGroups {
  aws?: CiliumNetworkPolicySpecsEgressToGroupsAws;
}

export interface CiliumNetworkPolicySpecsEgressToGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumNetworkPolicySpecsEgressToNodes {
  matchExpressions?: CiliumNetworkPolicySpecsEgressToNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsEgressToNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsEgressToPorts {
  listener?: CiliumNetworkPolicySpecsEgressToPortsListener;
  originatingTLS?: CiliumNetworkPolicySpecsEgressToPortsOriginatingTLS;
  ports?: CiliumNetworkPolicySpecsEgressToPortsPorts[];
  rules?: CiliumNetworkPolicySpecsEgressToPortsRules;
  serverNames?: string[];
  terminatingTLS?: CiliumNetworkPolicySpecsEgressToPortsTerminatingTLS;
}

export interface CiliumNetworkPolicySpecsEgressToPortsListener {
  envoyConfig: CiliumNetworkPolicySpecsEgressToPortsListenerEnvoyConfig;
  name: string;
  priority?: number;
}

export interface CiliumNetworkPolicySpecsEgressToPortsListenerEnvoyConfig {
  kind?: 'CiliumEnvoyConfig' | 'CiliumClusterwideEnvoyConfig';
  name: string;
}

export interface CiliumNetworkPolicySpecsEgressToPortsOriginatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumNetworkPolicySpecsEgressToPortsOriginatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumNetworkPolicySpecsEgressToPortsOriginatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecsEgressToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumNetworkPolicySpecsEgressToPortsRules {
  dns?: CiliumNetworkPolicySpecsEgressToPortsRulesDns[];
  http?: CiliumNetworkPolicySpecsEgressToPortsRulesHttp[];
}

export interface CiliumNetworkPolicySpecsEgressToPortsRulesDns {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumNetworkPolicySpecsEgressToPortsRulesHttp {
  headerMatches?: CiliumNetworkPolicySpecsEgressToPortsRulesHttpHeaderMatches[];
  headers?: string[];
  host?: string;
  method?: string;
  path?: string;
}

export interface CiliumNetworkPolicySpecsEgressToPortsRulesHttpHeaderMatches {
  mismatch?: 'LOG' | 'ADD' | 'DELETE' | 'REPLACE';
  name: string;
  secret?: CiliumNetworkPolicySpecsEgressToPortsRulesHttpHeaderMatchesSecret;
  value?: string;
}

export interface CiliumNetworkPolicySpecsEgressToPortsRulesHttpHeaderMatchesSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecsEgressToPortsTerminatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumNetworkPolicySpecsEgressToPortsTerminatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumNetworkPolicySpecsEgressToPortsTerminatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecsEgressToServices {
  k8sService?: CiliumNetworkPolicySpecsEgressToServicesK8sService;
  k8sServiceSelector?: CiliumNetworkPolicySpecsEgressToServicesK8sServiceSelector;
}

export interface CiliumNetworkPolicySpecsEgressToServicesK8sService {
  namespace?: string;
  serviceName?: string;
}

export interface CiliumNetworkPolicySpecsEgressToServicesK8sServiceSelector {
  namespace?: string;
  selector: CiliumNetworkPolicySpecsEgressToServicesK8sServiceSelectorSelector;
}

export interface CiliumNetworkPolicySpecsEgressToServicesK8sServiceSelectorSelector {
  matchExpressions?: CiliumNetworkPolicySpecsEgressToServicesK8sServiceSelectorSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsEgressToServicesK8sServiceSelectorSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsEgressDeny {
  icmps?: CiliumNetworkPolicySpecsEgressDenyIcmps[];
  toCIDR?: string[];
  toCIDRSet?: CiliumNetworkPolicySpecsEgressDenyToCIDRSet[];
  toEndpoints?: CiliumNetworkPolicySpecsEgressDenyToEndpoints[];
  toEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  toGroups?: CiliumNetworkPolicySpecsEgressDenyToGroups[];
  toNodes?: CiliumNetworkPolicySpecsEgressDenyToNodes[];
  toPorts?: CiliumNetworkPolicySpecsEgressDenyToPorts[];
  toRequires?: string[];
  toServices?: CiliumNetworkPolicySpecsEgressDenyToServices[];
}

export interface CiliumNetworkPolicySpecsEgressDenyIcmps {
  fields?: CiliumNetworkPolicySpecsEgressDenyIcmpsFields[];
}

export interface CiliumNetworkPolicySpecsEgressDenyIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumNetworkPolicySpecsEgressDenyToCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumNetworkPolicySpecsEgressDenyToCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumNetworkPolicySpecsEgressDenyToCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumNetworkPolicySpecsEgressDenyToCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsEgressDenyToCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsEgressDenyToEndpoints {
  matchExpressions?: CiliumNetworkPolicySpecsEgressDenyToEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsEgressDenyToEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsEgressDenyToGroups {
  aws?: CiliumNetworkPolicySpecsEgressDenyToGroupsAws;
}

export interface CiliumNetworkPolicySpecsEgressDenyToGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumNetworkPolicySpecsEgressDenyToNodes {
  matchExpressions?: CiliumNetworkPolicySpecsEgressDenyToNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsEgressDenyToNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsEgressDenyToPorts {
  ports?: CiliumNetworkPolicySpecsEgressDenyToPortsPorts[];
}

export interface CiliumNetworkPolicySpecsEgressDenyToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumNetworkPolicySpecsEgressDenyToServices {
  k8sService?: CiliumNetworkPolicySpecsEgressDenyToServicesK8sService;
  k8sServiceSelector?: CiliumNetworkPolicySpecsEgressDenyToServicesK8sServiceSelector;
}

export interface CiliumNetworkPolicySpecsEgressDenyToServicesK8sService {
  namespace?: string;
  serviceName?: string;
}

export interface CiliumNetworkPolicySpecsEgressDenyToServicesK8sServiceSelector {
  namespace?: string;
  selector: CiliumNetworkPolicySpecsEgressDenyToServicesK8sServiceSelectorSelector;
}

export interface CiliumNetworkPolicySpecsEgressDenyToServicesK8sServiceSelectorSelector {
  matchExpressions?: CiliumNetworkPolicySpecsEgressDenyToServicesK8sServiceSelectorSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsEgressDenyToServicesK8sServiceSelectorSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsEnableDefaultDeny {
  egress?: boolean;
  ingress?: boolean;
}

export interface CiliumNetworkPolicySpecsEndpointSelector {
  matchExpressions?: CiliumNetworkPolicySpecsEndpointSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsEndpointSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsIngress {
  authentication?: CiliumNetworkPolicySpecsIngressAuthentication;
  fromCIDR?: string[];
  fromCIDRSet?: CiliumNetworkPolicySpecsIngressFromCIDRSet[];
  fromEndpoints?: CiliumNetworkPolicySpecsIngressFromEndpoints[];
  fromEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  fromGroups?: CiliumNetworkPolicySpecsIngressFromGroups[];
  fromNodes?: CiliumNetworkPolicySpecsIngressFromNodes[];
  fromRequires?: string[];
  icmps?: CiliumNetworkPolicySpecsIngressIcmps[];
  toPorts?: CiliumNetworkPolicySpecsIngressToPorts[];
}

export interface CiliumNetworkPolicySpecsIngressAuthentication {
  mode: 'disabled' | 'required' | 'test-always-fail';
}

export interface CiliumNetworkPolicySpecsIngressFromCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumNetworkPolicySpecsIngressFromCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumNetworkPolicySpecsIngressFromCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumNetworkPolicySpecsIngressFromCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsIngressFromCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsIngressFromEndpoints {
  matchExpressions?: CiliumNetworkPolicySpecsIngressFromEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsIngressFromEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsIngressFromGroups {
  aws?: CiliumNetworkPolicySpecsIngressFromGroupsAws;
}

export interface CiliumNetworkPolicySpecsIngressFromGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumNetworkPolicySpecsIngressFromNodes {
  matchExpressions?: CiliumNetworkPolicySpecsIngressFromNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsIngressFromNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsIngressIcmps {
  fields?: CiliumNetworkPolicySpecsIngressIcmpsFields[];
}

export interface CiliumNetworkPolicySpecsIngressIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumNetworkPolicySpecsIngressToPorts {
  listener?: CiliumNetworkPolicySpecsIngressToPortsListener;
  originatingTLS?: CiliumNetworkPolicySpecsIngressToPortsOriginatingTLS;
  ports?: CiliumNetworkPolicySpecsIngressToPortsPorts[];
  rules?: CiliumNetworkPolicySpecsIngressToPortsRules;
  serverNames?: string[];
  terminatingTLS?: CiliumNetworkPolicySpecsIngressToPortsTerminatingTLS;
}

export interface CiliumNetworkPolicySpecsIngressToPortsListener {
  envoyConfig: CiliumNetworkPolicySpecsIngressToPortsListenerEnvoyConfig;
  name: string;
  priority?: number;
}

export interface CiliumNetworkPolicySpecsIngressToPortsListenerEnvoyConfig {
  kind?: 'CiliumEnvoyConfig' | 'CiliumClusterwideEnvoyConfig';
  name: string;
}

export interface CiliumNetworkPolicySpecsIngressToPortsOriginatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumNetworkPolicySpecsIngressToPortsOriginatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumNetworkPolicySpecsIngressToPortsOriginatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecsIngressToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumNetworkPolicySpecsIngressToPortsRules {
  dns?: CiliumNetworkPolicySpecsIngressToPortsRulesDns[];
  http?: CiliumNetworkPolicySpecsIngressToPortsRulesHttp[];
}

export interface CiliumNetworkPolicySpecsIngressToPortsRulesDns {
  matchName?: string;
  matchPattern?: string;
}

export interface CiliumNetworkPolicySpecsIngressToPortsRulesHttp {
  headerMatches?: CiliumNetworkPolicySpecsIngressToPortsRulesHttpHeaderMatches[];
  headers?: string[];
  host?: string;
  method?: string;
  path?: string;
}

export interface CiliumNetworkPolicySpecsIngressToPortsRulesHttpHeaderMatches {
  mismatch?: 'LOG' | 'ADD' | 'DELETE' | 'REPLACE';
  name: string;
  secret?: CiliumNetworkPolicySpecsIngressToPortsRulesHttpHeaderMatchesSecret;
  value?: string;
}

export interface CiliumNetworkPolicySpecsIngressToPortsRulesHttpHeaderMatchesSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecsIngressToPortsTerminatingTLS {
  certificate?: string;
  privateKey?: string;
  secret: CiliumNetworkPolicySpecsIngressToPortsTerminatingTLSSecret;
  trustedCA?: string;
}

export interface CiliumNetworkPolicySpecsIngressToPortsTerminatingTLSSecret {
  name: string;
  namespace?: string;
}

export interface CiliumNetworkPolicySpecsIngressDeny {
  fromCIDR?: string[];
  fromCIDRSet?: CiliumNetworkPolicySpecsIngressDenyFromCIDRSet[];
  fromEndpoints?: CiliumNetworkPolicySpecsIngressDenyFromEndpoints[];
  fromEntities?: ('all' | 'world' | 'cluster' | 'cluster-mesh' | 'host' | 'init' | 'ingress' | 'unmanaged' | 'remote-node' | 'health' | 'none' | 'kube-apiserver')[];
  fromGroups?: CiliumNetworkPolicySpecsIngressDenyFromGroups[];
  fromNodes?: CiliumNetworkPolicySpecsIngressDenyFromNodes[];
  fromRequires?: string[];
  icmps?: CiliumNetworkPolicySpecsIngressDenyIcmps[];
  toPorts?: CiliumNetworkPolicySpecsIngressDenyToPorts[];
}

export interface CiliumNetworkPolicySpecsIngressDenyFromCIDRSet {
  cidr?: string;
  cidrGroupRef?: string;
  cidrGroupSelector?: CiliumNetworkPolicySpecsIngressDenyFromCIDRSetCidrGroupSelector;
  except?: string[];
}

export interface CiliumNetworkPolicySpecsIngressDenyFromCIDRSetCidrGroupSelector {
  matchExpressions?: CiliumNetworkPolicySpecsIngressDenyFromCIDRSetCidrGroupSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsIngressDenyFromCIDRSetCidrGroupSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsIngressDenyFromEndpoints {
  matchExpressions?: CiliumNetworkPolicySpecsIngressDenyFromEndpointsMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsIngressDenyFromEndpointsMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsIngressDenyFromGroups {
  aws?: CiliumNetworkPolicySpecsIngressDenyFromGroupsAws;
}

export interface CiliumNetworkPolicySpecsIngressDenyFromGroupsAws {
  labels?: Record<string, string>;
  region?: string;
  securityGroupsIds?: string[];
  securityGroupsNames?: string[];
}

export interface CiliumNetworkPolicySpecsIngressDenyFromNodes {
  matchExpressions?: CiliumNetworkPolicySpecsIngressDenyFromNodesMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsIngressDenyFromNodesMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNetworkPolicySpecsIngressDenyIcmps {
  fields?: CiliumNetworkPolicySpecsIngressDenyIcmpsFields[];
}

export interface CiliumNetworkPolicySpecsIngressDenyIcmpsFields {
  family?: 'IPv4' | 'IPv6';
  type: number | string;
}

export interface CiliumNetworkPolicySpecsIngressDenyToPorts {
  ports?: CiliumNetworkPolicySpecsIngressDenyToPortsPorts[];
}

export interface CiliumNetworkPolicySpecsIngressDenyToPortsPorts {
  endPort?: number;
  port?: string;
  protocol?: 'TCP' | 'UDP' | 'SCTP' | 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH' | 'ANY';
}

export interface CiliumNetworkPolicySpecsLabels {
  key: string;
  source?: string;
  value?: string;
}

export interface CiliumNetworkPolicySpecsLog {
  value?: string;
}

export interface CiliumNetworkPolicySpecsNodeSelector {
  matchExpressions?: CiliumNetworkPolicySpecsNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNetworkPolicySpecsNodeSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumNodeConfig {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumNodeConfig';
  metadata: ObjectMeta & { name: string };
  spec: CiliumNodeConfigSpec;
}

export interface CiliumNodeConfigSpec {
  defaults: Record<string, string>;
  nodeSelector: CiliumNodeConfigSpecNodeSelector;
}

export interface CiliumNodeConfigSpecNodeSelector {
  matchExpressions?: CiliumNodeConfigSpecNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNodeConfigSpecNodeSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface CiliumNodeConfigV2Alpha1 {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumNodeConfig';
  metadata: ObjectMeta & { name: string };
  spec: CiliumNodeConfigV2Alpha1Spec;
}

export interface CiliumNodeConfigV2Alpha1Spec {
  defaults: Record<string, string>;
  nodeSelector: CiliumNodeConfigV2Alpha1SpecNodeSelector;
}

export interface CiliumNodeConfigV2Alpha1SpecNodeSelector {
  matchExpressions?: CiliumNodeConfigV2Alpha1SpecNodeSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumNodeConfigV2Alpha1SpecNodeSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface CiliumNode {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumNode';
  metadata: ObjectMeta & { name: string };
  spec: CiliumNodeSpec;
}

export interface CiliumNodeSpec {
  addresses?: CiliumNodeSpecAddresses[];
  'alibaba-cloud'?: CiliumNodeSpecAlibabaCloud;
  azure?: CiliumNodeSpecAzure;
  bootid?: string;
  encryption?: CiliumNodeSpecEncryption;
  eni?: CiliumNodeSpecEni;
  health?: CiliumNodeSpecHealth;
  ingress?: CiliumNodeSpecIngress;
  'instance-id'?: string;
  ipam?: CiliumNodeSpecIpam;
}

export interface CiliumNodeSpecAddresses {
  ip?: string;
  type?: string;
}

export interface CiliumNodeSpecAlibabaCloud {
  'availability-zone'?: string;
  'cidr-block'?: string;
  'instance-type'?: string;
  'security-group-tags'?: Record<string, string>;
  'security-groups'?: string[];
  'vpc-id'?: string;
  'vswitch-tags'?: Record<string, string>;
  vswitches?: string[];
}

export interface CiliumNodeSpecAzure {
  'interface-name'?: string;
}

export interface CiliumNodeSpecEncryption {
  key?: number;
}

export interface CiliumNodeSpecEni {
  'availability-zone'?: string;
  'delete-on-termination'?: boolean;
  'disable-prefix-delegation'?: boolean;
  'exclude-interface-tags'?: Record<string, string>;
  'first-interface-index'?: number;
  'instance-type'?: string;
  'node-subnet-id'?: string;
  'security-group-tags'?: Record<string, string>;
  'security-groups'?: string[];
  'subnet-ids'?: string[];
  'subnet-tags'?: Record<string, string>;
  'use-primary-address'?: boolean;
  'vpc-id'?: string;
}

export interface CiliumNodeSpecHealth {
  ipv4?: string;
  ipv6?: string;
}

export interface CiliumNodeSpecIngress {
  ipv4?: string;
  ipv6?: string;
}

export interface CiliumNodeSpecIpam {
  'ipv6-pool'?: Record<string, CiliumNodeSpecIpamIpv6Pool>;
  'max-above-watermark'?: number;
  'max-allocate'?: number;
  'min-allocate'?: number;
  podCIDRs?: string[];
  pool?: Record<string, CiliumNodeSpecIpamPool>;
  pools?: CiliumNodeSpecIpamPools;
  'pre-allocate'?: number;
  'static-ip-tags'?: Record<string, string>;
}

export interface CiliumNodeSpecIpamIpv6Pool {
  owner?: string;
  resource?: string;
}

export interface CiliumNodeSpecIpamPool {
  owner?: string;
  resource?: string;
}

export interface CiliumNodeSpecIpamPools {
  allocated?: CiliumNodeSpecIpamPoolsAllocated[];
  requested?: CiliumNodeSpecIpamPoolsRequested[];
}

export interface CiliumNodeSpecIpamPoolsAllocated {
  allowFirstIP?: boolean;
  allowLastIP?: boolean;
  cidrs?: string[];
  pool: string;
}

export interface CiliumNodeSpecIpamPoolsRequested {
  needed?: CiliumNodeSpecIpamPoolsRequestedNeeded;
  pool: string;
}

export interface CiliumNodeSpecIpamPoolsRequestedNeeded {
  'ipv4-addrs'?: number;
  'ipv6-addrs'?: number;
}

export interface CiliumPodIPPool {
  apiVersion: 'cilium.io/v2alpha1';
  kind: 'CiliumPodIPPool';
  metadata: ObjectMeta & { name: string };
  spec: CiliumPodIPPoolSpec;
}

export interface CiliumPodIPPoolSpec {
  allowFirstIP?: boolean;
  allowLastIP?: boolean;
  ipv4?: CiliumPodIPPoolSpecIpv4;
  ipv6?: CiliumPodIPPoolSpecIpv6;
  namespaceSelector?: CiliumPodIPPoolSpecNamespaceSelector;
  podSelector?: CiliumPodIPPoolSpecPodSelector;
}

export interface CiliumPodIPPoolSpecIpv4 {
  cidrs: string[];
  maskSize: number;
}

export interface CiliumPodIPPoolSpecIpv6 {
  cidrs: string[];
  maskSize: number;
}

export interface CiliumPodIPPoolSpecNamespaceSelector {
  matchExpressions?: CiliumPodIPPoolSpecNamespaceSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumPodIPPoolSpecNamespaceSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}

export interface CiliumPodIPPoolSpecPodSelector {
  matchExpressions?: CiliumPodIPPoolSpecPodSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface CiliumPodIPPoolSpecPodSelectorMatchExpressions {
  key: string;
  operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  values?: string[];
}
