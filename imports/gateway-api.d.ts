// Written by `npm run import` from imports/schemas; do not edit.

import type { ObjectMeta } from './k8s';

export interface BackendTLSPolicy {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'BackendTLSPolicy';
  metadata: ObjectMeta & { name: string };
  spec: BackendTLSPolicySpec;
}

export interface BackendTLSPolicySpec {
  options?: Record<string, string>;
  targetRefs: BackendTLSPolicySpecTargetRefs[];
  validation: BackendTLSPolicySpecValidation;
}

export interface BackendTLSPolicySpecTargetRefs {
  group: string;
  kind: string;
  name: string;
  sectionName?: string;
}

export interface BackendTLSPolicySpecValidation {
  caCertificateRefs?: BackendTLSPolicySpecValidationCaCertificateRefs[];
  hostname: string;
  subjectAltNames?: BackendTLSPolicySpecValidationSubjectAltNames[];
  wellKnownCACertificates?: string;
}

export interface BackendTLSPolicySpecValidationCaCertificateRefs {
  group: string;
  kind: string;
  name: string;
}

export interface BackendTLSPolicySpecValidationSubjectAltNames {
  hostname?: string;
  type: 'Hostname' | 'URI';
  uri?: string;
}

export interface GatewayClass {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'GatewayClass';
  metadata: ObjectMeta & { name: string };
  spec: GatewayClassSpec;
}

export interface GatewayClassSpec {
  controllerName: string;
  description?: string;
  parametersRef?: GatewayClassSpecParametersRef;
}

export interface GatewayClassSpecParametersRef {
  group: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface GatewayClassV1Beta1 {
  apiVersion: 'gateway.networking.k8s.io/v1beta1';
  kind: 'GatewayClass';
  metadata: ObjectMeta & { name: string };
  spec: GatewayClassV1Beta1Spec;
}

export interface GatewayClassV1Beta1Spec {
  controllerName: string;
  description?: string;
  parametersRef?: GatewayClassV1Beta1SpecParametersRef;
}

export interface GatewayClassV1Beta1SpecParametersRef {
  group: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface Gateway {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'Gateway';
  metadata: ObjectMeta & { name: string };
  spec: GatewaySpec;
}

export interface GatewaySpec {
  addresses?: GatewaySpecAddresses[];
  allowedListeners?: GatewaySpecAllowedListeners;
  gatewayClassName: string;
  infrastructure?: GatewaySpecInfrastructure;
  listeners: GatewaySpecListeners[];
  tls?: GatewaySpecTls;
}

export interface GatewaySpecAddresses {
  type?: string;
  value?: string;
}

export interface GatewaySpecAllowedListeners {
  namespaces?: GatewaySpecAllowedListenersNamespaces;
}

export interface GatewaySpecAllowedListenersNamespaces {
  from?: 'All' | 'Selector' | 'Same' | 'None';
  selector?: GatewaySpecAllowedListenersNamespacesSelector;
}

export interface GatewaySpecAllowedListenersNamespacesSelector {
  matchExpressions?: GatewaySpecAllowedListenersNamespacesSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface GatewaySpecAllowedListenersNamespacesSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface GatewaySpecInfrastructure {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  parametersRef?: GatewaySpecInfrastructureParametersRef;
}

export interface GatewaySpecInfrastructureParametersRef {
  group: string;
  kind: string;
  name: string;
}

export interface GatewaySpecListeners {
  allowedRoutes?: GatewaySpecListenersAllowedRoutes;
  hostname?: string;
  name: string;
  port: number;
  protocol: string;
  tls?: GatewaySpecListenersTls;
}

export interface GatewaySpecListenersAllowedRoutes {
  kinds?: GatewaySpecListenersAllowedRoutesKinds[];
  namespaces?: GatewaySpecListenersAllowedRoutesNamespaces;
}

export interface GatewaySpecListenersAllowedRoutesKinds {
  group?: string;
  kind: string;
}

export interface GatewaySpecListenersAllowedRoutesNamespaces {
  from?: 'All' | 'Selector' | 'Same';
  selector?: GatewaySpecListenersAllowedRoutesNamespacesSelector;
}

export interface GatewaySpecListenersAllowedRoutesNamespacesSelector {
  matchExpressions?: GatewaySpecListenersAllowedRoutesNamespacesSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface GatewaySpecListenersAllowedRoutesNamespacesSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface GatewaySpecListenersTls {
  certificateRefs?: GatewaySpecListenersTlsCertificateRefs[];
  mode?: 'Terminate' | 'Passthrough';
  options?: Record<string, string>;
}

export interface GatewaySpecListenersTlsCertificateRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
}

export interface GatewaySpecTls {
  backend?: GatewaySpecTlsBackend;
  frontend?: GatewaySpecTlsFrontend;
}

export interface GatewaySpecTlsBackend {
  clientCertificateRef?: GatewaySpecTlsBackendClientCertificateRef;
}

export interface GatewaySpecTlsBackendClientCertificateRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
}

export interface GatewaySpecTlsFrontend {
  default: GatewaySpecTlsFrontendDefault;
  perPort?: GatewaySpecTlsFrontendPerPort[];
}

export interface GatewaySpecTlsFrontendDefault {
  validation?: GatewaySpecTlsFrontendDefaultValidation;
}

export interface GatewaySpecTlsFrontendDefaultValidation {
  caCertificateRefs: GatewaySpecTlsFrontendDefaultValidationCaCertificateRefs[];
  mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
}

export interface GatewaySpecTlsFrontendDefaultValidationCaCertificateRefs {
  group: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface GatewaySpecTlsFrontendPerPort {
  port: number;
  tls: GatewaySpecTlsFrontendPerPortTls;
}

export interface GatewaySpecTlsFrontendPerPortTls {
  validation?: GatewaySpecTlsFrontendPerPortTlsValidation;
}

export interface GatewaySpecTlsFrontendPerPortTlsValidation {
  caCertificateRefs: GatewaySpecTlsFrontendPerPortTlsValidationCaCertificateRefs[];
  mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
}

export interface GatewaySpecTlsFrontendPerPortTlsValidationCaCertificateRefs {
  group: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface GatewayV1Beta1 {
  apiVersion: 'gateway.networking.k8s.io/v1beta1';
  kind: 'Gateway';
  metadata: ObjectMeta & { name: string };
  spec: GatewayV1Beta1Spec;
}

export interface GatewayV1Beta1Spec {
  addresses?: GatewayV1Beta1SpecAddresses[];
  allowedListeners?: GatewayV1Beta1SpecAllowedListeners;
  gatewayClassName: string;
  infrastructure?: GatewayV1Beta1SpecInfrastructure;
  listeners: GatewayV1Beta1SpecListeners[];
  tls?: GatewayV1Beta1SpecTls;
}

export interface GatewayV1Beta1SpecAddresses {
  type?: string;
  value?: string;
}

export interface GatewayV1Beta1SpecAllowedListeners {
  namespaces?: GatewayV1Beta1SpecAllowedListenersNamespaces;
}

export interface GatewayV1Beta1SpecAllowedListenersNamespaces {
  from?: 'All' | 'Selector' | 'Same' | 'None';
  selector?: GatewayV1Beta1SpecAllowedListenersNamespacesSelector;
}

export interface GatewayV1Beta1SpecAllowedListenersNamespacesSelector {
  matchExpressions?: GatewayV1Beta1SpecAllowedListenersNamespacesSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface GatewayV1Beta1SpecAllowedListenersNamespacesSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface GatewayV1Beta1SpecInfrastructure {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  parametersRef?: GatewayV1Beta1SpecInfrastructureParametersRef;
}

export interface GatewayV1Beta1SpecInfrastructureParametersRef {
  group: string;
  kind: string;
  name: string;
}

export interface GatewayV1Beta1SpecListeners {
  allowedRoutes?: GatewayV1Beta1SpecListenersAllowedRoutes;
  hostname?: string;
  name: string;
  port: number;
  protocol: string;
  tls?: GatewayV1Beta1SpecListenersTls;
}

export interface GatewayV1Beta1SpecListenersAllowedRoutes {
  kinds?: GatewayV1Beta1SpecListenersAllowedRoutesKinds[];
  namespaces?: GatewayV1Beta1SpecListenersAllowedRoutesNamespaces;
}

export interface GatewayV1Beta1SpecListenersAllowedRoutesKinds {
  group?: string;
  kind: string;
}

export interface GatewayV1Beta1SpecListenersAllowedRoutesNamespaces {
  from?: 'All' | 'Selector' | 'Same';
  selector?: GatewayV1Beta1SpecListenersAllowedRoutesNamespacesSelector;
}

export interface GatewayV1Beta1SpecListenersAllowedRoutesNamespacesSelector {
  matchExpressions?: GatewayV1Beta1SpecListenersAllowedRoutesNamespacesSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface GatewayV1Beta1SpecListenersAllowedRoutesNamespacesSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface GatewayV1Beta1SpecListenersTls {
  certificateRefs?: GatewayV1Beta1SpecListenersTlsCertificateRefs[];
  mode?: 'Terminate' | 'Passthrough';
  options?: Record<string, string>;
}

export interface GatewayV1Beta1SpecListenersTlsCertificateRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
}

export interface GatewayV1Beta1SpecTls {
  backend?: GatewayV1Beta1SpecTlsBackend;
  frontend?: GatewayV1Beta1SpecTlsFrontend;
}

export interface GatewayV1Beta1SpecTlsBackend {
  clientCertificateRef?: GatewayV1Beta1SpecTlsBackendClientCertificateRef;
}

export interface GatewayV1Beta1SpecTlsBackendClientCertificateRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
}

export interface GatewayV1Beta1SpecTlsFrontend {
  default: GatewayV1Beta1SpecTlsFrontendDefault;
  perPort?: GatewayV1Beta1SpecTlsFrontendPerPort[];
}

export interface GatewayV1Beta1SpecTlsFrontendDefault {
  validation?: GatewayV1Beta1SpecTlsFrontendDefaultValidation;
}

export interface GatewayV1Beta1SpecTlsFrontendDefaultValidation {
  caCertificateRefs: GatewayV1Beta1SpecTlsFrontendDefaultValidationCaCertificateRefs[];
  mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
}

export interface GatewayV1Beta1SpecTlsFrontendDefaultValidationCaCertificateRefs {
  group: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface GatewayV1Beta1SpecTlsFrontendPerPort {
  port: number;
  tls: GatewayV1Beta1SpecTlsFrontendPerPortTls;
}

export interface GatewayV1Beta1SpecTlsFrontendPerPortTls {
  validation?: GatewayV1Beta1SpecTlsFrontendPerPortTlsValidation;
}

export interface GatewayV1Beta1SpecTlsFrontendPerPortTlsValidation {
  caCertificateRefs: GatewayV1Beta1SpecTlsFrontendPerPortTlsValidationCaCertificateRefs[];
  mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
}

export interface GatewayV1Beta1SpecTlsFrontendPerPortTlsValidationCaCertificateRefs {
  group: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface GRPCRoute {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'GRPCRoute';
  metadata: ObjectMeta & { name: string };
  spec: GRPCRouteSpec;
}

export interface GRPCRouteSpec {
  hostnames?: string[];
  parentRefs?: GRPCRouteSpecParentRefs[];
  rules?: GRPCRouteSpecRules[];
}

export interface GRPCRouteSpecParentRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface GRPCRouteSpecRules {
  backendRefs?: GRPCRouteSpecRulesBackendRefs[];
  filters?: GRPCRouteSpecRulesFilters[];
  matches?: GRPCRouteSpecRulesMatches[];
  name?: string;
}

export interface GRPCRouteSpecRulesBackendRefs {
  filters?: GRPCRouteSpecRulesBackendRefsFilters[];
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  weight?: number;
}

export interface GRPCRouteSpecRulesBackendRefsFilters {
  extensionRef?: GRPCRouteSpecRulesBackendRefsFiltersExtensionRef;
  requestHeaderModifier?: GRPCRouteSpecRulesBackendRefsFiltersRequestHeaderModifier;
  requestMirror?: GRPCRouteSpecRulesBackendRefsFiltersRequestMirror;
  responseHeaderModifier?: GRPCRouteSpecRulesBackendRefsFiltersResponseHeaderModifier;
  type: 'ResponseHeaderModifier' | 'RequestHeaderModifier' | 'RequestMirror' | 'ExtensionRef';
}

export interface GRPCRouteSpecRulesBackendRefsFiltersExtensionRef {
  group: string;
  kind: string;
  name: string;
}

export interface GRPCRouteSpecRulesBackendRefsFiltersRequestHeaderModifier {
  add?: GRPCRouteSpecRulesBackendRefsFiltersRequestHeaderModifierAdd[];
  remove?: string[];
  set?: GRPCRouteSpecRulesBackendRefsFiltersRequestHeaderModifierSet[];
}

export interface GRPCRouteSpecRulesBackendRefsFiltersRequestHeaderModifierAdd {
  name: string;
  value: string;
}

export interface GRPCRouteSpecRulesBackendRefsFiltersRequestHeaderModifierSet {
  name: string;
  value: string;
}

export interface GRPCRouteSpecRulesBackendRefsFiltersRequestMirror {
  backendRef: GRPCRouteSpecRulesBackendRefsFiltersRequestMirrorBackendRef;
  fraction?: GRPCRouteSpecRulesBackendRefsFiltersRequestMirrorFraction;
  percent?: number;
}

export interface GRPCRouteSpecRulesBackendRefsFiltersRequestMirrorBackendRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
}

export interface GRPCRouteSpecRulesBackendRefsFiltersRequestMirrorFraction {
  denominator?: number;
  numerator: number;
}

export interface GRPCRouteSpecRulesBackendRefsFiltersResponseHeaderModifier {
  add?: GRPCRouteSpecRulesBackendRefsFiltersResponseHeaderModifierAdd[];
  remove?: string[];
  set?: GRPCRouteSpecRulesBackendRefsFiltersResponseHeaderModifierSet[];
}

export interface GRPCRouteSpecRulesBackendRefsFiltersResponseHeaderModifierAdd {
  name: string;
  value: string;
}

export interface GRPCRouteSpecRulesBackendRefsFiltersResponseHeaderModifierSet {
  name: string;
  value: string;
}

export interface GRPCRouteSpecRulesFilters {
  extensionRef?: GRPCRouteSpecRulesFiltersExtensionRef;
  requestHeaderModifier?: GRPCRouteSpecRulesFiltersRequestHeaderModifier;
  requestMirror?: GRPCRouteSpecRulesFiltersRequestMirror;
  responseHeaderModifier?: GRPCRouteSpecRulesFiltersResponseHeaderModifier;
  type: 'ResponseHeaderModifier' | 'RequestHeaderModifier' | 'RequestMirror' | 'ExtensionRef';
}

export interface GRPCRouteSpecRulesFiltersExtensionRef {
  group: string;
  kind: string;
  name: string;
}

export interface GRPCRouteSpecRulesFiltersRequestHeaderModifier {
  add?: GRPCRouteSpecRulesFiltersRequestHeaderModifierAdd[];
  remove?: string[];
  set?: GRPCRouteSpecRulesFiltersRequestHeaderModifierSet[];
}

export interface GRPCRouteSpecRulesFiltersRequestHeaderModifierAdd {
  name: string;
  value: string;
}

export interface GRPCRouteSpecRulesFiltersRequestHeaderModifierSet {
  name: string;
  value: string;
}

export interface GRPCRouteSpecRulesFiltersRequestMirror {
  backendRef: GRPCRouteSpecRulesFiltersRequestMirrorBackendRef;
  fraction?: GRPCRouteSpecRulesFiltersRequestMirrorFraction;
  percent?: number;
}

export interface GRPCRouteSpecRulesFiltersRequestMirrorBackendRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
}

export interface GRPCRouteSpecRulesFiltersRequestMirrorFraction {
  denominator?: number;
  numerator: number;
}

export interface GRPCRouteSpecRulesFiltersResponseHeaderModifier {
  add?: GRPCRouteSpecRulesFiltersResponseHeaderModifierAdd[];
  remove?: string[];
  set?: GRPCRouteSpecRulesFiltersResponseHeaderModifierSet[];
}

export interface GRPCRouteSpecRulesFiltersResponseHeaderModifierAdd {
  name: string;
  value: string;
}

export interface GRPCRouteSpecRulesFiltersResponseHeaderModifierSet {
  name: string;
  value: string;
}

export interface GRPCRouteSpecRulesMatches {
  headers?: GRPCRouteSpecRulesMatchesHeaders[];
  method?: GRPCRouteSpecRulesMatchesMethod;
}

export interface GRPCRouteSpecRulesMatchesHeaders {
  name: string;
  type?: 'Exact' | 'RegularExpression';
  value: string;
}

export interface GRPCRouteSpecRulesMatchesMethod {
  method?: string;
  service?: string;
  type?: 'Exact' | 'RegularExpression';
}

export interface HTTPRoute {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'HTTPRoute';
  metadata: ObjectMeta & { name: string };
  spec: HTTPRouteSpec;
}

export interface HTTPRouteSpec {
  hostnames?: string[];
  parentRefs?: HTTPRouteSpecParentRefs[];
  rules?: HTTPRouteSpecRules[];
}

export interface HTTPRouteSpecParentRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface HTTPRouteSpecRules {
  backendRefs?: HTTPRouteSpecRulesBackendRefs[];
  filters?: HTTPRouteSpecRulesFilters[];
  matches?: HTTPRouteSpecRulesMatches[];
  name?: string;
  timeouts?: HTTPRouteSpecRulesTimeouts;
}

export interface HTTPRouteSpecRulesBackendRefs {
  filters?: HTTPRouteSpecRulesBackendRefsFilters[];
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  weight?: number;
}

export interface HTTPRouteSpecRulesBackendRefsFilters {
  cors?: HTTPRouteSpecRulesBackendRefsFiltersCors;
  extensionRef?: HTTPRouteSpecRulesBackendRefsFiltersExtensionRef;
  requestHeaderModifier?: HTTPRouteSpecRulesBackendRefsFiltersRequestHeaderModifier;
  requestMirror?: HTTPRouteSpecRulesBackendRefsFiltersRequestMirror;
  requestRedirect?: HTTPRouteSpecRulesBackendRefsFiltersRequestRedirect;
  responseHeaderModifier?: HTTPRouteSpecRulesBackendRefsFiltersResponseHeaderModifier;
  type: 'RequestHeaderModifier' | 'ResponseHeaderModifier' | 'RequestMirror' | 'RequestRedirect' | 'URLRewrite' | 'ExtensionRef' | 'CORS';
  urlRewrite?: HTTPRouteSpecRulesBackendRefsFiltersUrlRewrite;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersCors {
  allowCredentials?: boolean;
  allowHeaders?: string[];
  allowMethods?: ('GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | '*')[];
  allowOrigins?: string[];
  exposeHeaders?: string[];
  maxAge?: number;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersExtensionRef {
  group: string;
  kind: string;
  name: string;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersRequestHeaderModifier {
  add?: HTTPRouteSpecRulesBackendRefsFiltersRequestHeaderModifierAdd[];
  remove?: string[];
  set?: HTTPRouteSpecRulesBackendRefsFiltersRequestHeaderModifierSet[];
}

export interface HTTPRouteSpecRulesBackendRefsFiltersRequestHeaderModifierAdd {
  name: string;
  value: string;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersRequestHeaderModifierSet {
  name: string;
  value: string;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersRequestMirror {
  backendRef: HTTPRouteSpecRulesBackendRefsFiltersRequestMirrorBackendRef;
  fraction?: HTTPRouteSpecRulesBackendRefsFiltersRequestMirrorFraction;
  percent?: number;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersRequestMirrorBackendRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersRequestMirrorFraction {
  denominator?: number;
  numerator: number;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersRequestRedirect {
  hostname?: string;
  path?: HTTPRouteSpecRulesBackendRefsFiltersRequestRedirectPath;
  port?: number;
  scheme?: 'http' | 'https';
  statusCode?: 301 | 302 | 303 | 307 | 308;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersRequestRedirectPath {
  replaceFullPath?: string;
  replacePrefixMatch?: string;
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface HTTPRouteSpecRulesBackendRefsFiltersResponseHeaderModifier {
  add?: HTTPRouteSpecRulesBackendRefsFiltersResponseHeaderModifierAdd[];
  remove?: string[];
  set?: HTTPRouteSpecRulesBackendRefsFiltersResponseHeaderModifierSet[];
}

export interface HTTPRouteSpecRulesBackendRefsFiltersResponseHeaderModifierAdd {
  name: string;
  value: string;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersResponseHeaderModifierSet {
  name: string;
  value: string;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersUrlRewrite {
  hostname?: string;
  path?: HTTPRouteSpecRulesBackendRefsFiltersUrlRewritePath;
}

export interface HTTPRouteSpecRulesBackendRefsFiltersUrlRewritePath {
  replaceFullPath?: string;
  replacePrefixMatch?: string;
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface HTTPRouteSpecRulesFilters {
  cors?: HTTPRouteSpecRulesFiltersCors;
  extensionRef?: HTTPRouteSpecRulesFiltersExtensionRef;
  requestHeaderModifier?: HTTPRouteSpecRulesFiltersRequestHeaderModifier;
  requestMirror?: HTTPRouteSpecRulesFiltersRequestMirror;
  requestRedirect?: HTTPRouteSpecRulesFiltersRequestRedirect;
  responseHeaderModifier?: HTTPRouteSpecRulesFiltersResponseHeaderModifier;
  type: 'RequestHeaderModifier' | 'ResponseHeaderModifier' | 'RequestMirror' | 'RequestRedirect' | 'URLRewrite' | 'ExtensionRef' | 'CORS';
  urlRewrite?: HTTPRouteSpecRulesFiltersUrlRewrite;
}

export interface HTTPRouteSpecRulesFiltersCors {
  allowCredentials?: boolean;
  allowHeaders?: string[];
  allowMethods?: ('GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | '*')[];
  allowOrigins?: string[];
  exposeHeaders?: string[];
  maxAge?: number;
}

export interface HTTPRouteSpecRulesFiltersExtensionRef {
  group: string;
  kind: string;
  name: string;
}

export interface HTTPRouteSpecRulesFiltersRequestHeaderModifier {
  add?: HTTPRouteSpecRulesFiltersRequestHeaderModifierAdd[];
  remove?: string[];
  set?: HTTPRouteSpecRulesFiltersRequestHeaderModifierSet[];
}

export interface HTTPRouteSpecRulesFiltersRequestHeaderModifierAdd {
  name: string;
  value: string;
}

export interface HTTPRouteSpecRulesFiltersRequestHeaderModifierSet {
  name: string;
  value: string;
}

export interface HTTPRouteSpecRulesFiltersRequestMirror {
  backendRef: HTTPRouteSpecRulesFiltersRequestMirrorBackendRef;
  fraction?: HTTPRouteSpecRulesFiltersRequestMirrorFraction;
  percent?: number;
}

export interface HTTPRouteSpecRulesFiltersRequestMirrorBackendRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
}

export interface HTTPRouteSpecRulesFiltersRequestMirrorFraction {
  denominator?: number;
  numerator: number;
}

export interface HTTPRouteSpecRulesFiltersRequestRedirect {
  hostname?: string;
  path?: HTTPRouteSpecRulesFiltersRequestRedirectPath;
  port?: number;
  scheme?: 'http' | 'https';
  statusCode?: 301 | 302 | 303 | 307 | 308;
}

export interface HTTPRouteSpecRulesFiltersRequestRedirectPath {
  replaceFullPath?: string;
  replacePrefixMatch?: string;
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface HTTPRouteSpecRulesFiltersResponseHeaderModifier {
  add?: HTTPRouteSpecRulesFiltersResponseHeaderModifierAdd[];
  remove?: string[];
  set?: HTTPRouteSpecRulesFiltersResponseHeaderModifierSet[];
}

export interface HTTPRouteSpecRulesFiltersResponseHeaderModifierAdd {
  name: string;
  value: string;
}

export interface HTTPRouteSpecRulesFiltersResponseHeaderModifierSet {
  name: string;
  value: string;
}

export interface HTTPRouteSpecRulesFiltersUrlRewrite {
  hostname?: string;
  path?: HTTPRouteSpecRulesFiltersUrlRewritePath;
}

export interface HTTPRouteSpecRulesFiltersUrlRewritePath {
  replaceFullPath?: string;
  replacePrefixMatch?: string;
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface HTTPRouteSpecRulesMatches {
  headers?: HTTPRouteSpecRulesMatchesHeaders[];
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
  path?: HTTPRouteSpecRulesMatchesPath;
  queryParams?: HTTPRouteSpecRulesMatchesQueryParams[];
}

export interface HTTPRouteSpecRulesMatchesHeaders {
  name: string;
  type?: 'Exact' | 'RegularExpression';
  value: string;
}

export interface HTTPRouteSpecRulesMatchesPath {
  type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
  value?: string;
}

export interface HTTPRouteSpecRulesMatchesQueryParams {
  name: string;
  type?: 'Exact' | 'RegularExpression';
  value: string;
}

export interface HTTPRouteSpecRulesTimeouts {
  backendRequest?: string;
  request?: string;
}

export interface HTTPRouteV1Beta1 {
  apiVersion: 'gateway.networking.k8s.io/v1beta1';
  kind: 'HTTPRoute';
  metadata: ObjectMeta & { name: string };
  spec: HTTPRouteV1Beta1Spec;
}

export interface HTTPRouteV1Beta1Spec {
  hostnames?: string[];
  parentRefs?: HTTPRouteV1Beta1SpecParentRefs[];
  rules?: HTTPRouteV1Beta1SpecRules[];
}

export interface HTTPRouteV1Beta1SpecParentRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface HTTPRouteV1Beta1SpecRules {
  backendRefs?: HTTPRouteV1Beta1SpecRulesBackendRefs[];
  filters?: HTTPRouteV1Beta1SpecRulesFilters[];
  matches?: HTTPRouteV1Beta1SpecRulesMatches[];
  name?: string;
  timeouts?: HTTPRouteV1Beta1SpecRulesTimeouts;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefs {
  filters?: HTTPRouteV1Beta1SpecRulesBackendRefsFilters[];
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  weight?: number;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFilters {
  cors?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersCors;
  extensionRef?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersExtensionRef;
  requestHeaderModifier?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestHeaderModifier;
  requestMirror?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestMirror;
  requestRedirect?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestRedirect;
  responseHeaderModifier?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersResponseHeaderModifier;
  type: 'RequestHeaderModifier' | 'ResponseHeaderModifier' | 'RequestMirror' | 'RequestRedirect' | 'URLRewrite' | 'ExtensionRef' | 'CORS';
  urlRewrite?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersUrlRewrite;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersCors {
  allowCredentials?: boolean;
  allowHeaders?: string[];
  allowMethods?: ('GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | '*')[];
  allowOrigins?: string[];
  exposeHeaders?: string[];
  maxAge?: number;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersExtensionRef {
  group: string;
  kind: string;
  name: string;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestHeaderModifier {
  add?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestHeaderModifierAdd[];
  remove?: string[];
  set?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestHeaderModifierSet[];
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestHeaderModifierAdd {
  name: string;
  value: string;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestHeaderModifierSet {
  name: string;
  value: string;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestMirror {
  backendRef: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestMirrorBackendRef;
  fraction?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestMirrorFraction;
  percent?: number;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestMirrorBackendRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestMirrorFraction {
  denominator?: number;
  numerator: number;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestRedirect {
  hostname?: string;
  path?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestRedirectPath;
  port?: number;
  scheme?: 'http' | 'https';
  statusCode?: 301 | 302 | 303 | 307 | 308;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersRequestRedirectPath {
  replaceFullPath?: string;
  replacePrefixMatch?: string;
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersResponseHeaderModifier {
  add?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersResponseHeaderModifierAdd[];
  remove?: string[];
  set?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersResponseHeaderModifierSet[];
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersResponseHeaderModifierAdd {
  name: string;
  value: string;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersResponseHeaderModifierSet {
  name: string;
  value: string;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersUrlRewrite {
  hostname?: string;
  path?: HTTPRouteV1Beta1SpecRulesBackendRefsFiltersUrlRewritePath;
}

export interface HTTPRouteV1Beta1SpecRulesBackendRefsFiltersUrlRewritePath {
  replaceFullPath?: string;
  replacePrefixMatch?: string;
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface HTTPRouteV1Beta1SpecRulesFilters {
  cors?: HTTPRouteV1Beta1SpecRulesFiltersCors;
  extensionRef?: HTTPRouteV1Beta1SpecRulesFiltersExtensionRef;
  requestHeaderModifier?: HTTPRouteV1Beta1SpecRulesFiltersRequestHeaderModifier;
  requestMirror?: HTTPRouteV1Beta1SpecRulesFiltersRequestMirror;
  requestRedirect?: HTTPRouteV1Beta1SpecRulesFiltersRequestRedirect;
  responseHeaderModifier?: HTTPRouteV1Beta1SpecRulesFiltersResponseHeaderModifier;
  type: 'RequestHeaderModifier' | 'ResponseHeaderModifier' | 'RequestMirror' | 'RequestRedirect' | 'URLRewrite' | 'ExtensionRef' | 'CORS';
  urlRewrite?: HTTPRouteV1Beta1SpecRulesFiltersUrlRewrite;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersCors {
  allowCredentials?: boolean;
  allowHeaders?: string[];
  allowMethods?: ('GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH' | '*')[];
  allowOrigins?: string[];
  exposeHeaders?: string[];
  maxAge?: number;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersExtensionRef {
  group: string;
  kind: string;
  name: string;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersRequestHeaderModifier {
  add?: HTTPRouteV1Beta1SpecRulesFiltersRequestHeaderModifierAdd[];
  remove?: string[];
  set?: HTTPRouteV1Beta1SpecRulesFiltersRequestHeaderModifierSet[];
}

export interface HTTPRouteV1Beta1SpecRulesFiltersRequestHeaderModifierAdd {
  name: string;
  value: string;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersRequestHeaderModifierSet {
  name: string;
  value: string;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersRequestMirror {
  backendRef: HTTPRouteV1Beta1SpecRulesFiltersRequestMirrorBackendRef;
  fraction?: HTTPRouteV1Beta1SpecRulesFiltersRequestMirrorFraction;
  percent?: number;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersRequestMirrorBackendRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersRequestMirrorFraction {
  denominator?: number;
  numerator: number;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersRequestRedirect {
  hostname?: string;
  path?: HTTPRouteV1Beta1SpecRulesFiltersRequestRedirectPath;
  port?: number;
  scheme?: 'http' | 'https';
  statusCode?: 301 | 302 | 303 | 307 | 308;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersRequestRedirectPath {
  replaceFullPath?: string;
  replacePrefixMatch?: string;
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface HTTPRouteV1Beta1SpecRulesFiltersResponseHeaderModifier {
  add?: HTTPRouteV1Beta1SpecRulesFiltersResponseHeaderModifierAdd[];
  remove?: string[];
  set?: HTTPRouteV1Beta1SpecRulesFiltersResponseHeaderModifierSet[];
}

export interface HTTPRouteV1Beta1SpecRulesFiltersResponseHeaderModifierAdd {
  name: string;
  value: string;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersResponseHeaderModifierSet {
  name: string;
  value: string;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersUrlRewrite {
  hostname?: string;
  path?: HTTPRouteV1Beta1SpecRulesFiltersUrlRewritePath;
}

export interface HTTPRouteV1Beta1SpecRulesFiltersUrlRewritePath {
  replaceFullPath?: string;
  replacePrefixMatch?: string;
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
}

export interface HTTPRouteV1Beta1SpecRulesMatches {
  headers?: HTTPRouteV1Beta1SpecRulesMatchesHeaders[];
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
  path?: HTTPRouteV1Beta1SpecRulesMatchesPath;
  queryParams?: HTTPRouteV1Beta1SpecRulesMatchesQueryParams[];
}

export interface HTTPRouteV1Beta1SpecRulesMatchesHeaders {
  name: string;
  type?: 'Exact' | 'RegularExpression';
  value: string;
}

export interface HTTPRouteV1Beta1SpecRulesMatchesPath {
  type?: 'Exact' | 'PathPrefix' | 'RegularExpression';
  value?: string;
}

export interface HTTPRouteV1Beta1SpecRulesMatchesQueryParams {
  name: string;
  type?: 'Exact' | 'RegularExpression';
  value: string;
}

export interface HTTPRouteV1Beta1SpecRulesTimeouts {
  backendRequest?: string;
  request?: string;
}

export interface ListenerSet {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'ListenerSet';
  metadata: ObjectMeta & { name: string };
  spec: ListenerSetSpec;
}

export interface ListenerSetSpec {
  listeners: ListenerSetSpecListeners[];
  parentRef: ListenerSetSpecParentRef;
}

export interface ListenerSetSpecListeners {
  allowedRoutes?: ListenerSetSpecListenersAllowedRoutes;
  hostname?: string;
  name: string;
  port: number;
  protocol: string;
  tls?: ListenerSetSpecListenersTls;
}

export interface ListenerSetSpecListenersAllowedRoutes {
  kinds?: ListenerSetSpecListenersAllowedRoutesKinds[];
  namespaces?: ListenerSetSpecListenersAllowedRoutesNamespaces;
}

export interface ListenerSetSpecListenersAllowedRoutesKinds {
  group?: string;
  kind: string;
}

export interface ListenerSetSpecListenersAllowedRoutesNamespaces {
  from?: 'All' | 'Selector' | 'Same';
  selector?: ListenerSetSpecListenersAllowedRoutesNamespacesSelector;
}

export interface ListenerSetSpecListenersAllowedRoutesNamespacesSelector {
  matchExpressions?: ListenerSetSpecListenersAllowedRoutesNamespacesSelectorMatchExpressions[];
  matchLabels?: Record<string, string>;
}

export interface ListenerSetSpecListenersAllowedRoutesNamespacesSelectorMatchExpressions {
  key: string;
  operator: string;
  values?: string[];
}

export interface ListenerSetSpecListenersTls {
  certificateRefs?: ListenerSetSpecListenersTlsCertificateRefs[];
  mode?: 'Terminate' | 'Passthrough';
  options?: Record<string, string>;
}

export interface ListenerSetSpecListenersTlsCertificateRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
}

export interface ListenerSetSpecParentRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
}

export interface ReferenceGrant {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'ReferenceGrant';
  metadata: ObjectMeta & { name: string };
  spec: ReferenceGrantSpec;
}

export interface ReferenceGrantSpec {
  from: ReferenceGrantSpecFrom[];
  to: ReferenceGrantSpecTo[];
}

export interface ReferenceGrantSpecFrom {
  group: string;
  kind: string;
  namespace: string;
}

export interface ReferenceGrantSpecTo {
  group: string;
  kind: string;
  name?: string;
}

export interface ReferenceGrantV1Beta1 {
  apiVersion: 'gateway.networking.k8s.io/v1beta1';
  kind: 'ReferenceGrant';
  metadata: ObjectMeta & { name: string };
  spec: ReferenceGrantV1Beta1Spec;
}

export interface ReferenceGrantV1Beta1Spec {
  from: ReferenceGrantV1Beta1SpecFrom[];
  to: ReferenceGrantV1Beta1SpecTo[];
}

export interface ReferenceGrantV1Beta1SpecFrom {
  group: string;
  kind: string;
  namespace: string;
}

export interface ReferenceGrantV1Beta1SpecTo {
  group: string;
  kind: string;
  name?: string;
}

export interface TCPRoute {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'TCPRoute';
  metadata: ObjectMeta & { name: string };
  spec: TCPRouteSpec;
}

export interface TCPRouteSpec {
  parentRefs?: TCPRouteSpecParentRefs[];
  rules: TCPRouteSpecRules[];
}

export interface TCPRouteSpecParentRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface TCPRouteSpecRules {
  backendRefs: TCPRouteSpecRulesBackendRefs[];
  name?: string;
}

export interface TCPRouteSpecRulesBackendRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  weight?: number;
}

export interface TLSRoute {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'TLSRoute';
  metadata: ObjectMeta & { name: string };
  spec: TLSRouteSpec;
}

export interface TLSRouteSpec {
  hostnames: string[];
  parentRefs?: TLSRouteSpecParentRefs[];
  rules: TLSRouteSpecRules[];
}

export interface TLSRouteSpecParentRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface TLSRouteSpecRules {
  backendRefs: TLSRouteSpecRulesBackendRefs[];
  name?: string;
}

export interface TLSRouteSpecRulesBackendRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  weight?: number;
}

export interface UDPRoute {
  apiVersion: 'gateway.networking.k8s.io/v1';
  kind: 'UDPRoute';
  metadata: ObjectMeta & { name: string };
  spec: UDPRouteSpec;
}

export interface UDPRouteSpec {
  parentRefs?: UDPRouteSpecParentRefs[];
  rules: UDPRouteSpecRules[];
}

export interface UDPRouteSpecParentRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface UDPRouteSpecRules {
  backendRefs: UDPRouteSpecRulesBackendRefs[];
  name?: string;
}

export interface UDPRouteSpecRulesBackendRefs {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  weight?: number;
}
